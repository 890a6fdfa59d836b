/** What can be saved of an attempt, to be shown to others. */
import type { ReportFormat } from '../../src-main/api/contract/laboratory.ts';
import type { Attempt } from '../state/attempt.svelte.ts';
import type { Classes } from '../state/classes.svelte.ts';
import type { UserAction } from '../ui/user-action.ts';

const titles: readonly [ReportFormat, string][] = [
  ['html', 'Save the report as a page (HTML)'],
  ['csv', 'Save the report for a spreadsheet (CSV)'],
  ['json', 'Save the report for programs (JSON)'],
  ['xml', 'Save the report for continuous integration (JUnit XML)'],
];

export function reportActions({ id, view }: Attempt, classes: Classes): UserAction[] {
  if (!view || view.steps.length === 0) return [];
  return titles.map(([format, title]) => ({
    ...{ id: `report.${format}`, title, group: 'Attempt', enabled: true },
    run: () => void classes.saveAttempt(id, format),
  }));
}
