/** What a seed gives: for any seed, values that can be used, and none of the author's braces left. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskOfLength, networkOf } from '../../src-main/base/address.ts';
import { seededRandom } from '../../src-main/base/random.ts';
import type { Exercise } from '../../src-main/lab/exercise.ts';
import { seededName, seededSecret } from '../../src-main/lab/names.ts';
import { movedSubnet, overlaps, parseSubnet, type Subnet } from '../../src-main/lab/subnet.ts';
import { edited, filesIn, greToVtiFolder, loaded, tinyFolder } from './folder.ts';

const greToVti = filesIn(greToVtiFolder);
const authors = loaded(greToVti);

const addressesOf = ({ roles }: Exercise): number[] =>
  roles.flatMap(({ interfaces }) => interfaces.map(({ address }) => address));
const networksOf = ({ roles }: Exercise): number[] => [
  ...new Set(roles.flatMap(({ interfaces }) => interfaces.map(({ address, mask }) => networkOf(address, mask)))),
];
const policyOf = (exercise: Exercise): string => exercise.steps[1]?.commands.R1?.[0]?.split(' ').at(-1) ?? '';

/** Every text inside a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function subnet(text: string): Subnet {
  const parsed = parseSubnet(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

describe('a number that follows from a seed', () => {
  const files = edited(
    filesIn(tinyFolder),
    ['source: R1.wan, count: 3 }', "source: R1.wan, count: '{{policy}}' }"],
    ['received: at least 2, lost: at most 1', "received: 'at least {{policy}}', lost: '{{ policy }}'"],
    ['policy: { kind: number, default: 10, from: 1, to: 99 }', 'policy: { kind: number, default: 7, from: 6, to: 9 }'],
  );
  const wanted = (seed?: string): unknown => {
    const [step] = loaded(files, seed === undefined ? {} : { seed }).steps;
    return [step?.actions[0], step?.expect[0]];
  };

  it('stands in expectations and actions as a number, and in amounts', () => {
    const ping = { received: 'at least 7', lost: 7 };
    expect(wanted()).toMatchObject([
      { kind: 'ping', count: 7 },
      { verb: 'ping', arguments: ping },
    ]);
  });

  it('is the same number in all of them, and another one for others', () => {
    const seen = ['anna', 'bert', 'carl', 'dora', 'emil', 'fritz'].map((seed) => {
      const [action, expectation] = wanted(seed) as [
        { count: number },
        { arguments: { received: string; lost: number } },
      ];
      expect(expectation.arguments).toMatchObject({ received: `at least ${action.count}`, lost: action.count });
      return action.count;
    });
    expect(new Set(seen).size).toBeGreaterThan(1);
  });
});

describe('a lab with a seed', () => {
  it('has distinct addresses, subnets apart, keys that can be typed, and no braces left', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (seed) => {
        const exercise = loaded(greToVti, { seed });
        const addresses = addressesOf(exercise);
        expect(new Set(addresses).size).toBe(addresses.length);
        expect(networksOf(exercise)).toHaveLength(5);
        expect(networksOf(exercise).filter((network) => networksOf(authors).includes(network))).toEqual([]);
        expect(exercise.steps[2]?.commands.R1?.[0]).toMatch(/^crypto isakmp key [A-Za-z0-9]{8,12} address [\d.]+$/);
        expect(textsIn({ ...exercise, seed: undefined }).filter((text) => /\{\{|\}\}/.test(text))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('has another policy number in the distractor than in the policy, whatever the seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const exercise = loaded(greToVti, { seed: String(seed) });
      const [, other] = exercise.distractors;
      expect(other?.lines.R3?.[0]).toBe(`no crypto isakmp policy ${policyOf(exercise)}`);
      expect(other?.lines.R3?.[1]).not.toBe(`crypto isakmp policy ${policyOf(exercise)}`);
    }
  });

  it('is the same lab for the same seed, and another for another', () => {
    expect(loaded(greToVti, { seed: 'anna' })).toEqual(loaded(greToVti, { seed: 'anna' }));
    const keys = Array.from(
      { length: 12 },
      (_, seed) => loaded(greToVti, { seed: String(seed) }).steps[2]?.commands.R1,
    );
    expect(new Set(keys.map(String)).size).toBe(12);
  });

  it('keeps its other values when a variable is added', () => {
    const files = filesIn(tinyFolder);
    const more = {
      ...files,
      'lab.yml': (files['lab.yml'] ?? '').replace('roles:', '  more: { kind: secret, default: x }\n\nroles:'),
    };
    expect(loaded(more, { seed: 'anna' })).toEqual(loaded(files, { seed: 'anna' }));
  });
});

describe('a subnet that a seed moves', () => {
  const lengths = fc.integer({ min: 8, max: 32 });

  it('keeps its length, stays private and stays clear of the others', () => {
    fc.assert(
      fc.property(lengths, fc.string(), (length, seed) => {
        const original = { address: subnet('172.16.0.0/12').address, length: Math.max(length, 12) };
        const taken: Subnet[] = [original];
        for (let count = 0; count < 5; count++) {
          const moved = movedSubnet(original, taken, seededRandom(`${seed} ${count}`));
          if (!moved) return;
          expect(moved.length).toBe(original.length);
          expect(networkOf(moved.address, maskOfLength(moved.length))).toBe(moved.address);
          expect(taken.some((one) => overlaps(one, moved))).toBe(false);
          taken.push(moved);
        }
      }),
    );
  });

  it('stays in the private range that it comes from', () => {
    for (const [text, first] of [
      ['10.1.2.0/24', 10],
      ['172.16.0.0/30', 172],
      ['192.168.1.0/24', 192],
      ['198.51.100.0/24', 10],
    ] as const) {
      const moved = movedSubnet(subnet(text), [subnet(text)], seededRandom('x'));
      expect((moved?.address ?? 0) >>> 24).toBe(first);
    }
  });

  it('is not found where every place is taken', () => {
    const all = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(subnet);
    expect(movedSubnet(subnet('10.0.0.0/30'), all, seededRandom('x'))).toBeUndefined();
  });
});

describe('keys and names that a seed gives', () => {
  it('are one word of letters and digits, without those that look alike', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const secret = seededSecret(seededRandom(seed));
        expect(secret).toMatch(/^[a-z](?=.*[A-Z])(?=.*[2-9])[a-zA-Z2-9]{7,11}$/);
        expect(secret).not.toMatch(/[lIoO01]/);
        expect(seededName(seededRandom(seed))).toMatch(/^([A-Z][a-z]+){2}$/);
      }),
    );
  });
});
