/** swanctl --list-algs, and the same with --raw and --pretty: a record is one kind of algorithms, with what brings each. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, onlyThose, parseRecords, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { isVici, readVici, type ViciSection } from './vici.ts';

export interface SwanAlgorithms extends Sourced {
  /** encryption, integrity, aead, hasher, prf, xof, kdf, drbg, dh (ke in 6.0), rng, nonce-gen. */
  kind: string;
  algorithms: SwanAlgorithm[];
}

export interface SwanAlgorithm {
  /** "AES_CBC", "MODP_2048". */
  name: string;
  plugin: string;
}

const TABLE = new RuleTable<Records<SwanAlgorithms>>([
  begins<SwanAlgorithms, [string]>(/^([a-z][a-z-]{1,20}):$/, ([kind]) => ({ kind, algorithms: [] })),
  rule<Records<SwanAlgorithms>, [string, string]>(
    /^([A-Z0-9][A-Z0-9_]*)\[([\w-]+)\]$/,
    ({ last }, [name, plugin]) => last?.algorithms.push({ name, plugin }),
    ({ last }) => last !== undefined,
  ),
]);

function algorithmsOf({ name: kind, line, values }: ViciSection): SwanAlgorithms {
  // Raw values go on to the next name in small letters, and these are in capitals.
  const pairs = [...values].flatMap(([name, { text }]) => `${name}=${text}`.split(/\s+(?=[A-Z0-9_]{2,40}=)/));
  const algorithms = pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), plugin: pair.slice(pair.indexOf('=') + 1).trim() })); // prettier-ignore
  return { line, at: { kind: line }, kind, algorithms };
}

export function parseSwanctlListAlgs(text: string): Parsed<SwanAlgorithms> {
  if (!isVici(text)) {
    const parsed = parseRecords(text, TABLE, (last) => last.algorithms.length === 0);
    // A heading of something else has none below it.
    return onlyThose(parsed, ({ algorithms }) => algorithms.length > 0);
  }
  const { messages, reading, isOpen } = readVici(text);
  const found = messages.filter(({ name }) => name === 'get-algorithms reply').flatMap(({ sections }) => sections);
  return conclude(reading, found.map(algorithmsOf), isOpen);
}
