/**
 * Network address translation as an ASA orders it since 8.3: manual rules, then those of objects (static before dynamic,
 * the smaller before the larger), then the manual ones that stand `after-auto`; the first that fits a packet is its rule.
 */
import { everywhere, holds, isSameRange, sizeOf, type AddressRange } from '../objects/address-range.ts';
import type { NamedInterfaces } from '../named-interfaces.ts';
import type { Objects } from '../objects/objects.ts';
import { reversed, type Ends } from '../inspection/transport.ts';

/** `any`, `interface`, or the name of an object or a group. */
export type NatName = string;

export interface NatRule {
  /** 1 manual, 2 of an object, 3 manual after-auto. */
  readonly section: 1 | 2 | 3;
  /** Names of interfaces, or `any`. */
  readonly from: string;
  readonly to: string;
  readonly kind: 'static' | 'dynamic';
  readonly real: NatName;
  readonly mapped: NatName;
  /** `destination static MAPPED REAL`; the order is that of the command. */
  readonly destination?: { readonly mapped: NatName; readonly real: NatName } | undefined;
  /** The port that is translated with the address, of its source or of its destination. */
  readonly service?: NatService | undefined;
  readonly isProxyArpOff: boolean;
  readonly looksUpRoute: boolean;
  readonly isUnidirectional: boolean;
  readonly isInactive: boolean;
  readonly description: string;
  hits: number;
  reverseHits: number;
}

/** `service tcp 80 8080` of an object, `service REAL MAPPED` of a rule. */
export interface NatService {
  readonly side: 'source' | 'destination';
  /** Of IP. */
  readonly protocol: number;
  readonly real: number;
  readonly mapped: number;
  /** The words after `service`, as they are written. */
  readonly words: string;
}

/** A packet on its way, as far as translation looks at it. */
export interface NatPacket extends Ends {
  readonly protocol: number;
}

export interface NatFlow extends NatPacket {
  readonly from: string;
  readonly to: string;
}

export class NatRules {
  readonly manual: NatRule[] = [];
  readonly afterAuto: NatRule[] = [];
  /** By the object that they belong to. */
  readonly ofObjects = new Map<string, NatRule>();

  constructor(
    private readonly objects: Objects,
    private readonly interfaces: NamedInterfaces,
  ) {}

  /** In the order in which they are looked at. */
  get ordered(): NatRule[] {
    return [...this.manual, ...this.automatic, ...this.afterAuto];
  }

  /** "Static rules first; then the quantity of real addresses, lowest first; then by address, then by name". */
  get automatic(): NatRule[] {
    return [...this.ofObjects.values()].sort(
      (a, b) =>
        Number(a.kind === 'dynamic') - Number(b.kind === 'dynamic') ||
        this.#quantity(a) - this.#quantity(b) ||
        (this.rangesOf(a.real)[0]?.from ?? 0) - (this.rangesOf(b.real)[0]?.from ?? 0) ||
        (a.real < b.real ? -1 : 1),
    );
  }

  /** The rule of a packet by its real source, when there is any. `destination` is as the packet has it, not yet undone. */
  forSource(flow: NatFlow): NatRule | undefined {
    return this.ordered.find(
      (rule) =>
        !rule.isInactive &&
        isOn(rule.from, flow.from) &&
        isOn(rule.to, flow.to) &&
        this.#has(rule.real, flow.source, flow.from) &&
        isServed(rule, flow, { source: 'real', destination: 'real' }) &&
        (!rule.destination || this.#has(rule.destination.real, flow.destination, flow.to)),
    );
  }

  /** The static rule whose mapped side a packet is sent to: from outside, it undoes the translation of the destination. */
  forMapped(incoming: string, packet: NatPacket): NatRule | undefined {
    const { source, destination } = packet;
    return this.ordered.find(
      (rule) =>
        !rule.isInactive &&
        rule.kind === 'static' &&
        !rule.isUnidirectional &&
        isOn(rule.to, incoming) &&
        this.#has(rule.mapped, destination, incoming) &&
        isServed(rule, turned(packet), { source: 'mapped', destination: 'mapped' }) &&
        (!rule.destination || this.#has(rule.destination.real, source, incoming)),
    );
  }

  /** The rule whose destination part a packet from its real side meets: the destination is translated too. */
  forDestination(incoming: string, packet: NatPacket): NatRule | undefined {
    const { source, destination } = packet;
    return this.ordered.find(
      (rule) =>
        !rule.isInactive &&
        rule.destination !== undefined &&
        isOn(rule.from, incoming) &&
        this.#has(rule.real, source, incoming) &&
        isServed(rule, packet, { source: 'real', destination: 'mapped' }) &&
        this.#has(rule.destination.mapped, destination, incoming),
    );
  }

  /** The other side of a static pair: the address at the same place. */
  translate(address: number, from: NatName, to: NatName, on: string): number | undefined {
    let offset = 0;
    for (const range of this.rangesOf(from, on)) {
      if (holds(range, address)) return this.#at(this.rangesOf(to, on), offset + address - range.from);
      offset += sizeOf(range);
    }
    return undefined;
  }

  rangesOf(name: NatName, on?: string): AddressRange[] {
    if (name === 'any') return [everywhere];
    if (name !== 'interface') return this.objects.rangesOf(name);
    const address = on === undefined ? undefined : this.interfaces.byName(on)?.one.address?.address;
    return address === undefined ? [] : [{ from: address, to: address }];
  }

  /** The interface that a rule sends a packet out by, whatever the routes say; undefined where it asks them. */
  egressBy(rule: NatRule, isByMapped: boolean): string | undefined {
    const name = isByMapped ? rule.from : rule.to;
    return name === 'any' || (rule.looksUpRoute && this.isIdentity(rule)) ? undefined : name;
  }

  /** Whether the firewall answers ARP for an address, because somebody behind it is sent to by it. */
  standsFor(address: number): boolean {
    return this.ordered.some(
      (rule) =>
        !rule.isInactive && !rule.isProxyArpOff && rule.mapped !== 'any' && this.#has(rule.mapped, address, rule.to),
    );
  }

  /** Whether a rule leaves addresses as they are: an exemption. */
  isIdentity({ kind, real, mapped }: NatRule): boolean {
    if (kind !== 'static') return false;
    const [ours, theirs] = [this.rangesOf(real), this.rangesOf(mapped)];
    return real === mapped || (ours.length === theirs.length && ours.every((one, i) => isSameAt(one, theirs[i])));
  }

  #quantity({ real }: NatRule): number {
    return this.rangesOf(real).reduce((sum, range) => sum + sizeOf(range), 0);
  }

  #has(name: NatName, address: number, on: string): boolean {
    return this.rangesOf(name, on).some((range) => holds(range, address));
  }

  #at(ranges: readonly AddressRange[], place: number): number | undefined {
    let left = place;
    for (const range of ranges) {
      if (left < sizeOf(range)) return range.from + left;
      left -= sizeOf(range);
    }
    return undefined;
  }
}

type Side = 'real' | 'mapped';

/** The port that a rule translates on this side; undefined where it translates none there. */
export function servicePort({ service }: NatRule, side: NatService['side'], which: Side): number | undefined {
  return service?.side === side ? service[which] : undefined;
}

/** Whether a packet has the port that a rule translates, where it translates one. */
function isServed({ service }: NatRule, packet: NatPacket, sides: Readonly<Record<NatService['side'], Side>>): boolean {
  if (!service) return true;
  const { side, protocol } = service;
  const port = side === 'source' ? packet.sourcePort : packet.destinationPort;
  return packet.protocol === protocol && port === service[sides[side]];
}

/** The packet as the other end would send it. */
function turned({ protocol, ...ends }: NatPacket): NatPacket {
  return { protocol, ...reversed(ends) };
}

function isOn(named: string, name: string): boolean {
  return named === 'any' || named === name;
}

function isSameAt(one: AddressRange, other: AddressRange | undefined): boolean {
  return other !== undefined && isSameRange(one, other);
}
