/** wire: packets that a capture saw on a link: which protocol, between whom, by which association. */
import type { Exercise } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import { isAmount } from '../amount.ts';
import { associationLooks, readEnd, type End } from '../facts/associations.ts';
import { quoteOf, quotesOfNothing } from '../facts/captures.ts';
import { readPackets, type Packet, type PacketCapture } from '../facts/packets.ts';
import { addressNamed } from '../facts/places.ts';
import type { AttributeVerdict, Quote } from '../verdict.ts';
import { describeSpi } from './child-traits.ts';
import { NOTHING, allHold, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'wire'>;

export const wire: VerbRule<'wire'> = {
  looks: ({ spi }, { exercise }) => (spi ? associationLooks(exercise, spi[0], { children: true }) : []),
  judge(wanted, scene) {
    const capture = readPackets(scene, wanted.over);
    const between = capture.packets.filter((one) => isBetween(one, wanted, scene.exercise));
    const spis = wanted.spi && spisOf(wanted.spi, scene);
    const own = between.filter(({ spi }) => spis === undefined || spis.some((one) => one === spi));
    const attributes = attributesOf(wanted, { capture, own, spis });
    const isFounded = own.length > 0;
    return { attributes, says: sentence(wanted, own.length, attributes), isFounded };
  },
};

/** Whether it is of this protocol, from and to these addresses. Inside what is only carried counts as well. */
export function isBetween(
  { protocol, source, destination, inner }: Packet,
  wanted: Pick<Wanted, 'protocol' | 'from' | 'to'>,
  exercise: Exercise,
): boolean {
  const [from, to] = [wanted.from, wanted.to].map((one) => one === undefined ? undefined : addressOf(one, exercise)); // prettier-ignore
  const isOf = (one: string, a: string, b: string): boolean =>
    isProtocol(one, wanted.protocol) && (from === undefined || a === from) && (to === undefined || b === to);
  const [, innerFrom = '', innerTo = '', innerProtocol = ''] = /^(\S+)>(\S+)\/(\S+)$/.exec(inner ?? '') ?? [];
  return isOf(protocol, source, destination) || (inner !== undefined && isOf(innerProtocol.toLowerCase(), innerFrom, innerTo)); // prettier-ignore
}

function isProtocol(found: string, wanted: Wanted['protocol']): boolean {
  if (wanted === 'ip') return found !== 'arp';
  // IKE goes in UDP, and so does ESP behind a NAT.
  return found === wanted || (wanted === 'udp' && found === 'isakmp');
}

/** ROLE.INTERFACE, or an address as it is. */
function addressOf(text: string, exercise: Exercise): string {
  return /^\d/.test(text) ? text : addressNamed(exercise, text);
}

/** What the first of two roles sends to the other with, and what it says of it. */
function spisOf([from, to]: readonly [string, string], { exercise, captures }: Scene): number[] {
  const end: End = readEnd(exercise, captures, [from, to], { children: true });
  return end.associations.children.flatMap(({ outbound }) => outbound.map(({ spi }) => spi));
}

interface Seen {
  capture: PacketCapture;
  own: readonly Packet[];
  spis: readonly number[] | undefined;
}

function attributesOf(wanted: Wanted, { capture, own, spis }: Seen): AttributeVerdict[] {
  const { evidence } = capture;
  const quotes: Quote[] = own.slice(0, 4).map(({ line }) => quoteOf(evidence, line));
  const shown = quotes.length > 0 ? quotes : quotesOfNothing(evidence);
  const base = { role: wanted.on, quotes: shown };
  const amount = wanted.count ?? 'at least 1';
  const kind = `${wanted.protocol} packets`;
  const said = spis === undefined ? kind : `${kind} with SPI ${spis.map(describeSpi).join(' or ') || NOTHING}`;
  const attributes: AttributeVerdict[] = [
    { ...base, name: said, expected: String(amount), found: own.length === 0 ? NOTHING : String(own.length), holds: isAmount(amount, own.length) },
  ];
  if (wanted.encrypted !== undefined) attributes.push({ ...base, ...encryption(wanted.encrypted, own) });
  if (wanted.sequence === 'rising') attributes.push({ ...base, ...rising(own) });
  return attributes;
} // prettier-ignore

type Found = Pick<AttributeVerdict, 'name' | 'expected' | 'found' | 'holds'>;

/** An ESP packet shows its SPI and its number, and nothing of what is inside; AH and GRE hide nothing. */
function encryption(isWanted: boolean, own: readonly Packet[]): Found {
  const clear = own.filter(({ protocol }) => protocol !== 'esp');
  const isEncrypted = own.length > 0 && clear.length === 0;
  const words = (is: boolean): string => (is ? 'encrypted' : 'in clear');
  const found = own.length === 0 ? NOTHING : clear.length > 0 && clear.length < own.length ? 'in part in clear' : words(isEncrypted); // prettier-ignore
  return {
    name: 'what is inside',
    expected: words(isWanted),
    found,
    holds: own.length > 0 && isEncrypted === isWanted,
  };
}

/** Of each association by itself: each way counts for itself. */
function rising(own: readonly Packet[]): Found {
  const last = new Map<number | undefined, number>();
  const numbered = own.filter(({ sequence }) => sequence !== undefined);
  const fallen = numbered.find(({ spi, sequence = 0 }) => {
    const before = last.get(spi) ?? 0;
    last.set(spi, sequence);
    return sequence <= before;
  });
  const numbers = numbered.map(({ sequence }) => sequence);
  const found = numbers.length === 0 ? NOTHING : fallen ? `${fallen.sequence} after a greater one` : `${numbers[0]} to ${numbers.at(-1)}`; // prettier-ignore
  return { name: 'sequence numbers', expected: 'rising', found, holds: numbers.length > 0 && fallen === undefined };
}

function sentence({ on, protocol, spi }: Wanted, count: number, attributes: AttributeVerdict[]): string {
  const by = spi ? ` of the association from ${spi[0]} to ${spi[1]}` : '';
  const seen = `${count === 0 ? 'No' : count} ${protocol} ${count === 1 ? 'packet' : 'packets'}${by} went over ${on}`;
  if (allHold(attributes)) return `${seen}, as it should be.`;
  const wrong = attributes.filter(({ holds }) => !holds);
  return `${seen}: ${wrong.map(({ name, found, expected }) => `${name} should be ${expected}, found ${found}`).join('; ')}.`;
}
