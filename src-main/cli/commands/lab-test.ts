/** quickmode lab test: the model solution, walked through on other routers and on built-in ones, and what differs. */
import { Failure } from '../../base/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import { parityOf, type Difference } from '../../engine/parity.ts';
import { runLab, type RunReport } from '../../engine/run-lab.ts';
import { printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { interruptionOf } from '../interruption.ts';
import { placeWhere, type Where } from '../place-options.ts';
import type { Trust } from '../questions.ts';
import { verdictText } from '../verdict-text.ts';
import { withEngine } from '../with-servers.ts';

export interface LabTestOptions extends Trust, Where {
  on: string;
  seed?: string;
  json?: true;
}

const broken = 'Broken off: what is being typed into a router is typed to its end.';

export async function labTest(host: Host, lab: string, options: LabTestOptions): Promise<number> {
  const { seed, json } = options;
  const where = { ...options, ...placeNamed(options.on) };
  const signal = interruptionOf(host, broken);
  return await withEngine(host, options, async (_, engine) => {
    host.progress(`${where.on} is asked`);
    const place = await engine.places.stored(await placeWhere(host, engine, where));
    const walk = async (on: string, elsewhere?: typeof place): Promise<RunReport> => {
      if (!json) host.out(`On ${on}:\n`);
      return await runLab(engine, {
        ...{ lab, seed, solve: true, signal, place: elsewhere },
        progress: (event) => {
          if (event.kind === 'verdict' && !json) host.out(verdictText(event.step.title, event.verdict));
          if (event.kind === 'activity') host.progress(`${on}: ${event.says}`);
        },
      });
    };
    const there = await walk(where.on, place);
    if (there.stopped) throw stopped(there.stopped);
    const here = await builtin(engine, host, () => walk('built-in routers'));
    return conclude(host, { here, there, on: where.on, json: json === true });
  });
}

/** A lab with devices that are not built in is told on the other ones alone. */
async function builtin(engine: Engine, host: Host, walk: () => Promise<RunReport>): Promise<RunReport | undefined> {
  try {
    const report = await walk();
    if (report.stopped) throw stopped(report.stopped);
    return report;
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'broken-off') throw error;
    host.err(`There is nothing to compare with: ${printable(error.message)}\n`);
    return undefined;
  }
}

function stopped({ code, message }: { code: string; message: string }): Failure {
  return new Failure(code === 'broken-off' ? 'busy' : 'unreachable', code, message);
}

/** gns3:SERVER/PROJECT and cml:SERVER/PROJECT, beside what `--on` and `--project` say. */
function placeNamed(on: string): { on: string; project?: string } {
  const [, server, project] = /^(?:gns3|cml):([^/]+)(?:\/(.+))?$/s.exec(on) ?? [];
  if (server === undefined) return { on };
  return { on: server, ...(project !== undefined && { project }) };
}

interface Outcome {
  here: RunReport | undefined;
  there: RunReport;
  on: string;
  json: boolean;
}

function conclude(host: Host, { here, there, on, json }: Outcome): number {
  const parity = here && parityOf(here, there);
  const isSolved = there.steps.every(({ verdict }) => verdict === 'passed');
  const verdicts = parity?.differences.filter(({ kind }) => kind === 'verdict') ?? [];
  if (json) host.out(`${JSON.stringify({ on, score: there.score, isSolved, parity }, undefined, 2)}\n`);
  else {
    host.out(`\n${there.score.points} of ${there.score.of} points on ${printable(on)}.\n`);
    if (parity) host.out(parityText(parity));
  }
  return isSolved && verdicts.length === 0 ? exitStatus.fine : exitStatus.notPassed;
}

function parityText({ compared, differences }: ReturnType<typeof parityOf>): string {
  const of = (kind: Difference['kind']): Difference[] => differences.filter((one) => one.kind === kind);
  const [verdicts, facts] = [of('verdict'), of('fact')];
  if (differences.length === 0) return `Parity: all ${compared} expectations were judged alike, by the same facts.\n`;
  const head = `Parity: of ${compared} expectations ${verdicts.length} were judged otherwise, and ${facts.length} facts differ.\n`;
  return head + [...verdicts, ...facts].map((one) => `  ${printable(differenceText(one))}\n`).join('');
}

function differenceText(one: Difference): string {
  const at = `${one.step}, ${one.expectation}`;
  if (one.kind === 'verdict') return `${at}: ${one.here} on built-in routers, ${one.there} there. ${one.says}`;
  return `${at}: ${one.role} ${one.name}: "${one.here}" on built-in routers, "${one.there}" there`;
}
