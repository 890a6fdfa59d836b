/** A report in the form that somebody wants it in. */
import { attemptPage } from './attempt-page.ts';
import { classPage } from './class-page.ts';
import type { ReportDocument } from './document.ts';
import { junitOf } from './junit.ts';
import { rowsOf } from './rows.ts';

/** By the ending of a file's name. */
export const reportFormats = ['html', 'json', 'xml', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export function renderReport(report: ReportDocument, format: ReportFormat): string {
  switch (format) {
    case 'html':
      return report.kind === 'attempt' ? attemptPage(report) : classPage(report);
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'xml':
      return junitOf(report);
    case 'csv':
      return rowsOf(report);
  }
}
