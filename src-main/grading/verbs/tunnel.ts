/** tunnel: the mode, the protection and the line protocol of a tunnel interface. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { InterfaceStatus } from '../../parsers/ios/interface-status.ts';
import { Unreadable, type Capture } from '../facts/captures.ts';
import { interfaceNamed } from '../facts/places.ts';
import { interfaceShow } from '../facts/shows.ts';
import { labelled } from '../labels.ts';
import { lookAt } from '../look.ts';
import { fulfillingProfiles, profileLooks } from './ipsec-profile.ts';
import { allHold, attributesOf, differences, type Judgement, type Scene, type Trait, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'tunnel'>;

export const tunnel: VerbRule<'tunnel'> = {
  looks(wanted, place) {
    const { on, protection } = wanted;
    const profile = protection === undefined ? undefined : labelled('ipsecProfile', protection, on, place);
    const looks = lookAt(on, interfaceShow(interfaceNamed(place.exercise, on, wanted.interface ?? 'tunnel')));
    return profile ? [...looks, ...profileLooks(profile, place)] : looks;
  },
  judge(wanted, scene) {
    const name = interfaceNamed(scene.exercise, wanted.on, wanted.interface ?? 'tunnel');
    const { capture, status } = readTunnel(wanted.on, name, scene.captures);
    const attributes = attributesOf(traitsOf(wanted, scene), status, capture);
    // A line that is up is no merit of a tunnel of another kind.
    const isFounded = attributes.every(({ name: trait, holds }) => trait !== 'mode' || holds);
    return { attributes, says: sentence(wanted.on, status, attributes), isFounded };
  },
};

/** @throws {Unreadable} when the router did not show the interface */
export function readTunnel(
  role: string,
  name: string,
  captures: Scene['captures'],
): { capture: Capture<InterfaceStatus>; status: InterfaceStatus } {
  const capture = captures.read(role, interfaceShow(name), 'end');
  const status = capture.records.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!status) throw new Unreadable(`${role} does not show its interface ${name}.`);
  return { capture, status };
}

type ShownMode = 'gre' | 'gre-multipoint' | 'ipsec-ipv4' | 'other';

/** `GRE/IP`, `multi-GRE/IP`, `IPSEC/IP`; other kinds are none of them. */
export function modeOf({ tunnel: shown }: InterfaceStatus): ShownMode | undefined {
  const transport = shown?.transport?.toUpperCase();
  if (transport === undefined) return undefined;
  if (transport === 'GRE/IP') return 'gre';
  if (transport === 'MULTI-GRE/IP') return 'gre-multipoint';
  return /^IPSEC\/IP(?:V4)?$/.test(transport) ? 'ipsec-ipv4' : 'other';
}

export function isUp({ status, protocol }: InterfaceStatus): boolean {
  return status === 'up' && protocol === 'up';
}

function traitsOf(wanted: Wanted, scene: Scene): Trait<InterfaceStatus>[] {
  const { mode, protection, line } = wanted;
  const traits: Trait<InterfaceStatus>[] = [];
  if (mode !== undefined) {
    const found = (status: InterfaceStatus): string | undefined => status.tunnel?.transport;
    traits.push({ name: 'mode', expected: mode, holds: (one) => modeOf(one) === mode, found, field: 'tunnel.transport' });
  }
  if (protection !== undefined) traits.push(protectionTrait(protection, wanted.on, scene));
  if (line !== undefined) {
    const holds = (status: InterfaceStatus): boolean => isUp(status) === (line === 'up');
    const found = ({ status, protocol }: InterfaceStatus): string => (status === 'up' ? (protocol ?? 'unknown') : status);
    traits.push({ name: 'line protocol', expected: line, holds, found, field: 'protocol' });
  }
  return traits;
} // prettier-ignore

function protectionTrait(protection: string, role: string, scene: Scene): Trait<InterfaceStatus> {
  const profileOf = ({ tunnel: shown }: InterfaceStatus): string | undefined => shown?.protectionProfile;
  const found = (status: InterfaceStatus): string => profileOf(status) ?? 'none';
  if (protection === 'none') {
    const holds = (status: InterfaceStatus): boolean => profileOf(status) === undefined;
    return { name: 'protection', expected: 'none', holds, found, field: 'tunnel.protectionProfile' };
  }
  const meaning = labelled('ipsecProfile', protection, role, scene);
  const names = meaning ? fulfillingProfiles(meaning, scene) : [protection];
  return {
    name: 'protection',
    expected: meaning ? 'an IPsec profile that leads to what is asked for' : protection,
    holds: (status) => names.includes(profileOf(status) ?? ''),
    found,
    field: 'tunnel.protectionProfile',
  };
}

/** "R1's Tunnel0: IPSEC/IP, protected by MyProfile, line protocol down" */
function describeTunnel({ name, status, protocol, tunnel: shown }: InterfaceStatus): string {
  const profile = shown?.protectionProfile;
  const line = status === 'up' ? `line protocol ${protocol ?? 'unknown'}` : status;
  return `${name} is ${shown?.transport ?? 'no tunnel'}, ${profile === undefined ? 'unprotected' : `protected by profile ${profile}`}, ${line}`; // prettier-ignore
}

function sentence(role: string, status: InterfaceStatus, attributes: Judgement['attributes']): string {
  const seen = `${role}'s ${describeTunnel(status)}`;
  return allHold(attributes) ? `${seen}, as it should be.` : `${seen}: ${differences(attributes)}.`;
}
