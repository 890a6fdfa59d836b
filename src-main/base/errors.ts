/**
 * Three kinds of trouble. A diagnostic is data about what somebody gave us; a failure is a named error that a caller
 * can act on; anything else that is thrown is a bug and is left to crash.
 */

/** One fault in a file, a lab or an argument: where it is, what is wrong, and how to mend it. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'note';
  /** Where: a path inside the document ("nodes[3].label"), with line and column when they are known. */
  path: string;
  line?: number;
  column?: number;
  message: string;
  /** What to do about it. */
  mend?: string;
}

/** What a failure is about decides the exit status of the command line and the words in the window. */
export type FailureKind =
  | 'bad-input' // a file, a lab, an argument
  | 'unreachable' // a device or server does not answer, or refuses us
  | 'device' // a device answered, and not as it should
  | 'busy' // somebody else holds it: a port, an attempt
  | 'not-supported'; // understood, and not built

/** An error that the user is told about in its own words. Everything else that is thrown is a bug. */
export class Failure extends Error {
  override readonly name = 'Failure';

  /** @param code a stable name of the cause, for programs: "unknown-lab", "port-in-use" */
  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    message: string,
    readonly diagnostics: readonly Diagnostic[] = [],
  ) {
    super(message);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One line for people: "nodes[3].label, line 12: expected text (give the node a name)". */
export function describeDiagnostic({ path, line, column, message, mend }: Diagnostic): string {
  const place = line === undefined ? '' : `, line ${line}${column === undefined ? '' : `, column ${column}`}`;
  const where = `${path}${place}`.replace(/^, /, '');
  return `${where ? `${where}: ` : ''}${message}${mend ? ` (${mend})` : ''}`;
}

/** A failure with the first of its faults, where it is told in one sentence and nobody shows the others. */
export function describeFailure({ message, diagnostics }: Failure): string {
  const faults = diagnostics.filter(({ severity }) => severity === 'error').map(describeDiagnostic);
  const more = faults.length > 3 ? [`and ${faults.length - 3} more`] : [];
  return faults.length === 0
    ? message
    : `${message.replace(/\.$/, '')}: ${[...faults.slice(0, 3), ...more].join('; ')}.`;
}
