/**
 * What a syntax string binds, worked out by the compiler from the string itself, so that the arguments of a handler are
 * typed by the line that declares the command. The notation is described in syntax.ts.
 */

/** `10.0.0.0/8`: an address and the number of leading bits that matter. */
export interface Prefix {
  readonly address: number;
  readonly length: number;
}

type Alternatives<S extends string> = S extends `${infer Head}|${infer Tail}` ? Head | Alternatives<Tail> : S;

type Worded<S extends string> = S extends `<${string}>` ? number : S;

type Single<Kind extends string> = Kind extends `<${string}>` | 'A.B.C.D' | 'MASK' | 'WILDCARD' | 'TIME'
  ? number
  : Kind extends `{${infer Words}}`
    ? Worded<Alternatives<Words>>
    : Kind extends 'A.B.C.D/nn'
      ? Prefix
      : Kind extends 'WORD' | 'LINE' | 'HEX' | 'IPV6' | 'INTERFACE' | 'H.H.H'
        ? string
        : Kind;

type ValueOf<Kind extends string> = Kind extends `${infer One}...` ? Single<One>[] : Single<Kind>;

/** Whether a token must be typed, may be left out, or may be left out after `no` alone. */
type Need = 'must' | 'may' | 'no';
type Marks = readonly Need[];
type NeedWithin<M extends Marks> = 'may' extends M[number] ? 'may' : 'no' extends M[number] ? 'no' : 'must';

interface Binding {
  need: Need;
  name: string;
  value: unknown;
}

type Bind<N extends Need, W extends string> = W extends `${infer Kind}:${infer Name}`
  ? { need: N; name: Name; value: ValueOf<Kind> }
  : never;

type Walk<S extends string, M extends Marks = [], Found = never> = S extends `( ${infer Rest}`
  ? Walk<Rest, [...M, 'may'], Found>
  : S extends `| ${infer Rest}`
    ? Walk<Rest, M, Found>
    : S extends `)${infer Rest}`
      ? EndOfChoice<Rest, M, Found>
      : WalkWord<S, M, Found>;

/** What follows the end of a choice, and of the brackets around it: more, or nothing. */
type EndOfChoice<Rest extends string, M extends Marks, Found> = M extends readonly [...infer Outer extends Marks, Need]
  ? Rest extends ` ${infer More}`
    ? Walk<More, Outer, Found>
    : Rest extends `]${infer Tail}`
      ? EndOfChoice<Tail, Outer, Found>
      : Found
  : never;

type WalkWord<S extends string, M extends Marks, Found> = S extends `${infer W} ${infer Rest}`
  ? Open<W, Rest, M, Found>
  : Open<S, '', M, Found>;

type Open<W extends string, Rest extends string, M extends Marks, Found> = W extends '('
  ? Walk<Rest, [...M, 'may'], Found>
  : W extends `![${infer Inner}`
    ? Open<Inner, Rest, [...M, 'no'], Found>
    : W extends `*[${infer Inner}` | `[${infer Inner}`
      ? Open<Inner, Rest, [...M, 'may'], Found>
      : Close<W, Rest, NeedWithin<M>, M, Found>;

type Close<W extends string, Rest extends string, N extends Need, M extends Marks, Found> = W extends `${infer Inner}]`
  ? M extends readonly [...infer Outer extends Marks, Need]
    ? Close<Inner, Rest, N, Outer, Found>
    : never
  : Rest extends ''
    ? Found | Bind<N, W>
    : Walk<Rest, M, Found | Bind<N, W>>;

type Having<Found, N extends Need> = Extract<Found, Binding & { need: N }>;
type Flat<T> = { [K in keyof T]: T[K] };
type Arguments<Required extends Binding, Optional extends Binding> = Flat<
  { [B in Required as B['name']]: B['value'] } & { [B in Optional as B['name']]?: B['value'] }
>;

/** The arguments that a syntax binds, by name: `ArgsOf<'group <1-24>:group'>` is `{ group: number }`. */
export type ArgsOf<S extends string> = Arguments<Having<Walk<S>, 'must' | 'no'>, Having<Walk<S>, 'may'>>;

/** The same when the line starts with `no` or `default`. */
export type NoArgsOf<S extends string> = Arguments<Having<Walk<S>, 'must'>, Having<Walk<S>, 'may' | 'no'>>;
