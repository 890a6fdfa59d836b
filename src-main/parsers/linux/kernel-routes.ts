/** route -n, netstat -rn: the kernel's table of IPv4 routes, as the tools before iproute2 print it. */
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { parseRows } from './rows.ts';

export interface KernelRoute extends Sourced {
  /** An address; "default" and names are possible without -n. */
  destination: string;
  /** Absent where the network is the interface's own. */
  gateway?: string;
  mask: string;
  /** "UG", "U", "UH", "!H". */
  flags: string;
  metric?: number;
  interface: string;
}

type Row = [destination: string, gateway: string, mask: string, flags: string, first: string, name: string | undefined];

class Routes extends Records<KernelRoute> {
  /** The heading says so. */
  hasMetric = false;
}

const TABLE = new RuleTable<Routes>([
  passes(/^Kernel IP routing table$/),
  rule<Routes, [string]>(/^Destination\s+Gateway\s+Genmask\s+Flags\s+(Metric|MSS)\s.*Iface$/, (routes, [word]) => {
    routes.hasMetric = word === 'Metric';
  }),
  rule<Routes, Row>(
    /^(\S+)\s+(\S+)\s+(\d+\.\d+\.\d+\.\d+)\s+([UGHDRMAC!]+)\s+(\d+|-)\s+(?:\d+|-)\s+(?:\d+|-)(?:\s+(\S+))?$/,
    (routes, [destination, gateway, mask, flags, first, name], line) =>
      routes.begin(line, {
        destination,
        gateway: /^(?:0\.0\.0\.0|\*|-)$/.test(gateway) ? undefined : gateway,
        mask,
        flags,
        metric: routes.hasMetric ? integer(first) : undefined,
        interface: name ?? '-',
      }),
  ),
]);

export function parseKernelRoutes(text: string): Parsed<KernelRoute> {
  return parseRows(text, TABLE, new Routes());
}
