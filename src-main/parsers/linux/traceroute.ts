/** traceroute of Linux and of busybox. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer, words } from '../values.ts';

export interface LinuxTraceroute extends Sourced {
  target: string;
  address?: string;
  maximumHops?: number;
  bytes?: number;
  hops: TracerouteHop[];
}

export interface TracerouteHop {
  hop: number;
  probes: TracerouteProbe[];
}

/** Without an address it was not answered; `note`: "!H", "!N", "!X" … */
export interface TracerouteProbe {
  name?: string;
  address?: string;
  ms?: number;
  note?: string;
}

/** `10.2.0.1 (10.2.0.1)  0.9 ms  0.5 ms !H * host (a)  1 ms` */
function probesOf(text: string): TracerouteProbe[] | undefined {
  const probes: TracerouteProbe[] = [];
  let from: Pick<TracerouteProbe, 'name' | 'address'> = {};
  const all = words(text);
  for (let i = 0; i < all.length; i++) {
    const word = all[i] ?? '';
    const last = probes.at(-1);
    if (word === '*') probes.push({});
    else if (/^[\d.]+$/.test(word) && all[i + 1] === 'ms') {
      probes.push({ ...from, ms: Number(word) });
      i++;
    } else if (word.startsWith('!') && last) last.note = word;
    else if (/^\(.*\)$/.test(word)) from = { ...from, address: word.slice(1, -1) };
    else if (/^[\w.:%-]+$/.test(word)) from = /^[\d.]+$|:/.test(word) ? { address: word } : { name: word };
    else if (!/^\[.*\]$/.test(word)) return undefined;
  }
  return probes;
}

const TABLE = new RuleTable<Records<LinuxTraceroute>>([
  begins<LinuxTraceroute, [string, string | undefined, string, string]>(
    /^traceroute6? to (\S+) \((\S+?)\)(?: from \S+)?, (\d+) hops max, (\d+) byte packets$/,
    ([target, address, hops, bytes]) => ({
      target,
      address,
      maximumHops: integer(hops),
      bytes: integer(bytes),
      hops: [],
    }),
  ),
  rule<Records<LinuxTraceroute>, [string, string]>(
    /^(\d{1,3})\s+(\S.*)$/,
    ({ last }, [hop, text]) => {
      const probes = probesOf(text);
      return probes !== undefined && probes.length > 0 && last !== undefined && last.hops.push({ hop: Number(hop), probes }) > 0; // prettier-ignore
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseTraceroute(text: string): Parsed<LinuxTraceroute> {
  return parseRecords(text, TABLE);
}
