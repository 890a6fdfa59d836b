/** quickmode lab check: the author's proof, told as it is made. */
import { Failure } from '../../base/errors.ts';
import { proveLab, type Finding } from '../../engine/lab-proof.ts';
import { LabShelf } from '../../engine/lab-shelf.ts';
import { launcherOf } from '../../engine/launcher.ts';
import { SimulatorPool } from '../../engine/simulator-pool.ts';
import { complaintOf, printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { table } from '../table.ts';

/** Other addresses, names and keys than the lab's own: two draws, always the same. */
const usual = ['one', 'two'];

export interface LabCheckOptions {
  seeds?: readonly string[];
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
  const shelf = new LabShelf(installation.labFolders);
  const names = labs.length > 0 ? labs : (await shelf.list()).labs.map(({ id }) => id);
  const pool = new SimulatorPool(launcherOf(installation));
  const proofs: Proof[] = [];
  try {
    for (const name of names)
      proofs.push(await proof(host, { name, shelf, pool, isAlone: names.length === 1 }, options));
  } finally {
    pool.close();
  }
  if (options.json) host.out(`${JSON.stringify(proofs, undefined, 2)}\n`);
  else if (proofs.length > 1) host.out(`\n${summary(proofs)}`);
  if (proofs.some(({ outcome }) => outcome === 'refused')) return exitStatus.badInput;
  return proofs.every(({ outcome }) => outcome !== 'fails') ? exitStatus.fine : exitStatus.notPassed;
}

interface Checked {
  name: string;
  shelf: LabShelf;
  pool: SimulatorPool;
  isAlone: boolean;
}

async function proof(host: Host, checked: Checked, options: LabCheckOptions): Promise<Proof> {
  const { name, isAlone } = checked;
  if (!options.json && !isAlone) host.out(`${printable(name)}\n`);
  const teller = new Teller(host, options);
  try {
    const findings = await findingsOf(checked, teller, options);
    teller.end();
    if (!options.json) host.out(countOf(findings));
    return { lab: name, outcome: findings.every(({ holds }) => holds) ? 'holds' : 'fails', findings };
  } catch (error) {
    // One lab that cannot be proven here keeps nobody from the others.
    if (!(error instanceof Failure) || isAlone) throw error;
    teller.end();
    host.err(complaintOf(error));
    return { lab: name, outcome: error.code === 'not-builtin' ? 'not built in' : 'refused', findings: [] };
  }
}

async function findingsOf(
  { name, shelf, pool }: Checked,
  teller: Teller,
  { seeds = usual }: LabCheckOptions,
): Promise<Finding[]> {
  const { files, folder } = shelf.find(name);
  const told = (one: Finding): void => teller.tell(one);
  return await proveLab({ files, name: `The lab in ${folder}`, launch: pool.launch, seeds, told });
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

  tell({ seed, subject, holds, says }: Finding): void {
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

  /** The subject is done with. */
  end(): void {
    const count = this.#held === 1 ? 'one thing' : `${this.#held} things`;
    if (this.#subject !== '' && this.#failed === 0 && !this.options.verbose && !this.options.json)
      this.host.out(`holds  ${printable(this.#subject)}: ${count}\n`);
    this.#subject = '';
    this.#held = 0;
    this.#failed = 0;
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
