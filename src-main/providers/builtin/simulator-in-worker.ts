/** The simulator in a worker thread of its own, so that nothing it computes keeps a window or a console waiting. */
import { Worker } from 'node:worker_threads';
import { connect, type Port } from '../../base/remote.ts';
import type { Simulator } from './builtin-provider.ts';
import { simulatorContract, type SimulatorService } from './simulator-service.ts';

/** @param entry the built program of the worker: simulator-worker.ts. A fault in it is a bug and ends the process. */
export function simulatorInWorker(entry: URL): Simulator {
  const worker = new Worker(entry);
  const port: Port = {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
  };
  return {
    service: connect<SimulatorService>(simulatorContract, port),
    end: () => void worker.terminate(),
  };
}
