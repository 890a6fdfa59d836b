/** ikev2Keyring: a key for the peer; with `between`, what each end signs with the other checks with. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { Ikev2Secret } from '../diagnosis/ikev2-configuration.ts';
import { quoteOf } from '../facts/captures.ts';
import { configurationLooks } from '../facts/configurations.ts';
import { readIkev2, secretIn, type Ikev2Facts } from '../facts/ikev2.ts';
import { addressNamed, outerAddresses } from '../facts/places.ts';
import { labelled } from '../labels.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, given, type Judgement, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ikev2Keyring'>;
type OneEnd = Extract<Wanted, { on: string }>;
type Between = Extract<Wanted, { between: unknown }>;

export const ikev2Keyring: VerbRule<'ikev2Keyring'> = {
  looks: (wanted, { exercise }) =>
    ('on' in wanted ? [wanted.on] : wanted.between).flatMap((role) => configurationLooks(exercise, role)),
  judge: (wanted, scene) => ('on' in wanted ? judgeOneEnd(wanted, scene) : judgeBetween(wanted, scene)),
};

function judgeOneEnd(wanted: OneEnd, scene: Scene): Judgement {
  const { on, name } = wanted;
  const facts = readIkev2(scene, on);
  const address = addressNamed(scene.exercise, wanted.peer);
  const rings = facts.ikev2.keyrings.filter((ring) => name === undefined || ring.name === name);
  const keys = rings.flatMap((ring) => secretIn(ring, [address], 'local') ?? []);
  const others = rings.flatMap(({ secrets }) => secrets.map((one) => one.address)).join(', ') || NOTHING;
  const attributes = keyAttributes(wanted, { address, key: keys[0], others, ring: rings[0]?.name }, facts);
  const holds = allHold(attributes) ? 'a key' : 'another key than asked for';
  const says = keys.length > 0 ? `${on} holds ${holds} for ${address}.` : `${on} holds no IKEv2 key for ${address}.`;
  return { attributes, says, isFounded: keys.length > 0 };
}

interface FoundKey {
  address: string;
  key: Ikev2Secret | undefined;
  /** Whom there are keys for. */
  others: string;
  ring: string | undefined;
}

function keyAttributes({ on: role, name, secret }: OneEnd, { address, key, others, ring = NOTHING }: FoundKey, { evidence }: Ikev2Facts): AttributeVerdict[] {
  const quotes = key ? [quoteOf(evidence, key.line)] : [];
  const base = { role, quotes };
  return [
    ...given(name, (expected) => ({ ...base, name: 'name', expected, found: ring, holds: ring === expected })),
    { ...base, name: 'peer', expected: address, found: key?.address ?? others, holds: key !== undefined },
    ...given(secret, (expected) => ({ ...base, name: 'key', expected, found: key?.secret ?? NOTHING, holds: key?.secret === expected })),
  ];
} // prettier-ignore

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
