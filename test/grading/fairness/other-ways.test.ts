/** Whoever does what is asked for in another way, under other names and numbers, or does more than that, has all points. */
import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../src-main/engine/check-step.ts';
import type { Exercise } from '../../../src-main/lab/exercise.ts';
import { exercise, onRouters, type } from './labs.ts';

type Rewrite = (lines: readonly string[], of: { all: readonly string[]; start: string }) => string[];

const definitions = [
  /^crypto ipsec transform-set (\S+)/,
  /^crypto ipsec profile (\S+)/,
  /^crypto map (\S+) \d/,
  /^ip access-list extended (\S+)/,
];

/** Names that the start configuration does not know are anybody's to choose. */
function namesIn(all: readonly string[], start: string): string[] {
  const found = all.flatMap((line) => definitions.flatMap((one) => one.exec(line)?.[1] ?? []));
  return [...new Set(found)].filter((name) => !start.includes(name));
}

const renamed: Rewrite = (lines, { all, start }) =>
  lines.map((line) =>
    namesIn(all, start).reduce(
      (text, name) =>
        text
          .split(' ')
          .map((word) => (word === name ? `MINE-${name.toLowerCase()}` : word))
          .join(' '),
      line,
    ),
  );

const renumbered: Rewrite = (lines, { start }) =>
  lines.map((line) =>
    line.replace(/^((?:no )?crypto (?:isakmp policy|map \S+)) (\d+)/, (whole, words: string, number: string) =>
      start.includes(`${words} ${number}`) ? whole : `${words} ${Number(number) + 37}`,
    ),
  );

const keyring: Rewrite = (lines) =>
  lines.flatMap((line) => {
    const [, secret = '', peer = ''] = /^crypto isakmp key (\S+) address (\S+)$/.exec(line) ?? [];
    if (peer !== '')
      return [
        'crypto keyring OURS',
        ` pre-shared-key address ${peer} key ${secret}`,
        'crypto isakmp profile THEIRS',
        ' keyring OURS',
        ` match identity address ${peer} 255.255.255.255`,
        ' exit',
      ];
    return /^ *set transform-set /.test(line) ? [line, ' set isakmp-profile THEIRS'] : [line];
  });

const more: Rewrite = (lines) => [
  ...lines,
  'crypto isakmp policy 9000',
  ' encryption aes 256',
  ' group 5',
  'crypto ipsec transform-set UNUSED esp-aes 256 esp-md5-hmac',
  'ip access-list extended UNUSED',
  ' permit ip host 192.0.2.7 host 192.0.2.8',
  'crypto isakmp key elsewhere address 192.0.2.99',
];

const ways = { 'other names': renamed, 'other numbers': renumbered, 'a keyring and a profile': keyring, 'more than is asked for': more } satisfies Record<string, Rewrite>; // prettier-ignore

async function lacking(of: Exercise, way: Rewrite): Promise<string[]> {
  const all = (role: string): string[] => of.steps.flatMap(({ commands }) => commands[role] ?? []);
  const start = (role: string): string => of.roles.find(({ name }) => name === role)?.start ?? '';
  return await onRouters(of, async (bench) => {
    const missed: string[] = [];
    for (const step of of.steps) {
      const lines = Object.entries(step.commands).map(([role, own]) => [role, way(own, { all: all(role), start: start(role) })] as const); // prettier-ignore
      await type(bench, of, Object.fromEntries(lines));
      const { verdict, expectations } = await checkStep({ bench, exercise: of, step, answers: 'model' });
      const open = expectations.filter((one) => one.verdict !== 'passed').map(({ says }) => says);
      if (verdict !== 'passed') missed.push(`${step.id}: ${open.join(' ')}`);
    }
    return missed;
  });
}

describe.each(['gre-to-vti', 'crypto-map-site-to-site'])('all points in %s', (lab) => {
  it.each(Object.entries(ways))('for %s', async (_, way) => {
    expect(await lacking(exercise(lab, 'another'), way)).toEqual([]);
  }, 60_000); // prettier-ignore
});
