/** quickmode lab check: the author's proof, told as it is made. */
import { availableParallelism } from 'node:os';
import { Failure } from '../../base/errors.ts';
import { exercisesOf } from '../../engine/exercise-of.ts';
import { recruiterOf } from '../../engine/grader-of.ts';
import { GraderPool } from '../../engine/graders/grader-pool.ts';
import { proofParts, type Finding } from '../../engine/lab-proof.ts';
import { LabShelf } from '../../engine/lab-shelf.ts';
import { complaintOf, printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { table } from '../table.ts';

/** Other addresses, names and keys than the lab's own: two draws, always the same. */
const usual = ['one', 'two'];

export interface LabCheckOptions {
  seeds?: readonly string[];
  concurrency?: number;
  verbose?: true;
  json?: true;
}

interface Proof {
  lab: string;
  outcome: 'holds' | 'fails' | 'refused' | 'not built in';
  findings: Finding[];
}

/** @param labs ids or folders; every lab that there is where none is named */
export async function labCheck(host: Host, labs: readonly string[], options: LabCheckOptions): Promise<number> {
  const { installation } = host;
  const { concurrency = availableParallelism(), seeds = usual } = options;
  const shelf = new LabShelf(installation.labFolders);
  const names = labs.length > 0 ? labs : (await shelf.list()).labs.map(({ id }) => id);
  const graders = new GraderPool(recruiterOf(installation), concurrency);
  const proofs: Proof[] = [];
  try {
    // All at once, and told one after another: who is asked for first is proven first.
    const begun = names.map((name) => ({ name, pieces: begin(shelf, name, { graders, seeds }) }));
    for (const one of begun) proofs.push(await told(host, { ...one, isAlone: names.length === 1 }, options));
  } finally {
    graders.close();
  }
  if (options.json) host.out(`${JSON.stringify(proofs, undefined, 2)}\n`);
  else if (proofs.length > 1) host.out(`\n${summary(proofs)}`);
  if (proofs.some(({ outcome }) => outcome === 'refused')) return exitStatus.badInput;
  return proofs.every(({ outcome }) => outcome !== 'fails') ? exitStatus.fine : exitStatus.notPassed;
}

/** What each piece of a proof has found; a Failure in place of them all where it cannot be made. */
type Pieces = readonly Promise<Finding[]>[];

function begin(
  shelf: LabShelf,
  name: string,
  { graders, seeds }: { graders: GraderPool; seeds: readonly string[] },
): Pieces {
  const pieces = piecesOf(shelf, name, { graders, seeds });
  // Whoever tells it hears of it, later: until then nobody listens.
  for (const piece of pieces) piece.catch(() => undefined);
  return pieces;
}

function piecesOf(
  shelf: LabShelf,
  name: string,
  { graders, seeds }: { graders: GraderPool; seeds: readonly string[] },
): Pieces {
  try {
    const { files, folder } = shelf.find(name);
    const what = `The lab in ${folder}`;
    return proofParts(exercisesOf(files, what), seeds).map((part) =>
      graders.use((service) => service.prove({ files, name: what, ...part })),
    );
  } catch (error) {
    if (error instanceof Failure) return [Promise.reject(error)];
    throw error;
  }
}

interface Begun {
  name: string;
  pieces: Pieces;
  isAlone: boolean;
}

async function told(host: Host, { name, pieces, isAlone }: Begun, options: LabCheckOptions): Promise<Proof> {
  const isSilent = options.json === true;
  if (!isSilent && !isAlone) host.out(`${printable(name)}\n`);
  const teller = new Teller(host, options);
  const findings: Finding[] = [];
  try {
    for (const piece of pieces) findings.push(...teller.tellAll(await piece));
    teller.end();
    if (!isSilent) host.out(countOf(findings));
    return { lab: name, outcome: findings.every(({ holds }) => holds) ? 'holds' : 'fails', findings };
  } catch (error) {
    // One lab that cannot be proven here keeps nobody from the others.
    if (!(error instanceof Failure) || isAlone) throw error;
    teller.end();
    host.err(complaintOf(error));
    return { lab: name, outcome: error.code === 'not-builtin' ? 'not built in' : 'refused', findings: [] };
  }
}

function countOf(findings: readonly Finding[]): string {
  const broken = findings.filter(({ holds }) => !holds).length;
  const all = `${findings.length} things were tried`;
  return broken === 0 ? `${all}, and all of them hold.\n` : `${all}, and ${broken} do not hold.\n`;
}

/** A line for each subject and its seed; what does not hold in full. */
class Teller {
  #subject = '';
  #held = 0;
  #failed = 0;

  constructor(
    private readonly host: Host,
    private readonly options: LabCheckOptions,
  ) {}

  tellAll(findings: readonly Finding[]): readonly Finding[] {
    for (const one of findings) this.#tell(one);
    return findings;
  }

  /** The subject is done with. */
  end(): void {
    const count = this.#held === 1 ? 'one thing' : `${this.#held} things`;
    if (this.#subject !== '' && this.#failed === 0 && !this.options.verbose && !this.options.json)
      this.host.out(`holds  ${printable(this.#subject)}: ${count}\n`);
    this.#subject = '';
    this.#held = 0;
    this.#failed = 0;
  }

  #tell({ seed, subject, holds, says }: Finding): void {
    if (this.options.json) return;
    const values = seed === undefined ? '' : ` (seed ${seed})`;
    const whole = `${subject}${values}`;
    if (whole !== this.#subject) this.end();
    this.#subject = whole;
    this.host.progress(whole);
    if (holds) this.#held++;
    else this.#failed++;
    if (!holds) this.host.out(`FAILS  ${printable(`${whole} ${says}`)}\n`);
    else if (this.options.verbose) this.host.out(`holds  ${printable(`${whole} ${says}`)}\n`);
  }
}

function summary(proofs: readonly Proof[]): string {
  const rows = proofs.map(({ lab, outcome, findings }) => [
    lab,
    outcome,
    findings.length === 0 ? '' : `${findings.filter(({ holds }) => holds).length} of ${findings.length}`,
  ]);
  return table(rows, ['LAB', 'PROOF', 'HOLD']);
}
