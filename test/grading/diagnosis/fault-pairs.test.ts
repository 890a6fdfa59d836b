/** Several faults at once: what must be mended first is named first. Which comes first is written down here by hand. */
import { describe, expect, it } from 'vitest';
import { follow } from './course.ts';
import { DISTRACTORS, FAULT_ROWS, type FaultRow } from './fault-rows.ts';

/**
 * How far a packet and a negotiation come before they meet it: 1 the routers cannot reach each other, 2 nothing is to be
 * protected or the traffic never comes to where it would be, 3 the first message is not sent or not heard or not
 * understood, 4 no policy in common, 5 no proof, 6 no agreement on what to protect and how, 7 packets.
 */
const STAGES: readonly (readonly string[])[] = [
  ['TUN-SRC', 'TUN-RECUR', 'TUN-VRF', 'P1-NOROUTE'],
  ['TUN-SHUT', 'P1-PEER', 'TUN-PROT-ONESIDE', 'TUN-PROFILE-UNDEF', 'MAP-INCOMPLETE', 'MAP-NOTAPPLIED', 'MAP-WRONGIF', 'ACL-REVERSED', 'NAT-BEFORE-CRYPTO', 'NAT-EXEMPT-ASA'],
  ['P1-ISAKMPOFF', 'P1-UDP500', 'V2-NOPROFILE-REF', 'V2-VERSION'],
  ['P1-AGGR', 'P1-ENC', 'P1-KEYLEN', 'P1-HASH', 'P1-DH', 'P1-AUTHMETHOD', 'V2-PROP'],
  ['TG-ASA', 'P1-KEYRING-VRF', 'P1-NOKEY', 'P1-PSK', 'V2-AUTHMETHOD', 'V2-ID-INIT', 'V2-ID-RESP', 'V2-PSK'],
  ['TUN-MODE', 'ACL-MIRROR', 'ACL-ASA', 'P2-TS', 'P2-MODE', 'P2-PFS', 'V2-CHILD'],
  ['P2-ESPBLOCK', 'TUN-KEY', 'SYSOPT-ASA', 'P2-RETURN'],
]; // prettier-ignore

const stageOf = ({ id }: FaultRow): number => STAGES.findIndex((ids) => ids.includes(id));

/** The same numbers in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Two rows that can be typed one after the other: nothing of the one takes back what the other does. */
function fit(a: FaultRow, b: FaultRow): boolean {
  if (a === b || a.on !== b.on || stageOf(a) < 0 || stageOf(b) < 0 || stageOf(a) === stageOf(b)) return false;
  const about = (row: FaultRow): string[] => Object.entries(row.lines).flatMap(([role, lines]) => lines.filter((line) => !/^(?:exit|interface|crypto (?:isakmp policy|ipsec profile|map|ikev2 (?:proposal|profile))|ip access-list|access-list|deny|permit)/.test(line) || line.startsWith('crypto ipsec profile')).map((line) => `${role} ${line.split(' ').filter((word) => word !== 'no').slice(0, 3).join(' ')}`)); // prettier-ignore
  // What is taken away as a whole cannot be wrong in a part.
  const isGone =
    [a, b].some(({ id }) => id === 'V2-VERSION') && [a, b].some(({ id }) => /^V2-(?:ID|AUTH|PSK)/.test(id));
  return !isGone && !about(a).some((line) => about(b).includes(line));
}

function pairs(count: number): [first: FaultRow, second: FaultRow][] {
  const next = dice(5);
  const all = FAULT_ROWS.flatMap((a) => FAULT_ROWS.filter((b) => fit(a, b) && stageOf(a) < stageOf(b)).map((b) => [a, b] as [FaultRow, FaultRow])); // prettier-ignore
  return Array.from({ length: count }, () => all.splice(Math.floor(next() * all.length), 1)).flat();
}

function together(a: FaultRow, b: FaultRow): FaultRow {
  const roles = new Set([...Object.keys(a.lines), ...Object.keys(b.lines)]);
  const lines = Object.fromEntries([...roles].map((role) => [role, [...(a.lines[role] ?? []), 'exit', ...(b.lines[role] ?? [])]])); // prettier-ignore
  return { id: a.id, on: a.on, lines };
}

describe('two faults on built-in routers', () => {
  const titles = pairs(60).map(([a, b]) => [`${a.id} before ${b.id} on ${b.on}`, a, b] as const);

  it.each(titles)('%s', async (_, a, b) => {
    const { verdict } = await follow(together(a, b));
    const rules = verdict.diagnoses.map(({ rule }) => rule);
    expect(rules[0]).toBe(a.id);
    // Who asked cannot be told before there is an association.
    const known = (id: string): string => id.replace(/^V2-ID-.*/, 'V2-ID');
    for (const rule of rules) expect([a.id, b.id].map(known)).toContain(known(rule));
  }, 30_000); // prettier-ignore
});

describe('a fault beside what only looks like one', () => {
  const titles = DISTRACTORS.flatMap((harmless) => FAULT_ROWS.filter((row) => row.on === harmless.on && stageOf(row) >= 0).slice(0, 6).map((row) => [`${row.id} beside ${harmless.id}`, row, harmless] as const)); // prettier-ignore

  it.each(titles)('%s is named alone', async (_, row, harmless) => {
    const { verdict } = await follow(together(harmless, row));
    expect(verdict.diagnoses.map(({ rule }) => rule)).toEqual([row.id]);
  }, 30_000); // prettier-ignore
});
