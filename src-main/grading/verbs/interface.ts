/** interface: how an interface is: up or down, its address, the sizes of packets. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { isAmount, type Amount } from '../amount.ts';
import { NotJudgeable, quoteOf, quotesOfNothing } from '../facts/captures.ts';
import { interfaceLooks, listingOf, readInterface, type InterfaceFacts, type Shown } from '../facts/interfaces.ts';
import { addressNamed, placeNamed } from '../facts/places.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, differences, type Judgement, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'interface'>;

export const interfaceRule: VerbRule<'interface'> = {
  looks: (wanted, { exercise }) => interfaceLooks(exercise, wanted.on, wanted.interface, wanted),
  judge(wanted, scene) {
    const facts = readInterface(scene, wanted.on, wanted.interface, wanted);
    if (wanted.status === 'absent') return judgeAbsence(wanted, facts, scene);
    const attributes = facts ? attributesOf(wanted, facts, scene) : [missing(wanted, scene)];
    return { attributes, says: sentence(wanted, facts, attributes), isFounded: facts !== undefined };
  },
};

function attributesOf(wanted: Wanted, facts: InterfaceFacts, scene: Scene): AttributeVerdict[] {
  const { on, status, line, address, unnumbered, vrf, mtu, ipMtu, mss, tolerance } = wanted;
  const lender = unnumbered === undefined ? undefined : placeNamed(scene.exercise, on, unnumbered);
  const isLent = (value: string): boolean => value.toLowerCase() === lender?.toLowerCase();
  return [
    ...attribute(on, 'status', status, facts.status, (value) => value === status),
    ...attribute(on, 'line protocol', line, facts.line, (value) => (value === 'up') === (line === 'up')),
    ...attribute(on, 'address', address === undefined ? undefined : addressText(address, scene), facts.address, (value) => isAddress(value, address ?? '', scene)),
    ...attribute(on, 'unnumbered', lender, facts.unnumbered, isLent),
    ...attribute(on, 'VRF', vrf, facts.vrf, (value) => value === vrf),
    ...sized(on, 'MTU', { wanted: mtu, tolerance }, facts.mtu),
    ...sized(on, 'IP MTU', { wanted: ipMtu, tolerance }, facts.ipMtu),
    ...sized(on, 'maximum segment size', { wanted: mss, tolerance }, facts.mss),
  ];
} // prettier-ignore

function sized(
  role: string,
  name: string,
  { wanted, tolerance }: { wanted: Amount | undefined; tolerance: number | undefined },
  shown: Shown | undefined,
): AttributeVerdict[] {
  const isOf = (value: string): boolean => wanted !== undefined && isAmount(wanted, Number(value), tolerance);
  return wanted === undefined ? [] : judged({ role, name, expected: String(wanted) }, shown, isOf);
}

// The four parts of a row.
function attribute(
  role: string,
  name: string,
  expected: string | undefined,
  ...[shown, isRight]: [Shown | undefined, (value: string) => boolean]
): AttributeVerdict[] {
  return expected === undefined ? [] : judged({ role, name, expected }, shown, isRight);
}

/** @throws {NotJudgeable} where this kind of device does not show it */
function judged(
  base: Pick<AttributeVerdict, 'role' | 'name' | 'expected'>,
  shown: Shown | undefined,
  isRight: (value: string) => boolean,
): AttributeVerdict[] {
  if (!shown) throw new NotJudgeable(`Not judged here: what ${base.role} is does not show its ${base.name}.`);
  const { value, evidence, line } = shown;
  return [{ ...base, found: value ?? NOTHING, holds: value !== undefined && isRight(value), quotes: [quoteOf(evidence, line)] }]; // prettier-ignore
}

function addressText(address: string, { exercise }: Scene): string {
  return /^[A-Za-z]+[\w-]*\./.test(address) ? addressNamed(exercise, address) : address;
}

/** The length of the subnet counts where it is asked for. */
function isAddress(value: string, address: string, scene: Scene): boolean {
  const wanted = addressText(address, scene);
  return value === wanted || (!wanted.includes('/') && value.split('/')[0] === wanted);
}

function missing({ on, interface: place }: Wanted, scene: Scene): AttributeVerdict {
  const listing = listingOf(scene, on);
  const expected = placeNamed(scene.exercise, on, place);
  return { name: 'interface', role: on, expected, found: NOTHING, holds: false, quotes: listing ? quotesOfNothing(listing) : [] }; // prettier-ignore
}

function judgeAbsence(wanted: Wanted, facts: InterfaceFacts | undefined, scene: Scene): Judgement {
  const attribute = facts
    ? { ...missing(wanted, scene), found: facts.name, quotes: [quoteOf(facts.status.evidence, facts.status.line)] }
    : { ...missing(wanted, scene), holds: true };
  const says = facts
    ? `${wanted.on} has the interface ${facts.name}, which should not be there.`
    : `As it should be, ${wanted.on} has no ${attribute.expected}.`;
  return { attributes: [{ ...attribute, expected: 'absent' }], says, isFounded: !facts };
}

function sentence(
  { on, interface: place }: Wanted,
  facts: InterfaceFacts | undefined,
  attributes: AttributeVerdict[],
): string {
  // prettier-ignore
  if (!facts) return `${on} has no interface ${attributes[0]?.expected ?? place}.`;
  return allHold(attributes) ? `${on}'s ${facts.name} is as it should be.` : `${on}'s ${facts.name}: ${differences(attributes)}.`; // prettier-ignore
}
