/** Making a lab on a controller: the topology as CML's own file, imported in one call. */
import { parse } from 'yaml';
import { z } from 'zod';
import { Failure, type Diagnostic } from '../../base/errors.ts';
import { exportCml } from '../../exporters/cml/cml.ts';
import { definitionOf } from '../../exporters/cml/definitions.ts';
import type { Topology } from '../../lab/topology.ts';
import type { Deployed, Deployment, NodePlan } from '../lab-server.ts';
import { oneLine } from '../http/answer-text.ts';
import type { CmlCalls } from './cml-calls.ts';
import { licenceWarnings } from './licence.ts';
import { planOf, templateOf, type Template } from './templates.ts';

const longestTitle = 64;

export async function planFor({ topology, configurations }: Deployment, calls: CmlCalls): Promise<NodePlan[]> {
  const [definitions, images] = await Promise.all([calls.nodeDefinitions(), calls.imageDefinitions()]);
  const stock = { definitions, images };
  return topology.nodes.map((node) => planOf(node, stock, configurations[node.id] ?? node.configuration));
}

interface Making {
  deployment: Deployment;
  /** Template ids by node id. */
  choices: Readonly<Record<string, string>>;
  /** Titles of the labs that are there. */
  titles: readonly string[];
}

/** @throws Failure device: cannot-deploy, with a diagnostic for each node; bad-input: unknown-choice */
export async function deploy(
  { deployment, choices, titles }: Making,
  calls: CmlCalls,
  progress: (says: string) => void,
): Promise<Deployed> {
  progress('Asking which nodes and images the server has');
  const plans = await planFor(deployment, calls);
  assertPossible(plans);
  const templates = new Map(plans.map((plan) => [plan.node, chosen(plan, choices[plan.node])]));
  const topology = withDefinitions(deployment.topology, templates);
  const title = freeTitle(deployment.title, titles);
  const { text, shortfalls } = exportCml(topology, { title, configurations: deployment.configurations });
  progress(`Importing ${topology.nodes.length} nodes as "${title}"`);
  const { id, warnings } = await calls.import(withImages(text, topology, templates));
  const said = warnings.map((warning) => ({ message: `the server says: ${oneLine(warning.replace(/[*_`]/g, ''))}` }));
  const renamed =
    title === deployment.title
      ? []
      : [{ message: `the lab is called "${title}" on the server, as it has one called "${deployment.title}" already` }];
  return {
    project: id,
    shortfalls: [
      ...renamed,
      ...shortfalls,
      ...typedLater(plans, choices),
      ...(await licenceShortfalls(topology, calls)),
      ...said,
    ],
  };
}

/** What the server does not give to nodes of the definitions that were chosen. */
function typedLater(plans: readonly NodePlan[], choices: Making['choices']): Deployed['shortfalls'] {
  return plans.flatMap(({ node, templates }) => {
    const { start } = templates.find(({ id }) => id === choices[node]) ?? templates[0] ?? {};
    return start === undefined ? [] : [{ node, message: start }];
  });
}

/** Nothing where only administrators may ask. */
async function licenceShortfalls(topology: Topology, calls: CmlCalls): Promise<{ message: string }[]> {
  const licensing = await calls.licensing().catch(() => undefined);
  return licensing ? licenceWarnings(licensing, topology).map((message) => ({ message })) : [];
}

function assertPossible(plans: readonly NodePlan[]): void {
  const diagnostics = plans.flatMap(({ name, problem }): Diagnostic[] =>
    problem === undefined ? [] : [{ severity: 'error', path: name, message: problem }],
  );
  if (diagnostics.length === 0) return;
  const names = diagnostics.map(({ path }) => path).join(', ');
  throw new Failure('device', 'cannot-deploy', `The server cannot make ${names}: it lacks what they run.`, diagnostics);
}

function chosen({ name, templates }: NodePlan, choice: string | undefined): Template {
  const found = choice === undefined ? templates[0] : templates.find(({ id }) => id === choice);
  if (found) return templateOf(found.id);
  const there = templates.map(({ id }) => id).join(', ');
  throw new Failure('bad-input', 'unknown-choice', `${name} cannot be made from ${choice ?? ''}. There are: ${there}.`);
}

/** The exporter takes a node definition by its name as the node's model. */
function withDefinitions(topology: Topology, templates: ReadonlyMap<string, Template>): Topology {
  const nodes = topology.nodes.map((node) => {
    const definition = templates.get(node.id)?.definition;
    const isNew = definition !== undefined && definition !== definitionOf(node).id;
    return isNew ? { ...node, model: definition } : node;
  });
  return { ...topology, nodes };
}

/** Titles that are taken get a number: two labs of one title cannot be told apart at the console server. */
function freeTitle(wanted: string, taken: readonly string[]): string {
  const title = wanted.slice(0, longestTitle);
  for (let number = 2; ; number++) {
    const candidate = number === 2 && !taken.includes(title) ? title : `${title.slice(0, longestTitle - 5)} ${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

const file = z.looseObject({ nodes: z.array(z.looseObject({ label: z.string() })) });

/** JSON is YAML too, and says the same to every release. */
function withImages(text: string, { nodes }: Topology, templates: ReadonlyMap<string, Template>): unknown {
  const lab = file.parse(parse(text));
  for (const { id, name } of nodes) {
    const image = templates.get(id)?.image;
    const node = lab.nodes.find(({ label }) => label === name);
    if (node && image !== undefined) node['image_definition'] = image;
  }
  return lab;
}
