/** traceroute of Linux, of busybox and of GNU inetutils. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer } from '../values.ts';

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

type Host = Pick<TracerouteProbe, 'name' | 'address'>;

/** `10.2.0.1 (10.2.0.1)  0.9 ms  0.5 ms !H * host (a)  1 ms`; undefined if something of it is no probe. */
function probesOf(text: string): TracerouteProbe[] | undefined {
  const probes: TracerouteProbe[] = [];
  let from: Host = {};
  for (const word of text.replace(/(?:(?<=\d)|\s{1,9})ms(?=\s|$)/g, '=').split(/\s+/)) {
    const last = probes.at(-1);
    if (word === '*') probes.push({});
    else if (/^[\d.]+=$/.test(word)) probes.push({ ...from, ms: Number(word.slice(0, -1)) });
    else if (word.startsWith('!') && last) last.note = word;
    else {
      const host = hostOf(from, word);
      if (!host) return undefined;
      from = host;
    }
  }
  return probes;
}

function hostOf(before: Host, word: string): Host | undefined {
  if (/^\(.*\)$/.test(word)) return { ...before, address: word.slice(1, -1) };
  if (/^\[.*\]$/.test(word)) return before;
  if (!/^[\w.:%-]+$/.test(word)) return undefined;
  return /^[\d.]+$|:/.test(word) ? { address: word } : { name: word };
}

const TABLE = new RuleTable<Records<LinuxTraceroute>>([
  begins<LinuxTraceroute, [string, string | undefined, string, string | undefined]>(
    /^traceroute6? to (\S+) \((\S+?)\)(?: from \S+)?, (\d+) hops max(?:, (\d+) byte packets)?$/,
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
