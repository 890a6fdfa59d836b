/** quickmode report: where a stored attempt stands, every verdict with its evidence. Nothing is graded. */
import { renderReport, type ReportFormat } from '../../engine/report-document.ts';
import { storedReport } from '../../engine/stored-report.ts';
import type { Host } from '../host.ts';
import { ReportFile } from '../report-file.ts';

export interface ReportCommandOptions {
  /** JUnit is XML, and known by either name. */
  as: ReportFormat | 'junit';
  output?: string;
}

export function reportCommand(host: Host, attempt: string, { as: asked, output = '-' }: ReportCommandOptions): void {
  const as = asked === 'junit' ? 'xml' : asked;
  const file = output === '-' ? undefined : new ReportFile(output, as);
  try {
    const report = storedReport(host.installation.home, attempt);
    if (file) file.write(report);
    else host.out(renderReport(report, as));
  } finally {
    file?.close();
  }
}
