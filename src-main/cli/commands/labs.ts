/** quickmode labs: what is on the shelf. */
import { LabShelf } from '../../engine/lab-shelf.ts';
import { diagnosticLines } from '../complaint.ts';
import type { Host } from '../host.ts';
import { table } from '../table.ts';

export function labs(host: Host): void {
  const { labFolders } = host.installation;
  const { labs, broken } = new LabShelf(labFolders).list();
  const rows = labs.map(({ id, level, minutes, steps, title }) => [
    id,
    level,
    `${minutes} min`,
    `${steps} steps`,
    title,
  ]);
  if (rows.length > 0) host.out(table(rows));
  else host.err(`quickmode: there are no labs in ${labFolders.join(' or ')}\n`);
  for (const { folder, diagnostics } of broken)
    host.err(`quickmode: the lab in ${folder} cannot be used:\n${diagnosticLines(diagnostics)}`);
}
