/** configuration: lines that stand in the running configuration, or do not. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { ConfigurationLine } from '../../parsers/ios/configuration-line.ts';
import { quoteOf } from '../facts/captures.ts';
import { configurationLooks, readConfiguration, type Configured } from '../facts/configurations.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'configuration'>;

export const configuration: VerbRule<'configuration'> = {
  looks: ({ on }, { exercise }) => configurationLooks(exercise, on),
  judge(wanted, scene) {
    const configured = readConfiguration(scene, wanted.on);
    const section = sectionOf(configured.configuration.lines, wanted.under);
    const attributes = [
      ...(wanted.has ?? []).map((line) => presence(line, section, configured)),
      ...(wanted.lacks ?? []).map((line) => absence(line, section, configured)),
    ];
    // What a section lacks that is not there is no merit of anybody's.
    const isFounded = section !== undefined;
    return { attributes, says: sentence(wanted, section, attributes), isFounded };
  },
};

interface Section {
  /** The line that opens it; undefined for the whole. */
  head: ConfigurationLine | undefined;
  lines: readonly ConfigurationLine[];
}

function sectionOf(lines: readonly ConfigurationLine[], under: Wanted['under']): Section | undefined {
  let section: Section | undefined = { head: undefined, lines };
  for (const wanted of [under ?? []].flat()) {
    const head: ConfigurationLine | undefined = section?.lines.find(({ text }) => plain(text) === plain(wanted));
    section = head && { head, lines: head.children };
  }
  return section;
}

/** However it is spaced. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function presence(line: string, section: Section | undefined, { evidence }: Configured): AttributeVerdict {
  const found = section?.lines.find(({ text }) => plain(text) === plain(line));
  const alike = found ?? section?.lines.find(({ text }) => isAlike(text, line));
  const shown = alike ?? section?.head;
  return {
    name: line,
    role: evidence.role,
    expected: 'there',
    found: found ? 'there' : (alike?.text.trim() ?? NOTHING),
    holds: found !== undefined,
    quotes: shown ? [quoteOf(evidence, shown.line)] : [],
  };
}

/** The same command with another value: all words but the last are the same. */
function isAlike(text: string, line: string): boolean {
  const stem = (one: string): string => plain(one).split(' ').slice(0, -1).join(' ');
  return stem(line) !== '' && stem(text) === stem(line);
}

function absence(line: string, section: Section | undefined, { evidence }: Configured): AttributeVerdict {
  const found = section?.lines.find(({ text }) => plain(text) === plain(line) || plain(text).startsWith(`${plain(line)} `)); // prettier-ignore
  const shown = found ?? section?.head;
  return {
    name: line,
    role: evidence.role,
    expected: 'not there',
    found: found?.text.trim() ?? NOTHING,
    holds: section !== undefined && !found,
    quotes: shown ? [quoteOf(evidence, shown.line)] : [],
  };
}

function sentence(
  { on, under }: Wanted,
  section: Section | undefined,
  attributes: readonly AttributeVerdict[],
): string {
  const place = under === undefined ? `${on}'s configuration` : `"${[under].flat().join(', ')}" on ${on}`;
  if (!section) return `${on} has no "${[under ?? []].flat().join(', ')}".`;
  if (allHold(attributes)) return `What is asked for stands in ${place}.`;
  const wrong = attributes.filter(({ holds }) => !holds);
  const lacks = wrong.filter(({ expected }) => expected === 'there').map(({ name }) => `lacks "${name}"`);
  const has = wrong.filter(({ expected }) => expected !== 'there').map(({ found }) => `has "${found}"`);
  const text = place.charAt(0).toUpperCase() + place.slice(1);
  return `${text} ${[...lacks, ...has].join(', ')}.`;
}
