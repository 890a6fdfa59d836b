/** alias, and show aliases: names for commands, typed as their first word in the mode they are for. */
import type { IosDevice } from '../device.ts';
import { builtInAliases, configureMode, execMode } from '../modes.ts';
import type { AliasMode } from '../settings.ts';

/** What `show aliases` calls the modes. */
const modes = {
  exec: 'Exec mode',
  configure: 'Global configuration mode',
  interface: 'Interface configuration mode',
} as const;

export function declareAliases(): void {
  configureMode
    .words({
      alias: 'Create command alias',
      'alias exec': 'Exec mode',
      'alias configure': 'Global configuration mode',
      'alias interface': 'Interface configuration mode',
      'mode name': 'Alias name',
      'name command': 'Alias text',
    })
    .add('alias {exec|configure|interface}:mode WORD:name ![LINE:command]', {
      section: 'alias',
      run: ({ settings: { aliases } }, { mode, name, command }) => aliases[mode].set(name, command),
      no: ({ settings: { aliases } }, { mode, name }) => aliases[mode].delete(name),
      show: linesOf,
    });
  execMode
    .words({ 'show aliases': 'Display alias commands' })
    .add('show aliases', { run: (device, _, exec) => exec.print(...shownOf(device)) });
}

function linesOf({ settings: { aliases } }: IosDevice): string[] {
  return namesOfModes.flatMap((mode) =>
    [...aliases[mode]].map(([name, command]) => `alias ${mode} ${name} ${command}`),
  );
}

/** Columns from memory of `show aliases` of 12.4: two blanks, and the commands from the twenty-fifth column on. */
function shownOf({ settings: { aliases } }: IosDevice): string[] {
  return namesOfModes.flatMap((mode) => {
    const own = mode === 'exec' ? Object.entries(builtInAliases) : [];
    const all = [...new Map([...own, ...aliases[mode]])];
    return all.length === 0
      ? []
      : [`${modes[mode]} aliases:`, ...all.map(([name, command]) => `  ${name.padEnd(21)} ${command}`), ''];
  });
}

const namesOfModes = Object.keys(modes) as AliasMode[];
