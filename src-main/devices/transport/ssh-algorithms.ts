import type { Algorithms } from 'ssh2';

/**
 * What IOS 12.4 to 15 offers and ssh2 does not by itself (`SSH-2.0-Cisco-1.25`). All of it is weak, and is added only
 * when asked for, after everything better. An IOS that offers group exchange alone stays out of reach: ssh2 drops that
 * family for `Cisco-1.25` (ssh2 issue 1235).
 */
export const LEGACY_ALGORITHMS: Algorithms = {
  kex: {
    append: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
    prepend: [],
    remove: [],
  },
  cipher: { append: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'], prepend: [], remove: [] },
  hmac: { append: ['hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'], prepend: [], remove: [] },
  serverHostKey: { append: ['ssh-dss'], prepend: [], remove: [] },
};
