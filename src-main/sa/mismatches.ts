/** What differs between the two ends of an association that should be one. */
import { describeTransforms, type Cipher } from './normalise.ts';
import type { ChildSecurityAssociation, IkeSecurityAssociation, Selector } from './model.ts';

/** In the words of each end. */
export interface Mismatch {
  attribute: string;
  a: string;
  b: string;
}

type Attribute<T> = readonly [
  attribute: string,
  ofA: (end: T) => string | undefined,
  ofB?: (end: T) => string | undefined,
];

const describeCipher = (cipher: Cipher | undefined): string | undefined =>
  cipher && describeTransforms('', { encryption: cipher }).trim();

const IKE: readonly Attribute<IkeSecurityAssociation>[] = [
  ['version', ({ version }) => String(version)],
  ['state', ({ state }) => state],
  ['initiator', ({ initiator }) => initiator],
  ['encryption', ({ encryption }) => describeCipher(encryption)],
  ['hash', ({ hash }) => hash],
  ['dhGroup', ({ dhGroup }) => dhGroup?.toString()],
  ['authentication', ({ authentication }) => authentication],
];

const CHILD: readonly Attribute<ChildSecurityAssociation>[] = [
  ['status', ({ status }) => status],
  ['protocol', ({ protocol }) => protocol],
  ['mode', ({ mode }) => mode],
  ['transforms', ({ protocol = '', transforms }) => transforms && describeTransforms(protocol, transforms)],
  ['pfs', ({ pfs, pfsGroup }) => (pfs === undefined ? undefined : pfs ? `group ${pfsGroup ?? 'unknown'}` : 'off')],
  // Written as the first end sees them: the other one's are turned round.
  ['selectors', (child) => describeSelectors(child.localSelector, child.remoteSelector), mirroredSelectors],
  ['endpoints', ({ localEndpoint, remoteEndpoint }) => describeEnds(localEndpoint, remoteEndpoint), mirroredEnds],
  ['udpEncapsulation', ({ isUdpEncapsulated }) => (isUdpEncapsulated ? 'yes' : 'no')],
];

export function ikeMismatches(a: IkeSecurityAssociation, b: IkeSecurityAssociation): Mismatch[] {
  return mismatches(IKE, a, b);
}

export function childMismatches(a: ChildSecurityAssociation, b: ChildSecurityAssociation): Mismatch[] {
  return mismatches(CHILD, a, b);
}

/** What only one end shows is no mismatch: outputs differ in what they show. */
function mismatches<T>(attributes: readonly Attribute<T>[], a: T, b: T): Mismatch[] {
  return attributes.flatMap(([attribute, ofA, ofB = ofA]) => {
    const [one, other] = [ofA(a), ofB(b)];
    return one === undefined || other === undefined || isSame(one, other) ? [] : [{ attribute, a: one, b: other }];
  });
}

/** IOS 12.4 prints "aes" without a length: that is no other one. */
function isSame(one: string, other: string): boolean {
  return one === other || isWithout(one, other) || isWithout(other, one);
}

function isWithout(short: string, long: string): boolean {
  return /^[a-z][a-z-]*$/.test(short) && long.startsWith(`${short}-`) && /^\d{3}$/.test(long.slice(short.length + 1));
}

/** "10.1.1.0/255.255.255.0/0/0 -> 10.2.2.0/255.255.255.0/0/0" */
function describeSelectors(from: Selector | undefined, to: Selector | undefined): string | undefined {
  return from && to && `${describeSelector(from)} -> ${describeSelector(to)}`;
}

export function describeSelector({ address, mask, protocol, port }: Selector): string {
  return `${address}/${mask}/${protocol}/${port}`.toLowerCase();
}

function mirroredSelectors({ localSelector, remoteSelector }: ChildSecurityAssociation): string | undefined {
  return describeSelectors(remoteSelector, localSelector);
}

function describeEnds(from: string | undefined, to: string | undefined): string | undefined {
  return from === undefined || to === undefined ? undefined : `${from} -> ${to}`.toLowerCase();
}

function mirroredEnds({ localEndpoint, remoteEndpoint }: ChildSecurityAssociation): string | undefined {
  return describeEnds(remoteEndpoint, localEndpoint);
}
