/** Ctrl-C for a command that must not be cut off anywhere: it ends as soon as it can. A second one does not wait. */
import type { Host } from './host.ts';

/** @param says what is done about it now */
export function interruptionOf(host: Host, says: string): AbortSignal {
  const controller = new AbortController();
  void host.interrupted().then(() => {
    controller.abort();
    host.err(`${says}\n`);
  });
  return controller.signal;
}
