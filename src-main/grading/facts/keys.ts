/** Which pre-shared key a router holds for a peer. */
import { parseIpv4 } from '../../base/address.ts';
import type { IsakmpKey } from '../../parsers/ios/show-crypto-isakmp-key.ts';

/** How much of a peer's address a key names: 32 for a host, 0 for a key that is for everybody; undefined if not for it. */
function specificity({ peer, mask }: Pick<IsakmpKey, 'peer' | 'mask'>, address: string): number | undefined {
  const [written = '', length] = peer.split('/');
  const [network, wanted] = [parseIpv4(written), parseIpv4(address)];
  if (network === undefined || wanted === undefined) return undefined;
  const bits = maskBits(network, mask, length);
  if (bits === undefined) return undefined;
  const isWithin = ((network ^ wanted) & bits) === 0;
  return isWithin ? onesIn(bits) : undefined;
}

/** Without a mask an address is one host's, and 0.0.0.0 is everybody's. */
function maskBits(network: number, mask: string | undefined, length: string | undefined): number | undefined {
  if (mask !== undefined) return parseIpv4(mask);
  if (length !== undefined && /^\d{1,2}$/.test(length)) return length === '0' ? 0 : -1 << (32 - Number(length));
  return network === 0 ? 0 : -1;
}

function onesIn(mask: number): number {
  return (mask >>> 0).toString(2).replaceAll('0', '').length;
}

/** The key that IOS would take: the one that names the peer most closely. */
export function keyFor<K extends Pick<IsakmpKey, 'peer' | 'mask'>>(
  keys: readonly K[],
  addresses: readonly string[],
): K | undefined {
  const ranked = keys.flatMap((key) =>
    addresses.flatMap((address) => {
      const rank = specificity(key, address);
      return rank === undefined ? [] : [{ key, rank }];
    }),
  );
  return ranked.sort((a, b) => b.rank - a.rank)[0]?.key;
}
