import { describe, expect, test } from 'vitest';
import { listCommands } from '../../../src-main/simulator/cli/command-list.ts';
import { checkModes } from '../../../src-main/simulator/cli/faults.ts';
import { Mode } from '../../../src-main/simulator/cli/mode.ts';
import { pretendModes } from './pretend-router.ts';

const nothing = { run: () => undefined };
const mode = (): Mode<null> => new Mode<null>({ name: 'test', prompt: '#' });

describe('a mode that is declared wrongly fails at start-up', () => {
  test('for a word without help', () => {
    expect(() => checkModes([mode().words({ a: 'A' }).add('a b <1-2>:c', nothing)])).toThrow(
      "test: no help for 'b' of 'a b <1-2>:c'\ntest: no help for 'c' of 'a b <1-2>:c'",
    );
  });

  test('for a command declared twice, or two that take the same line', () => {
    const words = { a: 'A', b: 'B', x: 'X', y: 'Y' };
    expect(() => checkModes([mode().words(words).add('a b', nothing).add('a b', nothing)])).toThrow(
      "declared twice: 'a b'",
    );
    expect(() => checkModes([mode().words(words).add('a [b] WORD:x', nothing).add('a WORD:y', nothing)])).toThrow(
      "'a [b] WORD:x' and 'a WORD:y' are the same line",
    );
  });

  test('but not when one of the two exists at a time', () => {
    const conditional = { ...nothing, when: () => true };
    checkModes([mode().words({ a: 'A' }).add('a', conditional).add('a', conditional)]);
  });

  test('for two helps of one word', () => {
    expect(() => checkModes([mode().words({ a: 'A' }).words({ a: 'B' })])).toThrow("two helps for 'a': 'A', 'B'");
  });

  test('for `no` without its help', () => {
    const negatable = { ...nothing, no: () => undefined };
    expect(() => checkModes([mode().words({ a: 'A' }).add('a', negatable)])).toThrow("no help for 'no'");
  });

  test('for lines that have no place in the layout', () => {
    const placed = new Mode<null>({ name: 'test', prompt: '#', layout: ['b'] })
      .words({ a: 'A' })
      .add('a', { ...nothing, show: () => ['a'] });
    expect(() => checkModes([placed])).toThrow("the layout has no place for 'a'");
  });

  test('for a syntax that is none, at once', () => {
    expect(() => mode().add('a [b', nothing)).toThrow("brackets do not match: 'a [b'");
    expect(() => mode().add('a WROD:x', nothing)).toThrow("no such token: 'WROD'");
  });

  test('and the pretend router is right', () => {
    const modes = pretendModes();
    checkModes([modes.exec, modes.configuration, modes.interface, modes.policy]);
  });
});

describe('help', () => {
  test('is found under the words that lead to a word, or under the word alone', () => {
    const one = mode()
      .words({ ip: 'IP', key: 'Key', address: 'The address', 'key address': 'With an address', a: 'A', b: 'B' })
      .add('ip address A.B.C.D:a', nothing)
      .add('key address A.B.C.D:b', nothing);
    expect(listCommands(one).map(({ helps }) => helps.map(({ help }) => help))).toEqual([
      ['IP', 'The address', 'A'],
      ['Key', 'With an address', 'B'],
    ]);
  });

  test('of keywords to choose from is their own, or that of the argument', () => {
    const one = mode().words({ set: 'Set', des: 'DES', cipher: 'A cipher' }).add('set {des|3des}:cipher', nothing);
    expect(listCommands(one)[0]?.helps).toEqual([
      { word: 'set', help: 'Set' },
      { word: 'des', help: 'DES' },
      { word: '3des', help: 'A cipher' },
    ]);
  });
});

test('all commands of a mode are listed with what they are', () => {
  const listed = listCommands(pretendModes().configuration);
  expect(listed.find(({ syntax }) => syntax === 'ip domain-lookup')).toMatchObject({
    privilege: 15,
    isNegatable: true,
    isHidden: true,
  });
  const helps = listed.filter(({ isHidden }) => !isHidden).flatMap((command) => command.helps);
  expect(helps.filter(({ help }) => help === '')).toEqual([]);
});
