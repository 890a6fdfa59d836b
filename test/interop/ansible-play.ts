/** A play of Ansible at the first device of a simulation, by SSH, and what it says of each task. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { judge } from '../judges.ts';
import type { RunningSimulation } from './simulation.ts';

const run = promisify(execFile);

export const ansible = judge('ansible-playbook', 'apt-get install -y ansible');

interface Said {
  plays: { tasks: { hosts: Record<string, Record<string, unknown>> }[] }[];
  stats: Record<string, Record<string, number>>;
}

interface Played {
  /** Of the tasks, in their order. */
  readonly results: Record<string, unknown>[];
  readonly stats: Record<string, number> | undefined;
}

/** @param kind the account and the operating system, in the words of an inventory */
export async function played(
  tasks: readonly object[],
  { simulation, kind }: { readonly simulation: RunningSimulation; readonly kind: string },
): Promise<Played> {
  const { doors, folder } = simulation;
  const inventory = path.join(folder, 'inventory');
  const play = path.join(folder, 'play.json');
  const where = `ansible_host=127.0.0.1 ansible_port=${doors[0]?.ssh ?? 0} ansible_connection=ansible.netcommon.network_cli`;
  writeFileSync(inventory, `device ${where} ${kind}\n`);
  writeFileSync(play, JSON.stringify([{ hosts: 'all', gather_facts: false, tasks }]));
  const environment = {
    ...process.env,
    HOME: folder,
    ANSIBLE_STDOUT_CALLBACK: 'json',
    ANSIBLE_HOST_KEY_CHECKING: 'False',
    ANSIBLE_LOCALHOST_WARNING: 'False',
  };
  const options = { env: environment, timeout: 170_000, maxBuffer: 1 << 24 };
  const { stdout } = await run(ansible ?? '', ['-i', inventory, play], options);
  const said = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Said;
  const results = said.plays.flatMap((one) => one.tasks.map(({ hosts }) => hosts['device'] ?? {}));
  return { results, stats: said.stats['device'] };
}
