/**
 * show crypto isakmp key
 *
 * Keyring, host name or address with its mask in brackets (blanks inside), key. A keyring's name stands on its first
 * row alone. 12.2 has no keyrings. Rows seen in public notes: "default 0.0.0.0 [0.0.0.0 ] Cisco!23" (15.x).
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule, type Rule } from '../rules.ts';

export interface IsakmpKey extends Sourced {
  keyring?: string;
  /** An address or a host name. */
  peer: string;
  mask?: string;
  /** As the device shows it; a type-6 key shows encrypted. */
  key: string;
}

class Keys extends Records<IsakmpKey> {
  keyring: string | undefined;
  hasHeader = false;
}

const ADDRESS = String.raw`(?:\d{1,3}\.){3}\d{1,3}(?:\/\S+)?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:\/\d+)?`;
const REST = String.raw`(?:\[\s*([^\s\]]+)\s*\]\s+)?(\S.*)$`;

type Row = [keyring: string | undefined, peer: string, mask: string | undefined, key: string];

function addKey(keys: Keys, [keyring, peer, mask, key]: Row, line: number): void {
  if (keyring) keys.keyring = keyring;
  keys.begin(line, { keyring: keys.keyring, peer, mask: mask === '' ? undefined : mask, key });
}

const row = (pattern: string): Rule<Keys> => rule<Keys, Row>(new RegExp(pattern), addKey, (keys) => keys.hasHeader);

const TABLE = new RuleTable<Keys>([
  rule(/^(?:Keyring\s+)?Hostname\/Address\s+Preshared Key$/, (keys) => {
    keys.hasHeader = true;
  }),
  // An address tells where the columns are, as a key may hold blanks; a host name does not.
  row(String.raw`^()(${ADDRESS})\s+${REST}`),
  row(String.raw`^(\S+)\s+(${ADDRESS})\s+${REST}`),
  row(String.raw`^(\S+)\s+(\S+)\s+()(\S+)$`),
  row(String.raw`^()(\S+)\s+()(\S+)$`),
]);

export function parseShowCryptoIsakmpKey(text: string): Parsed<IsakmpKey> {
  const keys = new Keys();
  const reading = readLines(text, TABLE, keys);
  return conclude(reading, keys.all, reading.isLoose && keys.last !== undefined && isPartial(keys.last));
}

/** The name of a keyring with the beginning of an address looks like a host name with a key, and a mask like a key. */
function isPartial({ peer, key }: IsakmpKey): boolean {
  return !/[.:]/.test(peer) || key.startsWith('[');
}
