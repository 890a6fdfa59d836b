/**
 * show crypto isakmp key. Columns as on the consoles of public notes (a host key: "default      10.10.10.2 … cisco"; a
 * key for a network has its mask in brackets: "0.0.0.0        [0.0.0.0        ]").
 */
import { formatIpv4, hostMask } from '../../../../base/address.ts';
import type { IsakmpKey, IsakmpKeyring } from '../../../ike/configuration.ts';

const keyringWidth = 13;
const peerWidth = 44;
const addressWidth = 15;

/** A keyring is named on its first row; the keys of the global configuration are in the one called default. */
export function isakmpKeyLines(keys: readonly IsakmpKey[], keyrings: Iterable<IsakmpKeyring> = []): string[] {
  const heading = `${'Keyring'.padEnd(keyringWidth)}${'Hostname/Address'.padEnd(peerWidth)}Preshared Key`;
  const rows = [{ name: 'default', keys }, ...keyrings].flatMap((keyring) =>
    keyring.keys.map((key, index) => {
      const name = index === 0 ? keyring.name : '';
      return `${name.padEnd(keyringWidth)}${peerOf(key).padEnd(peerWidth)}${key.secret}`;
    }),
  );
  return [heading, '', ...rows];
}

function peerOf({ hostname, address, mask }: IsakmpKey): string {
  if (hostname !== undefined) return hostname;
  const peer = formatIpv4(address);
  return mask === hostMask ? peer : `${peer.padEnd(addressWidth)}[${formatIpv4(mask).padEnd(addressWidth)}]`;
}
