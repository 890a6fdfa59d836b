/** quickmode labs: what is on the shelf. */
import { readLabIndex, writeLabIndex } from '../../engine/lab-index.ts';
import { LabShelf } from '../../engine/lab-shelf.ts';
import { diagnosticLines } from '../complaint.ts';
import type { Host } from '../host.ts';
import { table } from '../table.ts';

export async function labs(host: Host): Promise<void> {
  const { labFolders, labIndex } = host.installation;
  const { labs, broken } = await new LabShelf(labFolders, readLabIndex(labIndex)).list();
  const rows = labs.map(({ id, level, minutes, steps, title, notBuiltin }) => [
    id,
    level,
    `${minutes} min`,
    steps === 1 ? '1 step' : `${steps} steps`,
    notBuiltin === undefined ? title : `${title} (not on built-in routers)`,
  ]);
  if (rows.length > 0) host.out(table(rows));
  else host.err(`quickmode: there are no labs in ${labFolders.join(' or ')}\n`);
  for (const { folder, diagnostics } of broken)
    host.err(`quickmode: the lab in ${folder} cannot be used:\n${diagnosticLines(diagnostics)}`);
}

/** quickmode lab index: the last step of a build. Only the labs that come with the program are in it. */
export async function indexLabs({ installation }: Host): Promise<void> {
  const { labFolders, labIndex } = installation;
  writeLabIndex(labIndex, await new LabShelf(labFolders.slice(0, 1)).indexed());
}
