import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RegularExpression } from '../../../src-main/simulator/cli/regular-expression.ts';
import { cpuTimeOf } from '../../cpu-time.ts';

const found = (source: string, line: string): boolean => new RegularExpression(source).test(line);

describe('a regular expression', () => {
  test.each([
    ['protocol', 'line protocol is up', true],
    ['Protocol', 'line protocol is up', false],
    ['^inter', 'interface', true],
    ['^face', 'interface', false],
    ['up$', 'Tunnel0 is up', true],
    ['^$', '', true],
    ['', 'anything', true],
    ['a.c', 'xabcx', true],
    ['ab*c', 'ac', true],
    ['ab+c', 'ac', false],
    ['ab?c', 'abc', true],
    ['(ab)+$', 'xabab', true],
    ['up|down', 'is down', true],
    ['^(a|b)c$', 'bc', true],
    ['[0-9]+/[0-9]', 'FastEthernet0/1', true],
    ['[^a-z ]', 'abc def', false],
    ['[]x]', 'a]', true],
    ['[a\\]]', ']', true],
    ['[a-]', '-', true],
    ['10\\.0', '1000', false],
    ['a\\|b', 'a|b', true],
    ['_65_', '1 65 2', true],
    ['_65_', '65', true],
    ['_65_', '1,65}', true],
    ['_65_', '165', false],
    ['ip address|crypto', ' crypto map X', true],
    ['{', 'a {', true],
  ])('%j in %j: %j', (source, line, expected) => {
    expect(found(source, line)).toBe(expected);
  });

  test.each(['(', ')', 'a)', '[a', '*', '(+)', '|*'])('cannot be %j', (source) => {
    expect(() => new RegularExpression(source)).toThrow(SyntaxError);
  });

  test('agrees with another engine on what both know', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(ab|)', '(a*b)', '^', '$');
    const part = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?'))
      .map(([one, sign]) => one + (/[$^]/.test(one) ? '' : sign));
    const source = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 3 }), fc.stringMatching(/^[abc]{0,8}$/), (ways, line) => {
        const whole = ways.join('|');
        expect(found(whole, line)).toBe(new RegExp(whole).test(line));
      }),
      { seed: 5, numRuns: 2000 },
    );
  });

  test('takes no longer on a line that other engines despair of', async () => {
    const took = await cpuTimeOf(() => {
      expect(found('(a*)*b', 'a'.repeat(5000))).toBe(false);
      expect(found(`${'('.repeat(500)}a${')*'.repeat(500)}b`, 'a'.repeat(80))).toBe(false);
    });
    expect(took).toBeLessThan(2000);
  });
});
