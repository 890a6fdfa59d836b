/** Links of running routers, captured as it happens: into files and pipes, with the keys beside them as they are made. */
import type { Stop } from '../base/disposable.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Host } from './host.ts';
import { keyFolderOf, openCommand, standardOutput, writeKeys } from './wireshark-folder.ts';

/** LINK=FILE, as it was typed. */
export interface WantedCapture {
  readonly link: string;
  readonly file: string;
}

/** Milliseconds after which keys that may be new are written again. */
const keyInterval = 1000;

/** @throws Failure unknown-link, link-not-running, cannot-write */
export function startCaptures(
  host: Host,
  simulation: Simulation,
  wanted: readonly WantedCapture[],
): () => Promise<void> {
  const ends = wanted.map((one) => startCapture(host, simulation, one));
  return async () => {
    for (const end of ends) await end();
  };
}

function startCapture(host: Host, simulation: Simulation, { link, file }: WantedCapture): () => Promise<void> {
  const isPiped = file === standardOutput;
  const running = simulation.capture(link, isPiped ? (bytes) => host.bytes(bytes) : file);
  const folder = keyFolderOf(file);
  let kept = '';
  const keep = async (): Promise<void> => {
    const keys = await simulation.keys();
    const text = JSON.stringify(keys);
    if (text === kept) return;
    kept = text;
    writeKeys(folder, keys);
  };
  const stop = repeat(keep);
  const say = (text: string): void => (isPiped ? host.err(text) : host.out(text));
  say(`${link} is captured into ${file}; with its keys: ${openCommand(folder, file, process.platform)}\n`);
  return async () => {
    stop();
    running.end();
    await keep();
    say(`${running.frames} frames of ${link} are in ${file}\n`);
  };
}

function repeat(act: () => Promise<void>): Stop {
  const timer = setInterval(() => void act(), keyInterval);
  void act();
  return () => clearInterval(timer);
}
