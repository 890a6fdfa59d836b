/** Gradings that were begun from a window: they go on while it looks elsewhere, until they are done or stopped. */
import os from 'node:os';
import path from 'node:path';
import type { GradingBegin } from '../api/contract/classes.ts';
import { Failure, messageOf } from '../base/errors.ts';
import { gradeClass, type ClassEvent } from './class-grading.ts';
import type { EngineParts } from './parts.ts';

interface Running {
  readonly controller: AbortController;
  /** What is done now, by student. */
  readonly atWork: Map<string, string>;
  readonly ended: Promise<void>;
}

export class RunningGradings {
  readonly #running = new Map<string, Running>();
  /** What has ended gradings before their time. */
  readonly #troubles = new Map<string, string>();

  constructor(private readonly parts: EngineParts) {}

  /** @returns the id of the grading, once it has begun. @throws Failure relative-path, and as `gradeClass` */
  begin({ file: name, from }: GradingBegin): Promise<string> {
    const file = wholePath(name);
    const controller = new AbortController();
    return new Promise((resolve, reject) => {
      const atWork = new Map<string, string>();
      let id: string | undefined;
      const progress = (event: ClassEvent): void => {
        note(atWork, event);
        if (event.kind !== 'begun') return;
        id = event.grading;
        this.#running.set(id, { controller, atWork, ended });
        resolve(id);
      };
      const options = { file, from, signal: controller.signal, progress };
      const end = (trouble?: unknown): void => {
        if (id === undefined) return reject(trouble instanceof Error ? trouble : new Error(messageOf(trouble)));
        this.#running.delete(id);
        if (trouble !== undefined) this.#troubles.set(id, messageOf(trouble));
      };
      // It begins a moment later, so that what waits for its end is there.
      const ended: Promise<void> = Promise.resolve()
        .then(() => gradeClass(this.parts, options))
        .then(() => end(), end);
    });
  }

  /** Nothing where it does not run here. */
  async stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.controller.abort();
    await running?.ended;
  }

  /** Who is being graded here just now, and at what; undefined where the grading does not run here. */
  atWork(id: string): string[] | undefined {
    const running = this.#running.get(id);
    return running && [...running.atWork].map(([student, says]) => `${student}: ${says}`);
  }

  troubleOf(id: string): string | undefined {
    return this.#troubles.get(id);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }
}

function note(atWork: Map<string, string>, event: ClassEvent): void {
  if (event.kind === 'activity') atWork.set(event.student, event.says);
  if (event.kind === 'student') atWork.delete(event.student);
}

/** Where this program was started says nothing to somebody at a window. @throws Failure relative-path */
function wholePath(name: string): string {
  const file = name.trim().replace(/^~(?=[/\\])/, os.homedir());
  if (path.isAbsolute(file)) return file;
  const says = `"${name}" does not say in which folder it is: give the whole path, as in ${path.join(os.homedir(), 'CLASS.yml')}.`;
  throw new Failure('bad-input', 'relative-path', says);
}
