/** Where a GNS3 server is, out of what people paste: a bare host, an address of the API or of the web interface. */
import type { Login } from '../../base/login.ts';
import { Failure } from '../../base/errors.ts';
import type { ServerAddress } from '../lab-server.ts';

export interface ServerPlace {
  url: URL;
  /** What stands before "/v2" where a proxy serves several things: "/gns3", or nothing. */
  prefix: string;
  login: Login | undefined;
  /** For messages: no secret in it. */
  shown: string;
  host: string;
}

/** @throws Failure bad-url */
export function placeOfServer({ url: text, login }: ServerAddress): ServerPlace {
  const trimmed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new Failure(
      'bad-input',
      'bad-url',
      'The address of a GNS3 server begins with http:// or https:// and a host: http://192.0.2.1:3080.',
    );
  const prefix = url.pathname.replace(/\/(?:v[23]|static|docs|openapi\.json)(?:\/.*)?$/, '').replace(/\/+$/, '');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { url, prefix, login: login ?? loginIn(url), shown: url.origin + prefix, host };
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
