import { createContext } from 'svelte';
import type {
  ClassReport,
  GradedStep,
  GradingBegin,
  GradingSummary,
  Laboratory,
  ReportFormat,
  Stop,
} from '../../src-main/api/contract/laboratory.ts';
import type { Ticks } from './attempt.svelte.ts';
import { Listing } from './listing.svelte.ts';
import type { Notices } from './notices.svelte.ts';

type Classroom = Pick<
  Laboratory,
  | 'beginGrading'
  | 'stopGrading'
  | 'gradings'
  | 'grading'
  | 'gradedStep'
  | 'gradingReport'
  | 'removeGrading'
  | 'attemptReport'
>;

/** Saves a text as a file of the user's. */
export type SaveText = (name: string, text: string) => void;

/** So often a grading that goes on is looked at, in milliseconds. */
const pause = 2000;

/** The classes that were graded, one of which is shown, and what stands behind a cell of it. */
export class Classes {
  gradings = $state.raw<readonly GradingSummary[]>([]);
  report = $state.raw<ClassReport | undefined>();
  cell = $state.raw<GradedStep | undefined>();
  readonly listing = new Listing(() => this.#read());
  #chosen: string | undefined;

  constructor(
    private readonly classroom: Classroom,
    private readonly notices: Notices,
    private readonly ticks: Ticks,
    private readonly save: SaveText,
  ) {}

  load(): Promise<void> {
    return this.listing.load();
  }

  /** A grading that another process works on grows before one's eyes, until it is stopped. */
  follow(): Stop {
    return this.ticks.every(pause, () => {
      if (this.shown?.endedAt === undefined) void this.load();
    });
  }

  get shown(): GradingSummary | undefined {
    return this.gradings.find(({ id }) => id === this.report?.grading);
  }

  async choose(grading: string): Promise<void> {
    this.#chosen = grading;
    await this.load();
  }

  /** The one that is shown, and works in this program. */
  get isRunning(): boolean {
    return this.shown?.atWork !== undefined;
  }

  /** @returns whether it has begun */
  async begin(begin: GradingBegin): Promise<boolean> {
    const id = await this.notices.guard('The grading could not be begun', () => this.classroom.beginGrading(begin));
    if (id === undefined) return false;
    this.notices.say('The grading has begun.');
    await this.choose(id);
    return true;
  }

  async stop(): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    const isStopped = await this.notices.guard('The grading could not be stopped', async () => {
      await this.classroom.stopGrading(shown.id);
      return true;
    });
    if (isStopped) this.notices.say('The grading was stopped.');
    await this.load();
  }

  async open(student: string, step: string): Promise<void> {
    const { report } = this;
    if (!report) return;
    this.cell = await this.notices.guard('The verdict could not be read', () =>
      this.classroom.gradedStep(report.grading, student, step),
    );
  }

  close(): void {
    this.cell = undefined;
  }

  async saveGrading(format: ReportFormat): Promise<void> {
    const { report } = this;
    if (!report) return;
    await this.#saved(() => this.classroom.gradingReport(report.grading, format));
  }

  async saveAttempt(attempt: string, format: ReportFormat): Promise<void> {
    await this.#saved(() => this.classroom.attemptReport(attempt, format));
  }

  async remove(grading: string): Promise<void> {
    await this.notices.guard('The grading could not be removed', () => this.classroom.removeGrading(grading));
    this.#chosen = undefined;
    await this.load();
  }

  async #saved(make: () => Promise<{ name: string; text: string }>): Promise<void> {
    const made = await this.notices.guard('The report could not be made', make);
    if (!made) return;
    this.save(made.name, made.text);
    this.notices.say(`The report ${made.name} was saved.`);
  }

  async #read(): Promise<void> {
    const gradings = await this.classroom.gradings();
    const shown = gradings.find(({ id }) => id === this.#chosen) ?? gradings[0];
    this.report = shown && (await this.classroom.grading(shown.id));
    this.gradings = gradings;
  }
}

export const [getClasses, setClasses] = createContext<Classes>();
