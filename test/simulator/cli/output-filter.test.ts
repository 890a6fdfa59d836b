import { describe, expect, test } from 'vitest';
import type { Exec } from '../../../src-main/simulator/cli/declaration.ts';
import { outputModifiers, type FilterSlot } from '../../../src-main/simulator/cli/output-filter.ts';
import { parse } from '../../../src-main/simulator/cli/parse.ts';
import { Refusal } from '../../../src-main/simulator/cli/refusal.ts';
import { lineOf } from '../../../src-main/simulator/cli/words.ts';

const configuration = [
  'hostname R1',
  '!',
  'interface Tunnel0',
  ' ip address 10.0.0.1 255.255.255.252',
  ' tunnel source 172.16.0.1',
  '!',
  'interface FastEthernet0/0',
  ' ip address 172.16.0.1 255.255.255.252',
  '!',
  'ip access-list extended X',
  ' permit ip any any',
];

function filtered(modifier: string): string[] {
  const slot: FilterSlot = {};
  const parsed = parse(outputModifiers, { context: slot, privilege: 15 }, lineOf(modifier));
  if (parsed.kind === 'command') parsed.declared.command.run(slot, parsed.args, {} as Exec);
  const { filter } = slot;
  return filter ? configuration.filter((line) => filter(line)) : [];
}

describe('an output filter', () => {
  test('includes, excludes, and begins with lines', () => {
    expect(filtered('include 172.16')).toEqual([configuration[4], configuration[7]]);
    expect(filtered('e ^ |!')).toEqual([configuration[0], configuration[2], configuration[6], configuration[9]]);
    expect(filtered('beg ip access')).toEqual(configuration.slice(9));
  });

  test('shows a section with all that is indented below its first line', () => {
    expect(filtered('section interface')).toEqual([...configuration.slice(2, 5), ...configuration.slice(6, 8)]);
    expect(filtered('sec Tunnel0')).toEqual(configuration.slice(2, 5));
    expect(filtered('section include ip address')).toEqual([configuration[3], configuration[7]]);
    expect(filtered('section exclude interface|^!')).toEqual([configuration[0], ...configuration.slice(9)]);
  });

  test('refuses an expression that is none', () => {
    expect(() => filtered('include [')).toThrow(Refusal);
  });
});
