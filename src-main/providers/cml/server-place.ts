/** Where a CML controller is, out of what people paste: a bare host, or any address that a browser showed of it. */
import type { Login } from '../../base/login.ts';
import { Failure } from '../../base/errors.ts';
import type { ServerAddress } from '../lab-server.ts';

export interface ServerPlace {
  url: URL;
  login: Required<Login>;
  /** For messages: no secret in it. */
  shown: string;
  host: string;
}

/** @throws Failure bad-input: bad-url, login-needed */
export function placeOfServer({ url: text, login }: ServerAddress): ServerPlace {
  const trimmed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new Failure(
      'bad-input',
      'bad-url',
      'The address of a CML server begins with https:// and a host: https://cml.example.',
    );
  const { username = '', password = '' } = login ?? loginIn(url);
  if (username === '')
    throw new Failure(
      'bad-input',
      'login-needed',
      `${url.host} wants a user name and a password: those of CML itself.`,
    );
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { url, login: { username, password }, shown: url.origin, host };
}

function loginIn({ username, password }: URL): Login {
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
