/** The translations of a router that are in force: of addresses alone, and of flows. */
import type { Clock } from '../../../base/clock.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import type { End, Ends } from './nat-rewrite.ts';
import type { NatRule } from './nat-rules.ts';

/** An address that stands for another, whatever it sends. */
export interface AddressTranslation {
  /** The table of routes inside: undefined for the global one. Addresses of others may be the same. */
  readonly vrf: string | undefined;
  readonly local: number;
  readonly global: number;
  readonly rule: NatRule;
  /** Undefined for what is configured: it never goes. */
  expiresAt: number | undefined;
}

/** One flow: `show ip nat translations` calls it extended. */
export interface FlowTranslation {
  /** The tables of routes inside and outside. */
  readonly vrf: string | undefined;
  readonly outsideVrf: string | undefined;
  readonly protocol: number;
  readonly local: End;
  readonly global: End;
  /** The far end, as it is on both sides. */
  readonly outside: End;
  readonly rule: NatRule;
  /** By rules that put many behind one address, the port is taken for this flow's near end. */
  readonly isOverloaded: boolean;
  expiresAt: number;
  isClosing: boolean;
}

export class NatTable {
  /** Translations that have gone because nothing used them. */
  expired = 0;
  readonly #flowsByLocal = new Map<string, FlowTranslation>();
  readonly #flowsByGlobal = new Map<string, FlowTranslation>();
  /** By address and table inside. */
  readonly #addresses = new Map<string, AddressTranslation>();
  /** Who has taken a port of a global address, and by how many flows. */
  readonly #ports = new Map<string, { readonly owner: string; flows: number }>();

  constructor(private readonly clock: Clock) {}

  flows(): FlowTranslation[] {
    this.prune();
    return [...this.#flowsByLocal.values()];
  }

  /** Those that were made because an address asked for one. */
  addresses(): AddressTranslation[] {
    this.prune();
    return [...this.#addresses.values()];
  }

  /** @param vrf the table that the near end is in */
  flowOfLocal({ protocol, source, destination }: Ends, vrf: string | undefined): FlowTranslation | undefined {
    return this.#inForce(this.#flowsByLocal.get(keyOf({ protocol, near: source, outside: destination, vrf })));
  }

  /** @param vrf the table that the far end is in, which is the source */
  flowOfGlobal({ protocol, source, destination }: Ends, vrf: string | undefined): FlowTranslation | undefined {
    return this.#inForce(this.#flowsByGlobal.get(keyOf({ protocol, near: destination, outside: source, vrf })));
  }

  addressOf(local: number, vrf: string | undefined): AddressTranslation | undefined {
    return this.#inForce(this.#addresses.get(placeOf(local, vrf)));
  }

  addressOfGlobal(global: number): AddressTranslation | undefined {
    for (const one of this.#addresses.values()) if (one.global === global) return this.#inForce(one);
    return undefined;
  }

  addAddress(translation: AddressTranslation): void {
    this.#addresses.set(placeOf(translation.local, translation.vrf), translation);
  }

  /** False when the flow would come back to somebody else. */
  addFlow(flow: FlowTranslation): boolean {
    const rival = this.#inForce(this.#flowsByGlobal.get(globalKeyOf(flow)));
    if (rival) return false;
    this.#flowsByLocal.set(localKeyOf(flow), flow);
    this.#flowsByGlobal.set(globalKeyOf(flow), flow);
    if (flow.isOverloaded) this.#takePort(flow);
    return true;
  }

  /** Whether a port of an address is free for a near end, or is its own already. */
  isPortFree(protocol: number, global: End, local: End, vrf: string | undefined): boolean {
    const owner = this.#ports.get(portKeyOf(protocol, global))?.owner;
    return owner === undefined || owner === ownerOf(local, vrf);
  }

  /** Whether anybody has a port of any address now. */
  isInUse(protocol: number, port: number): boolean {
    return this.flows().some((flow) => flow.protocol === protocol && flow.global.port === port);
  }

  /** `clear ip nat translation *`. What is configured stays. */
  clear(isMeant: (flow: FlowTranslation | AddressTranslation) => boolean = () => true): void {
    for (const flow of [...this.#flowsByLocal.values()]) if (isMeant(flow)) this.#removeFlow(flow);
    for (const one of [...this.#addresses.values()])
      if (isMeant(one)) this.#addresses.delete(placeOf(one.local, one.vrf));
  }

  /** Takes away what nobody has used for long. */
  prune(): void {
    const now = this.clock.now();
    for (const flow of [...this.#flowsByLocal.values()]) if (flow.expiresAt <= now) this.#expire(flow);
    for (const one of [...this.#addresses.values()]) {
      if (one.expiresAt === undefined || one.expiresAt > now) continue;
      this.#addresses.delete(placeOf(one.local, one.vrf));
      this.expired++;
    }
  }

  #inForce<T extends { expiresAt: number | undefined }>(one: T | undefined): T | undefined {
    return one && (one.expiresAt === undefined || one.expiresAt > this.clock.now()) ? one : undefined;
  }

  #expire(flow: FlowTranslation): void {
    this.#removeFlow(flow);
    this.expired++;
  }

  #removeFlow(flow: FlowTranslation): void {
    this.#flowsByLocal.delete(localKeyOf(flow));
    this.#flowsByGlobal.delete(globalKeyOf(flow));
    const key = portKeyOf(flow.protocol, flow.global);
    const taken = this.#ports.get(key);
    if (flow.isOverloaded && taken && --taken.flows === 0) this.#ports.delete(key);
  }

  #takePort({ protocol, global, local, vrf }: FlowTranslation): void {
    const key = portKeyOf(protocol, global);
    const taken = this.#ports.get(key);
    if (taken) taken.flows++;
    else this.#ports.set(key, { owner: ownerOf(local, vrf), flows: 1 });
  }
}

interface Sides {
  readonly protocol: number;
  readonly near: End;
  readonly outside: End;
  readonly vrf: string | undefined;
}

/** A query of ICMP has one number for both ends: that of the far end says nothing. */
function keyOf({ protocol, near, outside, vrf = '' }: Sides): string {
  const farPort = protocol === ipProtocols.icmp ? 0 : outside.port;
  return `${protocol} ${near.address} ${near.port} ${outside.address} ${farPort} ${vrf}`;
}

const localKeyOf = (flow: FlowTranslation): string => keyOf({ ...flow, near: flow.local });
const globalKeyOf = (flow: FlowTranslation): string => keyOf({ ...flow, near: flow.global, vrf: flow.outsideVrf });

function portKeyOf(protocol: number, { address, port }: End): string {
  return `${protocol} ${address} ${port}`;
}

function ownerOf({ address, port }: End, vrf: string | undefined): string {
  return `${placeOf(address, vrf)} ${port}`;
}

const placeOf = (address: number, vrf = ''): string => `${address} ${vrf}`;
