/** What the steps of a lab refer to: roles, their interfaces, links. Each name that is not known is a fault. */
import type { Path } from '../base/path.ts';
import type { Addresses } from './addresses.ts';
import { didYouMean } from './near.ts';
import type { Report } from './report.ts';

export class References {
  constructor(
    private readonly roles: readonly string[],
    private readonly addresses: Addresses,
    private readonly links: readonly string[],
    private readonly report: Report,
  ) {}

  /** @param part whether the role is the key or the value at the path */
  isRole(name: string, path: Path, part: 'key' | 'value' = 'value'): boolean {
    return this.isOneOf(name, this.roles, { what: 'role', path, part });
  }

  isLink(name: string, path: Path): boolean {
    return this.isOneOf(name, this.links, { what: 'link', path });
  }

  /** An interface by what the lab calls it: wan. */
  isInterfaceOf(role: string, name: string, path: Path): boolean {
    const own = [...this.addresses.keys()].filter((one) => one.startsWith(`${role}.`));
    return this.isOneOf(
      name,
      own.map((one) => one.slice(role.length + 1)),
      { what: `interface of ${role}`, path },
    );
  }

  /** The address of ROLE.INTERFACE. */
  addressOf(reference: string, path: Path): number | undefined {
    const known = [...this.addresses.keys()];
    return this.isOneOf(reference, known, { what: 'interface', path })
      ? this.addresses.get(reference)?.address
      : undefined;
  }

  isOneOf(name: string, known: readonly string[], at: { what: string; path: Path; part?: 'key' | 'value' }): boolean {
    if (known.includes(name)) return true;
    const fault = { message: `there is no ${at.what} "${name}"`, mend: didYouMean(name, known) };
    if (at.part === 'key') this.report.addAtKey(at.path, fault);
    else this.report.add(at.path, fault);
    return false;
  }
}
