/**
 * absent: nothing at either end of a link still sends GRE in clear over it; or, of any protocol, a capture saw none of it.
 *
 * What is looked at without a capture: the tunnel interfaces of every role. A tunnel that carries GRE without protection and is up sends
 * in clear to its destination; the links on the shortest way from its role to the role with that address are those that
 * it goes over. A destination that no role has may be anywhere: then it counts on the links of the router itself. So the
 * routers of a transit link need no tunnel of their own to have GRE on their link. Tunnels that the lab does not know of
 * are not seen.
 */
import type { Exercise, Role, RoleInterface } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import type { InterfaceStatus } from '../../parsers/ios/interface-status.ts';
import { quoteOf, quotesOf, quotesOfNothing } from '../facts/captures.ts';
import { readPackets } from '../facts/packets.ts';
import { linksBetween, ownerOf, tunnelsOf } from '../facts/places.ts';
import { interfaceShow } from '../facts/shows.ts';
import { lookAt } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { isUp, modeOf, readTunnel } from './tunnel.ts';
import { NOTHING, allHold, type Judgement, type Scene, type VerbRule } from './verb.ts';
import { isBetween } from './wire.ts';

type Wanted = VerbArguments<'absent'>;

export const absent: VerbRule<'absent'> = {
  looks: ({ over }, { exercise }) =>
    over === undefined
      ? everyTunnel(exercise).flatMap(({ role, tunnel }) => lookAt(role.name, interfaceShow(tunnel.name)))
      : [],
  judge(wanted, scene) {
    const { on, over } = wanted;
    if (over !== undefined) return judgeCapture({ ...wanted, over }, scene);
    const attributes = everyTunnel(scene.exercise).flatMap(({ role, tunnel }) => judgeTunnel(on, role, tunnel, scene));
    const senders = attributes.filter(({ holds }) => !holds).map(({ role }) => role);
    const says = allHold(attributes)
      ? `No tunnel sends GRE in clear over ${on}.`
      : `${senders.join(' and ')} still ${senders.length === 1 ? 'sends' : 'send'} GRE in clear over ${on}.`;
    // Half the senders gone is still in clear.
    return { attributes, says, isFounded: allHold(attributes) };
  },
};

/** A capture that saw nothing at all is no proof that something was not there. */
function judgeCapture({ on, protocol, from, to, over }: Wanted & { over: string }, scene: Scene): Judgement {
  const { evidence, packets } = readPackets(scene, over);
  const seen = packets.filter((one) => isBetween(one, { protocol, from, to }, scene.exercise));
  const isQuiet = packets.length === 0;
  const attribute: AttributeVerdict = {
    name: `${protocol} packets`,
    role: on,
    expected: 'absent, while others go over it',
    found: isQuiet ? 'no packets of any kind' : seen.length === 0 ? NOTHING : String(seen.length),
    holds: !isQuiet && seen.length === 0,
    quotes: seen.length > 0 ? seen.slice(0, 4).map(({ line }) => quoteOf(evidence, line)) : quotesOfNothing(evidence),
  };
  const packetsSay = `${seen.length} ${protocol} ${seen.length === 1 ? 'packet' : 'packets'}`;
  const says = isQuiet ? `Nothing at all went over ${on}, so that nothing is shown.` : seen.length === 0 ? `No ${protocol} went over ${on}, as it should be.` : `${packetsSay} still went over ${on}.`; // prettier-ignore
  return { attributes: [attribute], says, isFounded: attribute.holds };
}

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
