/** show tech-support: many commands one after the other, each under its name, as it prints alone. */
import type { Exec } from './declaration.ts';
import { Levels, type Level } from './levels.ts';
import { resolve } from './resolve.ts';

interface Turn {
  readonly first: Level;
  readonly commands: readonly string[];
  readonly privilege: number;
  /** What is shown in the place of a command's own output, by the command. */
  readonly instead?: Readonly<Record<string, () => string>>;
}

/** What a device does not have is left out. */
export async function runInTurn({ first, commands, privilege, instead = {} }: Turn, exec: Exec): Promise<void> {
  const levels = new Levels(first, () => undefined);
  for (const command of commands) {
    const found = resolve(levels, command, privilege);
    if (found.kind !== 'command') continue;
    exec.print('', `------------------ ${command} ------------------`, '', '');
    const other = instead[command];
    if (other) exec.write(other());
    else await found.run(exec);
  }
}
