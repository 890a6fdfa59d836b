/** default interface: every line of an interface goes back to its default, as if each were taken back by hand. */
import { applyConfiguration } from '../../cli/apply-configuration.ts';
import { ios } from '../../cli/dialect.ts';
import type { Exec } from '../../cli/declaration.ts';
import type { IosDevice } from '../device.ts';
import { interfaceOf } from './interface-named.ts';
import { interfaceMode } from '../modes.ts';

/** Some lines can be taken back only when others are gone: as often as this is enough for all. */
const rounds = 3;

export async function resetInterface(device: IosDevice, name: string, exec: Exec): Promise<void> {
  const context = { device, one: interfaceOf(device, name) };
  exec.print('Building configuration...', '');
  for (let round = 0; round < rounds; round++) {
    const lines = interfaceMode.configuration(context).map((line) => (typeof line === 'string' ? line : line.line));
    const undone = lines.map(undoing).reverse().join('\n');
    await applyConfiguration(undone, interfaceMode, context, { clock: device.clock, dialect: ios });
  }
  exec.print(`Interface ${name} set to default configuration`);
}

/** What is written with `no` is on by default. */
function undoing(line: string): string {
  return line.startsWith('no ') ? `default ${line.slice('no '.length)}` : `no ${line}`;
}
