/** The steps of a lab, in their order: what is read from files, what is replaced, what must go together. */
import type { Path } from '../base/path.ts';
import { actionsOf } from './actions.ts';
import type { Draft } from './draft.ts';
import type { Step } from './exercise.ts';
import { expectationsOf } from './expectations.ts';
import type { StepFile } from './lab-file.ts';
import { Labels } from './labels.ts';
import { linesByRole } from './lines.ts';
import { questionsOf } from './questions.ts';

export function stepsOf(draft: Draft): Step[] {
  const { file, report } = draft;
  const labels = new Labels(configuredNames(draft), report);
  const steps = file.steps.map((step, index) => stepOf(draft, labels, step, ['steps', index]));
  reportTwice(draft, steps, 'id', 'step');
  reportTwice(draft, steps, 'checkpoint', 'checkpoint');
  const prepared = file.steps.findIndex(({ id }) => id === file.broken?.after) + 1;
  const total = file.steps.slice(prepared).reduce((sum, { points }) => sum + points, 0);
  if (total !== 100)
    report.warn(['steps'], {
      message: `the points of the steps add up to ${total}`,
      mend: 'with 100, marks can be compared between labs',
    });
  return steps;
}

/** Every line of the model solution: what is named in it can be asked for by name. */
function configuredNames({ file, templates }: Draft): string {
  const texts = file.steps.flatMap(({ commands }) => Object.values(commands ?? {}));
  return texts.map((text) => templates.expandQuietly(text)).join('\n');
}

function stepOf(draft: Draft, labels: Labels, step: StepFile, path: Path): Step {
  const { templates } = draft;
  checkKind(draft, step, path);
  checkHints(draft, step, path);
  const actions = actionsOf(draft, step.actions ?? [], [...path, 'actions']);
  const actionIds = (step.actions ?? []).map(({ id }) => id);
  const said = (key: 'title' | 'checkpoint'): string => templates.expand(step[key] ?? '', { path: [...path, key] });
  return {
    id: step.id,
    title: said('title'),
    kind: step.kind,
    points: step.points,
    instructions: instructionsOf(draft, step.instructions, [...path, 'instructions']),
    commands: linesByRole(draft, step.commands, [...path, 'commands']),
    mend: {},
    actions,
    expect: expectationsOf(draft, { actions, actionIds, labels }, step.expect, [...path, 'expect']),
    questions: questionsOf(draft, { actions, actionIds }, step.questions ?? [], [...path, 'questions']),
    hints: (step.hints ?? []).map(({ text, cost }, index) => ({
      text: templates.expand(text, { path: [...path, 'hints', index, 'text'] }),
      cost,
    })),
    checkpoint: step.checkpoint === undefined ? undefined : said('checkpoint'),
    brokenBy: linesByRole(draft, step.brokenBy, [...path, 'brokenBy']),
  };
}

function instructionsOf(draft: Draft, given: string, path: Path): string {
  if (!/^\S+\.md$/.test(given)) return draft.templates.expand(given, { path });
  const text = draft.files.read(given, path);
  return text === undefined ? '' : draft.templates.expand(text, { file: given });
}

/** What a kind of step must have to be judged, and to be proved right. */
function checkKind(draft: Draft, { id, kind, commands, brokenBy }: StepFile, path: Path): void {
  const add = (key: string, message: string, mend: string): void => draft.report.add([...path, key], { message, mend });
  if (kind === 'observe') {
    if (commands) add('commands', 'an observing step configures nothing', 'remove the commands, or make it a change');
    if (!brokenBy)
      add('kind', 'nothing shows that this observing step can fail', 'add "brokenBy": lines after which it must fail');
    return;
  }
  if (!commands && !isMending(draft, id))
    add('kind', `a step of the kind ${kind} has commands`, 'add the model solution as "commands"');
  if (brokenBy) add('brokenBy', `only an observing step has "brokenBy"`, 'list faults under "faults"');
}

/** Of a network that begins broken, a step that shows the faults is solved by mending them. */
function isMending({ file }: Draft, step: string): boolean {
  return file.broken !== undefined && (file.faults ?? []).some((fault) => fault.step === step);
}

function checkHints(draft: Draft, { hints, points }: StepFile, path: Path): void {
  const cost = (hints ?? []).reduce((sum, hint) => sum + hint.cost, 0);
  if (cost <= points) return;
  const message = `the hints cost ${cost} points together, the step is worth ${points}`;
  draft.report.add([...path, 'hints'], { message, mend: 'lower their costs' });
}

function reportTwice(draft: Draft, steps: readonly Step[], key: 'id' | 'checkpoint', what: string): void {
  const seen = new Set<string>();
  steps.forEach((step, index) => {
    const value = step[key];
    if (value === undefined) return;
    if (seen.has(value))
      draft.report.add(['steps', index, key], {
        message: `the ${what} "${value}" stands twice`,
        mend: `choose another ${key}`,
      });
    seen.add(value);
  });
}
