/** The program of a grader's thread. It shares the database with whoever has started it, and has the routers in itself. */
import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '../../base/remote.ts';
import { simulatorInProcess } from '../../providers/builtin/simulator-in-process.ts';
import { Engine } from '../engine.ts';
import { graderContract, type GraderHome } from './grader-service.ts';
import { GraderWork } from './grader-work.ts';

const parent = parentPort;
if (!parent) throw new Error('This program runs in a worker only.');

const { home, labFolders } = workerData as GraderHome;
let engine: Engine | undefined;
const engineOf = (): Engine => {
  if (!engine) {
    engine = new Engine({ home, labFolders, launch: simulatorInProcess });
    // What a power cut takes is graded again.
    engine.store.beHasty();
  }
  return engine;
};

serve(new GraderWork(engineOf, simulatorInProcess), graderContract, {
  post: (message) => parent.postMessage(message),
  onMessage: (listener) => void parent.on('message', listener),
});
