/**
 * The interfaces of a firewall as its rules see them: by their `nameif`, each with a security level. An address works only
 * where there is a name; before, the interface passes nothing.
 */
import type { Interface, InterfaceAddress } from '../router/interface.ts';
import type { Router } from '../router/router.ts';

export class NamedInterface {
  /** `nameif`; undefined while it has none. */
  name: string | undefined;
  level = 0;
  /** As configured: in force while there is a name. */
  address: InterfaceAddress | undefined;
  isManagementOnly = false;

  constructor(
    readonly one: Interface,
    readonly position: number,
  ) {}
}

/** From the lowest to the highest level; `inside` starts with the highest, every other name with the lowest. */
const levels = { lowest: 0, highest: 100 } as const;

export class NamedInterfaces {
  readonly all: readonly NamedInterface[];

  constructor(private readonly router: Router) {
    this.all = [...router.interfaces.values()].map((one, position) => new NamedInterface(one, position));
  }

  /** Those with a name, in the order of the hardware. */
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
    this.#apply(named);
  }

  setAddress(named: NamedInterface, address: InterfaceAddress | undefined): void {
    named.address = address;
    this.#apply(named);
  }

  #apply({ one, name, address }: NamedInterface): void {
    const wanted = name === undefined ? undefined : address;
    const isSame = one.address?.address === wanted?.address && one.address?.mask === wanted?.mask;
    if (!isSame) this.router.setAddress(one, wanted);
  }
}
