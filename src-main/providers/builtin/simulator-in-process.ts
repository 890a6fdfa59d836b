/** The simulator in the thread of whoever asks for it. It shares the event loop: good for tests and short runs. */
import type { Simulator } from './builtin-provider.ts';
import { NetworkService } from './network-service.ts';

export function simulatorInProcess(): Simulator {
  const service = new NetworkService();
  return { service, end: () => void service.stop() };
}
