import { expectTypeOf, test } from 'vitest';
import type { ArgsOf, NoArgsOf, Prefix } from '../../../src-main/simulator/cli/arguments.ts';
import { Mode } from '../../../src-main/simulator/cli/mode.ts';

test('a syntax types the arguments of its handler', () => {
  expectTypeOf<ArgsOf<'hostname WORD:name'>>().toEqualTypeOf<{ name: string }>();
  expectTypeOf<ArgsOf<'ip route A.B.C.D:net MASK:mask INTERFACE:out'>>().toEqualTypeOf<{
    net: number;
    mask: number;
    out: string;
  }>();
  expectTypeOf<ArgsOf<'net A.B.C.D/nn:net {a|b}...:list'>>().toEqualTypeOf<{ net: Prefix; list: ('a' | 'b')[] }>();
});

test('what may be left out may be undefined', () => {
  expectTypeOf<ArgsOf<'ping WORD:host *[repeat <1-9>:count] *[df-bit:dfBit]'>>().toEqualTypeOf<{
    host: string;
    count?: number;
    dfBit?: 'df-bit';
  }>();
  expectTypeOf<ArgsOf<'set [a <1-2>:n [b WORD...:list]] LINE:rest'>>().toEqualTypeOf<{
    n?: number;
    list?: string[];
    rest: string;
  }>();
});

test('what only `no` may leave out is there otherwise', () => {
  expectTypeOf<ArgsOf<'group ![<1-24>:group]'>>().toEqualTypeOf<{ group: number }>();
  expectTypeOf<NoArgsOf<'group ![<1-24>:group]'>>().toEqualTypeOf<{ group?: number }>();
});

test('a handler that misreads its arguments does not compile', () => {
  const mode = new Mode<null>({ name: 'test', prompt: '#' });
  // @ts-expect-error there is no such argument
  mode.add('set <1-9>:n', { run: (_, { m }) => String(m) });
  // @ts-expect-error a range is a number
  mode.add('set <1-9>:n', { run: (_, { n }) => String(n.length) });
  // @ts-expect-error `no` may lack it
  mode.add('set ![<1-9>:n]', { run: () => undefined, no: (_, { n }) => n.toFixed() });
});
