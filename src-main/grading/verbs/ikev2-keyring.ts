/** ikev2Keyring: a key for the peer; with `between`, what each end signs with the other checks with. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { Ikev2Secret } from '../diagnosis/ikev2-configuration.ts';
import { quoteOf } from '../facts/captures.ts';
import { configurationLooks } from '../facts/configurations.ts';
import { readIkev2, secretIn, type Ikev2Facts } from '../facts/ikev2.ts';
import { addressNamed, outerAddresses } from '../facts/places.ts';
import { labelled } from '../labels.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, type Judgement, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ikev2Keyring'>;
type OneEnd = Extract<Wanted, { on: string }>;
type Between = Extract<Wanted, { between: unknown }>;

export const ikev2Keyring: VerbRule<'ikev2Keyring'> = {
  looks: (wanted, { exercise }) =>
    ('on' in wanted ? [wanted.on] : wanted.between).flatMap((role) => configurationLooks(exercise, role)),
  judge: (wanted, scene) => ('on' in wanted ? judgeOneEnd(wanted, scene) : judgeBetween(wanted, scene)),
};

function judgeOneEnd(wanted: OneEnd, scene: Scene): Judgement {
  const { on, name, secret } = wanted;
  const facts = readIkev2(scene, on);
  const address = addressNamed(scene.exercise, wanted.peer);
  const rings = facts.ikev2.keyrings.filter((ring) => name === undefined || ring.name === name);
  const found = rings.map((ring) => ({ ring, key: secretIn(ring, [address], 'local') })).find(({ key }) => key);
  const peers = rings.flatMap(({ secrets }) => secrets.map((one) => one.address)).join(', ');
  const quotes = found?.key ? [quoteOf(facts.evidence, found.key.line)] : [];
  const attributes: AttributeVerdict[] = [
    { name: 'peer', role: on, expected: address, found: found?.key?.address ?? (peers || NOTHING), holds: found !== undefined, quotes }, // prettier-ignore
  ];
  if (name !== undefined) attributes.unshift({ name: 'name', role: on, expected: name, found: rings[0]?.name ?? NOTHING, holds: rings.length > 0, quotes }); // prettier-ignore
  if (secret !== undefined) attributes.push({ name: 'key', role: on, expected: secret, found: found?.key?.secret ?? NOTHING, holds: found?.key?.secret === secret, quotes }); // prettier-ignore
  const says = found ? `${on}'s keyring ${found.ring.name} holds ${allHold(attributes) ? 'a key' : 'another key than asked for'} for ${address}.` : `${on} holds no IKEv2 key for ${address}.`; // prettier-ignore
  return { attributes, says, isFounded: found !== undefined };
}

/** The names of the keyrings that a label stands for. @throws {Unreadable} */
export function ikev2KeyringNames(label: string, role: string, scene: Scene): string[] {
  const meaning = labelled('ikev2Keyring', label, role, scene);
  if (!meaning || !('on' in meaning)) return [label];
  const address = addressNamed(scene.exercise, meaning.peer);
  const rings = readIkev2(scene, role).ikev2.keyrings;
  return rings.filter((ring) => isKeyFor(secretIn(ring, [address], 'local'), meaning.secret)).map(({ name }) => name);
}

function isKeyFor(key: Ikev2Secret | undefined, secret: string | undefined): boolean {
  return key !== undefined && (secret === undefined || key.secret === secret);
}

function judgeBetween({ between: [a, b] }: Between, scene: Scene): Judgement {
  const facts = { a: readIkev2(scene, a), b: readIkev2(scene, b) };
  const attributes = [direction([a, b], [facts.a, facts.b], scene), direction([b, a], [facts.b, facts.a], scene)];
  const says = allHold(attributes)
    ? `${a} and ${b} hold keys for each other that agree.`
    : `The IKEv2 keys of ${a} and ${b} do not agree: ${attributes.filter(({ holds }) => !holds).map(({ name, found }) => `${name}: ${found}`).join('; ')}.`; // prettier-ignore
  return { attributes, says, isFounded: allHold(attributes) };
}

/** What one end proves itself with, and what the other expects of it. */
function direction(
  [from, to]: [string, string],
  [sender, receiver]: [Ikev2Facts, Ikev2Facts],
  { exercise }: Scene,
): AttributeVerdict {
  // prettier-ignore
  const given = keyOf(sender, outerAddresses(exercise, to), 'local');
  const expected = keyOf(receiver, outerAddresses(exercise, from), 'remote');
  const holds = given !== undefined && given.secret !== undefined && given.secret === expected?.secret;
  const found = given && expected ? (holds ? 'the same key' : 'another key') : `${given ? to : from} has none`;
  const quotes = [
    ...(given ? [quoteOf(sender.evidence, given.line)] : []),
    ...(expected ? [quoteOf(receiver.evidence, expected.line)] : []),
  ];
  return {
    name: `key from ${from} to ${to}`,
    role: from,
    expected: `the one that ${to} expects`,
    found,
    holds,
    quotes,
  };
}

function keyOf({ ikev2 }: Ikev2Facts, peers: readonly string[], side: 'local' | 'remote'): Ikev2Secret | undefined {
  return ikev2.keyrings.map((ring) => secretIn(ring, peers, side)).find((key) => key !== undefined);
}
