/** How trouble is told in a terminal, and which exit status it has. */
import { describeDiagnostic, type Diagnostic, type Failure, type FailureKind } from '../base/errors.ts';
import { exitStatus } from './host.ts';

const statusOfKind: Readonly<Record<FailureKind, number>> = {
  'bad-input': exitStatus.badInput,
  'not-supported': exitStatus.badInput,
  busy: exitStatus.badInput,
  unreachable: exitStatus.unreachable,
  device: exitStatus.unreachable,
};

export function statusOf({ kind }: Failure): number {
  return statusOfKind[kind];
}

/** The sentence first, then every diagnostic on a line of its own. */
export function complaintOf({ message, diagnostics }: Failure): string {
  return `quickmode: ${printable(message)}\n${diagnosticLines(diagnostics)}`;
}

export function diagnosticLines(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((one) => `  ${one.severity}: ${printable(describeDiagnostic(one))}\n`).join('');
}

/** A bug is told with all that helps to find it. */
export function bugReport(error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${what}\n\nquickmode: this is a bug in QuickMode. With NODE_OPTIONS=--enable-source-maps the lines above name its source.\n`;
}

/** Text that came out of a file or a device reaches a terminal without its control characters, line ends excepted. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\u{fffd}');
}
