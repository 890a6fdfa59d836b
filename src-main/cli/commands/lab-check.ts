/** quickmode lab check: the author's proof, told as it is made. */
import { proveLab, type Finding } from '../../engine/lab-proof.ts';
import { LabShelf } from '../../engine/lab-shelf.ts';
import { launcherOf } from '../../engine/launcher.ts';
import { printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';

/** Other addresses, names and keys than the lab's own: two draws, always the same. */
const seeds = ['one', 'two'];

export async function labCheck(host: Host, lab: string): Promise<number> {
  const { installation } = host;
  const { files, folder } = new LabShelf(installation.labFolders).find(lab);
  const name = `The lab in ${folder}`;
  const findings = await proveLab({
    files,
    name,
    launch: launcherOf(installation),
    seeds,
    told: (one) => tell(host, one),
  });
  const broken = findings.filter(({ holds }) => !holds).length;
  const all = `${findings.length} things were tried`;
  host.out(broken === 0 ? `${all}, and all of them hold.\n` : `${all}, and ${broken} do not hold.\n`);
  return broken === 0 ? exitStatus.fine : exitStatus.notPassed;
}

function tell(host: Host, { seed, subject, holds, says }: Finding): void {
  const values = seed === undefined ? '' : ` (seed ${seed})`;
  host.out(`${holds ? 'holds' : 'FAILS'}  ${printable(`${subject}${values} ${says}`)}\n`);
}
