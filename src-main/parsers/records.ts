/** Rules for answers that are a list of records: a line begins one, the lines after it set its fields. */
import { conclude } from './account.ts';
import { put, type Parsed, type Sourced } from './parsed.ts';
import { LABELLED, readLines, rule, type Groups, type Rule, type RuleTable } from './rules.ts';
import { appended, words } from './values.ts';

export type Fields<T> = { [Name in keyof T]?: T[Name] | undefined };

export class Records<T extends Sourced> {
  readonly all: T[] = [];
  last: T | undefined;

  /** Always true, so that a rule can end with it. */
  begin(line: number, fields: Omit<Fields<T>, 'line' | 'at'>): true {
    // What a record must have is in the fields of the line that begins it: its rule says so by its type.
    const record = { line, at: {} } as T;
    put(record, line, fields as Fields<T>);
    this.all.push(record);
    this.last = record;
    return true;
  }

  set(line: number, fields: Fields<T>): true {
    if (this.last) put(this.last, line, fields);
    return true;
  }
}

/** A line that begins a record. */
export function begins<T extends Sourced, G extends Groups = Groups>(
  pattern: RegExp,
  make: (groups: G) => Omit<T, 'line' | 'at' | OptionalOf<T>> & Fields<Pick<T, OptionalOf<T>>>,
): Rule<Records<T>, G> {
  return rule<Records<T>, G>(pattern, (records, groups, line) => records.begin(line, make(groups) as Fields<T>));
}

type OptionalOf<T> = { [Name in keyof T]-?: undefined extends T[Name] ? Name : object extends Pick<T, Name> ? Name : never }[keyof T]; // prettier-ignore

/** A line that says something of the record that was begun. */
export function says<T extends Sourced, G extends Groups = Groups>(
  pattern: RegExp,
  fields: (groups: G, record: T) => Fields<T>,
): Rule<Records<T>, G> {
  return rule<Records<T>, G>(
    pattern,
    (records, groups, line) => {
      if (records.last) records.set(line, fields(groups, records.last));
    },
    (records) => records.last !== undefined,
  );
}

/** A line of a label and a value that has no field of its own: it is kept as printed. The last rule of its table. */
export function keeps<T extends Sourced & { others?: string[] }, S extends Records<T> = Records<T>>(): Rule<S> {
  return rule<S>(
    LABELLED,
    ({ last }, [text = '']) => {
      if (last) last.others = appended(last.others, words(text).join(' '));
    },
    ({ last }) => last !== undefined,
  );
}

/** A line that belongs to the answer and says nothing: a heading, a legend, "there is none". */
export function passes<S>(pattern: RegExp): Rule<S> {
  return rule<S>(pattern, () => undefined);
}

/** Only the records that are such as the command gives: what another one printed may have lines like its first. */
export function onlyThose<T>(parsed: Parsed<T>, belongs: (record: T) => boolean): Parsed<T> {
  const records = parsed.records.filter(belongs);
  const isEmpty = records.length === 0 && parsed.outcome === 'complete';
  return { ...parsed, records, outcome: isEmpty ? 'empty' : parsed.outcome };
}

/** @param isOpen whether the last record still waits for a line that every such record ends with */
export function parseRecords<T extends Sourced>(
  text: string,
  table: RuleTable<Records<T>>,
  isOpen: (last: T, all: readonly T[]) => boolean = () => false,
): Parsed<T> {
  const records = new Records<T>();
  const reading = readLines(text, table, records);
  return conclude(reading, records.all, records.last !== undefined && isOpen(records.last, records.all));
}
