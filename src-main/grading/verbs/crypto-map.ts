/** cryptoMap: an entry of a crypto map that does this, under any name and number unless they are given. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { ConfiguredCryptoMap } from '../../parsers/ios/configuration.ts';
import { normaliseGroup } from '../../sa/normalise.ts';
import { configurationLooks, readConfiguration, type Configured } from '../facts/configurations.ts';
import { quoteOf, quotesOfNothing } from '../facts/captures.ts';
import { TRANSFORM_SETS, looksFor, readFrom } from '../facts/configured.ts';
import { addressNamed, placeNamed, roleNamed } from '../facts/places.ts';
import { describeNetwork, isExactly, trafficOf } from '../facts/traffic.ts';
import { labelled } from '../labels.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { fulfillingLists } from './acl.ts';
import { ikev2ProfileNames } from './ikev2-profile.ts';
import { best, lineAttributes, type LineTrait } from './line-trait.ts';
import { isFulfilledBy } from './transform-set.ts';
import { NOTHING, allHold, differences, type Judgement, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'cryptoMap'>;
type Entry = ConfiguredCryptoMap;

export const cryptoMap: VerbRule<'cryptoMap'> = {
  looks: ({ on, transformSets }, { exercise }) => [
    ...configurationLooks(exercise, on),
    ...(transformSets === undefined ? [] : looksFor(exercise, on, TRANSFORM_SETS)),
  ],
  judge(wanted, scene) {
    const configured = readConfiguration(scene, wanted.on);
    if (wanted.state === 'absent') return judgeAbsence(wanted, configured, scene);
    const traits = traitsOf(wanted, configured, scene);
    const found = best(traits, entriesOf(configured));
    const attributes = lineAttributes(traits, found, configured);
    const isFounded = found !== undefined && isMoreThanDefined(attributes);
    return { attributes, says: sentence(wanted.on, found, attributes), isFounded };
  },
};

/** No PFS is what every entry begins with; and a map that is asked for on an interface does nothing anywhere else. */
function isMoreThanDefined(attributes: readonly AttributeVerdict[]): boolean {
  const isApplied = attributes.every(({ holds, name }) => holds || name !== 'interface');
  return isApplied && attributes.some(({ holds, name }) => holds && name !== 'PFS');
}

/** Entries of maps. What a dynamic one takes from its template is its own. */
function entriesOf({ configuration: { cryptoMaps } }: Configured): Entry[] {
  return cryptoMaps
    .filter(({ isDynamic, template }) => !isDynamic || template !== undefined)
    .map((map) => {
      const template = cryptoMaps.find(
        (one) => one.isDynamic && one.template === undefined && one.name === map.template,
      );
      return template ? { ...template, ...withoutEmpty(map), name: map.name, sequence: map.sequence } : map;
    });
}

function withoutEmpty(map: Entry): Partial<Entry> {
  const given = Object.entries(map).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(given);
}

function traitsOf(wanted: Wanted, configured: Configured, scene: Scene): LineTrait<Entry>[] {
  const { on, name, sequence, peer, transformSets = [] } = wanted;
  const at = (field: string) => (entry: Entry) => entry.at[field];
  return [
    ...plain('name', name, (entry) => entry.name),
    ...plain('number', sequence?.toString(), (entry) => String(entry.sequence)),
    ...(peer === undefined ? [] : [peerTrait(addressNamed(scene.exercise, peer))]),
    ...transformSets.map((label) => setTrait(label, on, scene)),
    ...listTraits(wanted, configured, scene),
    ...plain('PFS', wanted.pfs === undefined ? undefined : String(wanted.pfs), pfsOf, at('pfs')),
    ...plain('lifetime', wanted.lifetime?.toString(), (entry) => lifetimeOf(entry, configured, scene, on), at('lifetimeSeconds')),
    ...plain('peers that it does not know', yesOrNo(wanted.dynamic), (entry) => yesOrNo(entry.template !== undefined || entry.isDynamic)),
    ...plain('keys set by hand', yesOrNo(wanted.manual), (entry) => yesOrNo(entry.kind === 'ipsec-manual')),
    ...plain('associations for each pair of hosts', yesOrNo(wanted.perHost), (entry) => yesOrNo(hasLine(entry, configured, /^set security-association level per-host$/))),
    ...plain('reverse route', yesOrNo(wanted.reverseRoute), (entry) => yesOrNo(entry.isReverseRoute), at('isReverseRoute')),
    ...(wanted.ikev2Profile === undefined ? [] : [ikev2Trait(wanted.ikev2Profile, on, scene)]),
    ...(wanted.interface === undefined ? [] : [interfaceTrait(wanted.interface, on, { configured, scene })]),
  ];
} // prettier-ignore

function yesOrNo(given: boolean): string;
function yesOrNo(given: boolean | undefined): string | undefined;
function yesOrNo(given: boolean | undefined): string | undefined {
  if (given === undefined) return undefined;
  return given ? 'yes' : 'no';
}

function plain(
  name: string,
  expected: string | undefined,
  found: (entry: Entry) => string | undefined,
  line?: LineTrait<Entry>['line'],
): LineTrait<Entry>[] {
  if (expected === undefined) return [];
  const trait = { name, expected, holds: (entry: Entry) => found(entry) === expected, found };
  return [line ? { ...trait, line } : trait];
}

function peerTrait(address: string): LineTrait<Entry> {
  return {
    name: 'peer',
    expected: address,
    holds: ({ peers }) => peers.includes(address),
    found: ({ peers }) => peers.join(', ') || undefined,
    line: ({ at }) => at['peers'],
  };
}

function setTrait(label: string, role: string, scene: Scene): LineTrait<Entry> {
  const meaning = labelled('transformSet', label, role, scene);
  const known = meaning ? readFrom(scene, role, TRANSFORM_SETS).records : [];
  const names = meaning ? known.filter((set) => isFulfilledBy(meaning, set)).map((set) => set.name) : [label];
  return {
    name: 'transform set',
    expected: meaning ? `one with ${meaning.transforms.join(' ')}` : label,
    holds: ({ transformSets }) => transformSets.some((name) => names.includes(name)),
    found: ({ transformSets }) => transformSets.join(', ') || undefined,
    line: ({ at }) => at['transformSets'],
  };
}

function listTraits({ on, acl, protects }: Wanted, configured: Configured, scene: Scene): LineTrait<Entry>[] {
  const traits: LineTrait<Entry>[] = [];
  const line = ({ at }: Entry): number | undefined => at['accessList'];
  const found = ({ accessList }: Entry): string | undefined => accessList;
  if (acl !== undefined) {
    const meaning = labelled('acl', acl, on, scene);
    const names = meaning ? fulfillingLists(meaning, scene) : [acl];
    traits.push({ name: 'access list', expected: meaning ? 'one that does what is asked for' : acl, holds: (entry) => names.includes(entry.accessList ?? ''), found, line }); // prettier-ignore
  }
  if (protects !== undefined) {
    const [from, to] = protects;
    const traffic = trafficOf(scene.exercise, { from, to });
    const permitted = ({ accessList }: Entry) =>
      (configured.configuration.accessLists.find(({ name }) => name === accessList)?.entries ?? []).filter(({ action }) => action === 'permit'); // prettier-ignore
    traits.push({
      name: 'protected traffic',
      expected: `${describeNetwork(traffic.from)} to ${describeNetwork(traffic.to)}`,
      holds: (entry) => permitted(entry).length === 1 && permitted(entry).every((one) => isExactly(one, traffic)),
      found: (entry) => permitted(entry).map(({ text, line: own }) => text || textAt(configured, own)).join('; ') || entry.accessList, // prettier-ignore
      line: (entry) => permitted(entry)[0]?.line ?? line(entry),
    });
  }
  return traits;
}

function textAt({ evidence }: Configured, line: number): string {
  return (evidence.text.split('\n')[line] ?? '').trim();
}

/** A group that is not named is the first, on IOS. */
function pfsOf({ pfs }: Entry): string {
  return pfs === undefined ? 'none' : String(normaliseGroup(pfs) ?? 1);
}

/** The map's own, the device's, or what devices of the kind begin with. */
function lifetimeOf(
  { lifetimeSeconds }: Entry,
  { configuration }: Configured,
  { exercise }: Scene,
  role: string,
): string {
  // prettier-ignore
  const byDefault = roleNamed(exercise, role).platform === 'asa' ? 28_800 : 3600;
  return String(lifetimeSeconds ?? configuration.lifetimeSeconds ?? byDefault);
}

function hasLine({ line }: Entry, { configuration }: Configured, pattern: RegExp): boolean {
  const head = configuration.lines.find((one) => one.line === line);
  return head?.children.some(({ text }) => pattern.test(text.trim())) === true;
}

function ikev2Trait(label: string, role: string, scene: Scene): LineTrait<Entry> {
  const names = ikev2ProfileNames(label, role, scene);
  return {
    name: 'IKEv2 profile',
    expected: names.join(' or ') || label,
    holds: ({ ikev2Profile }) => names.includes(ikev2Profile ?? ''),
    found: ({ ikev2Profile }) => ikev2Profile,
    line: ({ at }) => at['ikev2Profile'],
  };
}

function interfaceTrait(place: string, role: string, { configured, scene }: { configured: Configured; scene: Scene }): LineTrait<Entry> { // prettier-ignore
  const own = placeNamed(scene.exercise, role, place);
  const { interfaces } = configured.configuration;
  const applied = ({ name }: Entry) => interfaces.filter(({ cryptoMap: map }) => map === name);
  const isOwn = ({ name }: { name: string }): boolean => name.toLowerCase() === own.toLowerCase();
  return {
    name: 'interface',
    expected: own,
    holds: (entry) => applied(entry).some(isOwn),
    found: (entry) => applied(entry).map(({ name }) => name).join(', ') || 'applied nowhere',
    line: (entry) => {
      const [first] = [...applied(entry).filter(isOwn), ...applied(entry), ...interfaces.filter(isOwn)];
      return first?.at['cryptoMap'] ?? first?.line;
    },
  };
} // prettier-ignore

function judgeAbsence(wanted: Wanted, configured: Configured, scene: Scene): Judgement {
  const traits = traitsOf(wanted, configured, scene);
  const found = entriesOf(configured).find((entry) => traits.every(({ holds }) => holds(entry)));
  const attribute: AttributeVerdict = {
    name: 'crypto map',
    role: wanted.on,
    expected: 'absent',
    found: found ? `${found.name} ${found.sequence}` : NOTHING,
    holds: found === undefined,
    quotes: found ? [quoteOf(configured.evidence, found.line)] : quotesOfNothing(configured.evidence),
  };
  const says = found ? `${wanted.on} has the crypto map ${found.name} ${found.sequence}, which should not be there.` : `As it should be, ${wanted.on} has no such crypto map.`; // prettier-ignore
  return { attributes: [attribute], says, isFounded: found === undefined };
}

function sentence(role: string, entry: Entry | undefined, attributes: readonly AttributeVerdict[]): string {
  if (!entry) return `${role} has no crypto map yet.`;
  const name = `${role}'s crypto map ${entry.name} ${entry.sequence}`;
  return allHold(attributes)
    ? `${name} does what is asked for.`
    : `${name} is the closest: ${differences(attributes)}.`;
}
