/**
 * show crypto ipsec transform-set
 *
 * Transforms stand in show's spelling ("esp-256-aes"), one group in braces for each protocol: AH with ESP is two groups,
 * each with its own `will negotiate` line. 11.x and 12.0 say "Transform proposal".
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, listed, words } from '../values.ts';

export interface TransformSet extends Sourced {
  name: string;
  transforms: string[];
  /** "Tunnel", "Transport": what it will negotiate. */
  modes: string[];
  description?: string;
  /** "esn enabled", "initiate with UDP encapsulation". */
  options?: string[];
}

const TABLE = new RuleTable<Records<TransformSet>>([
  begins<TransformSet, [string, string]>(
    /^Transform (?:set|proposal) (\S+): \{([^{}]*)\},?$/,
    ([name, transforms]) => ({ name, transforms: words(transforms), modes: [] }),
  ),
  rule<Records<TransformSet>, [string]>(
    /^\{([^{}]*)\},?$/,
    ({ last }, [transforms]) => last?.transforms.push(...words(transforms)),
    ({ last }) => last !== undefined,
  ),
  rule<Records<TransformSet>, [string]>(
    /^will negotiate = ?\{([^{}]*)\},?$/,
    (records, [modes], line) => {
      const [mode] = listed(modes);
      const known = records.last?.modes ?? [];
      // A set of two protocols says it twice.
      if (mode !== undefined && !(known.at(-1) === mode)) records.set(line, { modes: appended(known, mode) });
    },
    ({ last }) => last !== undefined,
  ),
  says<TransformSet, [string]>(/^Description: ?(.*)$/, ([description]) => ({ description })),
  says<TransformSet, [string]>(
    /^((?:esn|ESN|initiate|accept|no|UDP|compression|IKE|initialization vector)\b[\w: -]*),?$/,
    ([option], { options }) => ({ options: appended(options, option) }),
  ),
  passes(/^! ?Default transform sets?:?$/i),
  passes(/^No transform sets? (?:found|defined|configured)\.?$/i),
]);

export function parseShowCryptoIpsecTransformSet(text: string): Parsed<TransformSet> {
  const records = new Records<TransformSet>();
  const reading = readLines(text, TABLE, records);
  return conclude(reading, records.all, records.last?.modes.length === 0);
}
