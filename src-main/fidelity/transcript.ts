/** What real devices have printed, taken from texts in which commands and their outputs stand one after the other. */

export interface Transcript {
  /** Where it comes from: a file, and the line of the command where there are several in it. */
  source: string;
  /** In full words: 'show crypto ipsec sa'. */
  command: string;
  text: string;
  /** The text was found on the line of its command: its line ends are lost. */
  isFlat?: true;
}

const prompt = /^([A-Za-z][\w.-]*)(?:\([\w-]+\))?[#>]\s?(.*)$/;

/** Most used abbreviations in the transcripts of courses; what is not here is compared as it was typed. */
const abbreviations: readonly [RegExp, string][] = [
  [/^sh(o|ow)?\b/, 'show'],
  [/\bint(erfaces?)?\b/, 'interfaces'],
  [/\btun(nel)?\s?(\d)/, 'tunnel$2'],
  [/\bcry(pto)?\b/, 'crypto'],
  [/\brun(ning-config)?\b/, 'running-config'],
];

/**
 * The show commands of a console session, each with what was printed until the next prompt. A text in which the line
 * ends have been lost has the output on the command's own line: the command is then told apart by its first words.
 */
export function transcriptsOf(source: string, session: string): Transcript[] {
  const lines = session.split(/\r?\n/).flatMap(partsOf);
  const starts = lines.flatMap(({ text }, index) => (prompt.test(text) ? [index] : []));
  return starts.flatMap((start, i) => {
    const [{ text: first, number } = { text: '', number: 0 }, ...below] = lines.slice(start, starts[i + 1]);
    const { command, rest } = splitCommand(prompt.exec(first)?.[2]?.trim() ?? '');
    const text = [...(rest === '' ? [] : [rest]), ...untilProse(below.map((line) => line.text))].join('\n');
    if (!command.startsWith('show ') || text.trim() === '') return [];
    return [{ source: `${source}:${number}`, command, text, ...(rest === '' ? {} : { isFlat: true }) }];
  });
}

/** A line in which several commands have run together, taken apart before each prompt. */
function partsOf(line: string, index: number): { text: string; number: number }[] {
  return line.split(/\s(?=[A-Za-z][\w.-]*#\s?sh)/).map((text) => ({ text, number: index + 1 }));
}

function spelledOut(typed: string): string {
  return abbreviations.reduce((command, [from, to]) => command.replace(from, to), typed);
}

/** The longest command; what follows on the same line is output. */
const longestCommand = 60;

function splitCommand(typed: string): { command: string; rest: string } {
  if (typed.length <= longestCommand && !typed.includes(' There are no '))
    return { command: spelledOut(typed.replace(/\s*\|.*$/, '')), rest: '' };
  const command = /^show(?: (?:crypto|isakmp|ikev[12]|ipsec|sa|access-list|run|map(?= \|))\b)+/.exec(typed)?.[0] ?? '';
  const rest = typed.slice(command.length).trim();
  return { command, rest: rest.replace(/^\| (?:inc|include|exc|exclude|beg|begin|sec|section) \S+ /, '') };
}

/** Sentences of the text around a session: of several words, and ended as sentences are. No device prints such. */
const sentence = /^\s*(?:\(?[a-z]\)\s*)?[A-Z][\w'’-]*(?:,? (?:[\w'’"(),/-]|\.(?=\d))+){5,}[.:?]$/;

/** What no device prints either: so many words in a row that are nothing but words. */
const flowing = /(?:\b[a-z][a-z'’]*,? ){9}/;

/** Titles of a text: the steps of an exercise, four words and more that are all written large, and what follows dots. */
const title = /^(?:Step \d+:|…|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){3,}\s*$)/;

function untilProse(lines: readonly string[]): string[] {
  const isProse = (line: string): boolean => sentence.test(line.trimEnd()) || flowing.test(line) || title.test(line);
  const end = lines.findIndex(isProse);
  return lines.slice(0, end < 0 ? undefined : end);
}

/** An output as it was collected, without the prompt and the command that some collectors keep before it. */
export function withoutEcho(output: string): string {
  const lines = output.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '' && !prompt.test(line) && !/^\s*show \S/.test(line));
  return lines.slice(Math.max(0, first)).join('\n');
}

/** A command as collections name it, with blanks for hyphens: 'show access list' is `show access-list`. */
export function commandOf(name: string): string {
  const words =
    /\b(access|transform|security|running|vpn|prefix) (lists?|sets?|association|config|sessiondb|session db)\b/g;
  const hyphenated = name
    .replaceAll('_', ' ')
    .replace(words, (_, a: string, b: string) => `${a}-${b.replace(' ', '')}`);
  return hyphenated.replace(/^show run\b/, 'show running-config').replace(/ partition access-list$/, '');
}
