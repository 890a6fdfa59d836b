import { Failure } from '../base/errors.ts';
import type { Store } from '../storage/store.ts';

/** A grading goes with the attempts that were made for it. @throws Failure unknown-grading */
export function removeClassGrading(store: Store, name: string): void {
  const { id } = store.classes.get(name);
  const own = store.classes
    .students(id)
    .flatMap(({ attempt, isOwn }) => (isOwn && attempt !== undefined ? [attempt] : []));
  store.removeGrading(id);
  for (const attempt of own) removeUnlessBusy(store, attempt);
}

/** One that somebody works on just now stays. */
export function removeUnlessBusy(store: Store, attempt: string): void {
  try {
    store.removeAttempt(attempt);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}
