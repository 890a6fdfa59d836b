/** A grader in a worker thread, which has an engine and routers of its own, and the same database. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Failure } from '../../base/errors.ts';
import { connect, type Port } from '../../base/remote.ts';
import { graderContract, type Grader, type GraderHome, type GraderService } from './grader-service.ts';

/**
 * @param entry the built program of the worker: grader-worker.ts. When it cannot be loaded or ends by itself, whatever is
 *   asked of it fails, and it is of no more use.
 */
export function graderInWorker(entry: URL, home: GraderHome): Grader {
  const worker = new Worker(entry, { workerData: home });
  let isLost = false;
  const port: Port = {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onBroken: (listener) => {
      const lose = (error: Error): void => {
        isLost = true;
        listener(error);
      };
      // What it has thrown comes before its end.
      worker.once('error', lose);
      worker.once('exit', (status) => !isLost && lose(ended(entry, status)));
    },
  };
  return {
    service: connect<GraderService>(graderContract, port),
    isLost: () => isLost,
    end: () => void worker.terminate(),
  };
}

function ended(entry: URL, status: number): Failure {
  const file = fileURLToPath(entry);
  return new Failure(
    'bad-input',
    'grader-lost',
    `The thread that works at it, ${file}, has ended by itself, with ${status}. Try again; a class is gone on with by "quickmode class grade FILE --broken".`,
  );
}
