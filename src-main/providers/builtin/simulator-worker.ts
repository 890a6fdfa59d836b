/** The program of the simulator's worker: serves one network to whoever has started the thread. */
import { parentPort } from 'node:worker_threads';
import { serve } from '../../base/remote.ts';
import { NetworkService } from './network-service.ts';
import { simulatorContract } from './simulator-service.ts';

const parent = parentPort;
if (!parent) throw new Error('This program runs in a worker only.');

serve(new NetworkService(), simulatorContract, {
  post: (message) => parent.postMessage(message),
  onMessage: (listener) => void parent.on('message', listener),
});
