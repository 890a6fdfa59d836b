/** quickmode projects and quickmode nodes: what a server holds, and whether it runs. */
import { Failure } from '../../base/errors.ts';
import type { AttemptEvent, AttemptView, Laboratory } from '../../engine/engine.ts';
import { printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { interruptionOf } from '../interruption.ts';
import type { Trust } from '../questions.ts';
import { table } from '../table.ts';
import { projectOf, withEngine } from '../with-servers.ts';

export async function listProjects(host: Host, server: string, trust: Trust): Promise<void> {
  await withEngine(host, trust, async (laboratory) => {
    host.progress(`${server} is asked`);
    const projects = await laboratory.projects(server);
    if (projects.length > 0) host.out(table(projects.map(({ name, state, id }) => [name, state, id])));
    else host.err(`quickmode: ${server} has no projects\n`);
  });
}

export interface NodesOptions extends Trust {
  server: string;
  project: string;
  /** "start", "stop"; undefined: their states are listed. */
  what: string | undefined;
  /** Those that are meant; all of them when there is none. */
  nodes: readonly string[];
}

const broken = 'Broken off: what the nodes were told they go on with.';

const powers: Readonly<Record<string, 'on' | 'off' | undefined>> = { start: 'on', stop: 'off' };

/** The project is opened as an attempt that ends with the command, however that ends. */
export async function nodesCommand(host: Host, options: NodesOptions): Promise<number> {
  const { server, project, what } = options;
  if (what !== undefined && !Object.hasOwn(powers, what))
    throw new Failure('bad-input', 'bad-action', `Nodes can be told to start or to stop, not to "${what}".`);
  return await withEngine(host, options, async (laboratory) => {
    host.progress(`${server} is asked`);
    const attempt = await laboratory.openProject(server, await projectOf(laboratory, server, project));
    const interrupted = interruptionOf(host, broken);
    try {
      const last = await Promise.race([followed(laboratory, attempt, host, options), endOf(interrupted)]);
      if (!last) return exitStatus.interrupted;
      host.out(table(last.nodes.map(({ name, state, model, reason }) => [name, state, model, reason ?? ''])));
      return exitStatus.fine;
    } finally {
      await laboratory.removeAttempt(attempt);
    }
  });
}

function endOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** The attempt after what was to be done is done, and said as it goes. */
async function followed(
  laboratory: Laboratory,
  attempt: string,
  host: Host,
  { nodes: wanted, what = '' }: NodesOptions,
): Promise<AttemptView> {
  let settle: (event: AttemptEvent) => void = () => undefined;
  const opened = new Promise<AttemptView>((resolve, reject) => {
    settle = (event) => {
      if (event.kind === 'failed') reject(new Failure('unreachable', 'not-opened', event.message, event.diagnostics));
      else if (event.view.activity === undefined && event.view.abilities.power) resolve(event.view);
    };
  });
  const stop = laboratory.onAttempt(attempt, (event) => {
    if (event.kind === 'view') host.progress(statesOf(event.view));
    settle(event);
  });
  try {
    const view = await opened;
    for (const notice of view.notices) host.err(`${printable(notice)}\n`);
    const power = powers[what];
    if (power) await laboratory.power(attempt, idsOf(view, wanted), power);
    return viewNow(laboratory, attempt) ?? view;
  } finally {
    stop();
  }
}

/** Who begins to follow is shown what there is. */
function viewNow(laboratory: Laboratory, attempt: string): AttemptView | undefined {
  const seen: AttemptView[] = [];
  laboratory.onAttempt(attempt, (event) => {
    if (event.kind === 'view') seen.push(event.view);
  })();
  return seen[0];
}

function statesOf({ nodes: all }: AttemptView): string {
  return all.map(({ name, state }) => `${name} ${state}`).join(', ');
}

/** @throws Failure unknown-node */
function idsOf({ nodes: all }: AttemptView, wanted: readonly string[]): string[] | undefined {
  if (wanted.length === 0) return undefined;
  return wanted.map((one) => {
    const found = all.find(({ id, name }) => id === one || name === one);
    if (found) return found.id;
    const names = all.map(({ name }) => name).join(', ');
    throw new Failure('bad-input', 'unknown-node', `There is no node "${one}". There are: ${names || 'none'}.`);
  });
}
