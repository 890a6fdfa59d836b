/** The server of remote access that a router is: logins by AAA lists, and what each group of clients is given. */
import { latin1Of } from '../../../base/bytes.ts';
import type { AccessPeer, AccessServer, ClientConfiguration, ConfigurationWish, Login } from '../../ike/environment.ts';
import type { ClientTerms } from '../../ike/configuration.ts';
import type { ClientGroup, LocalPool } from './access-configuration.ts';
import type { AccessLists } from '../access/access-list.ts';
import type { CryptoConfiguration } from '../ipsec/crypto-configuration.ts';
import type { Interface } from '../interface.ts';
import { clientGroupOf, isakmpKeyFor } from './isakmp-profiles.ts';

export interface AccessServerOwner {
  crypto: CryptoConfiguration;
  accessLists: AccessLists;
  interfaces: () => Iterable<Interface>;
}

/** An address that somebody has. A client that renews its association keeps it. */
interface Lease {
  client: string;
  holders: Set<AccessPeer>;
}

export class RouterAccessServer implements AccessServer {
  readonly #leases = new Map<number, Lease>();

  /** @param isGiven whether a peer of IKE version 2 has an address out of the same pool */
  constructor(
    private readonly owner: AccessServerOwner,
    private readonly isGiven: (address: number) => boolean,
  ) {}

  isLeased(address: number): boolean {
    return this.#leases.has(address);
  }

  /** `no-xauth` with a key lets other routers in without a login. */
  isLoginRequired(peer: AccessPeer): boolean {
    const { crypto } = this.owner;
    if (!crypto.access.isServer || this.#termsFor(peer)?.authenticationList === undefined) return false;
    return isakmpKeyFor(crypto, { peer: peer.remote, frontDoor: peer.frontDoor }, peer.peerIdentity)?.noXauth !== true;
  }

  login(peer: AccessPeer, { userName, password }: Login): boolean {
    const { access } = this.owner.crypto;
    const list = this.#termsFor(peer)?.authenticationList;
    const methods = list === undefined ? undefined : access.loginLists.get(list);
    if (!access.hasAaa || !methods) return false;
    // The first method decides: none of those there are can be out of reach.
    return methods[0] === 'none' || access.isUser(userName, password);
  }

  configure(peer: AccessPeer, wish: ConfigurationWish): ClientConfiguration | undefined {
    const { crypto, accessLists } = this.owner;
    const terms = this.#termsFor(peer);
    if (terms?.authorizationList === undefined || !crypto.access.networkLists.has(terms.authorizationList))
      return undefined;
    const group = peer.peerIdentity && clientGroupOf(crypto, latin1Of(peer.peerIdentity.data));
    if (!group) return undefined;
    const address = wish === 'address' && terms.isResponding ? this.#lease(peer, group) : undefined;
    if (wish === 'address' && address === undefined) return undefined;
    return { address, mask: group.netmask, ...settingsOf(group), splitInclude: networksOf(group, accessLists) };
  }

  release(peer: AccessPeer, address: number): void {
    const lease = this.#leases.get(address);
    lease?.holders.delete(peer);
    if (lease?.holders.size === 0) this.#leases.delete(address);
  }

  /** Of the profile that the peer has matched, otherwise of the crypto map where it has come in. */
  #termsFor({ local, profile }: AccessPeer): ClientTerms | undefined {
    const { crypto, interfaces } = this.owner;
    if (profile?.clients) return profile.clients;
    for (const one of interfaces()) {
      const map = one.sourceAddress === local ? crypto.mapOn.get(one.name) : undefined;
      if (map !== undefined) return crypto.access.mapTerms.get(map);
    }
    return undefined;
  }

  #lease(peer: AccessPeer, { pool }: ClientGroup): number | undefined {
    const client = `${peer.remote}:${peer.ports.remote} ${peer.frontDoor ?? ''}`;
    const known = [...this.#leases].find(([, lease]) => lease.client === client);
    const range = this.owner.crypto.access.pools.get(pool ?? '');
    const address = known?.[0] ?? (range && this.#free(range));
    if (address === undefined) return undefined;
    const lease = known?.[1] ?? { client, holders: new Set<AccessPeer>() };
    lease.holders.add(peer);
    this.#leases.set(address, lease);
    return address;
  }

  #free({ first, last }: LocalPool): number | undefined {
    for (let address = first; address <= last; address++)
      if (!this.isLeased(address) && !this.isGiven(address)) return address;
    return undefined;
  }
}

function settingsOf({
  dns,
  domain,
  banner,
  maySavePassword,
}: ClientGroup): Pick<ClientConfiguration, 'dns' | 'domain' | 'banner' | 'maySavePassword'> {
  return { dns, domain, banner, maySavePassword };
}

/** The sources of the list are the networks behind the server (command reference, `acl` of a group). */
function networksOf({ accessList }: ClientGroup, lists: AccessLists): { address: number; mask: number }[] {
  return accessList === undefined ? [] : lists.networksOf(accessList);
}
