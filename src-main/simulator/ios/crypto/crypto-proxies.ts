/** Proxy identities, as show commands spell them. */
import { formatIpv4, hostMask } from '../../../base/address.ts';
import { nameOfPort, nameOfProtocol } from '../access-list/access-list-names.ts';
import type { Selector } from '../../ipsec/proposal.ts';

/** As `show crypto ipsec sa` has it: `(0.0.0.0/0.0.0.0/0/0)`. */
export function proxyOf(selector: Selector): string {
  return `(${bareProxyOf(selector)})`;
}

/** The same without brackets, as messages of an ASA have it. */
export function bareProxyOf({ address, mask, protocol, port }: Selector): string {
  return `${formatIpv4(address)}/${formatIpv4(mask)}/${protocol}/${port}`;
}

/** As `show crypto session` has it: `permit 47 host 10.1.1.4 host 10.1.1.3`, `permit ip 0.0.0.0/0.0.0.0 …`. */
export function sessionFlowOf(local: Selector, remote: Selector): string {
  const sides = [local, remote].map(({ address, mask }) =>
    mask === hostMask ? `host ${formatIpv4(address)}` : `${formatIpv4(address)}/${formatIpv4(mask)}`,
  );
  return `permit ${local.protocol === 0 ? 'ip' : local.protocol} ${sides.join(' ')}`;
}

/** As an entry of the access list that IOS makes itself: `permit gre host 10.1.1.4 host 10.1.1.3`, with wildcards. */
export function accessEntryOf(local: Selector, remote: Selector): string {
  const sides = [local, remote].map(({ protocol, port, ...side }) => {
    const text = sideOf(side);
    return port === 0 ? text : `${text} eq ${nameOfPort(protocol, port)}`;
  });
  return `permit ${nameOfProtocol(local.protocol)} ${sides.join(' ')}`;
}

function sideOf({ address, mask }: Pick<Selector, 'address' | 'mask'>): string {
  if (mask === hostMask) return `host ${formatIpv4(address)}`;
  return mask === 0 ? 'any' : `${formatIpv4(address)} ${formatIpv4(~mask >>> 0)}`;
}
