/** The report of a stored attempt, made of what is kept: nothing is graded for it. */
import type { AttemptReport } from '../report/document.ts';
import type { StoreReader } from '../storage/store.ts';
import { labSecrets } from './mask.ts';
import { attemptReport, withoutSecrets } from './report-document.ts';
import { standingOf } from './standing.ts';

/** Without a secret in it. @throws Failure unknown-attempt, no-lab, bad-lab */
export function reportOfStored(store: StoreReader, attempt: string): AttemptReport {
  const { run, exercise } = standingOf(store, attempt);
  return withoutSecrets(attemptReport(run, new Date().toISOString()), [...labSecrets(exercise)]);
}
