/** The questions of an attempt for who answers them without a window. Its routers need not run for that. */
import type { QuestionView } from '../api/contract/laboratory.ts';
import type { QuestionVerdict } from '../grading/verdict.ts';
import { OpenAttempt } from './open-attempt.ts';
import type { EngineParts } from './parts.ts';
import { questionViews } from './question-view.ts';

export interface AskedQuestion extends QuestionView {
  step: string;
  stepTitle: string;
  /** The last one, on whatever was answered then. */
  verdict: QuestionVerdict | undefined;
}

/** All of a lab, in its order. @throws Failure unknown-attempt, no-lab */
export async function askedQuestions(engine: EngineParts, attempt: string): Promise<AskedQuestion[]> {
  return await onAttempt(engine, attempt, (open) => {
    const { course, answers, exercise } = open;
    return exercise.steps.flatMap((step) => {
      const latest = course.standings.find((one) => one.step === step.id)?.latest.verdict.questions ?? [];
      return questionViews(step, answers).map((view) => ({
        ...view,
        step: step.id,
        stepTitle: step.title,
        verdict: latest.find(({ id }) => id === view.id),
      }));
    });
  });
}

export interface QuestionName {
  attempt: string;
  step: string;
  question: string;
}

/** @throws Failure attempt-busy, unknown-step, unknown-question, bad-answer */
export async function answerQuestion(
  engine: EngineParts,
  { attempt, step, question }: QuestionName,
  values: readonly string[],
): Promise<void> {
  await onAttempt(engine, attempt, (open) => open.answer(step, question, values));
}

/** @throws Failure as answerQuestion */
export async function showAnswer(engine: EngineParts, { attempt, step, question }: QuestionName): Promise<void> {
  await onAttempt(engine, attempt, (open) => open.showAnswer(step, question));
}

async function onAttempt<T>({ store, launch }: EngineParts, name: string, work: (open: OpenAttempt) => T): Promise<T> {
  const { id } = store.attempts.get(name);
  const open = new OpenAttempt(id, { store, launch, pace: { kind: 'on-demand' }, mayChange: false });
  try {
    return work(open);
  } finally {
    await open.close();
  }
}
