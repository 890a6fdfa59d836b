/** ipsecProfile: an IPsec profile that leads to these transform sets, under any name unless one is given. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { IpsecProfile } from '../../parsers/ios/show-crypto-ipsec-profile.ts';
import type { TransformSet } from '../../parsers/ios/show-crypto-ipsec-transform-set.ts';
import { normaliseGroup } from '../../sa/normalise.ts';
import { PROFILES, TRANSFORM_SETS, looksFor, readFrom } from '../facts/configured.ts';
import { configurationLooks } from '../facts/configurations.ts';
import { labelled } from '../labels.ts';
import type { Look } from '../look.ts';
import { ikev2ProfileNames } from './ikev2-profile.ts';
import { isFulfilledBy } from './transform-set.ts';
import { allHold, attributesOf, closest, countOf, differences, type Scene, type Trait, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ipsecProfile'>;
type Place = Pick<Scene, 'exercise' | 'step'>;

export const ipsecProfile: VerbRule<'ipsecProfile'> = {
  looks: profileLooks,
  judge(wanted, scene) {
    const capture = readFrom(scene, wanted.on, PROFILES);
    const traits = profileTraits(wanted, scene);
    const profile = closestProfile(traits, capture.records);
    const attributes = attributesOf(traits, profile, capture);
    // No PFS is what every profile begins with: that alone is nothing.
    const isFounded = attributes.some(({ name, holds }) => holds && name !== 'PFS');
    return { attributes, says: sentence(wanted.on, profile, allHold(attributes), differences(attributes)), isFounded };
  },
};

/** The profile, and its transform sets where a label says what they must do: 12.4 lists their names alone. */
export function profileLooks(wanted: Wanted, place: Place): Look[] {
  const isLabelled = (wanted.transformSets ?? []).some((label) => labelled('transformSet', label, wanted.on, place));
  const looks = looksFor(place.exercise, wanted.on, PROFILES, ...(isLabelled ? [TRANSFORM_SETS] : []));
  return wanted.ikev2Profile === undefined ? looks : [...looks, ...configurationLooks(place.exercise, wanted.on)];
}

/** The names of the profiles that do what is wanted. @throws {Unreadable} */
export function fulfillingProfiles(wanted: Wanted, scene: Scene): string[] {
  const traits = profileTraits(wanted, scene);
  const { records } = readFrom(scene, wanted.on, PROFILES);
  return records.filter((one) => countOf(traits, one) === traits.length).map(({ name }) => name);
}

function closestProfile(
  traits: readonly Trait<IpsecProfile>[],
  all: readonly IpsecProfile[],
): IpsecProfile | undefined {
  // prettier-ignore
  const right = all.find((one) => countOf(traits, one) === traits.length);
  // 15.x has one called default, which nobody wrote.
  const own = all.filter(({ name }) => name !== 'default');
  return right ?? closest(traits, own);
}

function sentence(role: string, profile: IpsecProfile | undefined, isRight: boolean, wrong: string): string {
  if (!profile) return `${role} has no IPsec profile yet.`;
  if (isRight) return `${role}'s IPsec profile ${profile.name} leads to what is asked for.`;
  return `${role}'s IPsec profile ${profile.name} is the closest: ${wrong}.`;
}

function profileTraits(wanted: Wanted, scene: Scene): Trait<IpsecProfile>[] {
  const { name, transformSets = [], pfs } = wanted;
  const traits = transformSets.map((label) => setTrait(label, wanted.on, scene));
  if (traits.length === 0) traits.push({ name: 'profile', expected: 'any', holds: () => true, found: (profile) => profile.name, field: 'name' }); // prettier-ignore
  if (name !== undefined) traits.unshift({ name: 'name', expected: name, holds: (profile) => profile.name === name, found: (profile) => profile.name, field: 'name' }); // prettier-ignore
  if (pfs !== undefined) traits.push(pfsTrait(pfs));
  if (wanted.lifetime !== undefined) traits.push(lifetimeTrait(wanted.lifetime));
  if (wanted.ikev2Profile !== undefined) traits.push(ikev2Trait(wanted.ikev2Profile, wanted.on, scene));
  return traits;
}

function setTrait(label: string, role: string, scene: Scene): Trait<IpsecProfile> {
  const meaning = labelled('transformSet', label, role, scene);
  const known = meaning ? readFrom(scene, role, TRANSFORM_SETS).records : [];
  const names = meaning ? known.filter((set) => isFulfilledBy(meaning, set)).map((set) => set.name) : [label];
  return {
    name: 'transform set',
    expected: meaning ? `one with ${meaning.transforms.join(' ')}` : label,
    holds: ({ transformSets }) => transformSets.some((set) => names.includes(set.name)),
    found: (profile) => describeSets(profile, known),
    field: 'transformSets',
  };
}

/** "MyTransformSet (esp-3des esp-md5-hmac)", "Other (not defined)" */
function describeSets({ transformSets }: IpsecProfile, known: readonly TransformSet[]): string | undefined {
  const all = transformSets.map(({ name, transforms }) => {
    const held = transforms ?? known.find((set) => set.name === name)?.transforms;
    return held ? `${name} (${held.join(' ')})` : known.length > 0 ? `${name} (not defined)` : name;
  });
  return all.length > 0 ? all.join(', ') : undefined;
}

function lifetimeTrait(lifetime: number): Trait<IpsecProfile> {
  const holds = ({ lifetimeSeconds }: IpsecProfile): boolean => lifetimeSeconds === lifetime;
  const found = ({ lifetimeSeconds }: IpsecProfile): string | undefined => lifetimeSeconds?.toString();
  return { name: 'lifetime', expected: String(lifetime), holds, found, field: 'lifetimeSeconds' };
}

function ikev2Trait(label: string, role: string, scene: Scene): Trait<IpsecProfile> {
  const names = ikev2ProfileNames(label, role, scene);
  const found = ({ ikev2Profile }: IpsecProfile): string | undefined => ikev2Profile;
  const holds = (profile: IpsecProfile): boolean => names.includes(found(profile) ?? '');
  return { name: 'IKEv2 profile', expected: names.join(' or ') || label, holds, found, field: 'ikev2Profile' };
}

function pfsTrait(pfs: 'none' | number): Trait<IpsecProfile> {
  const groupOf = (profile: IpsecProfile): 'none' | number | undefined =>
    profile.pfs === true ? normaliseGroup(profile.dhGroup) : 'none';
  return {
    name: 'PFS',
    expected: pfs === 'none' ? 'none' : `group ${pfs}`,
    holds: (profile) => groupOf(profile) === pfs,
    found: (profile) => (profile.pfs === true ? (profile.dhGroup ?? 'a group that is not shown') : 'none'),
    field: 'pfs',
  };
}
