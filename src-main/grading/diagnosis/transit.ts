/** What stands on the way between the two ends, and what its access lists do to their packets. */
import { parseIpv4 } from '../../base/address.ts';
import type { ConfiguredInterface, RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { AccessList, ListedAccessEntry } from '../../parsers/ios/show-access-lists.ts';
import type { Exercise, ExerciseLink } from '../../lab/exercise.ts';
import type { Capture } from '../facts/captures.ts';
import { interfaceNamed, linksBetween } from '../facts/places.ts';
import { configurationOf, platformOf } from './answers.ts';
import { decides, permits, type Packet } from './flows.ts';
import { interfaceCalled } from './protection.ts';
import type { Side } from './side.ts';

export interface Transit {
  role: string;
  configuration: Capture<RunningConfiguration>;
  routes: undefined;
  /** Those on the way. */
  interfaces: ConfiguredInterface[];
}

/** The routers between an end and its peer whose configuration is known, in the order of the way. */
export function transitRoutersOf(side: Side, exercise: Exercise): Transit[] {
  const links = linksBetween(exercise, side.role, side.peer);
  const roles = [...new Set(links.flatMap(({ ends }) => ends.map(({ role }) => role)))].filter((role) => role !== side.role && role !== side.peer); // prettier-ignore
  return roles.flatMap((role) => {
    const configuration = configurationOf(exercise, side.captures, role);
    if (!configuration) return [];
    const own = links.flatMap(({ ends }) => ends.filter((end) => end.role === role));
    const interfaces = own.flatMap(({ interface: place }) => interfaceCalled({ configuration }, interfaceNamed(exercise, role, place)) ?? []); // prettier-ignore
    return [{ role, configuration, routes: undefined, interfaces }];
  });
}

/** Something that lets a packet not pass. */
export interface Barrier {
  role: string;
  configuration: Capture<RunningConfiguration>;
  interface: ConfiguredInterface;
  direction: 'in' | 'out';
  list: AccessList;
  /** The entry that denies it; undefined where none permits it. */
  entry: ListedAccessEntry | undefined;
}

interface Gate {
  role: string;
  interface: string;
  direction: 'in' | 'out';
}

/**
 * The first access list that drops the packet on its way from an end to its peer. What a router sends by itself does not
 * pass its own outgoing list.
 */
export function barrierFor(from: Side, exercise: Exercise, packet: Packet): Barrier | undefined {
  const gates = gatesOf(exercise, [from.role, from.peer]);
  const lists = gates.flatMap((gate) => appliedAt(gate, from, exercise) ?? []);
  const barrier = lists.find(({ list }) => !permits(list, packet));
  return barrier && { ...barrier, entry: decides(barrier.list, packet) };
}

function appliedAt(
  { role, interface: place, direction }: Gate,
  { captures }: Side,
  exercise: Exercise,
): Omit<Barrier, 'entry'> | undefined {
  // prettier-ignore
  const configuration = configurationOf(exercise, captures, role);
  const found = interfaceCalled({ configuration }, place);
  const name = direction === 'in' ? found?.accessGroupIn : found?.accessGroupOut;
  const list = configuration?.records[0]?.accessLists.find((one) => one.name === name && one.family === 'ip');
  return configuration && found && list && { role, configuration, interface: found, direction, list };
}

function gatesOf(exercise: Exercise, [from, to]: readonly [string, string]): Gate[] {
  const links = linksBetween(exercise, from, to);
  let here = from;
  return links.flatMap(({ ends }) => {
    const leaving = ends.find(({ role }) => role === here);
    const entering = ends.find(({ role }) => role !== here);
    if (!leaving || !entering) return [];
    const out = gateAt(exercise, leaving, 'out');
    const isOrigin = here === from;
    here = entering.role;
    // A list at an interface of an ASA is for what passes through it, not for what is for itself.
    const isOwn = entering.role === to && platformOf(exercise, to) === 'asa';
    return [...(isOrigin ? [] : [out]), ...(isOwn ? [] : [gateAt(exercise, entering, 'in')])];
  });
}

function gateAt(
  exercise: Exercise,
  { role, interface: place }: ExerciseLink['ends'][number],
  direction: 'in' | 'out',
): Gate {
  // prettier-ignore
  return { role, interface: interfaceNamed(exercise, role, place), direction };
}

/** The addresses of both as numbers, where both are addresses. */
export function addressesOf(a: string | undefined, b: string | undefined): [number, number] | undefined {
  const [one, other] = [parseIpv4(a ?? ''), parseIpv4(b ?? '')];
  return one === undefined || other === undefined ? undefined : [one, other];
}
