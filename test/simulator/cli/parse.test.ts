import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Mode } from '../../../src-main/simulator/cli/mode.ts';
import { parse } from '../../../src-main/simulator/cli/parse.ts';
import { lineOf } from '../../../src-main/simulator/cli/words.ts';

/** What the last line was, and with which arguments. */
interface Heard {
  syntax?: string;
  args?: unknown;
}

function modeOf(...syntaxes: string[]): Mode<Heard> {
  const mode = new Mode<Heard>({
    name: 'test',
    prompt: '#',
    interfaces: () => [
      { name: 'Ethernet', help: 'IEEE 802.3', units: ['0/0'] },
      { name: 'Tunnel', help: 'Tunnel interface', units: { from: 0, to: 9 } },
      { name: 'TenGigabitEthernet', help: 'Ten', units: ['0/0'] },
    ],
  }).words({ no: 'Negate' });
  for (const syntax of syntaxes) {
    mode.add(syntax, {
      run: (heard, args) => Object.assign(heard, { syntax, args }),
      no: (heard, args) => Object.assign(heard, { syntax: `no ${syntax}`, args }),
    });
  }
  return mode;
}

function outcome(mode: Mode<Heard>, line: string): unknown {
  const heard: Heard = {};
  const parsed = parse(mode, { context: heard, privilege: 15 }, lineOf(line));
  return parsed.kind === 'command' ? { [parsed.declared.syntax]: parsed.args, form: parsed.form } : parsed;
}

const run = (syntax: string, args: object = {}): object => ({ [syntax]: args, form: 'run' });

describe('parsing', () => {
  const crypto = modeOf(
    'crypto isakmp policy <1-10000>:priority',
    'crypto isakmp enable',
    'crypto isakmp key [{0|6}:kind] WORD:secret address A.B.C.D:peer [MASK:mask]',
    'crypto ipsec security-association',
    'group ![<1-24>:number]',
  );

  test('takes abbreviations and gives arguments their types', () => {
    expect(outcome(crypto, 'cry isa pol 10')).toEqual(run('crypto isakmp policy <1-10000>:priority', { priority: 10 }));
  });

  test('steps over what may be left out', () => {
    const syntax = 'crypto isakmp key [{0|6}:kind] WORD:secret address A.B.C.D:peer [MASK:mask]';
    expect(outcome(crypto, 'crypto isakmp key 0 FooB4r address 10.0.0.1')).toEqual(
      run(syntax, { kind: '0', secret: 'FooB4r', peer: 0x0a000001 }),
    );
    expect(outcome(crypto, 'crypto isakmp key FooB4r address 10.0.0.1 255.255.255.255')).toEqual(
      run(syntax, { secret: 'FooB4r', peer: 0x0a000001, mask: 0xffffffff }),
    );
  });

  test('does not look ahead: the keyword wins over the word, as on IOS', () => {
    expect(outcome(crypto, 'crypto isakmp key 0 address 10.0.0.1')).toMatchObject({ kind: 'invalid', column: 28 });
  });

  test('says where it stopped', () => {
    expect(outcome(crypto, 'crypto i')).toEqual({ kind: 'ambiguous', column: 7 });
    expect(outcome(crypto, 'crypto is')).toMatchObject({ kind: 'incomplete' });
    expect(outcome(crypto, 'crypto isakmp policy 0')).toEqual({ kind: 'invalid', column: 21 });
    expect(outcome(crypto, 'crypto isakmp polly 0')).toEqual({ kind: 'invalid', column: 17 });
    expect(outcome(crypto, 'crypto isakmp policy')).toMatchObject({ kind: 'incomplete' });
    expect(outcome(crypto, 'crypto isakmp enable now')).toEqual({ kind: 'invalid', column: 21 });
  });

  test('lets `no` leave out what it may', () => {
    expect(outcome(crypto, 'no group')).toEqual({ 'group ![<1-24>:number]': {}, form: 'no' });
    expect(outcome(crypto, 'no group 5')).toEqual({ 'group ![<1-24>:number]': { number: 5 }, form: 'no' });
    expect(outcome(crypto, 'group')).toMatchObject({ kind: 'incomplete' });
  });

  test('prefers the whole keyword to a longer one', () => {
    const mode = modeOf('show ip', 'show ipv6', 'show ipc');
    expect(outcome(mode, 'show ip')).toEqual(run('show ip'));
    expect(outcome(mode, 'show ipv')).toEqual(run('show ipv6'));
    expect(outcome(mode, 'show i')).toEqual({ kind: 'ambiguous', column: 5 });
  });

  test('keeps both readings of a word that two kinds of argument fit', () => {
    const mode = modeOf('hello <1-5>:low end', 'hello <1-9>:high stop');
    expect(outcome(mode, 'hello 3 stop')).toEqual(run('hello <1-9>:high stop', { high: 3 }));
  });

  test('takes groups in any order, each once', () => {
    const syntax = 'ping WORD:host *[repeat <1-99>:count] *[size <36-99>:size] *[df-bit:df] [last]';
    const mode = modeOf(syntax);
    expect(outcome(mode, 'ping x size 50 df rep 3')).toEqual(
      run(syntax, { host: 'x', size: 50, df: 'df-bit', count: 3 }),
    );
    expect(outcome(mode, 'ping x df last')).toEqual(run(syntax, { host: 'x', df: 'df-bit' }));
    expect(outcome(mode, 'ping x size 50 size 60')).toMatchObject({ kind: 'invalid', column: 15 });
  });

  test('repeats tokens', () => {
    const mode = modeOf('set {a|b|c}...:letters', 'names WORD...:names');
    expect(outcome(mode, 'set a c b')).toEqual(run('set {a|b|c}...:letters', { letters: ['a', 'c', 'b'] }));
    expect(outcome(mode, 'names x')).toEqual(run('names WORD...:names', { names: ['x'] }));
    expect(outcome(mode, 'set')).toMatchObject({ kind: 'incomplete' });
  });

  test('takes groups within groups', () => {
    const syntax = 'set *[{esp-aes|esp-3des}:cipher [{128|256}:bits]] *[{esp-sha-hmac}:hash]';
    const mode = modeOf(syntax);
    expect(outcome(mode, 'set esp-aes 256 esp-sha')).toEqual(
      run(syntax, { cipher: 'esp-aes', bits: '256', hash: 'esp-sha-hmac' }),
    );
    expect(outcome(mode, 'set esp-sha esp-3des')).toEqual(run(syntax, { hash: 'esp-sha-hmac', cipher: 'esp-3des' }));
  });

  test('keeps the rest of a line as it was typed', () => {
    expect(outcome(modeOf('description LINE:text'), 'desc  to   the  end ')).toEqual(
      run('description LINE:text', { text: 'to   the  end' }),
    );
  });
});

describe('the name of an interface', () => {
  const syntax = 'interface INTERFACE:name';
  const mode = modeOf(syntax, 'show INTERFACE:name detail');

  test.each([
    ['int tun0', 'Tunnel0'],
    ['int Tunnel 0', 'Tunnel0'],
    ['interface tu 09', 'Tunnel9'],
    ['int e0/0', 'Ethernet0/0'],
    ['int ethernet 0/0', 'Ethernet0/0'],
  ])('%s', (line, name) => {
    expect(outcome(mode, line)).toEqual(run(syntax, { name }));
  });

  test('is refused where it goes wrong', () => {
    expect(outcome(mode, 'int t0')).toEqual({ kind: 'ambiguous', column: 4 });
    expect(outcome(mode, 'int tun')).toMatchObject({ kind: 'incomplete' });
    expect(outcome(mode, 'int tun10')).toEqual({ kind: 'invalid', column: 7 });
    expect(outcome(mode, 'int e0/5')).toEqual({ kind: 'invalid', column: 7 });
    expect(outcome(mode, 'int e 0/5')).toEqual({ kind: 'invalid', column: 8 });
    expect(outcome(mode, 'int tunx0')).toEqual({ kind: 'invalid', column: 7 });
    expect(outcome(mode, 'show tun detail')).toEqual({ kind: 'invalid', column: 9 });
  });
});

test('every declared line, cut to what is unambiguous, is the same command', () => {
  const keyword = fc.constantFrom('alpha', 'alpine', 'beta', 'bet', 'gamma', 'gate', 'delta-one', 'delta-two');
  const lines = fc.uniqueArray(fc.array(keyword, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 12,
    selector: (words) => words.join(' '),
  });
  fc.assert(
    fc.property(lines, (commands) => {
      const mode = modeOf(...commands.map((words) => words.join(' ')));
      for (const words of commands) {
        const short = words.map((word, index) => {
          const before = words.slice(0, index).join(' ');
          const rivals = commands.filter((other) => other.slice(0, index).join(' ') === before).map((o) => o[index]);
          return shortest(word, rivals);
        });
        expect(outcome(mode, short.join(' '))).toEqual(run(words.join(' ')));
        expect(outcome(mode, words.join('  '))).toEqual(run(words.join(' ')));
      }
    }),
    { seed: 1 },
  );
});

function shortest(word: string, rivals: readonly (string | undefined)[]): string {
  for (let length = 1; length < word.length; length++) {
    const short = word.slice(0, length);
    const fits = new Set(rivals.filter((rival) => rival?.startsWith(short)));
    if (fits.size === 1 && !rivals.includes(short)) return short;
  }
  return word;
}
