/** What holds for all debugs together: show debugging, undebug all. Each feature declares its own. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Debugging, DebugTopic } from './debugging.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';

export function declareDebugCommands(): void {
  execMode
    .words({
      debug: "Debugging functions (see also 'undebug')",
      undebug: "Disable debugging functions (see also 'debug')",
      no: 'Disable debugging functions',
      'debug all': 'Enable all debugging',
      'undebug all': 'Enable all debugging',
      'show debugging': 'State of each debugging option',
    })
    .add('debug all', {
      privilege: 15,
      run: () => {
        throw Refusal.notSimulated(
          "Debugging everything at once is not simulated: name a subject, as in 'debug crypto isakmp'",
        );
      },
      no: debugNothing,
    })
    .add('undebug all', { privilege: 15, run: debugNothing })
    .add('show debugging', { run: ({ debugging }, _, exec) => exec.print(...debuggingLines(debugging)) });
}

function debugNothing({ debugging }: IosDevice, _: unknown, exec: Exec): void {
  debugging.clear();
  exec.print('All possible debugging has been turned off');
}

function debuggingLines({ topics }: Debugging): string[] {
  const groups = new Map<string, DebugTopic[]>();
  for (const topic of topics) groups.set(topic.group, [...(groups.get(topic.group) ?? []), topic]);
  return [...groups].flatMap(([group, members]) => [
    '',
    '',
    `${group}:`,
    ...members.map(({ title }) => `  ${title} is on`),
  ]);
}
