/**
 * Who grades the pods of a class. Those on built-in routers are computed: threads do that, one for each processor. Live
 * ones are waited for, and are graded here, where somebody can be asked for a login.
 */
import { availableParallelism } from 'node:os';
import { Failure } from '../base/errors.ts';
import type { Student } from '../classroom/roster.ts';
import { brokenBy, gradePod, type Pod } from './grade-pod.ts';
import type { GradedPod } from './graded-pod.ts';
import { GraderPool } from './graders/grader-pool.ts';
import type { Grader, GraderService } from './graders/grader-service.ts';
import { GraderWork } from './graders/grader-work.ts';
import type { EngineParts } from './parts.ts';
import type { ClassStudent } from '../storage/classes.ts';
import { SimulatorPool } from './simulator-pool.ts';
import type { WorkPlace } from './work-place.ts';

/** Consoles and servers wait more than they work. */
const liveAtOnce = 8;

export interface CrewOptions {
  /** So many pods at once: as many as there are processors, and eight live ones, when left out. */
  concurrency: number | undefined;
  signal: AbortSignal | undefined;
}

export class GradingCrew {
  readonly #simulators: SimulatorPool;
  readonly #graders: GraderPool;
  readonly #width: number;

  constructor(
    private readonly parts: EngineParts,
    private readonly place: WorkPlace,
    private readonly options: CrewOptions,
  ) {
    const { recruit, launch } = parts;
    const { concurrency = availableParallelism() } = options;
    // A thread more than there are processors would cost memory, and grade nothing sooner.
    this.#width = recruit ? Math.min(concurrency, availableParallelism()) : concurrency;
    this.#simulators = new SimulatorPool(launch);
    this.#graders = new GraderPool(recruit ?? ((): Grader => this.#here()), this.#width);
  }

  /** Nobody new is begun with once it is broken off. */
  async run(students: readonly Student[], grade: (student: Student) => Promise<void>): Promise<void> {
    const { concurrency = liveAtOnce, signal } = this.options;
    const lane = async (own: readonly Student[], width: number): Promise<void> => {
      const waiting = [...own];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next && signal?.aborted !== true; next = waiting.shift()) await grade(next);
      };
      await Promise.all(Array.from({ length: Math.min(width, own.length) }, work));
    };
    const live = students.filter((one) => this.#isLive(one));
    await Promise.all([
      lane(
        students.filter((one) => !live.includes(one)),
        this.#width,
      ),
      lane(live, concurrency),
    ]);
  }

  /** Never throws: whatever happens to a pod is what came of it. */
  async grade(pod: Omit<Pod, 'place'>, says: (activity: string) => void): Promise<GradedPod> {
    const { parts, place } = this;
    const { signal } = this.options;
    const { grading, student } = pod;
    if (this.#isLive(student)) return await gradePod(parts, { ...pod, place }, { says, signal });
    const { lab, folder } = place;
    try {
      return await this.#graders.use((service) =>
        watched(service, { says, signal }, () => service.grade({ ...pod, lab, folder })),
      );
    } catch (error) {
      const graded = brokenBy(error);
      parts.store.setStudent(grading, student.id, { ...this.#attemptOf(grading, student), ...graded.outcome });
      return graded;
    }
  }

  close(): void {
    this.#graders.close();
    this.#simulators.close();
  }

  /** A grader that was lost has left an attempt behind: it goes with the grading, as others do. */
  #attemptOf(grading: string, { id }: Student): Pick<ClassStudent, 'attempt' | 'isOwn'> {
    const kept = this.parts.store.classes.students(grading).find((one) => one.id === id);
    return { attempt: kept?.attempt, isOwn: kept?.isOwn ?? false };
  }

  #isLive({ pod }: Student): boolean {
    if (pod.kind !== 'attempt') return pod.kind === 'server' || pod.kind === 'inventory';
    try {
      return this.parts.store.attempts.get(pod.attempt).place.kind !== 'builtin';
    } catch (error) {
      // What is wrong with it is told when it is graded.
      if (!(error instanceof Failure)) throw error;
      return false;
    }
  }

  /** In this thread, with a simulator of its own. */
  #here(): Grader {
    const service = new GraderWork(() => this.parts, this.#simulators.launch);
    return { service, isLost: () => false, end: () => undefined };
  }
}

interface Watcher {
  says: (activity: string) => void;
  signal: AbortSignal | undefined;
}

async function watched<T>(service: GraderService, { says, signal }: Watcher, work: () => Promise<T>): Promise<T> {
  const stop = service.onActivity(says);
  const breakOff = (): void => void service.breakOff();
  signal?.addEventListener('abort', breakOff);
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', breakOff);
    stop();
  }
}
