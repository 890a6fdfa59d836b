/** quickmode deploy: a lab or a topology file made into a project on a server. */
import { Failure } from '../../base/errors.ts';
import type { DeploymentPlan, Engine } from '../../engine/engine.ts';
import { isTopologyFile } from '../../engine/network-of.ts';
import { readTopologyFile } from '../../engine/topology-file.ts';
import { diagnosticLines, printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { interruptionOf } from '../interruption.ts';
import type { Trust } from '../questions.ts';
import { withEngine } from '../with-servers.ts';

const broken = 'Broken off: what has been made is taken away again.';

export interface DeployOptions extends Trust {
  on: string;
  seed?: string;
  /** Templates by the names of nodes. */
  template?: Readonly<Record<string, string>>;
}

type Make = ReturnType<Engine['deployments']['of']>;

export async function deploy(
  host: Host,
  what: string,
  { on: server, seed, ...options }: DeployOptions,
): Promise<number> {
  return await withEngine(host, options, async (laboratory, { deployments }) => {
    const make: Make = isTopologyFile(what) ? ofFile(what) : deployments.of({ kind: 'lab', lab: what, seed });
    host.progress(`${server} is asked what it has`);
    const plan = await deployments.plan(server, make);
    host.err(diagnosticLines(plan.diagnostics));
    const choices = await choicesOf(host, plan, options.template ?? {});
    const before = startsOf(plan, choices);
    for (const line of before) host.err(`${printable(line)}\n`);
    const interrupted = interruptionOf(host, broken);
    const done = await deployments.deploy(server, make, choices, (says) => host.progress(says));
    if (interrupted.aborted) {
      await laboratory.removeProject(server, done.project);
      host.err(`Nothing of ${printable(plan.title)} is left on ${printable(server)}.\n`);
      return exitStatus.interrupted;
    }
    const names = new Map(plan.nodes.map(({ node, name }) => [node, name]));
    for (const { node, message } of done.shortfalls.filter(({ message }) => !before.includes(message)))
      host.err(`${printable(node === undefined ? message : `${names.get(node) ?? node}: ${message}`)}\n`);
    host.out(`${printable(plan.title)} is on ${printable(server)}: project ${printable(done.project)}\n`);
    return exitStatus.fine;
  });
}

/** How nodes come to their start configurations, where the server gives them none: told before anything is made. */
function startsOf({ nodes }: DeploymentPlan, choices: Readonly<Record<string, string>>): string[] {
  return nodes.flatMap(({ node, templates }) => {
    const { start } = templates.find(({ id }) => id === choices[node]) ?? templates[0] ?? {};
    return start ?? [];
  });
}

function ofFile(file: string): Make {
  const { topology, diagnostics } = readTopologyFile(file);
  return () => ({ title: topology.name || file, topology, configurations: {}, diagnostics });
}

/** Where a node can be made from several templates somebody at the terminal chooses; else the first is taken, and said. */
async function choicesOf(
  host: Host,
  { nodes }: DeploymentPlan,
  given: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const names = nodes.map(({ name }) => name);
  for (const name of Object.keys(given))
    if (!nodes.some((one) => one.name === name || one.node === name))
      throw new Failure(
        'bad-input',
        'unknown-node',
        `There is no node "${name}" to choose a template for: ${names.join(', ')}.`,
      );
  const choices: Record<string, string> = {};
  const byOffer = new Map<string, string>();
  for (const { node, name, templates } of nodes) {
    const wanted = given[name] ?? given[node];
    const offer = templates.map(({ id }) => id).join(' ');
    const chosen = wanted ?? byOffer.get(offer) ?? (await chosenFrom(host, name, templates));
    if (chosen !== undefined) choices[node] = chosen;
    if (chosen !== undefined && wanted === undefined) byOffer.set(offer, chosen);
  }
  return choices;
}

async function chosenFrom(
  host: Host,
  name: string,
  templates: DeploymentPlan['nodes'][number]['templates'],
): Promise<string | undefined> {
  const [first] = templates;
  if (templates.length < 2) return first?.id;
  const list = templates.map((one, index) => `  ${index + 1} ${one.name} (${one.id})\n`).join('');
  const answer = await host.ask(`${name}, and nodes like it, can be made from:\n${list}Which one? (1) `);
  const chosen = templates[Number(answer || '1') - 1] ?? first;
  if (answer === undefined && chosen)
    host.err(`${printable(name)}, and nodes like it, are made from ${printable(chosen.name)}\n`);
  return chosen?.id;
}
