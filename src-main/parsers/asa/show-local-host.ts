/** show local-host [address]: the hosts that have connections, and how many. Their connections are those of `show conn`. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended } from '../values.ts';

export interface AsaLocalHosts extends Sourced {
  interface: string;
  active: number;
  mostActive: number;
  denied: number;
  hosts: AsaLocalHost[];
}

export interface AsaLocalHost {
  line: number;
  address: string;
  /** By the words that are printed: "TCP flow count", "UDP flow count", "TCP embryonic count to host". */
  counts: Record<string, number>;
  /** Translations and connections, a line each, as printed. */
  translations?: string[];
  connections?: string[];
}

class Interfaces extends Records<AsaLocalHosts> {
  host: AsaLocalHost | undefined;
  part: 'translations' | 'connections' | undefined;
}

const hasHost = ({ host }: Interfaces): boolean => host !== undefined;

const TABLE = new RuleTable<Interfaces>([
  rule<Interfaces, [string, string, string, string]>(
    /^Interface (.+): (\d+) active, (\d+) maximum active(?:, (\d+) denied)?$/,
    (interfaces, [name, active, most, denied], line) => {
      interfaces.host = undefined;
      const counts = { active: Number(active), mostActive: Number(most), denied: Number(denied || 0) };
      return interfaces.begin(line, { interface: name, ...counts, hosts: [] });
    },
  ),
  rule<Interfaces, [string]>(
    /^local host: <([^>]+)>,?$/,
    (interfaces, [address], line) => {
      interfaces.host = { line, address, counts: {} };
      interfaces.part = undefined;
      interfaces.last?.hosts.push(interfaces.host);
    },
    ({ last }) => last !== undefined,
  ),
  rule<Interfaces, [string, string]>(
    /^([A-Z]\w+ [a-z]+(?: [a-z]+)*)(?:\/limit)?\s*= ?(\d+)(?:\/(?:unlimited|\d+))?$/,
    ({ host }, [name, count]) => {
      if (host) host.counts[name] = Number(count);
    },
    hasHost,
  ),
  passes(/^(?:TCP intercept watermark|AAA:|Intercept|SYN) ?.*$/),
  rule<Interfaces, ['Conn' | 'Xlate']>(
    /^(Conn|Xlate)(?:\(s\))?:$/,
    (interfaces, [kind]) => {
      interfaces.part = kind === 'Conn' ? 'connections' : 'translations';
    },
    hasHost,
  ),
  rule<Interfaces, [string]>(
    /^((?:[A-Z][A-Z0-9-]{1,9} |Global |\d{1,3} )\S.*|flags .*|Initiator: .*)$/,
    ({ host, part }, [text]) => {
      if (!host || !part) return false;
      host[part] = appended(host[part], text.replace(/\s+/g, ' '));
      return true;
    },
    hasHost,
  ),
]);

export function parseShowLocalHost(text: string): Parsed<AsaLocalHosts> {
  const interfaces = new Interfaces();
  const reading = readLines(text, TABLE, interfaces);
  return conclude(reading, interfaces.all, reading.isLoose && interfaces.host !== undefined);
}
