/** traceroute A: a record with its hops, each with what its probes gave. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface AsaTraceroute extends Sourced {
  destination: string;
  hops: AsaHop[];
}

export interface AsaHop {
  line: number;
  number: number;
  probes: AsaProbe[];
}

export interface AsaProbe {
  address?: string;
  name?: string;
  milliseconds?: number;
  /** "!H", "!N", "!A" …; `*` was not answered. */
  mark?: string;
}

const PROBE =
  /(?:([A-Za-z][\w.-]*) \(([\w.:]+)\)|([0-9A-Fa-f]*[.:][0-9A-Fa-f.:]+))\s*|(\*)\s*|(\d+) msec\s*|(![A-Z]|!)\s*/y;

function probesOf(text: string): AsaProbe[] | undefined {
  const probes: AsaProbe[] = [];
  let from: Pick<AsaProbe, 'address' | 'name'> = {};
  PROBE.lastIndex = 0;
  while (PROBE.lastIndex < text.length) {
    const match = PROBE.exec(text);
    if (!match) return undefined;
    const [, name, address, alone, star, time, mark] = match;
    const sender = address ?? alone;
    if (sender !== undefined) from = { ...(name === undefined ? {} : { name }), address: sender };
    else if (star !== undefined) probes.push({ mark: '*' });
    else if (time !== undefined) probes.push({ ...from, milliseconds: Number(time) });
    else if (mark !== undefined) addMark(probes, from, mark);
  }
  return probes;
}

/** A mark after a time belongs to that probe; alone it is a probe of its own. */
function addMark(probes: AsaProbe[], from: AsaProbe, mark: string): void {
  const last = probes.at(-1);
  if (last?.milliseconds !== undefined && last.mark === undefined) last.mark = mark;
  else probes.push({ ...from, mark });
}

const TABLE = new RuleTable<Records<AsaTraceroute>>([
  begins<AsaTraceroute, [string]>(/^Tracing the route to (\S+)$/, ([destination]) => ({ destination, hops: [] })),
  rule<Records<AsaTraceroute>, [string, string]>(
    /^(\d+)\s+((?:[0-9A-Za-z*]).*)$/,
    ({ last }, [number, text], line) => {
      const probes = probesOf(text);
      if (!last || !probes) return false;
      last.hops.push({ line, number: Number(number), probes });
      return true;
    },
    ({ last }) => last !== undefined,
  ),
  passes(/^Type escape sequence to abort\.$/),
]);

export function parseTraceroute(text: string): Parsed<AsaTraceroute> {
  const traces = new Records<AsaTraceroute>();
  const reading = readLines(text, TABLE, traces);
  return conclude(reading, traces.all, traces.last?.hops.length === 0);
}
