import { messageOf, type Diagnostic } from '../../src-main/base/errors.ts';

/** What went wrong, for people: what the engine said, and every fault it found. */
export interface Trouble {
  message: string;
  diagnostics: readonly Diagnostic[];
}

export function troubleOf(error: unknown): Trouble {
  const diagnostics =
    error instanceof Error && 'diagnostics' in error && Array.isArray(error.diagnostics)
      ? (error.diagnostics as Diagnostic[])
      : [];
  return { message: messageOf(error), diagnostics };
}
