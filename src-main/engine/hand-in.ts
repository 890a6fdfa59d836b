/** What a student gives to the teacher, out of an attempt that is kept: see classroom/hand-in.ts. */
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { handInVersion, type HandIn } from '../classroom/hand-in.ts';
import { readStore } from '../storage/store.ts';
import { sandboxLab } from './content.ts';
import { databaseName } from './engine.ts';

/** @throws Failure no-database, unknown-attempt, no-lab, not-built-in */
export function handInOf(home: string, name: string): HandIn {
  const store = readStore(path.join(home, databaseName));
  try {
    const { id, lab, labVersion, contentHash, seed, place } = store.attempts.get(name);
    if (lab === sandboxLab) throw new Failure('bad-input', 'no-lab', `The attempt ${id} is a topology to try out.`);
    if (place.kind !== 'builtin')
      throw new Failure(
        'not-supported',
        'not-built-in',
        `The routers of ${id} are not built in: save their running configurations, and hand those in.`,
      );
    const lines = [...store.journal.inForce(id).values()].flat();
    return {
      ...{ version: handInVersion, kind: 'hand-in', attempt: id },
      lab: { id: lab, version: labVersion, content: contentHash, ...(seed !== undefined && { seed }) },
      journal: lines.map(({ node, path: mode, line }) => ({ node, path: [...mode], line })),
      answers: store.answers
        .of(id)
        .flatMap(({ step, question, values }) => (values.length > 0 ? { step, question, values } : [])),
    };
  } finally {
    store.close();
  }
}
