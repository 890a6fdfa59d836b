/** Log messages and debug output, which a router prints into whatever else it is printing. */
import type { LogShapes } from './platform.ts';

export interface LogLine {
  /** The line as printed. */
  text: string;
  /** Milliseconds on the clock of the device's provider. */
  receivedAt: number;
  /** The device's own time stamp, as printed ("*Mar  1 00:13:31.891"). */
  stamp?: string;
  /** Of `%LINEPROTO-5-UPDOWN`: LINEPROTO. Absent in debug output. */
  facility?: string;
  /** 0 (emergency) to 7 (debugging). */
  severity?: number;
  mnemonic?: string;
  /** What it says, without stamp and mnemonic. */
  message: string;
}

interface Sifted {
  log: LogLine;
  /** The beginning of a line on which the message came down. */
  before: string;
}

/** Tells log lines from everything else. A debug message of several lines is as many log lines. */
export class LogSieve {
  #isContinued = false;

  constructor(
    private readonly shapes: LogShapes,
    private readonly now: () => number,
  ) {}

  /** Returns undefined for a line that is not a log line. */
  sift(text: string): Sifted | undefined {
    const match = this.#match(text);
    this.#isContinued = match !== undefined && this.shapes.continued.test(text);
    if (!match) return undefined;
    const before = match.groups?.['before'] ?? '';
    return { log: logLineOf(text.slice(before.length), match.groups ?? {}, this.now()), before };
  }

  /** A line known to be log output, though nothing in it says so. */
  plain(text: string): LogLine {
    return this.sift(text)?.log ?? { text, receivedAt: this.now(), message: text };
  }

  #match(text: string): RegExpExecArray | undefined {
    const { sign, message, glued, debug, continuation } = this.shapes;
    const match = text.includes(sign) ? (message.exec(text) ?? glued.exec(text)) : undefined;
    if (match) return match;
    for (const shape of debug) {
      const debugged = shape.exec(text);
      if (debugged) return debugged;
    }
    return this.#isContinued ? (continuation.exec(text) ?? undefined) : undefined;
  }
}

function logLineOf(text: string, groups: Record<string, string | undefined>, receivedAt: number): LogLine {
  const { stamp, facility, severity, mnemonic } = groups;
  const line: LogLine = { text, receivedAt, message: groups['text'] ?? text.trim() };
  if (stamp !== undefined) line.stamp = stamp;
  if (facility !== undefined) line.facility = facility;
  if (severity !== undefined) line.severity = Number(severity);
  if (mnemonic !== undefined) line.mnemonic = mnemonic;
  return line;
}
