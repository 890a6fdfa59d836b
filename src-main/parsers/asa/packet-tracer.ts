/** packet-tracer input I …: the phases of a packet in their order, and what became of it. */
import { isNoise } from '../noise.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { put } from '../parsed.ts';
import { conclude } from '../account.ts';
import { Records, passes } from '../records.ts';
import { ANY_LINE, RuleTable, readLines, rule } from '../rules.ts';
import { appended } from '../values.ts';

export interface PacketTrace extends Sourced {
  phases: TracePhase[];
  inputInterface?: string;
  inputStatus?: string;
  inputLineStatus?: string;
  outputInterface?: string;
  outputStatus?: string;
  outputLineStatus?: string;
  /** "allow", "drop". */
  action?: string;
  /** "Flow is denied by configured rule". */
  dropReason?: string;
  /** "acl-drop". */
  dropCode?: string;
  /** "frame 0x000055d4 flow (NA)/NA". */
  dropLocation?: string;
}

export interface TracePhase extends Sourced {
  number: number;
  type?: string;
  subtype?: string;
  /** "ALLOW", "DROP". */
  result?: string;
  elapsed?: string;
  configuration?: string[];
  information?: string[];
}

class Traces extends Records<PacketTrace> {
  phase: TracePhase | undefined;
  part: 'configuration' | 'information' | undefined;
  isInResult = false;

  ensure(line: number): PacketTrace {
    if (!this.last || this.isInResult) this.begin(line, { phases: [] });
    this.isInResult = false;
    return this.last as PacketTrace;
  }
}

const inPhase = ({ phase, isInResult }: Traces): boolean => phase !== undefined && !isInResult;
const inResult = ({ isInResult }: Traces): boolean => isInResult;

const ofPhase = (pattern: RegExp, name: 'type' | 'subtype' | 'result' | 'elapsed') =>
  rule<Traces, [string]>(
    pattern,
    ({ phase }, [value], line) => {
      if (phase) put(phase, line, { [name]: value });
    },
    inPhase,
  );

const ofResult = (pattern: RegExp, name: keyof Omit<PacketTrace, 'phases' | 'line' | 'at'>) =>
  rule<Traces, [string]>(pattern, (traces, [value], line) => traces.set(line, { [name]: value }), inResult);

const TABLE = new RuleTable<Traces>([
  rule<Traces, [string]>(/^Phase: (\d+)$/, (traces, [number], line) => {
    const trace = traces.ensure(line);
    traces.phase = { line, at: {}, number: Number(number) };
    trace.phases.push(traces.phase);
    traces.part = undefined;
  }),
  ofPhase(/^Type: ?(.*)$/, 'type'),
  ofPhase(/^Subtype: ?(.*)$/, 'subtype'),
  ofPhase(/^Result: (\S+)$/, 'result'),
  ofPhase(/^(?:Elapsed time|Time Spent): (.+)$/i, 'elapsed'),
  rule<Traces>(/^Config:$/, (traces) => { traces.part = 'configuration'; }, inPhase), // prettier-ignore
  rule<Traces>(/^Additional Information:$/, (traces) => { traces.part = 'information'; }, inPhase), // prettier-ignore
  rule<Traces>(
    /^Result:$/,
    (traces) => {
      traces.isInResult = true;
      traces.part = undefined;
    },
    ({ last }) => last !== undefined,
  ),
  ofResult(/^input-interface: (.+)$/, 'inputInterface'),
  ofResult(/^input-status: (.+)$/, 'inputStatus'),
  ofResult(/^input-line-status: (.+)$/, 'inputLineStatus'),
  ofResult(/^output-interface: (.+)$/, 'outputInterface'),
  ofResult(/^output-status: (.+)$/, 'outputStatus'),
  ofResult(/^output-line-status: (.+)$/, 'outputLineStatus'),
  ofResult(/^Action: (.+)$/, 'action'),
  rule<Traces, [string, string, string | undefined]>(
    /^Drop-reason: \(([\w-]+)\) (.+?)(?:, Drop-location: (.+))?$/,
    (traces, [dropCode, dropReason, dropLocation], line) => traces.set(line, { dropCode, dropReason, dropLocation }),
    ({ isInResult }) => isInResult,
  ),
  ofResult(/^Drop-location: (.+)$/, 'dropLocation'),
  passes(/^Time Taken: .*$/),
  rule<Traces, [string]>(
    ANY_LINE,
    ({ phase, part }, _, line, whole) => {
      if (!phase || !part || isNoise(whole.text, false)) return false;
      phase[part] = appended(phase[part], whole.text.replace(/\s+/g, ' '));
      phase.at[part] ??= line;
      return true;
    },
    inPhase,
  ),
]);

export function parsePacketTracer(text: string): Parsed<PacketTrace> {
  const traces = new Traces();
  const reading = readLines(text, TABLE, traces);
  const { last } = traces;
  // Why it was dropped is its last line, and a sentence.
  const isCut = last !== undefined && (last.action === undefined || (reading.isLoose && last.dropCode !== undefined));
  return conclude(reading, traces.all, isCut);
}
