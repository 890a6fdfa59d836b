import { describe, expect, it } from 'vitest';
import * as ipsec from '../../../../src-main/simulator/wire/isakmp/ipsec-numbers.ts';
import * as isakmp from '../../../../src-main/simulator/wire/isakmp/numbers.ts';
import * as phase1 from '../../../../src-main/simulator/wire/isakmp/phase1-numbers.ts';

const tables = Object.entries<unknown>({ ...isakmp, ...phase1, ...ipsec }).filter(
  (entry): entry is [string, Record<string, number>] => typeof entry[1] === 'object' && !(entry[1] instanceof Map),
);

describe('the tables of numbers', () => {
  it.each(tables)('%s has one name for each number', (_, table) => {
    const numbers = Object.values(table);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('give a name, or the number where there is none', () => {
    expect(isakmp.nameOf(isakmp.notifyTypes, 14)).toBe('NO-PROPOSAL-CHOSEN');
    expect(isakmp.nameOf(isakmp.notifyTypes, 9999)).toBe('9999');
  });
});
