/** show crypto ikev2 diagnose error [count], show crypto isakmp diagnose error [count] */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, words } from '../values.ts';

export interface ExitPathTable extends Sourced {
  /** "enable", "disable". */
  status: string;
  entries: number;
  deleted: number;
  maximum: number;
  errors: ExitPathError[];
}

export interface ExitPathError {
  line: number;
  /** How often it happened, where it says so; otherwise its place in the table. */
  number: number;
  message: string;
  traceback?: string[];
}

type Heading = [status: string, entries: string, deleted: string, maximum: string];

const TABLE = new RuleTable<Records<ExitPathTable>>([
  rule<Records<ExitPathTable>, Heading>(
    /^Exit Path Table - status: *(\S+), current entry *(\d+), deleted *(\d+), max allow *(\d+)$/,
    (tables, [status, entries, deleted, maximum], line) =>
      tables.begin(line, { status, entries: Number(entries), deleted: Number(deleted), maximum: Number(maximum), errors: [] }), // prettier-ignore
  ),
  rule<Records<ExitPathTable>, [string, string]>(
    /^Error ?\((\d+)\) ?: ?(.*)$/,
    ({ last }, [number, message], line) => last?.errors.push({ line, number: Number(number), message }),
    ({ last }) => last !== undefined,
  ),
  rule<Records<ExitPathTable>, [string]>(
    /^-Traceback= ?(.*)$/,
    ({ last }, [traceback]) => {
      const error = last?.errors.at(-1);
      if (error) error.traceback = appended(error.traceback, words(traceback).join(' '));
    },
    ({ last }) => last?.errors.length !== 0,
  ),
  says<ExitPathTable>(/^No errors? .*$/i, () => ({})),
]);

export function parseShowCryptoDiagnoseError(text: string): Parsed<ExitPathTable> {
  const tables = new Records<ExitPathTable>();
  const reading = readLines(text, TABLE, tables);
  const { last } = tables;
  return conclude(reading, tables.all, last !== undefined && last.errors.length < last.entries);
}
