/** NHRP on the tunnels of a router: where each of them is, by which of its doors packets go, and what the tunnels tell. */
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import { Nhrp, type NhrpEvent } from '../../routing/nhrp/nhrp.ts';
import type { Station } from '../../routing/nhrp/messages.ts';
import type { NhrpWay } from '../../routing/nhrp/shortcuts.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { Interface } from '../interface.ts';
import type { Hop, TableShortcut } from '../routing/routing-table.ts';
import type { Tunnel } from './tunnel.ts';

export interface NhrpOwner {
  readonly clock: Clock;
  tunnel(name: string): Interface<Tunnel> | undefined;
  /** Whether a protected tunnel has associations with an outer address; they are asked for where it has none. */
  isOpen(tunnel: Interface<Tunnel>, nbma: number): boolean;
  /** The way to an address in a table, as the routes say. */
  routeTo(address: number, vrf: string | undefined): Hop | undefined;
  /** Whom tunnels speak to has changed. */
  changed(): void;
}

export type TunnelNhrpEvent = NhrpEvent & { interface: string };

export class NhrpService {
  readonly events = new Emitter<TunnelNhrpEvent>();
  /** Seconds that others may keep what they are told, and the size of packets that is told; vendors have their own. */
  readonly defaults = { holdingTime: 7200, mtu: 1514 };
  readonly #tunnels = new Map<string, Nhrp>();

  constructor(private readonly owner: NhrpOwner) {}

  /** That of a tunnel, if anything of it has been configured. */
  find(name: string): Nhrp | undefined {
    return this.#tunnels.get(name);
  }

  /** That of a tunnel, made when there is none. */
  of(name: string): Nhrp {
    const known = this.#tunnels.get(name);
    if (known) return known;
    const { clock } = this.owner;
    const made = new Nhrp({
      clock,
      defaultHoldingTime: () => this.defaults.holdingTime,
      here: () => this.#station(name),
      farEnd: () => this.owner.tunnel(name)?.carrier.endpoints?.remote,
      send: (nbma, payload) => this.owner.tunnel(name)?.carrier.sendNhrp(nbma, payload),
      isOpen: (nbma) => {
        const tunnel = this.owner.tunnel(name);
        return tunnel !== undefined && this.owner.isOpen(tunnel, nbma);
      },
      peersChanged: () => this.owner.changed(),
      wayTo: (address) => this.#wayTo(name, address),
    });
    made.events.on((event) => this.events.emit({ ...event, interface: name }));
    this.#tunnels.set(name, made);
    return made;
  }

  /** By the name of their interface. */
  get all(): readonly (readonly [string, Nhrp])[] {
    return [...this.#tunnels].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  }

  /** After any change to interfaces, addresses or the configuration. */
  refresh(): void {
    for (const one of this.#tunnels.values()) one.refresh();
  }

  /** There are associations with an outer address now. */
  opened(nbma: number): void {
    for (const one of this.#tunnels.values()) one.opened(nbma);
  }

  /** What is found of shorter ways, by the tables that they are in. */
  shortcutsIn(vrf: string | undefined): TableShortcut[] {
    return this.all.flatMap(([interfaceName, { shortcuts }]) => {
      const tunnel = this.owner.tunnel(interfaceName);
      return tunnel && tunnel.vrf === vrf ? shortcuts.all.map((one) => ({ ...one, interfaceName })) : [];
    });
  }

  /** A packet leaves by the tunnel that it has come by. */
  turnedBack(packet: Ipv4Packet, tunnel: Interface): void {
    this.#tunnels.get(tunnel.name)?.shortcuts.turnedBack(packet);
  }

  #wayTo(name: string, address: number): NhrpWay | undefined {
    const tunnel = this.owner.tunnel(name);
    const hop = tunnel && this.owner.routeTo(address, tunnel.vrf);
    if (!hop) return undefined;
    const { network, mask } = hop.route;
    return { network, mask, nextHop: hop.nextHop, isThrough: hop.out === tunnel };
  }

  forget(name: string): void {
    this.#tunnels.get(name)?.stop();
    this.#tunnels.delete(name);
  }

  #station(name: string): Station | undefined {
    const tunnel = this.owner.tunnel(name);
    const nbma = tunnel?.carrier.localAddress;
    const address = tunnel?.sourceAddress;
    const isThere = tunnel?.isUp === true && tunnel.carrier.isGre;
    return isThere && nbma !== undefined && address !== undefined
      ? { nbma, address, mtu: this.defaults.mtu }
      : undefined;
  }
}
