/** A question at the terminal that the program was started from. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { printable } from './complaint.ts';

/** @returns undefined where there is no terminal, or when the answer is broken off with Ctrl-C or Ctrl-D */
export function ask(question: string, isSecret = false): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return Promise.resolve(undefined);
  stderr.write(printable(question));
  // Readline shows what is typed by writing it: a secret is written nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: isSecret ? nowhere : stderr, terminal: true });
  return new Promise((resolve) => {
    let answer: string | undefined;
    reader.on('line', (line) => {
      answer = line;
      reader.close();
    });
    reader.on('SIGINT', () => reader.close());
    reader.on('close', () => {
      if (isSecret || answer === undefined) stderr.write('\n');
      stdin.pause();
      resolve(answer);
    });
  });
}
