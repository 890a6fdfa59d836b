/** The links of a lab: between interfaces that exist, in one subnet, and wired so in the topology. */
import { formatIpv4, networkOf } from '../base/address.ts';
import type { Path } from '../base/path.ts';
import type { Addresses } from './addresses.ts';
import { isLogical, type Binding } from './binding.ts';
import type { ExerciseLink, RoleEnd } from './exercise.ts';
import type { LabFile } from './lab-file.ts';
import { didYouMean } from './near.ts';
import type { Report } from './report.ts';
import type { LinkEnd } from './topology.ts';

export function linksOf(file: LabFile, addresses: Addresses, report: Report): ExerciseLink[] {
  return Object.entries(file.links ?? {}).flatMap(([name, references]) => {
    const path = ['links', name];
    const [first, second] = references.map((reference, index) => endOf(reference, addresses, [...path, index], report));
    if (!first || !second) return [];
    checkSubnet(references, addresses, path, report);
    return [{ name, ends: [first, second] }];
  });
}

/** @returns undefined, with a fault, when the text is no ROLE.INTERFACE of the lab */
function endOf(reference: string, addresses: Addresses, path: Path, report: Report): RoleEnd | undefined {
  const [role = '', name = ''] = reference.split('.');
  if (addresses.has(reference)) return { role, interface: name };
  const message = `the lab has no interface "${reference}"`;
  report.add(path, { message, mend: didYouMean(reference, [...addresses.keys()]) });
  return undefined;
}

function checkSubnet(references: readonly string[], addresses: Addresses, path: Path, report: Report): void {
  const [first, second] = references.map((reference) => addresses.get(reference));
  if (!first || !second || !first.address || !second.address) return;
  if (networkOf(first.address, first.mask) === networkOf(second.address, second.mask)) return;
  const message = `${formatIpv4(first.address)} and ${formatIpv4(second.address)} are not in one subnet`;
  report.add(path, { message, mend: 'give both ends of a link addresses of the same subnet' });
}

/** Sees that the topology has the links. */
export function checkWiring(links: readonly ExerciseLink[], binding: Binding, where: string, report: Report): void {
  for (const { name, ends } of links) {
    const path = ['links', name];
    const [first, second] = ends.map((end) => placeOf(end, binding));
    if (!first || !second) continue;
    if (isLogical(first.interface) || isLogical(second.interface)) {
      report.add(path, {
        message: 'a tunnel or loopback has no link',
        mend: 'name the interfaces that the cable is in',
      });
      continue;
    }
    if (binding.topology.links.some((link) => joins(link.ends, first, second))) continue;
    const message = `in ${where} no link joins ${shown(first, binding)} and ${shown(second, binding)}`;
    report.add(path, { message, mend: `there ${shown(first, binding)} ${leadsTo(first, binding)}` });
  }
}

function placeOf(end: RoleEnd, { nodes, interfaces }: Binding): LinkEnd | undefined {
  const node = nodes.get(end.role);
  const name = interfaces.get(`${end.role}.${end.interface}`);
  return node && name !== undefined ? { node: node.id, interface: name.replace(/\.\d+$/, '') } : undefined;
}

function joins([a, b]: readonly [LinkEnd, LinkEnd], first: LinkEnd, second: LinkEnd): boolean {
  return (isSame(a, first) && isSame(b, second)) || (isSame(a, second) && isSame(b, first));
}

function isSame(a: LinkEnd, b: LinkEnd): boolean {
  return a.node === b.node && a.interface === b.interface;
}

function shown({ node, interface: name }: LinkEnd, { topology }: Binding): string {
  return `${topology.nodes.find(({ id }) => id === node)?.name ?? node} ${name}`;
}

function leadsTo(from: LinkEnd, binding: Binding): string {
  const link = binding.topology.links.find(({ ends }) => ends.some((end) => isSame(end, from)));
  const far = link?.ends.find((end) => !isSame(end, from));
  return far ? `leads to ${shown(far, binding)}` : 'has no link';
}
