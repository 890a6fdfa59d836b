/** The report of an attempt in a data folder. */
import path from 'node:path';
import type { AttemptReport } from '../report/document.ts';
import { readStore } from '../storage/store.ts';
import { reportOfStored } from './attempt-report.ts';
import { databaseName } from './engine.ts';

/** Beside whoever works on the attempt. @throws Failure no-database; as `reportOfStored` */
export function storedReport(home: string, attempt: string): AttemptReport {
  const store = readStore(path.join(home, databaseName));
  try {
    return reportOfStored(store, attempt);
  } finally {
    store.close();
  }
}
