/** packet-tracer input I … [detailed] [xml]: the phases of a packet in their order, and what became of it. */
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

function openPhase(traces: Traces, number: string, line: number): void {
  const trace = traces.ensure(line);
  traces.phase = { line, at: {}, number: Number(number) };
  trace.phases.push(traces.phase);
  traces.part = undefined;
}

const OF_PHASE = new Map<string, 'type' | 'subtype' | 'result' | 'elapsed'>([
  ['type', 'type'],
  ['subtype', 'subtype'],
  ['result', 'result'],
  ['elapsed-time', 'elapsed'],
]);

const OF_RESULT = new Map<string, keyof PacketTrace>([
  ['input-interface', 'inputInterface'],
  ['input-status', 'inputStatus'],
  ['input-line-status', 'inputLineStatus'],
  ['output-interface', 'outputInterface'],
  ['output-status', 'outputStatus'],
  ['output-line-status', 'outputLineStatus'],
  ['action', 'action'],
  ['drop-location', 'dropLocation'],
]);

const unescaped = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** `<type>ROUTE-LOOKUP</type>`; a phase begins with its number. */
function readElement(traces: Traces, name: string, text: string, line: number): boolean {
  const { phase, isInResult } = traces;
  const value = unescaped(text.trim());
  if (name === 'id') openPhase(traces, value, line);
  else if (isInResult && name === 'drop-reason') {
    const [, dropCode, dropReason = value] = /^\(([\w-]+)\) (.+)$/.exec(value) ?? [];
    traces.set(line, { dropCode, dropReason });
  } else {
    const field = isInResult ? OF_RESULT.get(name) : OF_PHASE.get(name);
    if (field === undefined) return false;
    if (isInResult) traces.set(line, { [field]: value });
    else if (phase) put(phase, line, { [field]: value });
  }
  return true;
}

const XML = [
  passes<Traces>(/^<\/?(?:Phase|packet-tracer|\?xml)\b[^<>]*>$/i),
  passes<Traces>(/^<(?:config|extra|additional-information)\/>$/i),
  rule<Traces, [string, string]>(/^<([a-z-]{2,30})>([^<>]*)<\/[a-z-]{2,30}>$/, (traces, [name, text], line) => readElement(traces, name, text, line)), // prettier-ignore
  rule<Traces, [string, string]>(/^<(\/?)(config|extra|result)>$/, (traces, [end, name]) => {
    if (end === '' && name === 'result') traces.isInResult = true;
    traces.part = end !== '' || name === 'result' ? undefined : name === 'config' ? 'configuration' : 'information';
  }),
];

const TABLE = new RuleTable<Traces>([
  ...XML,
  rule<Traces, [string]>(/^Phase: (\d+)$/, (traces, [number], line) => openPhase(traces, number, line)),
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
