/** The report of a stored attempt, made of what is kept: nothing is graded for it. */
import path from 'node:path';
import type { AttemptReport } from '../report/document.ts';
import { readStore, type StoreReader } from '../storage/store.ts';
import { databaseName } from './engine.ts';
import { labSecrets } from './mask.ts';
import { attemptReport, withoutSecrets } from './report-document.ts';
import { standingOf } from './standing.ts';

/** Beside whoever works on the attempt. @throws Failure no-database; as `reportOfStored` */
export function storedReport(home: string, attempt: string): AttemptReport {
  const store = readStore(path.join(home, databaseName));
  try {
    return reportOfStored(store, attempt);
  } finally {
    store.close();
  }
}

/** Without a secret in it. @throws Failure unknown-attempt, no-lab, bad-lab */
export function reportOfStored(store: StoreReader, attempt: string): AttemptReport {
  const { run, exercise } = standingOf(store, attempt);
  return withoutSecrets(attemptReport(run, new Date().toISOString()), [...labSecrets(exercise)]);
}
