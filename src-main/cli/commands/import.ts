/** quickmode import: what is in a topology file. */
import type { ReadTopology } from '../../engine/topology-file.ts';
import { readTopologyFile } from '../../engine/topology-file.ts';
import { diagnosticLines } from '../complaint.ts';
import type { Host } from '../host.ts';
import { table } from '../table.ts';

const formats: Readonly<Record<string, string>> = {
  gns3: 'GNS3',
  cml: 'CML',
  virl: 'VIRL',
  dynagen: 'GNS3 0.8',
  eve: 'EVE-NG',
};

export function importFile(host: Host, file: string, { json }: { json?: true }): void {
  const read = readTopologyFile(file);
  if (json) return host.out(`${JSON.stringify(jsonOf(read), undefined, 2)}\n`);
  const { topology, format, version, diagnostics } = read;
  const { nodes, links, name } = topology;
  host.out(
    `${name}: ${formats[format] ?? format}${version === '' ? '' : ` ${version}`}, ${counted(nodes.length, 'node')}, ${counted(links.length, 'link')}\n`,
  );
  if (nodes.length > 0) host.out(`\n${table(nodeRows(read), ['node', 'platform', 'model', 'interfaces'])}`);
  if (links.length > 0) host.out(`\n${table(linkRows(read), ['link', ''])}`);
  if (diagnostics.length > 0) host.out(`\n${diagnosticLines(diagnostics)}`);
}

/** The configurations stay out: they are long, and may hold passwords. */
function jsonOf({ topology, diagnostics }: ReadTopology): object {
  const nodes = topology.nodes.map(({ id, name, platform, interfaces }) => ({
    id,
    name,
    platform,
    interfaces: interfaces.map((one) => one.name),
  }));
  return { nodes, links: topology.links, diagnostics };
}

function nodeRows({ topology }: ReadTopology): string[][] {
  return topology.nodes.map(({ name, platform, model, interfaces }) => [
    name,
    platform,
    model,
    `${interfaces.length}${range(interfaces.map((one) => one.name))}`,
  ]);
}

function range(names: readonly string[]): string {
  const [first] = names;
  const last = names.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? ` (${first})` : ` (${first} .. ${last})`;
}

function linkRows({ topology }: ReadTopology): string[][] {
  const names = new Map(topology.nodes.map(({ id, name }) => [id, name]));
  return topology.links.map(({ ends }) =>
    ends.map(({ node, interface: name }) => `${names.get(node) ?? node} ${name}`),
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
