/** The host that a process is: its standard streams, its signals, the folder that it was installed in. */
import path from 'node:path';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Stop } from '../base/disposable.ts';
import { installationAt } from '../engine/installation.ts';
import { collect } from '../engine/output-bytes.ts';
import type { Host } from './host.ts';
import { ask } from './prompt.ts';
import { ProgressLine } from './progress-line.ts';

export function processHost(): Host {
  // A reader that has seen enough ("quickmode run … | head -1") is no trouble of ours: the work goes on to its end, so
  // that the report is written and the exit status true.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  const watcher = new ProgressLine(process.stderr);
  const print = (stream: NodeJS.WriteStream, text: string): void => {
    watcher.clear();
    if (text !== '' && stream.writable) stream.write(text);
  };
  return {
    out: (text) => print(process.stdout, text),
    bytes: (bytes) => {
      if (process.stdout.writable) process.stdout.write(bytes);
    },
    err: (text) => print(process.stderr, text),
    progress: (says) => watcher.show(says),
    installation: installationAt(installedIn(import.meta.dirname), process.env, process.platform),
    ask: (question, isSecret) => {
      watcher.clear();
      return ask(question, isSecret);
    },
    interrupted,
    lines,
    input: () => collect(process.stdin, 'The standard input'),
    env: process.env,
  };
}

/** The first signal asks; a second one does not wait for what the first has set going. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
  });
}

/** Until it is stopped, or the input has ended. */
function lines(listener: (line: string) => void): Stop {
  const reader = createInterface({ input: process.stdin });
  reader.on('line', listener);
  return () => {
    reader.close();
    process.stdin.pause();
  };
}

/** The folder with our package.json: two above the built program, and as far above its source. */
function installedIn(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, 'package.json'))) return at;
    if (at === path.dirname(at)) throw new Error(`no package.json above ${folder}`);
  }
}
