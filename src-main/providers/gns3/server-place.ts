/** Where a GNS3 server is: its address may be that of the API or of the web interface, behind a proxy or not. */
import type { ServerAddress } from '../lab-server.ts';
import { placeOfServer, type ServerPlace } from '../server-place.ts';

export interface Gns3Place extends ServerPlace {
  /** What stands before "/v2" where a proxy serves several things: "/gns3", or nothing. */
  prefix: string;
}

/** @throws Failure bad-input: bad-url */
export function gns3Place(address: ServerAddress): Gns3Place {
  const place = placeOfServer(address);
  const { pathname, origin } = place.url;
  const prefix = pathname.replace(/\/(?:v[23]|static|docs|openapi\.json)(?:\/.*)?$/, '').replace(/\/+$/, '');
  return { ...place, prefix, shown: origin + prefix };
}
