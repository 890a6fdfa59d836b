/** quickmode run and quickmode grade: a lab from its first step to its last. */
import { Failure } from '../../base/errors.ts';
import { Engine } from '../../engine/engine.ts';
import { launcherOf } from '../../engine/launcher.ts';
import { runLab, type RunEvent, type RunReport } from '../../engine/run-lab.ts';
import { printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { ReportFile } from '../report-file.ts';
import { verdictText } from '../verdict-text.ts';

export interface RunCommandOptions {
  solve: boolean;
  until?: string;
  report?: string;
  seed?: string;
  attempt?: string;
  /** Said when the routers run. */
  note?: string;
}

export async function run(
  host: Host,
  lab: string,
  { report, note = '', ...options }: RunCommandOptions,
): Promise<number> {
  if (options.seed !== undefined && options.attempt !== undefined)
    throw new Failure('bad-input', 'options-exclude', 'Give --seed or --attempt, not both: an attempt has its seed.');
  const file = report === undefined ? undefined : new ReportFile(report);
  const { home, labFolders } = host.installation;
  const engine = new Engine({ home, labFolders, launch: launcherOf(host.installation) });
  try {
    const made = await runLab(engine, { lab, ...options, progress: (event) => tell(host, event, note) });
    file?.write(made);
    return conclude(host, made);
  } finally {
    file?.close();
    await engine.close();
  }
}

function tell(host: Host, event: RunEvent, note: string): void {
  switch (event.kind) {
    case 'begun':
      for (const notice of event.notices) host.err(`${printable(notice)}\n`);
      host.err(note);
      host.out(`${printable(event.exercise.title)}, attempt ${event.attempt}\n`);
      break;
    case 'verdict':
      host.out(verdictText(event.step.title, event.verdict));
      break;
    case 'step':
    case 'activity':
      host.progress(event.kind === 'step' ? event.step.title : event.says);
      break;
  }
}

function conclude(host: Host, { steps, score }: RunReport): number {
  host.out(`${score.points} of ${score.of} points\n`);
  const judged = steps.filter(({ verdict }) => verdict !== 'not judged');
  return judged.every(({ verdict }) => verdict === 'passed') ? exitStatus.fine : exitStatus.notPassed;
}
