/**
 * The translation of a client of Easy VPN in client mode: whoever is inside is known to the server by the one address
 * that it has given. It is the router's own, apart from `ip nat`, and comes before it.
 */
import type { Clock } from '../../../base/clock.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessEntry } from '../access/access-entry.ts';
import { AccessLists } from '../access/access-list.ts';
import type { Interface } from '../interface.ts';
import { Nat } from '../nat/nat.ts';

interface Sides {
  isInside(one: Interface): boolean;
  isOutside(one: Interface): boolean;
  interfaces(): Iterable<Interface>;
}

const list = 'internal-list';
const pool = 'ezvpn';

export class EzvpnTranslation {
  readonly #nat: Nat;

  /** @param meant what goes through the tunnel */
  constructor(
    clock: Clock,
    private readonly sides: Sides,
    { address, meant }: { address: number; meant: readonly AccessEntry[] },
  ) {
    const accessLists = new AccessLists();
    accessLists.byName.set(list, { name: list, kind: 'extended', entries: [...meant] });
    this.#nat = new Nat({
      clock,
      accessLists,
      routeMaps: new Map(),
      interfaces: new Map(),
      sideOf: (one) => (sides.isOutside(one) ? 'outside' : sides.isInside(one) ? 'inside' : undefined),
    });
    this.#nat.pools.set(pool, { name: pool, first: address, last: address, mask: 0xffffffff, hasPrefixLength: false });
    this.#nat.rules.push({ kind: 'dynamic', meant: { list }, target: { pool }, isOverloaded: true });
  }

  /** What the router sends itself is translated only when it comes from an address inside. */
  outbound(packet: Ipv4Packet, out: Interface, incoming: Interface | undefined): Ipv4Packet | 'taken' {
    if (!incoming && !this.#isFromInside(packet)) return packet;
    return this.#nat.outbound(packet, out, incoming);
  }

  inbound(packet: Ipv4Packet, incoming: Interface): Ipv4Packet {
    return this.#nat.inbound(packet, incoming);
  }

  #isFromInside({ source }: Ipv4Packet): boolean {
    return [...this.sides.interfaces()].some((one) => this.sides.isInside(one) && one.sourceAddress === source);
  }
}
