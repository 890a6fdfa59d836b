/** Virtual tunnel interfaces: their ends, and a profile for each, because the version of IKE depends on the peer. */
import { formatIpv4 } from '../../../base/address.ts';
import type { IpsecProfile } from '../../router/ipsec/crypto-configuration.ts';
import type { Router } from '../../router/router.ts';
import { Tunnel } from '../../router/tunnel/tunnel.ts';
import { termsWith } from './compile-terms.ts';
import type { AsaConfiguration } from '../configuration.ts';
import type { AsaCrypto } from './crypto-state.ts';
import type { NamedInterface } from '../named-interfaces.ts';

export function compileTunnels({ crypto, interfaces }: AsaConfiguration, { crypto: target }: Router): void {
  target.profiles.clear();
  for (const named of interfaces.all) {
    const { tunnel, one } = named;
    if (!tunnel || !(one.carrier instanceof Tunnel)) continue;
    const source = tunnel.source === undefined ? undefined : interfaces.byName(tunnel.source);
    const profile = profileOf(crypto, named);
    if (profile) target.profiles.set(profile.name, profile);
    Object.assign(one.carrier.settings, {
      mode: 'ipsec-ipv4',
      source: source && { interface: source.one.name },
      destination: tunnel.hasMode && named.name !== undefined ? tunnel.destination : undefined,
      protection: profile?.name,
    });
  }
}

function profileOf(crypto: AsaCrypto, { tunnel }: NamedInterface): IpsecProfile | undefined {
  const settings = crypto.profiles.get(tunnel?.profile ?? '');
  if (!settings || tunnel?.destination === undefined || tunnel.source === undefined) return undefined;
  const { destination: peer, source } = tunnel;
  const { name, pfsGroup, lifetime } = settings;
  const [terms] = termsWith(crypto, { peer, transforms: settings, interfaces: [source] });
  if (!terms) return undefined;
  const { transformSets, ikev2Profile } = terms;
  const own = `${name} ${formatIpv4(peer)}`;
  return {
    name: own,
    transformSets,
    pfsGroup,
    lifetime: { ...lifetime },
    ...(ikev2Profile !== undefined && { ikev2Profile }),
  };
}
