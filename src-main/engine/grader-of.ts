/** How this installation starts a grader: in a worker of its own. */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Failure } from '../base/errors.ts';
import { graderInWorker } from './graders/grader-in-worker.ts';
import type { Grader } from './graders/grader-service.ts';
import type { Installation } from './installation.ts';

/** @throws Failure not-built */
export function recruiterOf({ grader, home, labFolders }: Installation): () => Grader {
  return () => {
    if (existsSync(grader)) return graderInWorker(pathToFileURL(grader), { home, labFolders });
    throw new Failure('bad-input', 'not-built', `There is no ${grader}. Run "npm run build" first.`);
  };
}
