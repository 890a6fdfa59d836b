/** What is wrong with a file: complaints are collected and the rest is imported; a refusal ends the import. */
import type { Diagnostic } from '../base/errors.ts';
import { limits } from './limits.ts';
import type { Path } from '../base/path.ts';
import type { Position } from './source/position.ts';

/** A diagnostic whose line and column are looked up only when somebody is going to read it. */
export interface Complaint {
  severity: Diagnostic['severity'];
  at: Path;
  message: string;
  mend?: string;
  /** Where it is, when the place has no path: a fault of syntax. */
  position?: Position;
}

/** The file cannot be imported. `what` names what it is: "a GNS3 1.5 project, revision 4: not yet". */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly complaint: Complaint;

  constructor(
    readonly code: string,
    readonly what: string,
    complaint: Omit<Complaint, 'severity' | 'at'> & { at?: Path },
  ) {
    super(what);
    this.complaint = { severity: 'error', at: [], ...complaint };
  }
}

/** Collects complaints, up to the number that anybody reads. */
export class Report {
  readonly #complaints: Complaint[] = [];
  #unshown = 0;

  /** @param known what is known already */
  constructor(known: readonly Complaint[] = []) {
    for (const complaint of known) this.add(complaint);
  }

  add(complaint: Complaint): void {
    if (this.#complaints.length < limits.diagnostics) this.#complaints.push(complaint);
    else this.#unshown++;
  }

  get complaints(): readonly Complaint[] {
    if (this.#unshown === 0) return this.#complaints;
    return [...this.#complaints, { severity: 'note', at: [], message: `${this.#unshown} more faults are not listed` }];
  }
}
