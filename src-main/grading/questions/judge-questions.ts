/**
 * Verdicts on the answers that a learner has given. Nothing in a verdict tells what is right before the learner has said
 * it, or has had it shown.
 */
import type { Exercise, Step } from '../../lab/exercise.ts';
import type { Question, RightAnswer } from '../../lab/question.ts';
import { NotJudgeable, Unreadable, capturesOf, type Captures } from '../facts/captures.ts';
import { distinctLooks, type Look } from '../look.ts';
import type { QuestionVerdict, Quote } from '../verdict.ts';
import type { Answers, GivenAnswer } from './answers.ts';
import { choicesMark, rightChoices } from './choices.ts';
import type { ReadingPlace } from './readings/reading.ts';
import { readingLooks, readingValues } from './readings/readings.ts';
import { isAnswer, normal, numberValue, type Value } from './value.ts';

/** What must be looked at to judge the questions of a step, before its actions and once more at its end. */
export function questionLooks(exercise: Exercise, { questions }: Step): Look[] {
  return distinctLooks(questions.flatMap(({ answer }) => (answer.kind === 'reading' ? readingLooks(answer, exercise) : []))); // prettier-ignore
}

export function judgeQuestions(place: ReadingPlace, answers: Answers): QuestionVerdict[] {
  const earlier = answers === 'model' ? [] : answers.earlier.map((evidence) => capturesOf(evidence));
  const scene = { ...place, earlier };
  return place.step.questions.map((question) => {
    try {
      return verdictOn(question, rightOf(question, scene), answersTo(question, answers));
    } catch (error) {
      if (!(error instanceof Unreadable || error instanceof NotJudgeable)) throw error;
      return unreadable(question, error, answersTo(question, answers));
    }
  });
}

interface QuestionScene extends ReadingPlace {
  earlier: readonly Captures[];
}

const nothing: GivenAnswer = { values: [], earlier: [], isShown: false };

function answersTo({ id }: Question, answers: Answers): GivenAnswer | 'model' {
  return answers === 'model' ? 'model' : (answers.given.get(id) ?? nothing);
}

/** What is right, and how near an answer is to it. */
export interface Right {
  /** In words; undefined where the routers show nothing that it could be read from. */
  says: string | undefined;
  /** What the model answers. */
  model: string[];
  /** From 0 to 1, and the lines that prove it where it is right. */
  mark(values: readonly string[]): { share: number; quotes: Quote[] };
  quotes: Quote[];
}

function rightOf({ answer, choices }: Question, scene: QuestionScene): Right {
  if (answer.kind === 'choices' || answer.kind === 'faults') {
    const right = rightChoices(answer, scene.exercise);
    const titles = right.map((id) => choices.find((one) => one.id === id)?.text ?? id);
    return { says: titles.join('; '), model: right, mark: (values) => ({ share: choicesMark(right, values), quotes: [] }), quotes: [] }; // prettier-ignore
  }
  const tolerance = answer.kind === 'text' ? 0 : answer.tolerance;
  const values = valuesOf(answer, scene);
  return {
    says: values[0]?.text,
    model: values.slice(0, 1).map(({ text }) => text),
    mark([given = '']) {
      const found = values.find((value) => isAnswer(given, value, tolerance));
      return { share: found ? 1 : 0, quotes: found?.quotes ?? [] };
    },
    quotes: values[0]?.quotes ?? [],
  };
}

function valuesOf(answer: Exclude<RightAnswer, { kind: 'choices' | 'faults' }>, scene: QuestionScene): Value[] {
  switch (answer.kind) {
    case 'number':
      return [numberValue(answer.right, [])];
    case 'text':
      return answer.right.map((text) => ({ text, quotes: [] }));
    case 'reading':
      return readingValues(answer, scene, scene.earlier);
  }
}

function verdictOn(question: Question, right: Right, given: GivenAnswer | 'model'): QuestionVerdict {
  if (right.says === undefined) return notThere(question, given);
  if (given === 'model') return passed(question, right, { values: right.model, points: question.points });
  if (given.isShown) return shown(question, right, given);
  if (given.values.length === 0) return lacking(question, [], 'Not answered yet.');
  const { share, quotes } = right.mark(given.values);
  const points = rounded(question.points * share * shareLeft(question, given));
  if (share === 1) return passed(question, { ...right, quotes }, { values: given.values, points });
  const says = share > 0 ? 'Not all of it is right.' : 'This is not right.';
  return { ...lacking(question, given.values, says), verdict: points > 0 ? 'partial' : 'failed', points: { earned: points, of: question.points } }; // prettier-ignore
}

/**
 * Whoever tries all that can be chosen has not shown that he knows: every wrong try takes an equal part, and the last of
 * the choices is worth nothing.
 */
function shareLeft({ choices, answer }: Question, { values, earlier }: GivenAnswer): number {
  if (answer.kind !== 'choices' && answer.kind !== 'faults') return 1;
  const keyOf = (one: readonly string[]): string => one.map(normal).sort().join(' ');
  const wrong = new Set(earlier.map(keyOf));
  wrong.delete(keyOf(values));
  return Math.max(0, 1 - wrong.size / Math.max(1, choices.length - 1));
}

function passed(
  { id, points: of, explain }: Question,
  { says, quotes }: Right,
  { values, points }: { values: readonly string[]; points: number },
): QuestionVerdict {
  const less = points < of ? ' Wrong tries before it cost a part of its points.' : '';
  return {
    id,
    verdict: 'passed',
    points: { earned: points, of },
    says: `This is right.${less}`,
    answer: [...values],
    ...(says === undefined ? {} : { right: says }),
    ...(explain === undefined ? {} : { explain }),
    quotes,
  };
}

function shown({ id, points, explain }: Question, { says, quotes }: Right, { values }: GivenAnswer): QuestionVerdict {
  return {
    id,
    verdict: 'failed',
    points: { earned: 0, of: points },
    says: 'The answer was shown, so that it earns nothing.',
    answer: [...values],
    ...(says === undefined ? {} : { right: says }),
    ...(explain === undefined ? {} : { explain }),
    quotes,
  };
}

function lacking({ id, points }: Question, values: readonly string[], says: string): QuestionVerdict {
  return { id, verdict: 'failed', points: { earned: 0, of: points }, says, answer: [...values], quotes: [] };
}

/** An answer to what cannot be seen is neither right nor wrong. */
function notThere(question: Question, given: GivenAnswer | 'model'): QuestionVerdict {
  const values = given === 'model' ? [] : given.values;
  return { ...lacking(question, values, 'The routers show nothing yet that this could be read from.'), verdict: 'not judged' }; // prettier-ignore
}

function unreadable({ id, points }: Question, error: Unreadable | NotJudgeable, given: GivenAnswer | 'model'): QuestionVerdict {
  const answer = given === 'model' ? [] : [...given.values];
  // What nobody could have seen counts neither way.
  if (error instanceof NotJudgeable) return { id, verdict: 'not judged', points: { earned: 0, of: 0 }, says: error.message, answer, quotes: [] };
  return { id, verdict: 'error', points: { earned: 0, of: points }, says: error.message, answer, quotes: [...error.quotes] };
} // prettier-ignore

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
