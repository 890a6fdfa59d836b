/**
 * show crypto isakmp key. Columns as on the consoles of public notes (a host key: "default      10.10.10.2 … cisco"; a
 * key for a network has its mask in brackets: "0.0.0.0        [0.0.0.0        ]").
 */
import { formatIpv4 } from '../../base/address.ts';
import type { IsakmpKey } from '../ike/configuration.ts';

const hostMask = 0xffffffff;
const keyringWidth = 13;
const peerWidth = 44;
const addressWidth = 15;

export function isakmpKeyLines(keys: readonly IsakmpKey[]): string[] {
  const heading = `${'Keyring'.padEnd(keyringWidth)}${'Hostname/Address'.padEnd(peerWidth)}Preshared Key`;
  // A keyring is named on its first row; the keys of the global configuration are in the one called default.
  const rows = keys.map((key, index) => {
    const keyring = index === 0 ? 'default' : '';
    return `${keyring.padEnd(keyringWidth)}${peerOf(key).padEnd(peerWidth)}${key.secret}`;
  });
  return [heading, '', ...rows];
}

function peerOf({ address, mask }: IsakmpKey): string {
  const peer = formatIpv4(address);
  return mask === hostMask ? peer : `${peer.padEnd(addressWidth)}[${formatIpv4(mask).padEnd(addressWidth)}]`;
}
