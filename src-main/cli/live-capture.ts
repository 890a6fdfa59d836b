/** Links of running routers, captured as it happens: into files and pipes, with the keys beside them as they are made. */
import type { Stop } from '../base/disposable.ts';
import { Failure } from '../base/errors.ts';
import type { Simulation } from '../engine/simulation.ts';
import { bugReport, complaintOf } from './complaint.ts';
import type { Host } from './host.ts';
import { keyFolderOf, openCommand, standardOutput, writeKeys } from './wireshark-folder.ts';

/** LINK=FILE, as it was typed. */
export interface WantedCapture {
  readonly link: string;
  readonly file: string;
}

/** Milliseconds after which keys that may be new are written again. */
const keyInterval = 1000;

/** @throws Failure unknown-link, link-not-running, cannot-write, with every capture that had begun ended again */
export async function startCaptures(
  host: Host,
  simulation: Simulation,
  wanted: readonly WantedCapture[],
): Promise<() => Promise<void>> {
  const ends: (() => Promise<void>)[] = [];
  const endAll = async (): Promise<void> => {
    for (const end of ends) await end();
  };
  try {
    for (const one of wanted) ends.push(await startCapture(host, simulation, one));
  } catch (error) {
    await endAll();
    throw error;
  }
  return endAll;
}

async function startCapture(
  host: Host,
  simulation: Simulation,
  { link, file }: WantedCapture,
): Promise<() => Promise<void>> {
  const isPiped = file === standardOutput;
  const running = simulation.capture(link, isPiped ? (bytes) => host.bytes(bytes) : file);
  const folder = keyFolderOf(file);
  let kept = '';
  const keep = async (): Promise<void> => {
    const keys = await simulation.keys();
    const text = JSON.stringify(keys);
    if (text === kept) return;
    writeKeys(folder, keys);
    kept = text;
  };
  try {
    await keep();
  } catch (error) {
    running.end();
    throw error;
  }
  const stop = repeat(keep, (error) => host.err(error instanceof Failure ? complaintOf(error) : bugReport(error)));
  const say = (text: string): void => (isPiped ? host.err(text) : host.out(text));
  say(`${link} is captured into ${file}; with its keys: ${openCommand(folder, file, process.platform)}\n`);
  return async () => {
    stop();
    running.end();
    await keep();
    say(`${running.frames} frames of ${link} are in ${file}\n`);
  };
}

/** Again and again, until it is stopped or has failed, which is told once. */
function repeat(act: () => Promise<void>, failed: (error: unknown) => void): Stop {
  const timer = setInterval(() => {
    act().catch((error: unknown) => {
      clearInterval(timer);
      failed(error);
    });
  }, keyInterval);
  return () => clearInterval(timer);
}
