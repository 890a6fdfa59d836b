/** quickmode run and quickmode grade: a lab from its first step to its last. */
import { Failure } from '../../base/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import { labSecrets } from '../../engine/mask.ts';
import { attemptReport } from '../../engine/report-document.ts';
import { runLab, type RunEvent, type RunReport, type StoredPlace } from '../../engine/run-lab.ts';
import { printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { placeWhere, type Where } from '../place-options.ts';
import { interruptionOf } from '../interruption.ts';
import { passphraseVariable, passwordVariable, type Trust } from '../questions.ts';
import { ReportFile } from '../report-file.ts';
import { withEngine } from '../with-servers.ts';
import { verdictText } from '../verdict-text.ts';

const broken = 'Broken off: what is being typed into a router is typed to its end.';

export interface RunCommandOptions extends Trust, Where {
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
  const said = options.on === undefined ? note : '';
  const signal = interruptionOf(host, broken);
  try {
    return await withEngine(host, options, async (_, engine) => {
      const place = await placeOf(host, engine, options);
      const made = await runLab(engine, {
        lab,
        ...options,
        place,
        signal,
        progress: (event) => {
          if (event.kind === 'begun') file?.hide([...labSecrets(event.exercise), ...secretsOfHost(host)]);
          tell(host, event, said);
        },
      });
      file?.write(attemptReport(made, new Date().toISOString()));
      return conclude(host, made);
    });
  } finally {
    file?.close();
  }
}

function secretsOfHost({ env }: Host): (string | undefined)[] {
  return [passwordVariable, passphraseVariable].map((name) => env[name]);
}

async function placeOf(host: Host, engine: Engine, where: Where): Promise<StoredPlace | undefined> {
  if (where.on === undefined) return undefined;
  host.progress(`${where.on} is asked`);
  return await engine.places.stored(await placeWhere(host, engine, where));
}

function tell(host: Host, event: RunEvent, note: string): void {
  switch (event.kind) {
    case 'begun':
      for (const notice of event.notices) host.err(`${printable(notice)}\n`);
      host.err(note);
      host.out(`${printable(event.exercise.title)}, attempt ${event.attempt}\n`);
      break;
    case 'verdict':
      host.out(verdictText(event.step.title, event.verdict, event.step.questions));
      break;
    case 'step':
    case 'activity':
      host.progress(event.kind === 'step' ? event.step.title : event.says);
      break;
  }
}

function conclude(host: Host, { steps, score, stopped }: RunReport): number {
  host.out(`${score.points} of ${score.of} points\n`);
  if (stopped) {
    host.err(`quickmode: ${printable(stopped.message)}\n`);
    return stopped.code === 'broken-off' ? exitStatus.interrupted : exitStatus.unreachable;
  }
  const judged = steps.filter(({ verdict }) => verdict !== 'not judged');
  return judged.every(({ verdict }) => verdict === 'passed') ? exitStatus.fine : exitStatus.notPassed;
}
