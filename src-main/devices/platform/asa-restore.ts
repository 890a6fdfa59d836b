import type { Restore } from '../channel/restore.ts';
import { singleCryptoLines } from './ios-restore.ts';

/** ASA 9.x. `show running-config` hides pre-shared keys; the file of the same name does not. */
export const asaRestore: Restore = {
  show: ['more system:running-config', 'show running-config'],
  negation: {
    ignored: [
      /^[:!]/,
      /^(?:ASA Version|Cryptochecksum|NGFW Version|end|exit|quit)\b/,
      /^(?:crypto ca certificate chain|certificate )/,
    ],
    single: [
      ...singleCryptoLines,
      /^(hostname|nameif|security-level|description|speed|duplex|domain-name) /,
      /^(enable password|passwd|username \S+ password) /,
      /^(ip address) /,
      /^(crypto ipsec ikev[12] transform-set \S+) (?!mode)/,
      /^(crypto map \S+ \d+ (?:match address|set (?:pfs|connection-type|security-association lifetime \S+))) /,
      /^(ikev[12] (?:pre-shared-key|local-authentication|remote-authentication)) /,
      /^(isakmp keepalive) /,
      /^(mtu \S+) /,
      /^(subnet|host|range|fqdn) /,
    ],
    ordered: [{ shape: /^(access-list \S+) .*$/, all: 'clear configure $1' }],
    orderedSections: [],
    permanent: [
      /^interface (?!Tunnel\d|Redundant\d|Port-channel\d|BVI\d|\S*\.\d)/i,
      /^(?:tunnel-group|group-policy) \S+ \S*attributes$/,
      /^(?:policy-map global_policy|class-map inspection_default)$/,
    ],
    takenBack: [
      { shape: /^(tunnel-group \S+) type .*$/, by: 'clear configure $1' },
      { shape: /^(group-policy \S+) (?:internal|external).*$/, by: 'clear configure $1' },
      { shape: /^(username \S+) .*$/, by: 'no $1' },
      { shape: /^(encryption|hash|group|lifetime|integrity|prf|authentication)\b.*$/, by: 'no $1' },
      { shape: /^(subnet|host|range|fqdn) .*$/, by: 'no $1' },
    ],
  },
};
