/** show ip of VPCS, one value on a line; and show ip all and show, a table of all its machines. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, named, words } from '../values.ts';

export interface VpcsAddress extends Sourced {
  name: string;
  address?: string;
  /** The length of its network's part. */
  length?: number;
  gateway?: string;
  dns?: string[];
  mac?: string;
  dhcpServer?: string;
  lease?: string;
  domain?: string;
  localPort?: number;
  remotePort?: string;
  mtu?: number;
}

type Table = Records<VpcsAddress>;

const isNone = (address: string): boolean => /^0\.0\.0\.0$/.test(address);

function addressOf(text: string): Pick<VpcsAddress, 'address' | 'length'> {
  const [address = '', length] = text.split('/');
  const bits = integer(length);
  return isNone(address) ? {} : { address, ...(bits === undefined ? {} : { length: bits }) };
}

const TABLE = new RuleTable<Table>([
  begins<VpcsAddress, [string]>(/^NAME\s*: ?(\S+?)(?:\[\d+\])?$/, ([name]) => ({ name })),
  says<VpcsAddress, [string]>(/^IP\/MASK\s*: ?(\S+)$/, ([text]) => addressOf(text)),
  says<VpcsAddress, [string]>(/^GATEWAY\s*: ?(\S+)$/, ([gateway]) => ({ gateway: isNone(gateway) ? undefined : gateway })), // prettier-ignore
  says<VpcsAddress, [string]>(/^DNS\s*: ?(.*)$/, ([dns]) => ({
    dns: named(dns) === undefined ? undefined : words(dns),
  })),
  says<VpcsAddress, [string]>(/^DHCP SERVER\s*: ?(\S+)$/, ([dhcpServer]) => ({ dhcpServer })),
  says<VpcsAddress, [string]>(/^DHCP LEASE\s*: ?(.+)$/, ([lease]) => ({ lease })),
  says<VpcsAddress, [string]>(/^DOMAIN NAME\s*: ?(.*)$/, ([domain]) => ({ domain: named(domain) })),
  says<VpcsAddress, [string]>(/^MAC\s*: ?(\S+)$/, ([mac]) => ({ mac })),
  says<VpcsAddress, [string]>(/^LPORT\s*: ?(\d+)$/, ([port]) => ({ localPort: integer(port) })),
  says<VpcsAddress, [string]>(/^RHOST:PORT\s*: ?(\S+)$/, ([remotePort]) => ({ remotePort })),
  says<VpcsAddress, [string]>(/^MTU:?\s*: ?(\d+)$/, ([mtu]) => ({ mtu: integer(mtu) })),
  passes(/^NAME\s+IP\/MASK\s+GATEWAY\s.*$/),
  // `PC1    10.0.0.1/24          10.0.0.254        00:50:79:66:68:00  20000  127.0.0.1:30000`
  rule<Table, [string, string, string, string, string]>(
    /^(\S+)\s+(\d+\.\d+\.\d+\.\d+\/\d+)\s+(\d+\.\d+\.\d+\.\d+)\s+([0-9a-f]{2}(?::[0-9a-f]{2}){5})(.*)$/,
    (table, [name, text, gateway, mac, rest], line) => {
      const [port, remotePort] = words(rest);
      const hasPorts = remotePort?.includes(':') === true;
      return table.begin(line, {
        name,
        ...addressOf(text),
        gateway: isNone(gateway) ? undefined : gateway,
        mac,
        ...(hasPorts
          ? { localPort: integer(port), remotePort }
          : { dns: port === undefined ? undefined : words(rest) }),
      });
    },
  ),
  // Of `show`: addresses of IPv6 below.
  passes(/^[0-9a-f]{1,4}:[0-9a-f]{0,4}:[0-9a-f:]*(?:\/\d+)?.*$/),
]);

export function parseShowIp(text: string): Parsed<VpcsAddress> {
  const table = new Records<VpcsAddress>();
  const reading = readLines(text, TABLE, table);
  const { last } = table;
  const isCut = last !== undefined && (reading.isLoose || (last.at['name'] !== undefined && last.mac === undefined));
  return conclude(reading, table.all, isCut);
}
