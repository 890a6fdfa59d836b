/** A class as it stands: learners by steps, out of what is kept of its grading. */
import type { ClassReport, ReportStudent } from '../report/document.ts';
import type { ClassStudent } from '../storage/classes.ts';
import type { StoreReader } from '../storage/store.ts';
import { lackOf, programName } from './report-document.ts';
import type { ReportedStep, RunReport } from './standing.ts';

/** @param name the id of a grading, or its last four characters @throws Failure unknown-grading */
export function classReport({ classes }: StoreReader, name: string): ClassReport {
  const { id, title, lab, begun, ended } = classes.get(name);
  return {
    ...{ version: 1, kind: 'class', made: ended ?? begun, program: programName, class: title, grading: id },
    lab: { id: lab.id, version: lab.version, title: lab.title },
    steps: lab.steps,
    students: classes.students(id).map(studentOf),
  };
}

function studentOf(student: ClassStudent): ReportStudent {
  const { id, name, pod, seed, state, attempt, trouble } = student;
  const run = runOfStudent(student);
  return {
    ...{ id, name, pod, state },
    ...(seed !== undefined && { seed }),
    ...(attempt !== undefined && { attempt }),
    score: run?.score ?? { points: 0, of: 0 },
    cells: run?.steps.map(cellOf) ?? [],
    ...(trouble && { trouble }),
  };
}

/** The verdicts of a student, as they were kept. */
export function runOfStudent({ run }: ClassStudent): RunReport | undefined {
  return run as RunReport | undefined;
}

function cellOf(step: ReportedStep): ReportStudent['cells'][number] {
  const { id, verdict, points, diagnoses } = step;
  const [first] = diagnoses;
  return { step: id, verdict, points, says: lackOf(step), ...(first && { diagnosis: first.rule }) };
}
