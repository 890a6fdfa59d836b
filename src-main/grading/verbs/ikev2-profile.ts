/** ikev2Profile: a profile that leads from the peer to a way of authentication and its key. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { parseIpv4 } from '../../base/address.ts';
import { normaliseAuthentication } from '../../sa/normalise.ts';
import type { Ikev2Profile } from '../diagnosis/ikev2-configuration.ts';
import { lastMatch, matches } from '../diagnosis/tree.ts';
import { configurationLooks, type Configured } from '../facts/configurations.ts';
import { readIkev2 } from '../facts/ikev2.ts';
import { addressNamed } from '../facts/places.ts';
import { labelled } from '../labels.ts';
import { ikev2KeyringNames } from './ikev2-keyring.ts';
import { best, lineAttributes, namesOf, type LineTrait } from './line-trait.ts';
import { allHold, differences, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ikev2Profile'>;

export const ikev2Profile: VerbRule<'ikev2Profile'> = {
  looks: ({ on }, { exercise }) => configurationLooks(exercise, on),
  judge(wanted, scene) {
    const facts = readIkev2(scene, wanted.on);
    const traits = profileTraits(wanted, facts, scene);
    const found = best(traits, facts.ikev2.profiles);
    const attributes = lineAttributes(traits, found, facts);
    const says = !found
      ? `${wanted.on} has no IKEv2 profile yet.`
      : `${wanted.on}'s IKEv2 profile ${found.name} ${allHold(attributes) ? 'is what is asked for' : `is the closest: ${differences(attributes)}`}.`;
    return { attributes, says, isFounded: found !== undefined };
  },
};

/** The names of the profiles that a label stands for. @throws {Unreadable} */
export function ikev2ProfileNames(label: string, role: string, scene: Scene): string[] {
  const meaning = labelled('ikev2Profile', label, role, scene);
  if (!meaning) return [label];
  const facts = readIkev2(scene, role);
  return namesOf(profileTraits(meaning, facts, scene), facts.ikev2.profiles);
}

function profileTraits(wanted: Wanted, facts: Configured, scene: Scene): LineTrait<Ikev2Profile>[] {
  const { on, name, peer, identity, localIdentity, local, remote, keyring, lifetime } = wanted;
  const traits: LineTrait<Ikev2Profile>[] = [
    ...(name === undefined ? [] : [plain('name', name, (one) => one.name)]),
    ...(peer === undefined ? [] : [peerTrait(addressNamed(scene.exercise, peer))]),
    ...(identity === undefined ? [] : [identityTrait(identity)]),
    ...(localIdentity === undefined ? [] : [localTrait(localIdentity)]),
    ...(local === undefined ? [] : [methodTrait('local authentication', local, ({ local: own }) => (own ? [own] : []))]),
    ...(remote === undefined ? [] : [methodTrait('remote authentication', remote, (one) => one.remote)]),
    ...(keyring === undefined ? [] : [keyringTrait(ikev2KeyringNames(keyring, on, scene), keyring)]),
    ...(lifetime === undefined ? [] : [plain('lifetime', String(lifetime), (one) => lifetimeOf(one, facts))]),
  ];
  return traits.length > 0 ? traits : [plain('profile', 'any', () => 'any')];
} // prettier-ignore

function plain(
  name: string,
  expected: string,
  found: (one: Ikev2Profile) => string | undefined,
): LineTrait<Ikev2Profile> {
  // prettier-ignore
  return { name, expected, holds: (one) => found(one) === expected, found };
}

/** What a peer is matched by, as configured. */
const matchesOf = ({ matches: all }: Ikev2Profile): string | undefined => all.map(({ value }) => value).join(', ') || undefined; // prettier-ignore

function peerTrait(address: string): LineTrait<Ikev2Profile> {
  const isFor = (text: string): boolean => {
    const [, written = '', mask = '255.255.255.255'] = /^address (\S+)(?: (\S+))?/.exec(text) ?? [];
    const [network, bits, wanted] = [written, mask, address].map(parseIpv4);
    return network !== undefined && bits !== undefined && wanted !== undefined && ((network ^ wanted) & bits) === 0;
  };
  const holds = (one: Ikev2Profile): boolean => one.matches.some(({ value }) => isFor(value));
  const line = (one: Ikev2Profile): number | undefined => (one.matches.find(({ value }) => isFor(value)) ?? one.matches[0])?.line; // prettier-ignore
  return { name: 'peer', expected: `address ${address}`, holds, found: matchesOf, line };
}

function identityTrait(identity: string): LineTrait<Ikev2Profile> {
  const holds = (one: Ikev2Profile): boolean => one.matches.some(({ value }) => value.split(' ').includes(identity));
  return { name: 'identity', expected: identity, holds, found: matchesOf, line: (one) => one.matches[0]?.line };
}

function localTrait(identity: string): LineTrait<Ikev2Profile> {
  const holds = (one: Ikev2Profile): boolean => one.identity?.value.split(' ').includes(identity) === true;
  return { name: 'own identity', expected: identity, holds, found: (one) => one.identity?.value, line: (one) => one.identity?.line }; // prettier-ignore
}

function methodTrait(name: string, method: string, of: (one: Ikev2Profile) => { value: string; line: number }[]): LineTrait<Ikev2Profile> { // prettier-ignore
  const wanted = normaliseAuthentication(method);
  return {
    name,
    expected: method,
    holds: (one) => of(one).some(({ value }) => normaliseAuthentication(value) === wanted),
    found: (one) => of(one).map(({ value }) => value).join(', ') || undefined,
    line: (one) => of(one)[0]?.line,
  };
} // prettier-ignore

function keyringTrait(names: readonly string[], label: string): LineTrait<Ikev2Profile> {
  return {
    name: 'keyring',
    expected: names.join(' or ') || label,
    holds: (one) => names.includes(one.keyring?.value ?? ''),
    found: (one) => one.keyring?.value,
    line: (one) => one.keyring?.line,
  };
}

function lifetimeOf({ line }: Ikev2Profile, { configuration }: Configured): string | undefined {
  const [head] = matches(configuration.lines, /^crypto ikev2 profile /).filter((one) => one.line === line);
  return lastMatch(head?.children, /^lifetime (\d+)$/)?.groups[0];
}
