/**
 * The roles of a lab at routers that its author has not cabled: the nodes of a project on a server, or devices that are
 * only listed. Nodes are found by name, interfaces by the links between them, both by what the user says.
 */
import type { Diagnostic } from '../base/errors.ts';
import { isLogical, type Binding } from './binding.ts';
import type { ExerciseLink } from './exercise.ts';
import type { LabFile } from './lab-file.ts';
import { didYouMean } from './near.ts';
import type { Report } from './report.ts';
import { describeRole, mayPlay, type RolePlatform } from './role-platform.ts';
import type { Elsewhere } from './source.ts';
import type { LinkEnd, Topology, TopologyLink, TopologyNode } from './topology.ts';

/** Faults are reported without a place in lab.yml: what is wrong is elsewhere. */
export function bindElsewhere(
  file: LabFile,
  elsewhere: Elsewhere,
  { links, report }: { links: readonly ExerciseLink[]; report: Report },
): Binding {
  const binding: Binding = { topology: elsewhere.topology, nodes: new Map(), interfaces: new Map(), starts: new Map() };
  const roles = Object.keys(file.roles);
  for (const role of Object.keys(elsewhere.bind))
    if (!roles.includes(role))
      report.push(fault(`the lab has no role "${role}" that could be bound`, didYouMean(role, roles)));
  for (const role of roles) bindNode(file, role, elsewhere, { binding, report });
  for (const [role, { interfaces }] of Object.entries(file.roles)) {
    const node = binding.nodes.get(role);
    if (!node) continue;
    for (const name of Object.keys(interfaces)) {
      const own = nameOf(file, { role, name, node }, elsewhere, { binding, links });
      if (own !== undefined) binding.interfaces.set(`${role}.${name}`, own);
      else report.push(unknownInterface(role, name, node));
    }
  }
  return elsewhere.isCabled ? binding : { ...binding, topology: drawn(file, binding, links) };
}

interface Into {
  binding: Binding;
  report: Report;
}

function bindNode(file: LabFile, role: string, { topology, bind, where }: Elsewhere, { binding, report }: Into): void {
  const wanted = bind[role]?.['node'] ?? ownNode(file, role) ?? role;
  const { nodes } = topology;
  const named = nodes.filter(({ name }) => isSame(name, wanted));
  const node = nodes.find(({ id }) => id === wanted) ?? named[0];
  if (!node) {
    const names = nodes.map(({ name }) => name);
    report.push(fault(`${where} has no node "${wanted}" for the role ${role}`, didYouMean(wanted, names)));
    return;
  }
  if (named.length > 1 && node.id !== wanted)
    report.push(fault(`${where} has several nodes called "${wanted}"`, `bind ${role} to the id of one of them`));
  checkNode({ role, wanted: file.roles[role]?.platform ?? 'ios', node }, { binding, report });
  binding.nodes.set(role, node);
}

interface Player {
  role: string;
  wanted: RolePlatform;
  node: TopologyNode;
}

function checkNode({ role, wanted, node }: Player, { binding, report }: Into): void {
  const noun = describeRole(wanted);
  if (!mayPlay(wanted, node.platform) && node.platform !== 'unknown')
    report.push(fault(`${role} is to be ${noun}, and ${node.name} is a ${node.model}`, `bind ${role} to ${noun}`));
  const taken = [...binding.nodes].find(([, other]) => other.id === node.id);
  if (taken) report.push(fault(`${taken[0]} and ${role} are both at the node ${node.name}`, 'bind each to its own'));
}

/** What the lab calls the node in one of its own topologies. */
function ownNode(file: LabFile, role: string): string | undefined {
  return file.backends.gns3?.bind[role]?.['node'] ?? file.backends.cml?.bind[role]?.['node'];
}

interface Wanted {
  role: string;
  name: string;
  node: TopologyNode;
}

function nameOf(
  file: LabFile,
  { role, name, node }: Wanted,
  { topology, bind, isCabled }: Elsewhere,
  { binding, links }: { binding: Binding; links: readonly ExerciseLink[] },
): string | undefined {
  const given = bind[role]?.[name] ?? file.roles[role]?.interfaces[name]?.name;
  if (given !== undefined) return given;
  const cabled = isCabled ? cabledName({ role, name, node }, topology, { binding, links }) : undefined;
  if (cabled !== undefined) return cabled;
  const known = node.interfaces.map((one) => one.name);
  return [file.backends.gns3, file.backends.cml]
    .flatMap((backend) => backend?.bind[role]?.[name] ?? [])
    .find((one) => known.length === 0 || isLogical(one) || known.includes(one.replace(/\.\d+$/, '')));
}

/** The interface whose cable leads to the node at the other end of the lab's link; of several cables the same in order. */
function cabledName(
  { role, name, node }: Wanted,
  topology: Topology,
  { binding, links }: { binding: Binding; links: readonly ExerciseLink[] },
): string | undefined {
  const own = links.find(({ ends }) => ends.some((end) => end.role === role && end.interface === name));
  const far = own?.ends.find((end) => end.role !== role);
  const farNode = far && binding.nodes.get(far.role);
  if (!far || !farNode) return undefined;
  const alike = links.filter(({ ends }) => [role, far.role].every((one) => ends.some((end) => end.role === one)));
  const cables = node.interfaces.filter((one) =>
    reached(topology, { node: node.id, interface: one.name }).includes(farNode.id),
  );
  return cables[alike.findIndex((link) => link === own)]?.name;
}

/** The nodes that a cable leads to, through whatever only passes frames on. */
function reached({ nodes, links }: Topology, from: LinkEnd): string[] {
  const found: string[] = [];
  const passed = new Set<TopologyLink>();
  const waiting = links.filter(({ ends }) => ends.some((end) => isEnd(end, from)));
  for (let link = waiting.pop(); link; link = waiting.pop()) {
    if (passed.has(link)) continue;
    passed.add(link);
    for (const { node } of link.ends.filter((end) => end.node !== from.node)) {
      found.push(node);
      const isPassing = nodes.find(({ id }) => id === node)?.platform === 'switch';
      if (isPassing) waiting.push(...links.filter(({ ends }) => ends.some((end) => end.node === node)));
    }
  }
  return found;
}

/** Devices that are only listed, as the lab sees them: those that play a role, joined as the lab says they are. */
function drawn(file: LabFile, { nodes, interfaces, topology }: Binding, links: readonly ExerciseLink[]): Topology {
  const names = (role: string): string[] =>
    Object.keys(file.roles[role]?.interfaces ?? {}).flatMap((one) => interfaces.get(`${role}.${one}`) ?? []);
  return {
    name: topology.name,
    nodes: [...nodes].map(([role, node]) => ({
      ...node,
      interfaces: names(role)
        .filter((name) => !isLogical(name))
        .map((name) => ({ name })),
    })),
    links: links.flatMap(({ name, ends }) => {
      const [a, b] = ends.flatMap((end) => {
        const node = nodes.get(end.role)?.id;
        const own = interfaces.get(`${end.role}.${end.interface}`);
        return node === undefined || own === undefined ? [] : [{ node, interface: own }];
      });
      return a && b ? [{ id: name, ends: [a, b] as TopologyLink['ends'] }] : [];
    }),
  };
}

function unknownInterface(role: string, name: string, node: TopologyNode): Diagnostic {
  const known = node.interfaces.map((one) => one.name);
  const there = known.length > 0 ? `, one of ${known.slice(0, 12).join(', ')}` : '';
  const message = `it cannot be told which interface of ${node.name} is the ${name} of ${role}`;
  return fault(message, `bind ${role} with "${name}" too${there}`);
}

function fault(message: string, mend: string): Diagnostic {
  return { severity: 'error', path: '', message, mend };
}

function isEnd(a: LinkEnd, b: LinkEnd): boolean {
  return a.node === b.node && a.interface === b.interface;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
