/** show monitor event-trace crypto [pki | ikev2 | ipsec …] [all | latest | from-boot | merged] [detail] */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { splitStamp } from '../stamp.ts';

export interface EventTrace extends Sourced {
  /** "ipsec_event", "pki_error"; absent where one trace was asked for. */
  trace?: string;
  /** "Tracing currently disabled, from exec command". */
  state?: string;
  interruptAllocations?: number;
  events: TraceEvent[];
}

export interface TraceEvent {
  line: number;
  time: string;
  text: string;
  traceback?: string;
}

class Traces extends Records<EventTrace> {
  ensure(line: number): EventTrace {
    if (!this.last) this.begin(line, { events: [] });
    return this.last ?? { line, at: {}, events: [] };
  }
}

const TABLE = new RuleTable<Traces>([
  rule<Traces, [string]>(/^((?:pki|ikev2|ipsec|isakmp|ikev1|crypto)_[a-z_]+):$/, (traces, [trace], line) => traces.begin(line, { trace, events: [] })),
  rule<Traces, [string]>(/^(Tracing currently .+)$/, (traces, [state], line) => {
    traces.ensure(line);
    traces.set(line, { state });
  }),
  rule<Traces, [string]>(/^interrupt context allocation count = (\d+)$/, (traces, [count], line) => {
    traces.ensure(line);
    traces.set(line, { interruptAllocations: Number(count) });
  }),
  rule<Traces, [string]>(/^(\*?[A-Z][a-z]{2} {1,2}\d+ \d\d:\d\d:\d\d\.\d+: ?.*)$/, (traces, [whole], line) => {
    const { stamp, rest } = splitStamp(whole);
    if (stamp.time === undefined) return false;
    traces.ensure(line).events.push({ line, time: stamp.time, text: rest });
    return true;
  }),
  rule<Traces, [string]>(/^-Traceback= ?(.*)$/, ({ last }, [traceback]) => {
    const event = last?.events.at(-1);
    if (event) event.traceback = traceback.replace(/\s+/g, ' ');
    return event !== undefined;
  }),
]); // prettier-ignore

export function parseShowMonitorEventTrace(text: string): Parsed<EventTrace> {
  const traces = new Traces();
  const reading = readLines(text, TABLE, traces, { keepLogs: true });
  return conclude(reading, traces.all);
}
