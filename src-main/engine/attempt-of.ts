/** Whether an attempt is at what its user thinks it is at: who mistypes its id is told so, and not shown another lab. */
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import type { Attempt } from '../storage/attempts.ts';
import type { Files } from '../storage/content-hash.ts';
import { sandboxLab } from './content.ts';
import { labFileName } from './lab-folder.ts';

/**
 * @param name a lab's id or its folder; of an attempt without a lab, the topology file
 * @throws Failure other-lab
 */
export function assertIsAt({ id, lab }: Attempt, files: Files, name: string): void {
  const place = path.resolve(name);
  const meant = path.basename(path.basename(place) === labFileName ? path.dirname(place) : place);
  const isTopology = lab === sandboxLab && !Object.hasOwn(files, labFileName);
  if (isTopology ? Object.hasOwn(files, meant) : meant === lab) return;
  const at = isTopology ? `the topology ${Object.keys(files).join(', ')}` : `the lab ${lab}`;
  throw new Failure('bad-input', 'other-lab', `The attempt ${id} is at ${at}, not at ${name}.`);
}
