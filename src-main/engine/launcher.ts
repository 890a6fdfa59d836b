/** How this installation starts a simulator: in a worker of its own. */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Failure } from '../base/errors.ts';
import type { Simulator } from '../providers/builtin/builtin-provider.ts';
import { simulatorInWorker } from '../providers/builtin/simulator-in-worker.ts';
import type { Installation } from './installation.ts';

/** @throws Failure not-built */
export function launcherOf({ simulator }: Installation): () => Simulator {
  if (!existsSync(simulator))
    throw new Failure('bad-input', 'not-built', `There is no ${simulator}. Run "npm run build" first.`);
  return () => simulatorInWorker(pathToFileURL(simulator));
}
