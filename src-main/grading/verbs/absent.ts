/**
 * absent: nothing at either end of a link still sends GRE in clear over it.
 *
 * What is looked at: the tunnel interfaces of every role. A tunnel that carries GRE without protection and is up sends
 * in clear to its destination; the links on the shortest way from its role to the role with that address are those that
 * it goes over. A destination that no role has may be anywhere: then it counts on the links of the router itself. So the
 * routers of a transit link need no tunnel of their own to have GRE on their link. Tunnels that the lab does not know of
 * are not seen.
 */
import type { Exercise, Role, RoleInterface } from '../../lab/exercise.ts';
import type { InterfaceStatus } from '../../parsers/ios/interface-status.ts';
import { quotesOf } from '../facts/captures.ts';
import { linksBetween, ownerOf, tunnelsOf } from '../facts/places.ts';
import { interfaceShow } from '../facts/shows.ts';
import { lookAt } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { isUp, modeOf, readTunnel } from './tunnel.ts';
import { allHold, type Scene, type VerbRule } from './verb.ts';

export const absent: VerbRule<'absent'> = {
  looks: (_, { exercise }) =>
    everyTunnel(exercise).flatMap(({ role, tunnel }) => lookAt(role.name, interfaceShow(tunnel.name))),
  judge({ on }, scene) {
    const attributes = everyTunnel(scene.exercise).flatMap(({ role, tunnel }) => judgeTunnel(on, role, tunnel, scene));
    const senders = attributes.filter(({ holds }) => !holds).map(({ role }) => role);
    const says = allHold(attributes)
      ? `No tunnel sends GRE in clear over ${on}.`
      : `${senders.join(' and ')} still ${senders.length === 1 ? 'sends' : 'send'} GRE in clear over ${on}.`;
    // Half the senders gone is still in clear.
    return { attributes, says, isFounded: allHold(attributes) };
  },
};

function everyTunnel(exercise: Exercise): { role: Role; tunnel: RoleInterface }[] {
  return exercise.roles.flatMap((role) => tunnelsOf(role).map((tunnel) => ({ role, tunnel })));
}

/** Nothing of a tunnel that goes another way. */
function judgeTunnel(link: string, role: Role, { name }: RoleInterface, scene: Scene): AttributeVerdict[] {
  const { capture, status } = readTunnel(role.name, name, scene.captures);
  if (!isOver(link, role, status, scene.exercise)) return [];
  const { transport, protectionProfile } = status.tunnel ?? {};
  const protection = protectionProfile === undefined ? 'unprotected' : `protected by profile ${protectionProfile}`;
  return [
    {
      name: 'GRE in clear',
      role: role.name,
      expected: 'absent',
      found: `${name}: ${transport ?? 'no tunnel'}, ${protection}${isUp(status) ? '' : ', down'}`,
      holds: !sendsInClear(status),
      quotes: quotesOf(capture.evidence, status, 'tunnel.transport', 'protocol'),
    },
  ];
}

function sendsInClear(status: InterfaceStatus): boolean {
  const mode = modeOf(status);
  const isGre = mode === 'gre' || /GRE/i.test(status.tunnel?.transport ?? '');
  return isGre && status.tunnel?.protectionProfile === undefined && isUp(status);
}

function isOver(link: string, role: Role, { tunnel }: InterfaceStatus, exercise: Exercise): boolean {
  const owner = tunnel?.destination === undefined ? undefined : ownerOf(exercise, tunnel.destination);
  if (owner) return linksBetween(exercise, role.name, owner.name).some(({ name }) => name === link);
  const [a, b] = exercise.links.find(({ name }) => name === link)?.ends ?? [];
  return a?.role === role.name || b?.role === role.name;
}
