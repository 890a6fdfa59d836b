/**
 * ssh2 takes every group exchange out of its offer for a server that calls itself exactly "Cisco-1.25" (its issue 1235),
 * so that an IOS which has nothing else cannot be reached. OpenSSH talks group exchange with the same routers. The flag
 * is inside the library, in the version that package.json pins; where it is no longer found, nothing is changed.
 */
import type { Client } from 'ssh2';

/** COMPAT.BAD_DHGEX in ssh2's protocol/constants.js. */
const BAD_GROUP_EXCHANGE = 1;

/** Must be called after `connect`, before the server's identification is read. */
export function allowGroupExchange(client: Client): void {
  const protocol: unknown = Reflect.get(client, '_protocol');
  if (typeof protocol !== 'object' || protocol === null || !('_compatFlags' in protocol)) return;
  let flags = 0;
  Object.defineProperty(protocol, '_compatFlags', {
    get: () => flags,
    set: (value: number) => {
      flags = value & ~BAD_GROUP_EXCHANGE;
    },
  });
}
