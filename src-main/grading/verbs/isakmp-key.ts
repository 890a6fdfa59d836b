/** isakmpKey: a pre-shared key for the peer; with `between`, the same key on both ends, each for the other. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { IsakmpKey } from '../../parsers/ios/show-crypto-isakmp-key.ts';
import { quotesOf, quotesOfNothing, type Capture } from '../facts/captures.ts';
import { KEYS, looksFor, readFrom } from '../facts/configured.ts';
import { keyFor } from '../facts/keys.ts';
import { addressNamed, outerAddresses } from '../facts/places.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, type Judgement, type Scene, type VerbRule } from './verb.ts';

type OneEnd = Extract<VerbArguments<'isakmpKey'>, { on: string }>;
type Between = Extract<VerbArguments<'isakmpKey'>, { between: unknown }>;

export const isakmpKey: VerbRule<'isakmpKey'> = {
  looks: (wanted, { exercise }) =>
    ('on' in wanted ? [wanted.on] : wanted.between).flatMap((role) => looksFor(exercise, role, KEYS)),
  judge: (wanted, scene) => ('on' in wanted ? judgeOneEnd(wanted, scene) : judgeBetween(wanted, scene)),
};

function judgeOneEnd({ on, peer, secret }: OneEnd, scene: Scene): Judgement {
  const { exercise } = scene;
  const capture = readFrom(scene, on, KEYS);
  const address = addressNamed(exercise, peer);
  const key = keyFor(capture.records, [address]);
  const attributes = [peerAttribute(capture, key, address)];
  if (secret !== undefined) attributes.push(secretAttribute(capture, key, secret));
  return { attributes, says: sentenceOfOne(on, address, key, attributes), isFounded: key !== undefined };
}

function sentenceOfOne(role: string, address: string, key: IsakmpKey | undefined, attributes: AttributeVerdict[]): string {
  if (!key) return `${role} holds no pre-shared key for ${address}.`;
  const isRight = attributes.every(({ holds }) => holds);
  return isRight ? `${role} holds a pre-shared key for ${address}.` : `${role}'s key for ${address} is not the one asked for.`; // prettier-ignore
} // prettier-ignore

function peerAttribute(capture: Capture<IsakmpKey>, key: IsakmpKey | undefined, address: string): AttributeVerdict {
  const others = capture.records.map(({ peer }) => peer).join(', ');
  return {
    name: 'peer',
    role: capture.evidence.role,
    expected: address,
    found: key ? describePeer(key) : others === '' ? NOTHING : others,
    holds: key !== undefined,
    quotes: key ? quotesOf(capture.evidence, key, 'peer') : quotesOfOthers(capture),
  };
}

function describePeer({ peer, mask }: IsakmpKey): string {
  return mask === undefined ? peer : `${peer} [${mask}]`;
}

function quotesOfOthers({ evidence, records }: Capture<IsakmpKey>): AttributeVerdict['quotes'] {
  const quotes = records.slice(0, 4).flatMap((key) => quotesOf(evidence, key, 'peer'));
  return quotes.length > 0 ? quotes : quotesOfNothing(evidence);
}

function secretAttribute(
  { evidence }: Capture<IsakmpKey>,
  key: IsakmpKey | undefined,
  secret: string,
): AttributeVerdict {
  // prettier-ignore
  return {
    name: 'key',
    role: evidence.role,
    expected: secret,
    found: key?.key ?? NOTHING,
    holds: key?.key === secret,
    quotes: key ? quotesOf(evidence, key, 'key') : quotesOfNothing(evidence),
  };
}

function judgeBetween({ between: [a, b] }: Between, scene: Scene): Judgement {
  const { exercise } = scene;
  const captureOf = (role: string): Capture<IsakmpKey> => readFrom(scene, role, KEYS);
  const ends = [captureOf(a), captureOf(b)] as const;
  const keyA = keyFor(ends[0].records, outerAddresses(exercise, b));
  const keyB = keyFor(ends[1].records, outerAddresses(exercise, a));
  const isSame = keyA !== undefined && keyA.key === keyB?.key;
  const quotes = [
    ...(keyA ? quotesOf(ends[0].evidence, keyA, 'key') : quotesOfOthers(ends[0])),
    ...(keyB ? quotesOf(ends[1].evidence, keyB, 'key') : quotesOfOthers(ends[1])),
  ];
  const found = isSame ? 'the same key' : keyA && keyB ? 'another key' : NOTHING;
  const attribute = { name: 'key', role: b, expected: `the same key as on ${a}`, found, holds: isSame, quotes };
  return { attributes: [attribute], says: sentenceOfBoth([a, b], [keyA, keyB]), isFounded: isSame };
}

function sentenceOfBoth([a, b]: [string, string], [keyA, keyB]: (IsakmpKey | undefined)[]): string {
  if (!keyA && !keyB) return `Neither ${a} nor ${b} holds a pre-shared key for the other.`;
  if (!keyA) return `${a} holds no pre-shared key for ${b}.`;
  if (!keyB) return `${b} holds no pre-shared key for ${a}.`;
  return keyA.key === keyB.key
    ? `${a} and ${b} hold the same pre-shared key for each other.`
    : `${a} and ${b} hold different pre-shared keys for each other.`;
}
