import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../src-main/parsers/parsed.ts';
import { cpuTimeOf } from '../cpu-time.ts';
import { goldens, withoutLines, type Golden } from './goldens.ts';

const cases = await goldens();
/** Each parser once, with the first of its cases. */
const parsers = [...new Map(cases.map((golden) => [golden.parse, golden])).values()];

/** What every result is, whatever the text was. */
function expectSound(text: string, { records, outcome, unknown, rejection }: Parsed<unknown>): void {
  const lines = Math.max(text.split('\n').length, text.split('\r').length);
  expect(['complete', 'empty', 'rejected', 'truncated']).toContain(outcome);
  expect(unknown.every((line, index) => line >= 0 && line < lines && line > (unknown[index - 1] ?? -1))).toBe(true);
  if (outcome === 'complete') expect(records.length).toBeGreaterThan(0);
  if (outcome === 'empty' || outcome === 'rejected') expect(records).toEqual([]);
  expect(rejection !== undefined).toBe(outcome === 'rejected');
}

/** Where it may stop. Of a long text some ends: to read it up to each would take the square of its length. */
function* endsOf(text: string): Generator<number> {
  const stride = Math.ceil(text.length / 300);
  for (let length = 0; length < text.length; length += stride) yield length;
  yield text.length;
}

describe('a text that stops anywhere', () => {
  for (const { command, name, text, parse } of cases) {
    it(`is read as far as it goes: ${command}: ${name}`, () => {
      for (const length of endsOf(text)) {
        const part = text.slice(0, length);
        expectSound(part, parse(part));
      }
    });
  }
});

/** Commands whose records are blocks of lines: a block that is cut is told by what it lacks. */
const BLOCKS =
  /^(?:show-crypto-(?:isakmp-policy|ipsec-sa|ipsec-profile|ipsec-transform-set|map|session|isakmp-sa-detail)|show-interfaces|show-version|ping)$/;
/** What was filtered has no end that anybody could know. */
const FILTERED = /^seed-000-filtered$/;
/** Before this an answer could be a filtered one. */
const AFTER: Record<string, RegExp> = { 'show-interfaces': /Hardware is/, 'show-version': /Copyright/ };
/** Lists at the end of a record, of which nothing says how long they are. */
const LATE = new Set(['interfaces', 'flows', 'ikeSas', 'transforms', 'modes', 'disks', 'technologies', 'others']);
/** A ping of VPCS has no sum at its end. */
for (const list of ['replies', 'timeouts', 'problems']) LATE.add(list);
/** Lines of a label that a release adds. */
LATE.add('options');

describe('a text that stops between two lines', () => {
  for (const { command, name, text, parse } of cases) {
    if (!BLOCKS.test(command) || FILTERED.test(name)) continue;
    it(`holds whole records, or says that it is truncated: ${command}: ${name}`, () => {
      const whole = parse(text).records;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
        const { records, outcome } = parse(text.slice(0, end + 1));
        if (outcome !== 'complete' || AFTER[command]?.test(text.slice(0, end)) === false) continue;
        const wanted = whole.slice(0, records.length);
        expect({ end, part: withoutLate(records) }).toEqual({ end, part: withoutLate(wanted) });
      }
    });
  }
});

function withoutLate(records: readonly unknown[]): unknown {
  return records.map((record) => {
    const fields = Object.entries(withoutLines(record) as Record<string, unknown>);
    return Object.fromEntries(fields.filter(([name]) => !LATE.has(name)));
  });
}

describe('a text that stops inside a line', () => {
  it('never gives a value that is not in the whole text', () => {
    for (const { command, text, parse } of cases) {
      if (
        /^(?:log|charon-log|pluto-log|ike-log|show-logging|show-monitor-event-trace|show-running-config)$/.test(command)
      )
        continue;
      const whole = parse(text).records;
      for (const length of endsOf(text)) {
        const part = parse(text.slice(0, length));
        if (part.outcome !== 'complete') continue;
        expect(part.records.length).toBeLessThanOrEqual(whole.length);
        const strange = part.records.filter((record, index) => !isBeginningOf(record, whole[index]));
        expect({ command, end: text.slice(0, length).slice(-60), strange }).toMatchObject({ strange: [] });
      }
    }
  });
});

/** A network whose wildcard is cut off looks like a host, and the words behind an entry may be cut too. */
const IGNORED = new Set(['at', 'kind', 'options', 'ports']);

/** Fields may be missing, lists shorter, and the last word of all shorter too; a flag may not be raised yet. */
function isBeginningOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((one, index) => isBeginningOf(one, whole[index]));
  if (typeof part === 'object' && part !== null) {
    const fields = whole as Record<string, unknown>;
    return Object.entries(part).every(([name, value]) => IGNORED.has(name) || isBeginningOf(value, fields[name]));
  }
  if (part === false) return typeof whole === 'boolean';
  return String(whole).startsWith(String(part)) || part === whole;
}

describe('a damaged text', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const rubbish = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '\n',
      '\r',
      '\b\b\b',
      '\x1b[',
      '\x1b]0;',
      ' --More-- ',
      '%',
      '(',
      '/',
      ':',
      '#',
      '\0',
      'R1#',
      '{',
      '}',
    ),
  );

  it('is read without an exception, and the result is sound', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.array(fc.tuple(place, place, rubbish), { maxLength: 6 }),
        (golden, edits) => {
          let { text } = golden;
          for (const [from, length, inserted] of edits) {
            const start = Math.floor(from * text.length);
            text = text.slice(0, start) + inserted + text.slice(start + Math.floor(length * 30));
          }
          expectSound(text, golden.parse(text));
        },
      ),
      { numRuns: 1500, seed: 5 },
    );
  });

  it('gives nothing when it is nothing but rubbish', () => {
    fc.assert(
      fc.property(fc.constantFrom(...parsers), fc.string({ unit: 'binary', maxLength: 300 }), ({ parse }, text) => {
        expectSound(text, parse(text));
      }),
      { numRuns: 1500, seed: 6 },
    );
  });

  it('is not taken for the answer to another command', () => {
    for (const { platform, command, parse } of parsers) {
      if (/^(?:show-running-config|log|show-logging)$/.test(command) || OUTLINES.test(command)) continue;
      const others = cases.filter((golden) => golden.platform === platform && golden.command !== command);
      const foreign = others.filter((golden) => !areKin(golden.command, command));
      for (const { command: other, name, text } of foreign) {
        const { records } = parse(text);
        expect({ command, other, name, records }).toEqual({ command, other, name, records: [] });
      }
    }
  });
});

/** They keep whatever begins as one of their answers may, as no release prints all the words of another. */
const OUTLINES =
  /^show-(?:crypto-(?:call-admission|engine|exit-trace|gdoi-parts|ikev2-authorization|ipsec-client-ezvpn|key-pubkey-chain|mib|pki|session-sums|ssl|state)|interfaces-tables|ip-nhrp-groups|ip-protocols|logging-onboard|platform-crypto|state|tunnel-endpoints)$/;

/** Answers that share lines: a lifetime stands in a profile, a transform set in a map. */
function areKin(a: string, b: string): boolean {
  const families = [
    ['show-crypto-ipsec-security-association', 'show-crypto-ipsec-profile', 'show-crypto-map'],
    ['show-crypto-ipsec-sa', 'show-crypto-ipsec-sa-identity'],
    ['show-access-lists', 'show-crypto-map'],
    ['show-conn', 'show-local-host'],
    ['show-crypto-gdoi', 'show-crypto-gdoi-parts', 'show-crypto-map'],
    ['show-version', 'show-running-config', 'show-interfaces', 'show-crypto-ipsec-profile'],
    ['show-interfaces', 'show-ip-interface'],
    ['show-logging', 'log', 'show-monitor-event-trace'],
    ['show-ip-route-any', 'show-ip-route', 'show-ip-route-entry', 'show-ip-route-summary'],
    ['show-crypto-ikev2-sa', 'show-crypto-ikev2-session'],
    ['show-access-lists', 'show-running-config'],
    ['show-names', 'show-running-config'],
    ['show-crypto-session', 'show-dmvpn'],
    ['show-crypto-session', 'show-ip-nhrp-groups'],
    ['ip-xfrm-policy', 'ip-xfrm-state'],
    ['libreswan-shunts', 'ipsec-status', 'libreswan-status'],
    ['charon-log', 'pluto-log', 'ike-log', 'stroke-log'],
    ['pluto-log', 'ike-log', 'libreswan-status', 'libreswan-states', 'ipsec-status'],
    ['strongswan-status', 'ipsec-status'],
    ['ping', 'trace'],
  ];
  return families.some((family) => family.includes(a) && family.includes(b));
}

describe('a long text', () => {
  const SIZE = 40_000;
  const lineOf = (unit: string, length = 4000): string =>
    `${unit.repeat(Math.ceil(length / unit.length)).slice(0, length)}\n`;
  const units = ['a', '1', ' ', '\t', '/', '.', ':', ',', '(', '{', '[', '=', '-', '#', '"', '*', 'a ', '1 ', '1.', 'a:', 'A-', ' (', ', ', '%A-1-', '\b', '\x1b[', 'a\r']; // prettier-ignore

  it('is read in a time that grows with its length, whatever it holds', async () => {
    for (const { command, parse } of parsers) {
      const starts = ['', ...beginningsOf(parse)];
      for (const start of starts) {
        for (const unit of units) {
          const text = (start + lineOf(unit)).repeat(Math.ceil(SIZE / 4000));
          const took = await leastTimeOf(() => parse(text));
          // It takes less than one; the square of a line's length would take nearly half a second.
          expect(took, `${command}: ${JSON.stringify(start)} ${JSON.stringify(unit)}`).toBeLessThan(120);
        }
      }
    }
  });

  /** A slow pattern is slow every time; what the process does beside it (collecting garbage) comes once. */
  async function leastTimeOf(act: () => unknown): Promise<number> {
    const took = await cpuTimeOf(act);
    return took < 40 ? took : Math.min(took, await cpuTimeOf(act), await cpuTimeOf(act));
  }

  /** The first words of the lines that the parser knows: what follows them is read by a pattern. */
  function beginningsOf(parse: Golden['parse']): string[] {
    const lines = cases.filter((golden) => golden.parse === parse).flatMap(({ text }) => text.split('\n'));
    const beginnings = lines.map((line) => line.trim().slice(0, 12)).filter((line) => line.length > 3);
    return [...new Set(beginnings)].filter((_, index) => index % 9 === 0).slice(0, 6);
  }

  it('is read when it is one line, nothing but line ends, or binary', () => {
    const binary = Array.from({ length: 50_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join('');
    for (const text of ['x'.repeat(500_000), '\n'.repeat(150_000), '\r'.repeat(150_000), binary]) {
      for (const { parse } of parsers) expectSound(text, parse(text));
    }
  });

  it('lists at most ten thousand lines as unknown', () => {
    for (const { command, parse } of parsers) {
      if (command === 'show-running-config') continue;
      expect(parse('what is this line?\n'.repeat(20_000)).unknown.length).toBeLessThanOrEqual(10_000);
    }
  });
});
