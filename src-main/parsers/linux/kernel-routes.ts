/** route -n, netstat -rn: the kernel's table of IPv4 routes, as the tools before iproute2 print it. */
import type { Parsed, Sourced } from '../parsed.ts';
import { passes, type Records } from '../records.ts';
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

class Heading {
  hasMetric = false;
}

function tableFor(heading: Heading): RuleTable<Records<KernelRoute>> {
  return new RuleTable<Records<KernelRoute>>([
    passes(/^Kernel IP routing table$/),
    rule<Records<KernelRoute>, [string]>(
      /^Destination\s+Gateway\s+Genmask\s+Flags\s+(Metric|MSS)\s.*Iface$/,
      (_, [word]) => {
        heading.hasMetric = word === 'Metric';
      },
    ),
    rule<Records<KernelRoute>, Row>(
      /^(\S+)\s+(\S+)\s+(\d+\.\d+\.\d+\.\d+)\s+([UGHDRMAC!]+)\s+(\d+|-)\s+(?:\d+|-)\s+(?:\d+|-)(?:\s+(\S+))?$/,
      (routes, [destination, gateway, mask, flags, first, name], line) =>
        routes.begin(line, {
          destination,
          gateway: /^(?:0\.0\.0\.0|\*|-)$/.test(gateway) ? undefined : gateway,
          mask,
          flags,
          metric: heading.hasMetric ? integer(first) : undefined,
          interface: name ?? '-',
        }),
    ),
  ]);
}

export function parseKernelRoutes(text: string): Parsed<KernelRoute> {
  return parseRows(text, tableFor(new Heading()));
}
