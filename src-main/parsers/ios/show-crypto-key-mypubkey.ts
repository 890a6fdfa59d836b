/** show crypto key mypubkey rsa | ec | all: own keys, of which only the public half is shown. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { conclude } from '../account.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface PublicKey extends Sourced {
  /** As printed: "14:22:01 UTC Mar 1 2024". */
  generatedAt: string;
  name?: string;
  /** "RSA KEYS", "EC KEYS". */
  type?: string;
  storage?: string;
  usage?: string;
  modulusBits?: number;
  isExportable?: boolean;
  isTemporary?: boolean;
  isRedundancyEnabled?: boolean;
  /** Hexadecimal, without blanks. */
  data: string;
}

const FIELDS = [
  says<PublicKey, [string]>(/^Key name: ?(.+)$/, ([name]) => ({ name })),
  says<PublicKey, [string]>(/^Key type: ?(.+)$/, ([type]) => ({ type })),
  says<PublicKey, [string]>(/^Storage(?: Device)?: ?(.+)$/, ([storage]) => ({ storage })),
  says<PublicKey, [string]>(/^(?:Modulus|Curve|Key) Size \(bits\): ?(\d+)$/i, ([bits]) => ({
    modulusBits: Number(bits),
  })),
  says<PublicKey, [string]>(/^Usage: ?(.+)$/, ([usage]) => ({ usage })),
  says<PublicKey, [string | undefined]>(/^Key is (not )?exportable\.?(?: Redundancy enabled\.?)?$/, ([not]) => ({
    isExportable: not === undefined,
  })),
  says<PublicKey>(/^(?:Temporary key|Key is temporary)\.?$/, () => ({ isTemporary: true })),
];

const TABLE = new RuleTable<Records<PublicKey>>([
  rule<Records<PublicKey>, [string]>(/^(?:% )?Key pair was generated at: (.+)$/, (keys, [generatedAt], line) =>
    keys.begin(line, { generatedAt, data: '' }),
  ),
  ...FIELDS,
  passes(/^Key Data:$/),
  rule<Records<PublicKey>, [string]>(
    /^([0-9A-F]{2,8}(?: [0-9A-F]{2,8}){0,8})$/i,
    ({ last }, [digits]) => {
      if (last) last.data += digits.replaceAll(' ', '');
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowCryptoKeyMypubkey(text: string): Parsed<PublicKey> {
  const keys = new Records<PublicKey>();
  const reading = readLines(text, TABLE, keys);
  return conclude(reading, keys.all, keys.last?.data === '');
}
