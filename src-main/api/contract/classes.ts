/** What a window may ask about classes that were graded, and about reports. */
import type { StepVerdict } from '../../grading/verdict.ts';
import type { ClassReport } from '../../report/document.ts';
import type { ReportFormat } from '../../report/render.ts';

export type { ClassReport, ReportFormat };

export interface GradingSummary {
  id: string;
  /** What the class is called. */
  title: string;
  /** The lab's title. */
  lab: string;
  /** The class file. */
  file: string;
  begunAt: string;
  /** Undefined while it goes on, and after it was broken off. */
  endedAt: string | undefined;
  /** Evidence of an earlier grading was judged anew. */
  isRegraded: boolean;
  students: number;
  graded: number;
  broken: number;
  /** Who is being graded by this program just now, and at what; undefined where it does not grade. */
  atWork: readonly string[] | undefined;
  /** What has ended it before its time. */
  trouble: string | undefined;
}

export interface GradingBegin {
  /** The class file, with its whole path on the computer where the program runs. */
  file: string;
  /** Those whom an earlier grading has not come to, or all; everybody anew; those whom the last could not grade. */
  from: 'resume' | 'fresh' | 'broken';
}

/** What stands behind a cell: the verdict, and whose evidence it rests on. */
export interface GradedStep {
  student: string;
  title: string;
  attempt: string;
  verdict: StepVerdict;
}

/** A file to be saved. */
export interface ReportText {
  name: string;
  text: string;
}

export interface Classes {
  /** Goes on by itself. @returns the id of the grading, once it has begun. */
  beginGrading(begin: GradingBegin): Promise<string>;
  /** Answers when it has stopped: the same class file goes on from there. */
  stopGrading(id: string): Promise<void>;
  /** The last begun first. */
  gradings(): Promise<GradingSummary[]>;
  /** Learners by steps, as it stands now. */
  grading(id: string): Promise<ClassReport>;
  gradedStep(grading: string, student: string, step: string): Promise<GradedStep>;
  gradingReport(grading: string, format: ReportFormat): Promise<ReportText>;
  /** The grading, and the attempts that were made for it. */
  removeGrading(id: string): Promise<void>;
  /** Where an attempt stands. */
  attemptReport(attempt: string, format: ReportFormat): Promise<ReportText>;
}

export const classesCalls = [
  'beginGrading',
  'stopGrading',
  'gradings',
  'grading',
  'gradedStep',
  'gradingReport',
  'removeGrading',
  'attemptReport',
] as const satisfies readonly (keyof Classes)[];
