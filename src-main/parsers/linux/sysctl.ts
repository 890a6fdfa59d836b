/** sysctl NAME, sysctl -a, sysctl -w */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, passes, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';

export interface KernelSetting extends Sourced {
  /** "net.ipv4.ip_forward" */
  name: string;
  value: string;
}

const TABLE = new RuleTable<Records<KernelSetting>>([
  begins<KernelSetting, [string, string]>(
    /^((?:abi|debug|dev|fs|kernel|net|sunrpc|user|vm)[./][\w./@:-]+) = ?(.*)$/,
    ([name, value]) => ({ name, value }),
  ),
  passes(/^sysctl: .*$/),
]);

export function parseSysctl(text: string): Parsed<KernelSetting> {
  return parseRecords(text, TABLE);
}
