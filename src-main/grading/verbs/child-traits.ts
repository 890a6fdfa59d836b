/** What may be asked of one end of a pair of IPsec security associations. */
import type { Exercise } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import { describeSelector } from '../../sa/mismatches.ts';
import type { ChildSecurityAssociation, Selector } from '../../sa/model.ts';
import { describeTransforms, normaliseEncryption } from '../../sa/normalise.ts';
import { isAmount, type Amount } from '../amount.ts';
import { quoteOfSource, quotesOfAssociation, type End } from '../facts/associations.ts';
import { interfaceNamed } from '../facts/places.ts';
import { selectorOf } from '../facts/selectors.ts';
import type { Quote } from '../verdict.ts';
import { given } from './verb.ts';

type Child = ChildSecurityAssociation;
type Wanted = VerbArguments<'child'>;

export interface ChildTrait {
  name: string;
  expected: string;
  holds: (child: Child) => boolean;
  found: (child: Child) => string | undefined;
  quotes: (child: Child, end: End) => Quote[];
}

/** One end, as an expectation sees it. */
export interface ChildEnd {
  exercise: Exercise;
  /** The second end sees the selectors the other way round. */
  which: 'a' | 'b';
  /** All of the end: what encrypts and what authenticates may be two. */
  children: readonly Child[];
}

export function childTraits(wanted: Wanted, end: ChildEnd): ChildTrait[] {
  const { between, via, mode, esp, ah, selectors } = wanted;
  const role = end.which === 'a' ? between[0] : between[1];
  return [
    ...(via === undefined ? [] : [viaTrait(interfaceNamed(end.exercise, role, via))]),
    ...(mode === undefined ? [] : [modeTrait(mode)]),
    ...(esp === undefined ? [] : [espTrait(esp, end)]),
    ...(ah === undefined ? [] : [ahTrait(ah, end)]),
    ...(selectors === undefined ? [] : selectorTraitsOf(selectors, end.exercise, end.which)),
    ...furtherTraits(wanted, end),
  ];
}

export function describeSpi(spi: number | undefined): string {
  return spi === undefined ? 'nothing' : `0x${spi.toString(16).toUpperCase()}`;
}

const at =
  (field: string) =>
  (child: Child, end: End): Quote[] =>
    quotesOfAssociation(end, child, field);

/** The line of the first association of the pair; `inbound` and `outbound` know their own lines. */
const atSa =
  (field: string) =>
  (child: Child, end: End): Quote[] => {
    const sa = child.outbound[0] ?? child.inbound[0];
    return sa ? quoteOfSource(end.evidence, sa, field) : quotesOfAssociation(end, child, 'outboundSpi');
  };

function viaTrait(name: string): ChildTrait {
  const isIt = (child: Child): boolean => child.interface?.toLowerCase() === name.toLowerCase();
  return { name: 'interface', expected: name, holds: isIt, found: (child) => child.interface, quotes: at('interface') };
}

function modeTrait(mode: string): ChildTrait {
  return {
    name: 'mode',
    expected: mode,
    holds: (child) => child.mode === mode,
    found: (child) => child.mode,
    quotes: atSa('settings'),
  };
}

/** The association of the other protocol for the same flow. */
function ofProtocol(protocol: 'esp' | 'ah', child: Child, { children }: ChildEnd): Child | undefined {
  if (child.protocol === protocol) return child;
  return children.find((one) => one.protocol === protocol && one.status !== 'none' && isSameFlow(one, child));
}

function isSameFlow(one: Child, other: Child): boolean {
  return flowOf(one) === flowOf(other);
}

function flowOf({ localSelector, remoteSelector, interface: name }: Child): string {
  return JSON.stringify([localSelector, remoteSelector, name]);
}

function transformsOf(protocol: 'esp' | 'ah', child: Child, end: ChildEnd): string | undefined {
  const found = ofProtocol(protocol, child, end)?.transforms;
  return found && describeTransforms(protocol, found);
}

function espTrait(wanted: NonNullable<Wanted['esp']>, end: ChildEnd): ChildTrait {
  const found = (child: Child): string => transformsOf('esp', child, end) ?? 'none';
  const expected = wanted === 'none' ? 'none' : describeEsp(wanted);
  return { name: 'transforms', expected, holds: (child) => found(child) === expected, found, quotes: atSa('transforms') }; // prettier-ignore
}

function describeEsp([cipher, integrity]: Exclude<NonNullable<Wanted['esp']>, 'none'>): string {
  return describeTransforms('esp', {
    encryption: normaliseEncryption(cipher),
    ...(integrity === undefined || integrity === 'none' ? {} : { integrity }),
  });
}

function ahTrait(hash: NonNullable<Wanted['ah']>, end: ChildEnd): ChildTrait {
  const found = (child: Child): string => transformsOf('ah', child, end) ?? 'none';
  const expected = hash === 'none' ? 'none' : describeTransforms('ah', { integrity: hash });
  return { name: 'authentication header', expected, holds: (child) => found(child) === expected, found, quotes: atSa('transforms') }; // prettier-ignore
}

/** @param which the second end sees them the other way round */
export function selectorTraitsOf(
  selectors: readonly [string, string],
  exercise: Exercise,
  which: 'a' | 'b',
): ChildTrait[] {
  // prettier-ignore
  const [local, remote] = selectors.map((text) => selectorOf(text, exercise));
  return selectorTraits(which === 'a' ? [local, remote] : [remote, local]);
}

function selectorTraits([local, remote]: (Selector | undefined)[]): ChildTrait[] {
  const trait = (name: string, wanted: Selector | undefined, of: (child: Child) => Selector | undefined, field: string): ChildTrait[] => {
    if (!wanted) return [];
    const expected = describeSelector(wanted);
    const found = (child: Child): string | undefined => {
      const shown = of(child);
      return shown && describeSelector(shown);
    };
    return [{ name, expected, holds: (child) => found(child) === expected, found, quotes: at(field) }];
  }; // prettier-ignore
  return [
    ...trait('local selector', local, (child) => child.localSelector, 'local'),
    ...trait('remote selector', remote, (child) => child.remoteSelector, 'remote'),
  ];
}

/** What only some labs ask. */
function furtherTraits(wanted: Wanted, { which }: ChildEnd): ChildTrait[] {
  const { tolerance } = wanted;
  const partFor = (role: 'initiator' | 'responder'): string => (which === 'a' ? role : OTHER_ROLE[role]);
  const left = (unit: 'seconds' | 'kilobytes') => (amount: Amount): ChildTrait =>
    leftTrait(`${unit} left`, amount, (child) => leftOf(child, unit), tolerance);
  return [
    ...given(wanted.pfs, (pfs) => plainTrait('PFS', pfs === 'none' ? 'none' : `group ${pfs}`, pfsOf, at('pfs'))),
    ...given(wanted.replayWindow, replayTrait),
    ...given(wanted.manual, (is) => plainTrait('keys', is ? 'set by hand' : 'negotiated', keyingOf, atSa('spi'))),
    ...given(wanted.natT, (is) => plainTrait('in UDP', is ? 'yes' : 'no', udpOf, atSa('settings'))),
    ...given(wanted.vrf, (vrf) => plainTrait('VRF', vrf, (child) => child.vrf, at('vrf'))),
    ...given(wanted.role, (role) => plainTrait('role', partFor(role), partOf, at('isInitiator'))),
    ...given(wanted.lifetime, left('seconds')),
    ...given(wanted.kilobytes, left('kilobytes')),
  ];
} // prettier-ignore

const OTHER_ROLE = { initiator: 'responder', responder: 'initiator' } as const;

function plainTrait(
  name: string,
  expected: string,
  found: (child: Child) => string | undefined,
  quotes: ChildTrait['quotes'],
): ChildTrait {
  return { name, expected, holds: (child) => found(child) === expected, found, quotes };
}

/** Where it is not shown it is taken for none: 12.4 does not print it. */
function pfsOf({ pfs, pfsGroup }: Child): string {
  if (pfsGroup !== undefined) return `group ${pfsGroup}`;
  return pfs === true ? 'a group that is not shown' : 'none';
}

function replayTrait(wanted: number | 'off'): ChildTrait {
  const found = ({ isReplayDetected, replayWindow }: Child): string | undefined => {
    if (isReplayDetected === false) return 'off';
    return replayWindow === undefined ? (isReplayDetected === true ? 'on' : undefined) : String(replayWindow);
  };
  return { name: 'replay window', expected: String(wanted), holds: (child) => found(child) === String(wanted), found, quotes: atSa('replayDetection') }; // prettier-ignore
}

/** What was negotiated ends some time, what was set by hand does not. */
function keyingOf(child: Child): string {
  const isEnding = [...child.inbound, ...child.outbound].some((one) => one.seconds !== undefined || one.kilobytes !== undefined); // prettier-ignore
  return isEnding ? 'negotiated' : 'set by hand';
}

function udpOf({ isUdpEncapsulated }: Child): string {
  return isUdpEncapsulated ? 'yes' : 'no';
}

function partOf({ isInitiator }: Child): string | undefined {
  if (isInitiator === undefined) return undefined;
  return isInitiator ? 'initiator' : 'responder';
}

function leftOf({ outbound, inbound }: Child, unit: 'seconds' | 'kilobytes'): number | undefined {
  return [...outbound, ...inbound].map((one) => one[unit]).find((one) => one !== undefined);
}

function leftTrait(
  name: string,
  wanted: Amount,
  of: (child: Child) => number | undefined,
  tolerance: number | undefined,
): ChildTrait {
  const holds = (child: Child): boolean => {
    const left = of(child);
    return left !== undefined && isAmount(wanted, left, tolerance);
  };
  return { name, expected: String(wanted), holds, found: (child) => of(child)?.toString(), quotes: atSa('seconds') };
}
