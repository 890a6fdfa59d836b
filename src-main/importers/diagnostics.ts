/** Complaints as diagnostics, with the places where they stand in the text. */
import type { Diagnostic } from '../base/errors.ts';
import { pathText } from '../base/path.ts';
import type { Complaint } from './complaint.ts';
import type { Document } from './source/document.ts';

export function diagnosticsOf(complaints: readonly Complaint[], document: Document | undefined): Diagnostic[] {
  if (complaints.length === 0) return [];
  const positions = document?.positionsOf(complaints.map(({ at }) => at)) ?? [];
  return complaints.map(({ severity, at, message, mend, position }, index) => ({
    severity,
    path: pathText(at),
    ...(position ?? positions[index]),
    message,
    ...(mend === undefined ? {} : { mend }),
  }));
}

/** A file name comes from outside: no control character of it reaches a terminal. */
export function shownName({ name }: { name: string }): string {
  return name.replace(/\p{Cc}/gu, ' ').trim() || 'the file';
}
