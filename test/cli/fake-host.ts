/** A host that remembers what was printed, has a data folder of its own, and is interrupted when a test says so. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Host } from '../../src-main/cli/host.ts';
import { runCommandLine } from '../../src-main/cli/command-line.ts';
import { installationAt } from '../../src-main/engine/installation.ts';

export const root = path.resolve(import.meta.dirname, '../..');

export class FakeHost implements Host {
  readonly home = mkdtempSync(path.join(os.tmpdir(), 'quickmode-cli-'));
  readonly env: Record<string, string> = {};
  /** What is answered at the terminal, one after the other; nobody is there when there is no more. */
  readonly answers: string[] = [];
  readonly questions: string[] = [];
  readonly installation = installationAt(root, { QUICKMODE_HOME: this.home }, 'linux');
  /** What is on the standard input. */
  given: Uint8Array = new Uint8Array();
  printed = '';
  said = '';
  readonly piped: Uint8Array[] = [];
  #interrupt: () => void = () => undefined;
  readonly #interrupted = new Promise<void>((resolve) => {
    this.#interrupt = resolve;
  });
  #heard: (() => void)[] = [];
  #typed: (line: string) => void = () => undefined;

  out(text: string): void {
    this.printed += text;
    for (const look of this.#heard) look();
  }

  bytes(bytes: Uint8Array): void {
    this.piped.push(bytes);
  }

  err(text: string): void {
    this.said += text;
  }

  progress(): void {
    // Nobody watches.
  }

  ask(question: string): Promise<string | undefined> {
    this.questions.push(question);
    return Promise.resolve(this.answers.shift());
  }

  lines(listener: (line: string) => void): () => void {
    this.#typed = listener;
    return () => {
      this.#typed = () => undefined;
    };
  }

  input(): Promise<Uint8Array> {
    return Promise.resolve(this.given);
  }

  /** A line on the standard input. */
  type(line: string): void {
    this.#typed(line);
  }

  interrupted(): Promise<void> {
    return this.#interrupted;
  }

  interrupt(): void {
    this.#interrupt();
  }

  /** What the pattern found in the output, once it is there. */
  hears(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = pattern.exec(this.printed);
        if (found) resolve(found);
      };
      this.#heard.push(look);
      look();
    });
  }

  /** What was printed and said until now is no longer looked at. */
  forget(): void {
    this.printed = '';
    this.said = '';
  }

  run(...args: string[]): Promise<number> {
    return runCommandLine(args, this);
  }

  dispose(): void {
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}
