/** ip tunnel show, with -s too: GRE, IP in IP, and VTI (which is ip/ip with a key). */
import type { Parsed, Sourced } from '../parsed.ts';
import { parseRecords, passes, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';

export interface LinuxTunnel extends Sourced {
  name: string;
  /** As printed: "gre/ip", "ip/ip", "ipv6/ip", "any/ip". */
  mode: string;
  /** Absent for "any". */
  remote?: string;
  local?: string;
  device?: string;
  /** "inherit", or a number. */
  ttl?: string;
  tos?: string;
  isPathMtuDiscovered?: boolean;
  key?: string;
  inputKey?: string;
  outputKey?: string;
  hasSequence?: boolean;
  hasChecksum?: boolean;
}

const known = (text: string | undefined): string | undefined => (/[.:]/.test(text ?? '') ? text : undefined);

const TABLE = new RuleTable<Records<LinuxTunnel>>([
  rule<Records<LinuxTunnel>, [string, string, string]>(
    /^([^\s:]{1,64}): (\w+\/ipv?6?) +(remote \S.*)$/,
    (tunnels, [name, mode, rest], line) => {
      const after = (word: string): string | undefined => new RegExp(`(?:^| )${word} (\\S+)`).exec(rest)?.[1];
      return tunnels.begin(line, {
        name,
        mode,
        remote: known(after('remote')),
        local: known(after('local')),
        device: after('dev'),
        ttl: after('ttl'),
        tos: after('tos'),
        key: after('key'),
        inputKey: after('ikey'),
        outputKey: after('okey'),
        isPathMtuDiscovered: / nopmtudisc(?: |$)/.test(rest) ? false : undefined,
        hasSequence: / i?o?seq(?: |$)/.test(rest) ? true : undefined,
        hasChecksum: / i?o?csum(?: |$)/.test(rest) ? true : undefined,
      });
    },
  ),
  passes(/^(?:RX|TX): Packets\s+Bytes\s+Errors .*$/),
  rule<Records<LinuxTunnel>>(
    /^\d+(?:\s+\d+){5}$/,
    () => undefined,
    ({ last }) => last !== undefined,
  ),
  passes(/^(?:Drop packets out of sequence|Checksum in received packet is required|Sequence packets on output|Checksum output packets)\.$/), // prettier-ignore
]);

export function parseIpTunnel(text: string): Parsed<LinuxTunnel> {
  return parseRecords(text, TABLE);
}
