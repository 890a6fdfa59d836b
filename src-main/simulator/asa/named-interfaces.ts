/**
 * The interfaces of a firewall as its rules see them: by their `nameif`, each with a security level. An address works only
 * where there is a name; before, the interface passes nothing.
 */
import type { Interface, InterfaceAddress } from '../router/interface.ts';
import type { Router } from '../router/router.ts';
import { Tunnel } from '../router/tunnel/tunnel.ts';

/** A virtual tunnel interface as it is typed: the source by its name, the profile by its own. */
export interface VirtualTunnelSettings {
  source: string | undefined;
  destination: number | undefined;
  hasMode: boolean;
  profile: string | undefined;
}

export class NamedInterface {
  /** `nameif`; undefined while it has none. */
  name: string | undefined;
  level = 0;
  /** As configured: in force while there is a name. */
  address: InterfaceAddress | undefined;
  isManagementOnly = false;
  /** `tunnel …`; undefined where it is no tunnel. */
  readonly tunnel: VirtualTunnelSettings | undefined;

  constructor(readonly one: Interface) {
    const isTunnel = one.carrier instanceof Tunnel;
    this.tunnel = isTunnel
      ? { source: undefined, destination: undefined, hasMode: false, profile: undefined }
      : undefined;
  }
}

/** From the lowest to the highest level; `inside` starts with the highest, every other name with the lowest. */
const levels = { lowest: 0, highest: 100 } as const;

export class NamedInterfaces {
  readonly #ports: readonly Interface[];
  #all: readonly NamedInterface[];

  constructor(private readonly router: Router) {
    this.#ports = [...router.interfaces.values()];
    this.#all = this.#ports.map((one) => new NamedInterface(one));
  }

  /** In the order of the configuration: ports, each with its subinterfaces behind it, and then tunnels. */
  get all(): readonly NamedInterface[] {
    return this.#all;
  }

  /** A subinterface, or a tunnel, that is not there yet. */
  add(one: Interface): NamedInterface {
    const made = new NamedInterface(one);
    one.answersForOthers = false;
    this.#all = [...this.#all, made].sort(
      (a, b) => this.#rank(a.one) - this.#rank(b.one) || unitOf(a.one) - unitOf(b.one),
    );
    return made;
  }

  /** @returns the subinterfaces that went with it, and itself */
  remove(named: NamedInterface): readonly NamedInterface[] {
    const gone = this.#all.filter(({ one }) => one === named.one || one.parent === named.one);
    this.#all = this.#all.filter((one) => !gone.includes(one));
    for (const { one } of gone) this.router.removeInterface(one.name);
    return gone;
  }

  /** Those with a name, in the same order. */
  get named(): NamedInterface[] {
    return this.all.filter(({ name }) => name !== undefined);
  }

  of(one: Interface): NamedInterface | undefined {
    return this.all.find((candidate) => candidate.one === one);
  }

  byName(name: string): NamedInterface | undefined {
    return this.all.find((candidate) => candidate.name?.toLowerCase() === name.toLowerCase());
  }

  byHardware(name: string): NamedInterface | undefined {
    return this.all.find(({ one }) => one.name === name);
  }

  setName(named: NamedInterface, name: string | undefined): void {
    const wasNamed = named.name !== undefined;
    named.name = name;
    if (name !== undefined && !wasNamed) named.level = name === 'inside' ? levels.highest : levels.lowest;
    if (name === undefined) named.one.configuredIpMtu = undefined;
    this.#apply(named);
  }

  setAddress(named: NamedInterface, address: InterfaceAddress | undefined): void {
    named.address = address;
    this.#apply(named);
  }

  #rank(one: Interface): number {
    const index = this.#ports.indexOf(one.parent ?? one);
    return index < 0 ? this.#ports.length : index;
  }

  #apply({ one, name, address }: NamedInterface): void {
    const wanted = name === undefined ? undefined : address;
    const isSame = one.address?.address === wanted?.address && one.address?.mask === wanted?.mask;
    if (!isSame) this.router.setAddress(one, wanted);
  }
}

/** Of subinterfaces and tunnels, their numbers among their like; a port stands before its subinterfaces. */
function unitOf({ name, parent, carrier }: Interface): number {
  return parent || carrier instanceof Tunnel ? Number(/\d+$/.exec(name)?.[0] ?? 0) + 1 : 0;
}
