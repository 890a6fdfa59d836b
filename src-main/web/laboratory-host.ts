/** The web host with the engine behind it: all that a browser needs to be QuickMode's window. */
import { serveLaboratory } from '../api/serve-laboratory.ts';
import type { Engine } from '../engine/engine.ts';
import { wallClock } from '../engine/wall-clock.ts';
import { startWebHost, type WebHost } from './web-host.ts';

/**
 * @param folder the built window
 * @throws Failure port-in-use, port-not-allowed, no-window
 */
export function startLaboratoryHost({ laboratory }: Engine, port: number, folder: string): Promise<WebHost> {
  return startWebHost({ port, folder, clock: wallClock, connect: (page) => serveLaboratory(laboratory, page) });
}
