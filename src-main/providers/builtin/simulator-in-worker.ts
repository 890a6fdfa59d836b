/** The simulator in a worker thread of its own, so that nothing it computes keeps a window or a console waiting. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Failure, messageOf } from '../../base/errors.ts';
import { connect, type Port } from '../../base/remote.ts';
import type { Simulator } from './builtin-provider.ts';
import { simulatorContract, type SimulatorService } from './simulator-service.ts';

/**
 * @param entry the built program of the worker: simulator-worker.ts. Where it cannot be loaded, or ends by itself,
 *   whatever is asked of it fails; what it throws later is a bug and ends the process.
 */
export function simulatorInWorker(entry: URL): Simulator {
  const worker = new Worker(entry);
  let isEnded = false;
  const port: Port = {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onBroken: (listener) => {
      let hasSpoken = false;
      worker.once('message', () => (hasSpoken = true));
      worker.on('error', (error) => {
        if (hasSpoken) throw error;
        listener(notLoaded(entry, messageOf(error)));
      });
      worker.once('exit', (status) => {
        if (!isEnded) listener(notLoaded(entry, `it has ended by itself, with ${status}`));
      });
    },
  };
  const end = (): void => {
    isEnded = true;
    void worker.terminate();
  };
  return { service: connect<SimulatorService>(simulatorContract, port), end };
}

function notLoaded(entry: URL, why: string): Failure {
  const file = fileURLToPath(entry);
  const mend = 'Build it again: npm run build';
  return new Failure('bad-input', 'simulator-not-loaded', `The simulator ${file} does not run: ${why}. ${mend}.`);
}
