/**
 * The labels that expectations give with `as`, so that later ones can speak of a thing whatever the learner called it;
 * and the names that the lab itself uses, which may be asked for too.
 */
import type { Path } from '../base/path.ts';
import type { Verb } from './expectation.ts';
import { didYouMean } from './near.ts';
import type { Report } from './report.ts';

export type Labelled =
  | 'transform set'
  | 'IPsec profile'
  | 'access list'
  | 'IKEv2 proposal'
  | 'IKEv2 policy'
  | 'IKEv2 keyring'
  | 'IKEv2 profile';

/** The verbs that find something by what it does, and what that is. */
export const labelledBy: Readonly<Partial<Record<Verb, Labelled>>> = {
  transformSet: 'transform set',
  ipsecProfile: 'IPsec profile',
  acl: 'access list',
  ikev2Proposal: 'IKEv2 proposal',
  ikev2Policy: 'IKEv2 policy',
  ikev2Keyring: 'IKEv2 keyring',
  ikev2Profile: 'IKEv2 profile',
};

export class Labels {
  readonly #given = new Map<string, Set<string>>();

  /** @param configured every configuration line of the lab: a name that stands in one may be asked for */
  constructor(
    private readonly configured: string,
    private readonly report: Report,
  ) {}

  give(label: string, what: Labelled, role: string, path: Path): void {
    const labels = this.#of(what, role);
    if (labels.has(label))
      this.report.add(path, {
        message: `the label "${label}" is given twice on ${role}`,
        mend: 'choose another label',
      });
    labels.add(label);
  }

  check(name: string, what: Labelled, role: string, path: Path): void {
    const labels = [...this.#of(what, role)];
    if (labels.includes(name) || this.configured.split(/\s+/).includes(name)) return;
    const message = `no ${what} of ${role} has the label "${name}", and no line of the lab has this name`;
    const mend = labels.length > 0 ? didYouMean(name, labels) : `give the label before, with "as: ${name}"`;
    this.report.add(path, { message, mend });
  }

  #of(what: Labelled, role: string): Set<string> {
    const key = `${role} ${what}`;
    const labels = this.#given.get(key) ?? new Set<string>();
    this.#given.set(key, labels);
    return labels;
  }
}
