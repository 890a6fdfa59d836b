/** `| include …` and its like: which lines of a command's output are shown. */
import type { FileWriter } from './declaration.ts';
import { Mode } from './mode.ts';
import { Refusal } from './refusal.ts';
import { refuseByName } from './refuse-by-name.ts';
import { RegularExpression } from './regular-expression.ts';

/** Asked line by line, in order: whether the line is shown. */
export interface OutputFilter {
  (line: string): boolean;
  /** No more comes. @returns what stands below everything, when there is anything to say */
  finish?(): string | undefined;
}

/** Where the parser puts the filter that it has read. */
export interface FilterSlot {
  filter?: OutputFilter;
  /** Whether the filters are those of an ASA: `grep`, and neither sections nor counts nor files to write to. */
  readonly hasGrep?: boolean;
  /** Nothing where the device has no files. @throws Refusal of a name that will not do */
  openFile?(name: string, isAppended: boolean): FileWriter | undefined;
}

const ofIos = ({ hasGrep }: FilterSlot): boolean => hasGrep !== true;
const ofAsa = ({ hasGrep }: FilterSlot): boolean => hasGrep === true;

/** What may follow the bar; parsed, helped and completed like any other line. */
export const outputModifiers = new Mode<FilterSlot>({ name: 'output modifiers', prompt: '' })
  .words({
    begin: 'Begin with the line that matches',
    count: 'Count number of lines which match regexp',
    exclude: 'Exclude lines that match',
    include: 'Include lines that match',
    section: 'Filter a section of output',
    'section include': 'Include line and subsections',
    'section exclude': 'Exclude line and subsections',
    grep: 'Include or exclude lines that match',
    '-v': 'Exclude lines that match',
    pattern: 'Regular Expression',
    append: 'Append redirected output to URL (URLs supporting append operation only)',
    redirect: 'Redirect output to URL',
    tee: 'Copy output to URL',
    '/append': 'Append redirected output to URL',
    file: 'Uniform Resource Locator',
  })
  .add('begin LINE:pattern', { run: (slot, { pattern }) => (slot.filter = beginning(compiled(pattern))) })
  .add('count LINE:pattern', { when: ofIos, run: (slot, { pattern }) => (slot.filter = counting(compiled(pattern))) })
  .add('exclude LINE:pattern', {
    run: (slot, { pattern }) => {
      const matches = matching(pattern);
      slot.filter = (line) => !matches(line);
    },
  })
  .add('include LINE:pattern', { run: (slot, { pattern }) => (slot.filter = matching(pattern)) })
  .add('section LINE:pattern', { when: ofIos, run: (slot, { pattern }) => (slot.filter = within(compiled(pattern))) })
  .add('section include LINE:pattern', {
    when: ofIos,
    run: (slot, { pattern }) => (slot.filter = within(compiled(pattern))),
  })
  .add('section exclude LINE:pattern', {
    when: ofIos,
    run: (slot, { pattern }) => {
      const isWithin = within(compiled(pattern));
      slot.filter = (line) => !isWithin(line);
    },
  })
  .add('append WORD:file', { when: ofIos, run: (slot, { file }) => intoFile(slot, file, { isAppended: true }) })
  .add('redirect WORD:file', { when: ofIos, run: (slot, { file }) => intoFile(slot, file, {}) })
  .add('tee WORD:file', { when: ofIos, run: (slot, { file }) => intoFile(slot, file, { isShown: true }) })
  .add('tee /append WORD:file', {
    when: ofIos,
    run: (slot, { file }) => intoFile(slot, file, { isAppended: true, isShown: true }),
  })
  .add('grep LINE:pattern', { when: ofAsa, run: (slot, { pattern }) => (slot.filter = matching(pattern)) })
  .add('grep -v LINE:pattern', {
    when: ofAsa,
    run: (slot, { pattern }) => {
      const matches = matching(pattern);
      slot.filter = (line) => !matches(line);
    },
  });
refuseByName(outputModifiers, { '': 'format' }, { when: ofIos });

/** What the keys `/`, `+` and `-` ask for at a full page; undefined when the pattern is none. */
export function searchFilter(key: string, pattern: string): OutputFilter | undefined {
  try {
    const expression = new RegularExpression(pattern);
    if (key === '/') return beginning(expression);
    return (line) => expression.test(line) === (key === '+');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function compiled(pattern: string): RegularExpression {
  try {
    return new RegularExpression(pattern);
  } catch (error) {
    if (error instanceof SyntaxError) throw Refusal.invalid('pattern');
    throw error;
  }
}

function matching(pattern: string): OutputFilter {
  const expression = compiled(pattern);
  return (line) => expression.test(line);
}

function beginning(expression: RegularExpression): OutputFilter {
  let hasBegun = false;
  return (line) => (hasBegun ||= expression.test(line));
}

/** Shows nothing but how many lines match. */
function counting(expression: RegularExpression): OutputFilter {
  let matches = 0;
  const filter = (line: string): boolean => {
    if (expression.test(line)) matches++;
    return false;
  };
  return Object.assign(filter, { finish: () => `Number of lines which match regexp = ${matches}` });
}

/** A line that matches, and the lines below it that are indented deeper: `| section interface` shows each whole. */
function within(expression: RegularExpression): OutputFilter {
  let indent: number | undefined;
  return (line) => {
    const own = /^ */.exec(line)?.[0].length ?? 0;
    if (indent !== undefined && own > indent) return true;
    indent = expression.test(line) ? own : undefined;
    return indent !== undefined;
  };
}

interface Copying {
  readonly isAppended?: boolean;
  readonly isShown?: boolean;
}

/** What passes is written when all has come: a command that is broken off leaves what it had said. */
function intoFile(slot: FilterSlot, name: string, { isAppended = false, isShown = false }: Copying): void {
  const write = slot.openFile?.(name, isAppended);
  if (!write) throw Refusal.because(`%Error opening ${name} (No such device)`);
  const lines: string[] = [];
  const filter = (line: string): boolean => {
    lines.push(`${line}\n`);
    return isShown;
  };
  slot.filter = Object.assign(filter, { finish: () => write(lines.join('')) });
}
