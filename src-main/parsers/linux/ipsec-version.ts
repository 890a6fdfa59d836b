/** ipsec version, ipsec --version, swanctl --version: whose IPsec it is, and which release. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface IpsecVersion extends Sourced {
  /** "strongSwan", "Libreswan", "Openswan". */
  product: string;
  /** "5.9.8", "4.10". */
  version: string;
  /** Of the kernel, where it is said. */
  kernel?: string;
}

const TABLE = new RuleTable<Records<IpsecVersion>>([
  begins<IpsecVersion, [string, string, string | undefined]>(
    /^(?:Linux )?(strongSwan)(?: swanctl)? U?(\d[\w.-]*)(?:\/K(\S+))?$/,
    ([product, version, kernel]) => ({ product, version, kernel }),
  ),
  begins<IpsecVersion, [string, string, string | undefined, string | undefined]>(
    /^(?:Linux )?(Libreswan|Openswan) U?(\d[\w.-]*?)(?:\/K(\S+)|(?: \([^)]*\))?(?: on (\S+))?)$/i,
    ([product, version, kernel, on]) => ({ product, version, kernel: kernel ?? on }),
  ),
  passes(
    /^(?:University of Applied Sciences.*|Institute for Internet Technologies.*|OST.*|See [`'"]ipsec --copyright.*|\(native:.*)$/,
  ),
]);

export function parseIpsecVersion(text: string): Parsed<IpsecVersion> {
  return parseRecords(text, TABLE);
}
