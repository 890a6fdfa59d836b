/**
 * Every row of reference/faults.tsv that built-in routers can show: typed into a network that works, judged by the engine,
 * and named first, with a line that stands in the evidence. The other rows are in fault-texts.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { follow } from './course.ts';
import { DISTRACTORS, FAULT_ROWS, type FaultRow } from './fault-rows.ts';
import { canHave, flavours, type Flavour, type FlavourName } from './flavours.ts';
import { networks } from './networks.ts';

const titleOf = ({ id, on, how }: FaultRow): string => `${id} on ${on}${how ? `, ${how}` : ''}`;
const titled = (rows: readonly FaultRow[]): [string, FaultRow][] => rows.map((row) => [titleOf(row), row]);

async function expectNamed(row: FaultRow, release?: FlavourName): Promise<void> {
  const { verdict, evidence } = await follow(row, release);
  const [first] = verdict.diagnoses;
  expect(verdict.diagnoses.map(({ rule }) => rule)[0]).toBe(row.id);
  for (const quote of first?.quotes ?? []) {
    const one = evidence.find(({ id }) => id === quote.evidence);
    expect(one?.text.split('\n')[quote.line]?.trimEnd()).toBe(quote.text);
  }
  expect(first?.quotes.length).toBeGreaterThan(0);
  expect(first?.hints.length).toBeGreaterThan(1);
}

async function expectNone(row: FaultRow, release?: FlavourName): Promise<void> {
  const { verdict } = await follow(row, release);
  expect(verdict.verdict).toBe('passed');
  expect(verdict.diagnoses).toEqual([]);
}

describe('a fault on built-in routers', () => {
  it.each(titled(FAULT_ROWS))('%s is named first, and proven', (_, row) => expectNamed(row), 30_000);
});

describe('what only looks like a fault', () => {
  it.each(titled(DISTRACTORS))('%s is left alone', (_, row) => expectNone(row), 30_000);
});

/** Whether the network of a row is on such routers anyway. */
const isThere = ({ on }: FaultRow, { platform, image }: Flavour): boolean =>
  image === undefined && networks[on].devices['R1']?.platform === platform;

/** Of each fault that a release can have one row, unless it was tried on it above. */
function once(rows: readonly FaultRow[], flavour: Flavour): FaultRow[] {
  const possible = rows.filter((row) => canHave(flavour, row));
  const tried = possible.filter((row) => isThere(row, flavour)).map(({ id }) => id);
  return possible.filter(({ id }, i) => !tried.includes(id) && possible.findIndex((one) => one.id === id) === i);
}

describe.each(Object.keys(flavours) as FlavourName[])('on %s', (name) => {
  const flavour = flavours[name];
  it.each(titled(once(FAULT_ROWS, flavour)))(
    '%s is named first, and proven',
    (_, row) => expectNamed(row, name),
    30_000,
  );
  it.each(titled(once(DISTRACTORS, flavour)))('%s is left alone', (_, row) => expectNone(row, name), 30_000);
});

/** For want of IKE version 2. */
const later = ['P2-PFS-V2-REKEY', 'V2-AUTHMETHOD', 'V2-CHILD', 'V2-ID-INIT', 'V2-ID-RESP', 'V2-KE-RETRY-OK', 'V2-NOISE-OK', 'V2-NOPROFILE-REF', 'V2-PROP', 'V2-PSK', 'V2-VERSION']; // prettier-ignore

it.each(['12.2', '12.4'] as const)(
  `on %s there is no IKE version 2, and so none of ${later.join(', ')}`,
  async (name) => {
    const onRouters = [...FAULT_ROWS, ...DISTRACTORS].filter(({ on }) => on !== 'asa');
    const possible = onRouters.filter((row) => canHave(flavours[name], row)).map(({ id }) => id);
    const impossible = onRouters.map(({ id }) => id).filter((id) => !possible.includes(id));
    expect([...new Set(impossible)].sort()).toEqual(later);
    const lines = { R3: ['crypto ikev2 proposal PROP'] };
    await expect(follow({ on: 'vti', lines }, name)).rejects.toThrow('one line was refused');
  },
);
