/** quickmode parse: what a device printed, as JSON. */
import { Failure } from '../../base/errors.ts';
import { readOutputFile } from '../../engine/output-bytes.ts';
import { commandParserOf, parseOutput, parsedCommands, type ParseResult } from '../../engine/parse-output.ts';
import type { Host } from '../host.ts';
import { table } from '../table.ts';

export interface ParseOptions {
  platform?: string;
  command?: string;
  list?: true;
}

export async function parseCommand(
  host: Host,
  file: string | undefined,
  { platform, command, list }: ParseOptions,
): Promise<void> {
  if (list) {
    printList(host, platform);
    return;
  }
  if (platform === undefined || command === undefined)
    throw new Failure(
      'bad-input',
      'wrong-usage',
      'Whose output it is must be said: --platform ios --command "show crypto ipsec sa" (see quickmode parse --list).',
    );
  // Before anything is read: a pipe may take long.
  commandParserOf(platform, command);
  const bytes = file === undefined || file === '-' ? await host.input() : await readOutputFile(file);
  print(host, parseOutput({ platform, command }, bytes));
}

function printList(host: Host, platform: string | undefined): void {
  const platforms = new Map<string, string[]>();
  for (const one of parsedCommands(platform))
    platforms.set(one.command, [...(platforms.get(one.command) ?? []), one.platform]);
  host.out(
    table(
      [...platforms].map(([command, of]) => [of.join(', '), command]),
      ['platform', 'command'],
    ),
  );
}

/** A text of so many letters at once. */
const piece = 65_536;

/** Record by record, as a result may be longer than a text can be. */
function print(host: Host, { records, unknown, rejection, furtherUnknown, ...head }: ParseResult): void {
  const tail = { ...(furtherUnknown === undefined ? {} : { furtherUnknown }), ...(rejection && { rejection }) };
  let text = `{\n${fieldLines(head)},\n  "records": [`;
  for (const [name, list] of [['records', records] as const, ['unknown', unknown] as const]) {
    if (name === 'unknown') text += `],\n  "unknown": [`;
    for (const [index, one] of list.entries()) {
      text += `${index === 0 ? '' : ','}\n    ${JSON.stringify(one)}`;
      if (text.length > piece) {
        host.out(text);
        text = '';
      }
    }
    if (list.length > 0) text += '\n  ';
  }
  const rest = fieldLines(tail);
  host.out(`${text}]${rest === '' ? '' : `,\n${rest}`}\n}\n`);
}

function fieldLines(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
}
