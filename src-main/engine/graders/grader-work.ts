/** What a grader does, in whatever thread. */
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Simulator } from '../../providers/builtin/builtin-provider.ts';
import type { Files } from '../../storage/content-hash.ts';
import { exercisesOf, type Exercises } from '../exercise-of.ts';
import { gradePod } from '../grade-pod.ts';
import type { GradedPod } from '../graded-pod.ts';
import { provePart, type Finding } from '../lab-proof.ts';
import type { EngineParts } from '../parts.ts';
import { workPlace, type WorkPlace } from '../work-place.ts';
import type { GraderService, PodOrder, ProofOrder } from './grader-service.ts';

export class GraderWork implements GraderService {
  readonly #activity = new Emitter<string>();
  #current: AbortController | undefined;
  #place: WorkPlace | undefined;
  #proven: { text: string; exercises: Exercises } | undefined;

  constructor(
    /** Asked for what needs them only: a proof needs no database. */
    private readonly parts: () => EngineParts,
    private readonly launch: () => Simulator,
  ) {}

  async grade({ grading, student, lab, folder, doubts }: PodOrder): Promise<GradedPod> {
    const parts = this.parts();
    const current = new AbortController();
    this.#current = current;
    const place = this.#placeOf(parts, { lab, folder });
    const says = (activity: string): void => this.#activity.emit(activity);
    const { store, labs, reach, beginnings } = parts;
    const begin: EngineParts['begin'] = (...given) => parts.begin(...given);
    const own = { store, labs, reach, beginnings, begin, launch: this.launch };
    return await gradePod(own, { grading, student, place, doubts }, { says, signal: current.signal });
  }

  async prove({ files, name, seed, piece }: ProofOrder): Promise<Finding[]> {
    return await provePart(this.#exercises(files, name), { seed, piece }, this.launch);
  }

  breakOff(): Promise<void> {
    this.#current?.abort();
    return Promise.resolve();
  }

  onActivity(listener: (says: string) => void): Stop {
    return this.#activity.on(listener);
  }

  /** The lab of a class is read once. */
  #placeOf(parts: EngineParts, { lab, folder }: Pick<PodOrder, 'lab' | 'folder'>): WorkPlace {
    const known = this.#place;
    if (known?.folder === folder && textOf(known.lab.files) === textOf(lab.files)) return known;
    return (this.#place = workPlace(parts, lab, folder));
  }

  #exercises(files: Files, name: string): Exercises {
    const text = textOf(files);
    if (this.#proven?.text !== text) this.#proven = { text, exercises: exercisesOf(files, name) };
    return this.#proven.exercises;
  }
}

function textOf(files: Files): string {
  return JSON.stringify(files);
}
