/** Finds the engine: Electron's preload port, or the WebSocket of the server that this page came from. */
import { laboratoryCalls, type Laboratory } from '../../src-main/api/contract/laboratory.ts';
import { Connection } from './connection.ts';
import { preloadPort } from './preload-port.ts';
import { socketPort } from './socket-port.ts';
import type { After } from './port.ts';

const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

export function findHost(page: Window): Connection<Laboratory> {
  const open = page.quickmode ? preloadPort(page.quickmode) : socketPort(page.location);
  return new Connection<Laboratory>(laboratoryCalls, open, after);
}
