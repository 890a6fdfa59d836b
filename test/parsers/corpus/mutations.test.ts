/**
 * Outputs that others collected, changed as consoles and other networks would change them: several noises at once, other
 * addresses and interfaces, lines that a release leaves out, and the answer twice. The records change alike.
 */
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutLines } from '../goldens.ts';
import { NOISES, type Noise } from '../noises.ts';
import { CORPUS, collectedOutputs } from './files.ts';

const read = collectedOutputs().flatMap(({ parser, platform, text, file }) => {
  if (!parser || (platform !== 'ios' && platform !== 'iosxe')) return [];
  const whole = `${text.replace(/[\r\n]+$/, '').replace(/\r+\n/g, '\n')}\n`;
  const { records } = parser.parse(whole);
  return records.length === 0 ? [] : [{ parser, text: whole, file, records }];
});
type Read = (typeof read)[number];

/** What changes lines comes first, what changes their ends last: so it happens on a console. */
const LINE_ENDS = /^line ends/;
const AROUND = /echo|time before|prompt|title/;
/** Each alone is looked at elsewhere; together they would be a text that no console shows. */
const APART = /tabs|indentation|broken|inside a line|a log message|colours|lost|mistyped/;
const inside = NOISES.filter(({ name }) => !LINE_ENDS.test(name) && !AROUND.test(name) && !APART.test(name));
const around = NOISES.filter(({ name }) => AROUND.test(name) && !/an echo without/.test(name) && !APART.test(name));
const ends = NOISES.filter(({ name }) => LINE_ENDS.test(name));

const isFor = ({ notFor }: Noise, { parser }: Read): boolean => !notFor?.test(parser.command.replaceAll(' ', '-'));
const factsOf = (records: unknown): string => JSON.stringify(withoutLines(records));

/** Other digits, as many as before, in parts of an address that stay below 100. */
function otherAddresses(text: string): string {
  return text.replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, (address) =>
    address.replace(/(?<![\d])[3-9]\d?(?![\d])/g, (part) => part.replace(/[34679]/g, (digit) => OTHER[digit] ?? digit)),
  );
}
const OTHER: Readonly<Record<string, string>> = { 3: '4', 4: '3', 6: '7', 7: '6', 9: '9' };

/** Names as long as the others, so that columns stay where they are. */
const otherInterfaces = (text: string): string =>
  text.replace(/\bTunnel(?=\d)/g, 'Dialer').replace(/\bLoopback(?=\d)/g, 'Ethernet');

describe('an output that others collected gives the same facts', () => {
  it.skipIf(read.length === 0)('under several noises at once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...read),
        fc.shuffledSubarray(inside, { minLength: 1, maxLength: 3 }),
        fc.option(fc.constantFrom(...around), { nil: undefined }),
        fc.option(fc.constantFrom(...ends), { nil: undefined }),
        (one, first, then, last) => {
          const noises = [...first, then, last].filter((noise) => noise !== undefined && isFor(noise, one));
          const noisy = noises.reduce((text, noise) => noise?.apply(text) ?? text, one.text);
          const { records } = one.parser.parse(noisy);
          const where = `${one.file}: ${noises.map((noise) => noise?.name).join(', ')}`;
          expect({ where, facts: factsOf(records) }).toEqual({ where, facts: factsOf(one.records) });
        },
      ),
      { numRuns: 600, seed: 11 },
    );
  });

  for (const [name, change] of [
    ['with other addresses', otherAddresses],
    ['on other interfaces', otherInterfaces],
  ] as const) {
    it(name, () => {
      const changed = read.filter(({ parser, text, records }) => {
        const facts = factsOf(parser.parse(change(text)).records);
        return facts !== factsOf(JSON.parse(change(JSON.stringify(records))));
      });
      expect(changed.map(({ file }) => file)).toEqual([]);
    });
  }
});

describe('an output that others collected', () => {
  it.skipIf(read.length === 0)('gives no other records when it lacks a line', () => {
    fc.assert(
      fc.property(fc.constantFrom(...read), fc.double({ min: 0, max: 0.999, noNaN: true }), ({ parser, text, records, file }, place) => {
        const lines = text.split('\n');
        lines.splice(Math.floor(place * lines.length), 1);
        const { records: left } = parser.parse(lines.join('\n'));
        expect({ file, place, isMore: left.length > records.length + 1 }).toEqual({ file, place, isMore: false });
      }),
      { numRuns: 600, seed: 12 },
    ); // prettier-ignore
  });

  it('gives at least as much when it comes twice', () => {
    const fewer = read.filter(({ parser, text, records }) => parser.parse(text + text).records.length < records.length);
    expect(fewer.map(({ file }) => file)).toEqual([]);
  });

  it('is here, or it is said that it is not', () => {
    expect(existsSync(CORPUS)).toBe(read.length > 0);
  });
});
