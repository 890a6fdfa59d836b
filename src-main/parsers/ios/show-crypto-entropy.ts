/** show crypto entropy status */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface EntropyStatus extends Sourced {
  sources: EntropySource[];
  isSecureMode?: boolean;
  collectedEveryMinutes?: number;
  collectedMinutesAgo?: number;
  targetBits?: number;
  collectedBits?: number;
}

export interface EntropySource {
  line: number;
  number: number;
  source: string;
  /** HW, SW. */
  type: string;
  status: string;
  requests?: number;
  /** As printed: "384/16896". */
  bits: string;
  /** Marked with an asterisk: not part of the target. */
  isCounted: boolean;
}

type Row = [number: string, source: string, type: string, status: string, requests: string | undefined, bits: string,
  mark: string | undefined]; // prettier-ignore

const has = ({ last }: Records<EntropyStatus>): boolean => last !== undefined;

const TABLE = new RuleTable<Records<EntropyStatus>>([
  rule(/^#\s*Entropy source\s+Type\s+Status\s+(?:Requests\s+)?Entropy Bits$/, (state, _, line) => state.begin(line, { sources: [] })),
  rule<Records<EntropyStatus>, Row>(
    /^(\d+)\s+(\S+)\s+(HW|SW)\s+([A-Z]\w*)(?:\s+(\d+))?\s+(\d+(?:\/\d+)?)(?:\s*(\(\*\)))?$/,
    ({ last }, [number, source, type, status, requests, bits, mark], line) => {
      const one: EntropySource = { line, number: Number(number), source, type, status, bits, isCounted: mark === undefined };
      last?.sources.push(requests === undefined ? one : { ...one, requests: Number(requests) });
    },
    has,
  ),
  rule<Records<EntropyStatus>, [string]>(/^Secure mode (enabled|disabled)$/i, (state, [word], line) => state.set(line, { isSecureMode: word === 'enabled' }), has),
  passes(/^(?:\(\*\) - The entropy|achieving the entropy target).*$/),
  rule<Records<EntropyStatus>, [string]>(/^Fresh entropy collected once every (\d+) minutes?$/, (state, [minutes], line) => state.set(line, { collectedEveryMinutes: integer(minutes) }), has),
  rule<Records<EntropyStatus>, [string]>(/^Entropy most recently collected (\d+) minutes? ago$/, (state, [minutes], line) => state.set(line, { collectedMinutesAgo: integer(minutes) }), has),
  rule<Records<EntropyStatus>, [string, string]>(
    /^Entropy target = (\d+) bits; entropy actually collected = (\d+) bits$/,
    (state, [target, collected], line) => state.set(line, { targetBits: integer(target), collectedBits: integer(collected) }),
    has,
  ),
]); // prettier-ignore

export function parseShowCryptoEntropy(text: string): Parsed<EntropyStatus> {
  const state = new Records<EntropyStatus>();
  const reading = readLines(text, TABLE, state);
  return conclude(reading, state.all, state.last !== undefined && state.last.targetBits === undefined);
}
