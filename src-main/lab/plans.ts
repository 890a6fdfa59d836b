/** Faults and distractors: lines that are typed on top of solved steps, and the step that is then checked. */
import type { Draft } from './draft.ts';
import type { Plan } from './exercise.ts';
import { linesByRole } from './lines.ts';

export function plansOf(draft: Draft, section: 'faults' | 'distractors'): Plan[] {
  const { file, references, report, templates } = draft;
  const steps = file.steps.map(({ id }) => id);
  const seen = new Set<string>();
  return (file[section] ?? []).map((plan, index) => {
    const path = [section, index];
    if (seen.has(plan.id))
      report.add([...path, 'id'], { message: `"${plan.id}" stands twice`, mend: 'list each once' });
    seen.add(plan.id);
    for (const key of ['after', 'step'] as const)
      references.isOneOf(plan[key], steps, { what: 'step', path: [...path, key] });
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
