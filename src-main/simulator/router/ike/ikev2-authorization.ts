/**
 * Authorization of peers of IKE version 2, as FlexVPN has it: a policy by name says which address a peer gets, which networks
 * it is told of, and whether the networks that it tells of become routes. Whoever has begun uses its policy the same way.
 */
import { hostMask, networkOf } from '../../../base/address.ts';
import type { Ikev2AuthorizationPolicy, Ikev2Profile } from '../../ike2/configuration.ts';
import type { ConfigurationSide } from '../../ike2/configuration-side.ts';
import type { Ikev2Event } from '../../ike2/events.ts';
import type { Network, ToldSettings } from '../../ike2/told-settings.ts';
import type { Ikev2Sa } from '../../ike2/view.ts';
import type { AccessLists } from '../access/access-list.ts';
import type { CryptoConfiguration } from '../ipsec/crypto-configuration.ts';
import type { Interface } from '../interface.ts';
import type { StaticRoute } from '../routing/routing-table.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

export interface AuthorizationOwner {
  crypto: CryptoConfiguration;
  accessLists: AccessLists;
  tunnels: () => Iterable<Interface<Tunnel>>;
  associations: () => readonly Ikev2Sa[];
  /** Whether somebody else has an address out of the same pool: a client of IKE version 1. */
  isLeased(address: number): boolean;
  changed(): void;
}

export class Ikev2Authorization implements ConfigurationSide {
  constructor(private readonly owner: AuthorizationOwner) {}

  wish(association: Ikev2Sa, profile: Ikev2Profile): 'address' | 'networks' | undefined {
    if (this.#tunnelOf(association)?.isNegotiated === true) return 'address';
    const isAuthorized = profile.authorizations !== undefined && profile.authorizations.size > 0;
    return isAuthorized ? 'networks' : undefined;
  }

  authorization(association: Ikev2Sa): 'granted' | 'missing' | 'none' {
    if (!this.#termsOf(association)) return 'none';
    return this.#policyOf(association) ? 'granted' : 'missing';
  }

  give(association: Ikev2Sa, wish: 'address' | 'networks'): ToldSettings | undefined {
    const policy = this.#policyOf(association);
    if (wish === 'networks') return { dns: policy?.dns ?? [], networks: [] };
    const address = policy && this.#freeAddress(policy);
    if (address === undefined) return undefined;
    const { netmask: mask, dns } = policy ?? {};
    return { address, ...(mask !== undefined && { mask }), dns: dns ?? [], networks: [] };
  }

  networks(association: Ikev2Sa): Network[] {
    const policy = this.#policyOf(association);
    const own = policy?.setsInterface === true ? this.#tunnelOf(association)?.sourceAddress : undefined;
    const lists = policy?.setsLists ?? [];
    return [
      ...(own === undefined ? [] : [{ address: own, mask: hostMask }]),
      ...lists.flatMap((name) => this.owner.accessLists.networksOf(name)),
    ];
  }

  /** Of the networks that peers have told of, and of the addresses that they were given: into the tunnel with the peer. */
  routesInto(vrf: string | undefined): StaticRoute[] {
    return this.#ready.flatMap((association) => {
      const tunnel = this.#tunnelOf(association);
      if (!tunnel || tunnel.vrf !== vrf) return [];
      const into = { nextHop: undefined, interfaceName: tunnel.name };
      return this.#reachedOver(association).map(({ address, mask, ...terms }) => ({
        network: networkOf(address, mask),
        mask,
        ...into,
        ...terms,
      }));
    });
  }

  /** A client that tells of nothing, as strongSwan, is still where its address is. */
  #reachedOver(association: Ikev2Sa): (Network & { distance: number; tag?: number })[] {
    const { given, told } = association;
    const accepted = this.#policyOf(association)?.accepts;
    const networks = accepted ? (told?.networks ?? []).map((network) => ({ ...network, ...accepted })) : [];
    const address = given?.address;
    if (address === undefined || networks.some((one) => one.address === address && one.mask === hostMask))
      return networks;
    return [...networks, { address, mask: hostMask, distance: 1 }];
  }

  /** An association has come, gone, or been told something. */
  heed({ kind }: Ikev2Event): void {
    if (kind !== 'configured' && kind !== 'sa-deleted' && kind !== 'renewed') return;
    for (const one of this.owner.tunnels()) if (one.isNegotiated) this.#follow(one);
    this.owner.changed();
  }

  get #ready(): readonly Ikev2Sa[] {
    return this.owner.associations().filter(({ status }) => status === 'READY');
  }

  /** The address is there for as long as the association that has brought it. */
  #follow(tunnel: Interface<Tunnel>): void {
    const told = this.#ready.find((one) => one.told?.address !== undefined && isBetweenEnds(tunnel, one))?.told;
    tunnel.address = told?.address === undefined ? undefined : { address: told.address, mask: told.mask ?? hostMask };
  }

  #termsOf({ profile, remoteAuthentication }: Ikev2Sa): { list: string; policy: string } | undefined {
    const { authorizations } = this.owner.crypto.ikev2.profiles.get(profile ?? '') ?? {};
    return authorizations?.get(remoteAuthentication === 'pre-share' ? 'psk' : 'cert');
  }

  /** The list has to be there, too: it says that the policy is looked for on the router itself. */
  #policyOf(association: Ikev2Sa): Ikev2AuthorizationPolicy | undefined {
    const { access, ikev2 } = this.owner.crypto;
    const terms = this.#termsOf(association);
    return terms && access.networkLists.has(terms.list) ? ikev2.authorizations.get(terms.policy) : undefined;
  }

  /** Of those that were made for peers behind one translation, the one for this peer. */
  #tunnelOf(association: Ikev2Sa): Interface<Tunnel> | undefined {
    const between = [...this.owner.tunnels()].filter((one) => isBetweenEnds(one, association));
    return between.find(({ carrier }) => carrier.peerPort === association.ports.remote) ?? between[0];
  }

  #freeAddress({ pool: name }: Ikev2AuthorizationPolicy): number | undefined {
    const pool = this.owner.crypto.access.pools.get(name ?? '');
    if (!pool) return undefined;
    for (let address = pool.first; address <= pool.last; address++)
      if (!this.isGiven(address) && !this.owner.isLeased(address)) return address;
    return undefined;
  }

  isGiven(address: number): boolean {
    return this.#ready.some(({ given }) => given?.address === address);
  }
}

function isBetweenEnds({ carrier }: Interface<Tunnel>, { local, remote, frontDoor }: Ikev2Sa): boolean {
  const { endpoints, settings } = carrier;
  return endpoints?.local === local && endpoints.remote === remote && settings.vrf === frontDoor;
}
