/** Who is where in a lab: roles, their interfaces and addresses, and which links a packet between two roles takes. */
import { formatIpv4 } from '../../base/address.ts';
import type { Exercise, ExerciseLink, Role, RoleInterface } from '../../lab/exercise.ts';
import { Unreadable } from './captures.ts';

/** @throws {Unreadable} when the lab has no such role, which loading a lab rules out */
export function roleNamed(exercise: Exercise, name: string): Role {
  const role = exercise.roles.find((one) => one.name === name);
  if (!role) throw new Unreadable(`This lab has no role ${name}.`);
  return role;
}

/** @param reference "R3.wan" */
export function addressNamed(exercise: Exercise, reference: string): string {
  const [name = '', place = ''] = reference.split('.');
  const found = roleNamed(exercise, name).interfaces.find(({ role }) => role === place);
  if (!found) throw new Unreadable(`This lab has no interface ${reference}.`);
  return formatIpv4(found.address);
}

/** The router's own name of an interface that the lab calls `place`. */
export function interfaceNamed(exercise: Exercise, role: string, place: string): string {
  const found = roleNamed(exercise, role).interfaces.find((one) => one.role === place);
  if (!found) throw new Unreadable(`This lab has no interface ${role}.${place}.`);
  return found.name;
}

/** The same, or the router's own name where the lab does not know the interface: Loopback7. */
export function placeNamed(exercise: Exercise, role: string, place: string): string {
  return roleNamed(exercise, role).interfaces.find((one) => one.role === place)?.name ?? place;
}

export function isTunnel({ name }: Pick<RoleInterface, 'name'>): boolean {
  return /^tunnel/i.test(name);
}

export function tunnelsOf({ interfaces }: Role): RoleInterface[] {
  return interfaces.filter(isTunnel);
}

/** Where IKE comes from and goes to: every address but those inside tunnels. */
export function outerAddresses(exercise: Exercise, role: string): string[] {
  return roleNamed(exercise, role)
    .interfaces.filter((one) => !isTunnel(one))
    .map(({ address }) => formatIpv4(address));
}

export function ownerOf(exercise: Exercise, address: string): Role | undefined {
  return exercise.roles.find(({ interfaces }) => interfaces.some((one) => formatIpv4(one.address) === address));
}

/** The links on the shortest way between two roles; nothing where there is none. */
export function linksBetween(exercise: Exercise, from: string, to: string): ExerciseLink[] {
  const ways = new Map<string, ExerciseLink[]>([[from, []]]);
  const queue = [from];
  for (let here = queue.shift(); here !== undefined && !ways.has(to); here = queue.shift()) {
    for (const link of exercise.links) {
      const there = otherEnd(link, here);
      if (there === undefined || ways.has(there)) continue;
      ways.set(there, [...(ways.get(here) ?? []), link]);
      queue.push(there);
    }
  }
  return ways.get(to) ?? [];
}

function otherEnd({ ends: [a, b] }: ExerciseLink, role: string): string | undefined {
  if (a.role === role) return b.role;
  return b.role === role ? a.role : undefined;
}
