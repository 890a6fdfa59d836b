/** Faults and distractors: lines that are typed on top of solved steps, and the step that is then checked. */
import type { Path } from '../base/path.ts';
import { beginning, mendingLines } from './broken.ts';
import type { Draft } from './draft.ts';
import type { Fault, Plan, Step } from './exercise.ts';
import type { FaultFile } from './lab-file.ts';
import { linesByRole } from './lines.ts';

type PlanFile = Omit<FaultFile, 'mend'>;

export function faultsOf(draft: Draft, steps: readonly Step[]): Fault[] {
  const faults = draft.file.faults ?? [];
  return plansOf(draft, 'faults', faults).map((plan, index) => {
    const given = faults[index]?.mend;
    const solved = steps.slice(0, steps.findIndex(({ id }) => id === plan.after) + 1);
    const mend = given ? linesByRole(draft, given, ['faults', index, 'mend']) : mendingLines(plan.lines, solved);
    return { ...plan, mend };
  });
}

export function distractorsOf(draft: Draft): Plan[] {
  return plansOf(draft, 'distractors', draft.file.distractors ?? []);
}

function plansOf(draft: Draft, section: 'faults' | 'distractors', plans: readonly PlanFile[]): Plan[] {
  const { file, references, report, templates } = draft;
  const steps = file.steps.map(({ id }) => id);
  const seen = new Set<string>();
  return plans.map((plan, index) => {
    const path: Path = [section, index];
    if (seen.has(plan.id))
      report.add([...path, 'id'], { message: `"${plan.id}" stands twice`, mend: 'list each once' });
    seen.add(plan.id);
    if (plan.after !== beginning) references.isOneOf(plan.after, steps, { what: 'step', path: [...path, 'after'] });
    references.isOneOf(plan.step, steps, { what: 'step', path: [...path, 'step'] });
    if (steps.indexOf(plan.step) < steps.indexOf(plan.after) && steps.includes(plan.step))
      report.add([...path, 'step'], {
        message: `the step "${plan.step}" comes before "${plan.after}"`,
        mend: 'check a later step',
      });
    return {
      id: plan.id,
      title: templates.expand(plan.title, { path: [...path, 'title'] }),
      after: plan.after,
      step: plan.step,
      lines: linesByRole(draft, plan.lines, [...path, 'lines']),
    };
  });
}
