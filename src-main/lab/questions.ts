/** The questions of a step: texts filled in, choices looked up, every role and action that a reading names found. */
import type { Path } from '../base/path.ts';
import type { Draft, StepSoFar } from './draft.ts';
import { readingKinds, type Question, type QuestionFile, type RightAnswer } from './question.ts';

type Choices = Question['choices'];

export function questionsOf(
  draft: Draft,
  step: Pick<StepSoFar, 'actions' | 'actionIds'>,
  entries: readonly QuestionFile[],
  path: Path,
): Question[] {
  const ids = new Set<string>();
  return entries.map((entry, index) => {
    const at = [...path, index];
    if (ids.has(entry.id))
      draft.report.add([...at, 'id'], {
        message: `the question "${entry.id}" stands twice in this step`,
        mend: 'choose another id',
      });
    ids.add(entry.id);
    return questionOf({ draft, step, path: at }, entry);
  });
}

interface Context {
  draft: Draft;
  step: Pick<StepSoFar, 'actions' | 'actionIds'>;
  path: Path;
}

function questionOf(context: Context, entry: QuestionFile): Question {
  const { templates } = context.draft;
  const { path } = context;
  const choices = choicesOf(context, entry);
  return {
    id: entry.id,
    ask: templates.expand(entry.ask, { path: [...path, 'ask'] }),
    points: entry.points ?? 1,
    choices,
    answer: answerOf(context, entry, choices),
    explain: entry.explain === undefined ? undefined : templates.expand(entry.explain, { path: [...path, 'explain'] }),
  };
}

/** Where the lab's faults are what is asked for they are what may be chosen, whether a learner has them or not. */
function choicesOf({ draft, path }: Context, { choices, answer }: QuestionFile): Choices {
  if (choices)
    return Object.entries(choices).map(([id, text]) => ({
      id,
      text: draft.templates.expand(text, { path: [...path, 'choices', id] }),
    }));
  if (!('faults' in answer)) return [];
  return (draft.file.faults ?? []).map(({ id, title }, index) => ({
    id,
    text: draft.templates.expand(title, { path: ['faults', index, 'title'] }),
  }));
}

function answerOf(context: Context, { answer }: QuestionFile, choices: Choices): RightAnswer {
  const given: Record<string, unknown> = answer;
  const isChosen = 'choice' in given || 'choices' in given || 'faults' in given;
  checkChoices(context, isChosen, choices);
  if ('faults' in given) return { kind: 'faults' };
  return isChosen ? chosenOf(context, given, choices) : writtenOf(context, given);
}

function checkChoices({ draft, path }: Context, isChosen: boolean, choices: Choices): void {
  if (isChosen && choices.length < 2)
    draft.report.add(path, {
      message: 'this answer is chosen, and there is nothing to choose from',
      mend: 'add "choices"',
    });
  if (!isChosen && choices.length > 0)
    draft.report.add([...path, 'choices'], {
      message: 'there are choices, and the answer is none of them',
      mend: 'write "answer: {choice: …}", or remove the choices',
    });
}

function writtenOf(context: Context, given: Record<string, unknown>): RightAnswer {
  const { templates } = context.draft;
  const tolerance = typeof given['tolerance'] === 'number' ? given['tolerance'] : 0;
  if (typeof given['number'] === 'number') return { kind: 'number', right: given['number'], tolerance };
  if (!('text' in given)) return readingOf(context, given, tolerance);
  const texts = templates.expandAll(given['text'], [...context.path, 'answer', 'text']);
  return { kind: 'text', right: Array.isArray(texts) ? texts.map(String) : [String(texts)] };
}

function chosenOf({ draft, path }: Context, given: Record<string, unknown>, choices: Choices): RightAnswer {
  const isOne = 'choice' in given;
  const key = isOne ? 'choice' : 'choices';
  const right = [given[key]].flat().map(String);
  const known = choices.map(({ id }) => id);
  right.forEach((id, index) => {
    const at = isOne ? [...path, 'answer', key] : [...path, 'answer', key, index];
    if (known.length > 0) draft.references.isOneOf(id, known, { what: 'choice', path: at });
  });
  return { kind: 'choices', right, isOne };
}

function readingOf(context: Context, given: Record<string, unknown>, tolerance: number): RightAnswer {
  const { draft, path } = context;
  const reading = readingKinds.find((kind) => kind in given);
  if (!reading) throw new Error('the schema lets no answer pass without a kind');
  const at = [...path, 'answer', reading];
  const of = draft.templates.expandAll(given[reading], at) as Record<string, unknown>;
  for (const key of ['on', 'peer']) {
    const role = of[key];
    if (typeof role === 'string') draft.references.isRole(role, [...at, key]);
  }
  if (typeof of['on'] === 'string' && of['on'] === of['peer'])
    draft.report.add([...at, 'peer'], { message: `both ends are ${of['on']}`, mend: 'name two roles' });
  if (reading === 'packetField') checkCapture(context, String(of['of']), [...at, 'of']);
  return { kind: 'reading', reading, of, tolerance } as RightAnswer;
}

function checkCapture({ draft, step }: Context, id: string, path: Path): void {
  const action = step.actions.find((one) => one.id === id);
  if (!action) {
    draft.references.isOneOf(id, step.actionIds, { what: 'action in this step called', path });
    return;
  }
  // The kind is another one's: an action that was refused is not here.
  const kind: string = action.kind;
  if (kind !== 'capture')
    draft.report.add(path, { message: `the action "${id}" is no capture`, mend: 'write the id of a capture' });
}
