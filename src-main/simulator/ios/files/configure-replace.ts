/**
 * configure replace: makes the running configuration that of a file, by typing what differs. Wording: the command
 * reference of 12.4 (`configure replace`).
 */
import { differenceOf, treeOf } from '../../cli/configuration-difference.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { readFile } from './file-system.ts';
import { execMode } from '../modes.ts';
import { runningConfiguration } from '../running-configuration.ts';

const mostPasses = 5;
const warning = [
  'This will apply all necessary additions and deletions',
  'to replace the current running configuration with the',
  'contents of the specified configuration file, which is',
  'assumed to be a complete configuration, not a partial',
];
const question = 'configuration. Enter Y if you are sure you want to proceed. ? [no]: ';

export function declareConfigureReplace(): void {
  execMode
    .words({
      'configure replace': 'Parser config replacement',
      'replace file': 'flash:NAME or nvram:startup-config',
      force: 'Forcibly apply rollback patch without prompting for confirmation',
      list: 'List the commands being applied in each pass of rollback',
    })
    .add('configure replace WORD:file *[force:force] *[list:list]', {
      privilege: 15,
      run: async (device, { file, force, list }, exec) => {
        const wanted = readFile(device, file);
        if (force === undefined) {
          exec.print(...warning);
          if (!(await exec.askYesOrNo(question, false))) return;
        }
        await replace(device, wanted, { exec, isListed: list !== undefined });
      },
    });
}

async function replace(
  device: IosDevice,
  wanted: string,
  { exec, isListed }: { exec: Exec; isListed: boolean },
): Promise<void> {
  let passes = 0;
  let before = '';
  exec.print('');
  for (
    let lines = difference(device, wanted);
    lines.length > 0 && passes < mostPasses;
    lines = difference(device, wanted)
  ) {
    const text = lines.join('\n');
    // What is refused once is refused again.
    if (text === before) break;
    before = text;
    passes++;
    if (isListed) exec.print(`!Pass ${passes}`, '', '!List of Rollback Commands:', ...lines, 'end', '', '');
    await device.merge(text);
  }
  exec.print(`Total number of passes: ${passes}`);
  const rest = difference(device, wanted);
  if (rest.length === 0) exec.print('Rollback Done', '');
  else throw Refusal.because(['%Rollback was not complete. These commands were refused:', ...rest].join('\n'));
}

function difference(device: IosDevice, wanted: string): readonly string[] {
  return differenceOf(treeOf(runningConfiguration(device)), treeOf(wanted));
}
