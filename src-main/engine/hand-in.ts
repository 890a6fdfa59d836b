/** What a student gives to the teacher, out of an attempt that is kept: see classroom/hand-in.ts. */
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { handInVersion, type HandIn } from '../classroom/hand-in.ts';
import { openStore, type StoreReader } from '../storage/store.ts';
import { sandboxLab } from './content.ts';
import { databaseName } from './engine.ts';
import { handInFile, handInKey } from './hand-in-file.ts';

/**
 * @param now ISO 8601, UTC
 * @returns the work, and the signed file
 * @throws Failure unknown-attempt, no-lab
 */
export function handInOf(home: string, name: string, now: string): { handIn: HandIn; file: Uint8Array } {
  const store = openStore(path.join(home, databaseName));
  try {
    const handIn = workIn(store, name, now);
    return { handIn, file: handInFile(handIn, handInKey(store)) };
  } finally {
    store.close();
  }
}

function workIn(store: StoreReader, name: string, made: string): HandIn {
  const { id, lab, labVersion, contentHash, seed, place, created } = store.attempts.get(name);
  if (lab === sandboxLab) throw new Failure('bad-input', 'no-lab', `The attempt ${id} is a topology to try out.`);
  return {
    ...{ version: handInVersion, kind: 'hand-in', attempt: id, begun: created, made },
    lab: { id: lab, version: labVersion, content: contentHash, ...(seed !== undefined && { seed }) },
    place,
    journal: store.journal.entries(id).map((entry) => {
      if (entry.kind === 'restart') return entry;
      return { ...entry, path: [...entry.path] };
    }),
    answers: store.answers.of(id).map(({ step, question, earlier, values, isShown }) => ({
      ...{ step, question, isShown },
      tries: values.length > 0 ? [...earlier, values] : earlier,
    })),
    hints: store.hints.of(id).map(({ step, hint }) => ({ step, hint })),
    evidence: store.evidence.of(id),
    checks: store.verdicts.spans(id).map(({ verdict, after, last }) => ({ step: verdict.step, after, last })),
  };
}
