import { expect, it } from 'vitest';
import { parseShowCryptoMib } from '../../src-main/parsers/ios/show-crypto-mib.ts';
import { cpuTimeOf } from '../cpu-time.ts';

it('takes rules of dashes, in pieces too, for what a title follows', () => {
  const rules = ['-----', '+-----+-----+', '==== ===  ==', '---- | ---- |', '--- + ---', '*****'];
  const { records } = parseShowCryptoMib(`vrf\n${rules.map((one) => `${one}\nwords\n`).join('')}`);
  expect(records.map(({ title }) => title)).toEqual([undefined, ...rules.map(() => 'words')]);
  expect(records.flatMap(({ rows }) => rows)).toEqual([]);
});

it('tells at once that a long row of signs with words behind it is none', async () => {
  const lines = ['+', '-+', '+ +', '- ', '++ '].map((unit) => `${unit.repeat(60)} words`);
  expect(await cpuTimeOf(() => parseShowCryptoMib(`vrf\n${lines.join('\n')}\n`))).toBeLessThan(200);
});
