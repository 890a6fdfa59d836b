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
  'gradings',
  'grading',
  'gradedStep',
  'gradingReport',
  'removeGrading',
  'attemptReport',
] as const satisfies readonly (keyof Classes)[];
