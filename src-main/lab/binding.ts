/** Where the roles live: their nodes and the routers' own names of their interfaces, in one backend's topology. */
import type { Path } from '../base/path.ts';
import type { LabFile } from './lab-file.ts';
import { didYouMean } from './near.ts';
import type { Report } from './report.ts';
import { describeRole, mayPlay } from './role-platform.ts';
import type { BackendName } from './source.ts';
import type { Topology, TopologyNode } from './topology.ts';

export interface Binding {
  topology: Topology;
  /** By role; a role without a node is missing, and has been reported. */
  nodes: Map<string, TopologyNode>;
  /** By ROLE.INTERFACE. */
  interfaces: Map<string, string>;
  /** By role: another start configuration than the role's own, for this backend; its file, and where it is named. */
  starts: Map<string, { file: string; path: Path }>;
}

export function bind(file: LabFile, name: BackendName, topology: Topology, report: Report): Binding {
  const binding: Binding = { topology, nodes: new Map(), interfaces: new Map(), starts: new Map() };
  const bound = file.backends[name]?.bind ?? {};
  const path = ['backends', name, 'bind'];
  reportUnknown(Object.keys(bound), Object.keys(file.roles), path, report);
  for (const [role, declared] of Object.entries(file.roles)) {
    const given = bound[role];
    if (given) bindRole({ role, declared, given, path: [...path, role] }, binding, report);
    else report.add(path, { message: `the role ${role} has no node`, mend: `add "${role}: { node: … }"` });
  }
  reportShared(binding, path, report);
  return binding;
}

interface BoundRole {
  role: string;
  declared: LabFile['roles'][string];
  /** What the backend says of it: its node, and names of interfaces. */
  given: Record<string, string>;
  path: Path;
}

function bindRole(bound: BoundRole, binding: Binding, report: Report): void {
  const { role, declared, given, path } = bound;
  reportUnknown(Object.keys(given), ['node', 'start', ...Object.keys(declared.interfaces)], path, report);
  if (given['start'] !== undefined) binding.starts.set(role, { file: given['start'], path: [...path, 'start'] });
  const node = nodeOf(given, binding.topology, path, report);
  if (node) {
    binding.nodes.set(role, node);
    checkPlatform(bound, node, report);
  }
  for (const name of Object.keys(declared.interfaces)) bindInterface(bound, name, { node, binding }, report);
}

function reportUnknown(keys: readonly string[], known: readonly string[], path: Path, report: Report): void {
  for (const key of keys)
    if (!known.includes(key))
      report.addAtKey([...path, key], { message: `unknown name "${key}"`, mend: didYouMean(key, known) });
}

function nodeOf(bound: Record<string, string>, topology: Topology, path: Path, report: Report) {
  const wanted = bound.node;
  if (wanted === undefined) {
    report.add(path, { message: 'the node is missing', mend: 'add "node: …", its name in the topology' });
    return undefined;
  }
  const byId = topology.nodes.find(({ id }) => id === wanted);
  const byName = topology.nodes.filter(({ name }) => name === wanted);
  if (byName.length > 1 && !byId) {
    const ids = byName.map(({ id }) => id).join(', ');
    report.add([...path, 'node'], {
      message: `several nodes are called ${wanted}`,
      mend: `write the id of one: ${ids}`,
    });
  }
  const node = byId ?? byName[0];
  if (!node) {
    const known = topology.nodes.map(({ name }) => name);
    const message = `the topology has no node "${wanted}"`;
    report.add([...path, 'node'], { message, mend: didYouMean(wanted, known) });
  }
  return node;
}

function checkPlatform({ role, declared, path }: BoundRole, node: TopologyNode, report: Report): void {
  const wanted = declared.platform;
  if (mayPlay(wanted, node.platform)) return;
  const message = `${role} is to be ${describeRole(wanted)}, and this node is a ${node.model} (${node.platform})`;
  report.add([...path, 'node'], { message, mend: `bind the role to ${describeRole(wanted)}` });
}

interface Target {
  node: TopologyNode | undefined;
  binding: Binding;
}

function bindInterface({ role, declared, given, path }: BoundRole, name: string, to: Target, report: Report): void {
  const fixed = declared.interfaces[name]?.name;
  const own = given[name];
  if (own !== undefined && fixed !== undefined)
    report.add([...path, name], {
      message: `${name} is called ${fixed} on every backend`,
      mend: 'remove it here, or the "name" from the role',
    });
  const actual = own ?? fixed;
  if (actual === undefined) {
    const mend = `add "${name}: …", the router's own name of it`;
    report.add(path, { message: `the interface ${name} of ${role} has no name here`, mend });
    return;
  }
  to.binding.interfaces.set(`${role}.${name}`, actual);
  const at = own === undefined ? ['roles', role, 'interfaces', name, 'name'] : [...path, name];
  if (to.node) checkInterface(actual, to.node, at, report);
}

/** Interfaces that exist by being configured; no topology file lists them. */
const logical =
  /^(?:(?:Tunnel|Loopback|Port-channel|Dialer|Vlan|BVI|Virtual-Template|Null|dummy|lan|tun|gre|vti|ipsec|xfrm|br|bond)\d+|lo)$/;

export function isLogical(name: string): boolean {
  return logical.test(name);
}

function checkInterface(name: string, node: TopologyNode, path: Path, report: Report): void {
  if (isLogical(name)) return;
  const known = node.interfaces.map((one) => one.name);
  // Of a subinterface, FastEthernet0/0.10, the file has the interface.
  if (known.includes(name.replace(/\.\d+$/, ''))) return;
  report.add(path, { message: `the node ${node.name} has no interface "${name}"`, mend: didYouMean(name, known) });
}

function reportShared(binding: Binding, path: Path, report: Report): void {
  const roles = new Map<string, string>();
  for (const [role, node] of binding.nodes) {
    const other = roles.get(node.id);
    if (other !== undefined)
      report.add([...path, role, 'node'], {
        message: `${other} is at the node ${node.name} too`,
        mend: 'bind each role to a node of its own',
      });
    roles.set(node.id, role);
  }
}
