/** Classes and reports as a window sees them. */
import type {
  Classes,
  GradedStep,
  GradingBegin,
  GradingSummary,
  ReportFormat,
  ReportText,
} from '../api/contract/classes.ts';
import { Failure } from '../base/errors.ts';
import type { ClassReport, ReportDocument } from '../report/document.ts';
import type { ClassGrading } from '../storage/classes.ts';
import { classReport, runOfStudent } from './class-report.ts';
import type { EngineParts } from './parts.ts';
import { RunningGradings } from './running-gradings.ts';
import { removeClassGrading } from './remove-grading.ts';
import { renderReport } from './report-document.ts';
import { reportOfStored } from './attempt-report.ts';

export class OpenClasses implements Classes {
  readonly #running: RunningGradings;

  constructor(private readonly engine: EngineParts) {
    this.#running = new RunningGradings(engine);
  }

  beginGrading(begin: GradingBegin): Promise<string> {
    return promised(() => this.#running.begin(begin));
  }

  stopGrading(id: string): Promise<void> {
    return this.#running.stop(id);
  }

  gradings(): Promise<GradingSummary[]> {
    return promised(() => this.engine.store.classes.list().map((one) => this.#summary(one)));
  }

  grading(id: string): Promise<ClassReport> {
    return promised(() => classReport(this.engine.store, id));
  }

  gradedStep(grading: string, student: string, step: string): Promise<GradedStep> {
    return promised(() => {
      const { classes } = this.engine.store;
      const found = classes.students(classes.get(grading).id).find(({ id }) => id === student);
      const run = found && runOfStudent(found);
      const reported = run?.steps.find(({ id }) => id === step);
      if (!found || !run || !reported)
        throw new Failure('bad-input', 'not-graded', `Nothing was graded of ${student} in the step ${step}.`);
      const { id, title, ...verdict } = reported;
      return { student: found.name, title, attempt: run.attempt, verdict: { step: id, ...verdict } };
    });
  }

  gradingReport(grading: string, format: ReportFormat): Promise<ReportText> {
    return promised(() => textOf(classReport(this.engine.store, grading), format));
  }

  async removeGrading(id: string): Promise<void> {
    await this.#running.stop(id);
    removeClassGrading(this.engine.store, id);
  }

  attemptReport(attempt: string, format: ReportFormat): Promise<ReportText> {
    return promised(() => textOf(reportOfStored(this.engine.store, attempt), format));
  }

  /** Gradings that run are broken off. */
  close(): Promise<void> {
    return this.#running.close();
  }

  #summary({ id, title, lab, file, begun, ended, regrades }: ClassGrading): GradingSummary {
    // A window asks every two seconds: the verdicts of all who were ever graded are not read for that.
    const { waiting = 0, grading = 0, graded = 0, broken = 0 } = this.engine.store.classes.count(id);
    const counts = { students: waiting + grading + graded + broken, graded, broken };
    const now = { atWork: this.#running.atWork(id), trouble: this.#running.troubleOf(id) };
    const times = { begunAt: begun, endedAt: ended, isRegraded: regrades !== undefined };
    return { id, title, lab: lab.title, file, ...times, ...counts, ...now };
  }
}

function textOf(report: ReportDocument, format: ReportFormat): ReportText {
  const what = report.kind === 'class' ? `${report.class} ${report.grading}` : `${report.lab.id} ${report.attempt}`;
  const name = `${what.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.${format}`;
  return { name, text: renderReport(report, format) };
}

async function promised<T>(run: () => T | Promise<T>): Promise<T> {
  return await Promise.resolve().then(run);
}
