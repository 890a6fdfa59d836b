/** Where a server is, out of what people paste: a bare host, or any address that a browser showed of it. */
import type { Login } from '../base/login.ts';
import { Failure } from '../base/errors.ts';
import type { ServerAddress } from './lab-server.ts';

export interface ServerPlace {
  url: URL;
  login: Login | undefined;
  /** For messages: no secret in it. */
  shown: string;
  host: string;
}

const usual: Readonly<Record<ServerAddress['kind'], { scheme: string; expected: string }>> = {
  gns3: {
    scheme: 'http',
    expected: 'a GNS3 server begins with http:// or https:// and a host: http://192.0.2.1:3080',
  },
  cml: { scheme: 'https', expected: 'a CML server begins with https:// and a host: https://cml.example' },
};

/** @throws Failure bad-input: bad-url */
export function placeOfServer({ kind, url: text, login }: ServerAddress): ServerPlace {
  const { scheme, expected } = usual[kind];
  const trimmed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `${scheme}://${trimmed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new Failure('bad-input', 'bad-url', `The address of ${expected}.`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { url, login: login ?? loginIn(url), shown: url.origin, host };
}

function loginIn({ username, password }: URL): Login | undefined {
  if (username === '') return undefined;
  return { username: plainOf(username), password: plainOf(password) };
}

/** What somebody typed with a bare "%" in it is meant as it stands. */
function plainOf(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
