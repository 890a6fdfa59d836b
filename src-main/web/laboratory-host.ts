/** The web host with the engine behind it: all that a browser needs to be QuickMode's window. */
import { serveLaboratory } from '../api/serve-laboratory.ts';
import type { Engine } from '../engine/engine.ts';
import { wallClock } from '../engine/wall-clock.ts';
import { startWebHost, type WebHost } from './web-host.ts';

export interface LaboratoryHostOptions {
  port: number;
  /** The built window. */
  folder: string;
  /** Told what a page has called and what turned out to be a bug. */
  onBug: (error: unknown) => void;
}

/** @throws Failure port-in-use, port-not-allowed, no-window */
export function startLaboratoryHost({ laboratory }: Engine, options: LaboratoryHostOptions): Promise<WebHost> {
  const { port, folder, onBug } = options;
  return startWebHost({ port, folder, clock: wallClock, connect: (page) => serveLaboratory(laboratory, page, onBug) });
}
