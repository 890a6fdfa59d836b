/** A lab or a topology file made into a project on a server. */
import type {
  DeploymentEvent,
  DeploymentPlan,
  DeploymentRequest,
  DeploymentSource,
} from '../../api/contract/servers.ts';
import { Failure, messageOf, type Diagnostic } from '../../base/errors.ts';
import { importTopology } from '../../importers/import.ts';
import type { BackendName } from '../../lab/source.ts';
import type { Deployed, Deployment, NodePlan } from '../../providers/lab-server.ts';
import { exerciseOrFailure } from '../exercise-of.ts';
import type { LabShelf } from '../lab-shelf.ts';
import { startConfigurations } from '../roles.ts';
import type { ServerLinks } from './server-links.ts';

export interface Wanted extends Deployment {
  diagnostics: readonly Diagnostic[];
}

/** @throws Failure unknown-lab, bad-lab, and what the importer says of a file */
function deploymentOf(source: DeploymentSource, labs: LabShelf, kind: BackendName): Wanted {
  if (source.kind === 'file') {
    const { topology, diagnostics } = importTopology(source);
    return { title: topology.name || source.name, topology, configurations: {}, diagnostics };
  }
  const { files, folder } = labs.find(source.lab);
  const exercise = exerciseOrFailure(files, `The lab in ${folder}`, { seed: source.seed, prefers: kind });
  const { title, topology } = exercise;
  return { title, topology, configurations: startConfigurations(exercise), diagnostics: [] };
}

/** What is to be deployed: a lab has a topology for each kind of server. */
export type MakeWanted = (kind: BackendName) => Wanted;

export class Deployments {
  constructor(
    private readonly labs: LabShelf,
    private readonly links: ServerLinks,
  ) {}

  of(source: DeploymentSource): MakeWanted {
    return (kind) => deploymentOf(source, this.labs, kind);
  }

  async plan(server: string, make: MakeWanted): Promise<DeploymentPlan> {
    const link = await this.links.reach(server);
    const wanted = make(link.kind);
    const platforms = new Map(wanted.topology.nodes.map(({ id, platform }) => [id, platform]));
    const plans = await link.plan(wanted);
    const nodes = plans.map((plan) => ({ ...plan, platform: platforms.get(plan.node) ?? ('unknown' as const) }));
    return { title: wanted.title, nodes, diagnostics: [...wanted.diagnostics] };
  }

  /** @throws Failure cannot-deploy, unknown-template, and what the server refuses */
  async deploy(
    server: string,
    make: MakeWanted,
    choices: Readonly<Record<string, string>>,
    progress: (says: string) => void,
  ): Promise<Deployed> {
    progress('The server is asked what it has');
    const link = await this.links.reach(server);
    const wanted = make(link.kind);
    return await link.deploy(wanted, chosenOf(await link.plan(wanted), choices), progress);
  }

  /** Nothing is thrown: how it ends is told like everything else. */
  async run({ server, source, choices }: DeploymentRequest, tell: (event: DeploymentEvent) => void): Promise<void> {
    try {
      const progress = (says: string): void => tell({ kind: 'progress', says });
      tell({ kind: 'done', ...(await this.deploy(server, this.of(source), choices, progress)) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { code, diagnostics } = error;
      tell({ kind: 'failed', code, message: messageOf(error), diagnostics });
    }
  }
}

/** @throws Failure cannot-deploy, with what the server lacks; unknown-template */
function chosenOf(plans: readonly NodePlan[], choices: Readonly<Record<string, string>>): Record<string, string> {
  const lacking = plans.filter(({ problem, templates }) => templates.length === 0 && problem !== undefined);
  if (lacking.length > 0)
    throw new Failure(
      'bad-input',
      'cannot-deploy',
      'The server lacks what some nodes are to be made from.',
      lacking.map(({ name, problem = '' }): Diagnostic => ({ severity: 'error', path: name, message: problem })),
    );
  return Object.fromEntries(
    plans.flatMap(({ node, name, templates }) => {
      const wanted = choices[node] ?? choices[name];
      const found = templates.find((one) => one.id === wanted || one.name === wanted);
      if (wanted !== undefined && !found) throw unknownTemplate(name, wanted, templates);
      const chosen = found ?? templates[0];
      return chosen ? [[node, chosen.id]] : [];
    }),
  );
}

function unknownTemplate(name: string, wanted: string, templates: NodePlan['templates']): Failure {
  const there = templates.map((one) => `${one.name} (${one.id})`).join(', ');
  const says = `${name} cannot be made from "${wanted}". It can be made from: ${there || 'nothing that the server has'}.`;
  return new Failure('bad-input', 'unknown-template', says);
}
