/**
 * The security associations of all routers, both ends side by side, out of what they printed (`show crypto isakmp sa`,
 * its `detail`, `show crypto ipsec sa`). The window shows it as it stands here.
 */
import { lengthOfMask, parseIpv4 } from '../base/address.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation, Selector } from '../sa/model.ts';
import { describeTransforms } from '../sa/normalise.ts';
import { pair, type Lone, type Pairing } from '../sa/pair.ts';
import type { Mismatch } from '../sa/mismatches.ts';
import { associationsWith, pairsOf, type Router, type Shown } from './security/routers.ts';

export { routersOf, securityCommands, type Router, type Shown } from './security/routers.ts';
export { tunnelsBetween, type TunnelState } from './security/tunnels.ts';

/** The security associations of all pairs of routers. */
export interface SecurityState {
  /** Wall-clock time of the latest look, ISO 8601; undefined before the first look. */
  seenAt: string | undefined;
  pairs: SecurityPair[];
}

export interface SecurityPair {
  ends: [string, string];
  ike: IkeRow[];
  children: ChildRow[];
  /** What does not match between the ends, in words. */
  mismatches: string[];
}

export interface IkeRow {
  /** The role of the router that shows it. */
  role: string;
  version: 1 | 2;
  initiator: string;
  responder: string;
  /** In the router's own words: QM_IDLE ACTIVE. */
  state: string;
  health: 'established' | 'negotiating' | 'deleted';
  algorithms: string | undefined;
  connectionId: string | undefined;
}

export interface ChildRow {
  role: string;
  interface: string | undefined;
  /** Hexadecimal as the router prints them: 0x5351D51E. */
  inboundSpi: string | undefined;
  outboundSpi: string | undefined;
  /** Whether the other end has this SPI for the same direction. */
  isInboundMatched: boolean;
  isOutboundMatched: boolean;
  transform: string;
  /** The same, one by one; undefined where the router does not say it, or has none. */
  protocol: string | undefined;
  cipher: string | undefined;
  integrity: string | undefined;
  mode: string;
  localSelector: string;
  remoteSelector: string;
  encaps: number;
  decaps: number;
  remaining: string | undefined;
}

/** Every two routers of which one at least has an association with the other. */
export function securityOf(routers: readonly Router[], shown: readonly Shown[], seenAt?: string): SecurityState {
  const pairs = pairsOf(routers).map(([a, b]) => securityPair(a, b, shown));
  return { seenAt, pairs: pairs.filter(({ ike, children }) => ike.length + children.length > 0) };
}

function securityPair(a: Router, b: Router, shown: readonly Shown[]): SecurityPair {
  const [ofA, ofB] = [associationsWith(shown, a, b), associationsWith(shown, b, a)];
  const ends: [string, string] = [a.name, b.name];
  return {
    ends,
    ike: [...ofA.ike.map((one) => ikeRow(a.name, one)), ...ofB.ike.map((one) => ikeRow(b.name, one))],
    children: [...childRows(a.name, ofA, ofB), ...childRows(b.name, ofB, ofA)],
    mismatches: mismatchesOf(ends, pair(living(ofA), living(ofB))),
  };
}

/** What is deleted, and flows without associations, are not expected at the other end. */
function living({ ike, children }: DeviceAssociations): DeviceAssociations {
  return { ike: ike.filter(({ state }) => state !== 'deleted'), children: children.filter(isThere) };
}

const isThere = ({ status }: ChildSecurityAssociation): boolean => status !== 'none';

function ikeRow(role: string, ike: IkeSecurityAssociation): IkeRow {
  return {
    role,
    version: ike.version,
    initiator: ike.initiator ?? '',
    responder: ike.responder ?? '',
    state: ike.vendorState,
    health: ike.state === 'unknown' ? 'negotiating' : ike.state,
    algorithms: algorithmsOf(ike),
    connectionId: ike.connectionId?.toString(),
  };
}

/** "des sha1, group 1, psk" */
function algorithmsOf({ encryption, hash, dhGroup, authentication }: IkeSecurityAssociation): string | undefined {
  if (!encryption) return undefined;
  const suite = describeTransforms('', { encryption, ...(hash === undefined ? {} : { integrity: hash }) }).trim();
  return [suite, dhGroup === undefined ? undefined : `group ${dhGroup}`, authentication].filter(Boolean).join(', ');
}

function childRows(role: string, own: DeviceAssociations, other: DeviceAssociations): ChildRow[] {
  const knows = (way: 'inbound' | 'outbound', spi: number | undefined): boolean =>
    spi !== undefined && other.children.some((child) => child[way].some((one) => one.spi === spi));
  return own.children.filter(isThere).map((child) => ({
    role,
    interface: child.interface,
    inboundSpi: spiText(child.spiIn),
    outboundSpi: spiText(child.spiOut),
    isInboundMatched: knows('outbound', child.spiIn),
    isOutboundMatched: knows('inbound', child.spiOut),
    transform: child.transforms ? describeTransforms(child.protocol ?? '', child.transforms) : '',
    protocol: child.protocol,
    cipher: child.transforms?.encryption?.algorithm,
    integrity: child.transforms?.integrity,
    mode: child.mode ?? 'unknown',
    localSelector: selectorText(child.localSelector),
    remoteSelector: selectorText(child.remoteSelector),
    encaps: child.counters.encaps ?? 0,
    decaps: child.counters.decaps ?? 0,
    remaining: remainingOf(child),
  }));
}

function spiText(spi: number | undefined): string | undefined {
  return spi === undefined ? undefined : `0x${spi.toString(16).toUpperCase()}`;
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 47: 'gre' };

/** "any", "10.1.1.0/24", "gre 172.16.0.1" */
function selectorText(selector: Selector | undefined): string {
  if (!selector) return '';
  const { address, mask, protocol, port } = selector;
  const bits = parseIpv4(mask);
  const length = bits === undefined ? mask : (lengthOfMask(bits) ?? mask);
  const network = length === 0 ? 'any' : length === 32 ? address : `${address}/${length}`;
  const name = protocol === 0 ? '' : `${PROTOCOLS[protocol] ?? `protocol ${protocol}`} `;
  return `${name}${network}${port === 0 ? '' : ` port ${port}`}`;
}

/** "3379 s, 4540862 kB" */
function remainingOf({ inbound, outbound }: ChildSecurityAssociation): string | undefined {
  const [one] = [...outbound, ...inbound].filter(({ seconds }) => seconds !== undefined);
  if (one?.seconds === undefined) return undefined;
  return one.kilobytes === undefined ? `${one.seconds} s` : `${one.seconds} s, ${one.kilobytes} kB`;
}

function mismatchesOf(ends: [string, string], { ike, children, loneIke, loneChildren }: Pairing): string[] {
  const differing = [
    ...ike.flatMap((one) => ikeSentences(ends, one)),
    ...children.flatMap(({ mismatches }) => mismatches.map((one) => `IPsec ${sentence(ends, one)}`)),
  ];
  const lone = [
    ...loneIke.map((one) => loneText(ends, one, `an IKE association in ${one.association.vendorState}`)),
    ...loneChildren.map((one) => loneText(ends, one, 'IPsec associations')),
  ];
  return [...differing, ...lone];
}

/** Two that nobody has finished, begun from either end, are no association of which the ends have different ideas. */
function ikeSentences(ends: [string, string], { a, b, mismatches }: Pairing['ike'][number]): string[] {
  const isBegunTwice = mismatches.some(({ attribute }) => attribute === 'initiator') && !isUp(a) && !isUp(b);
  if (!isBegunTwice) return mismatches.map((one) => `IKE ${sentence(ends, one)}`);
  return [`${ends.join(' and ')} have each begun to negotiate, and neither has come to an end`];
}

const isUp = ({ state }: IkeSecurityAssociation): boolean => state === 'established';

function sentence([a, b]: [string, string], mismatch: Mismatch): string {
  // What is said of an SPI is said in verbs.
  if (mismatch.attribute === 'spi') return `SPI: ${a} ${mismatch.a}, ${b} ${mismatch.b}`;
  const what = attributeWords[mismatch.attribute] ?? mismatch.attribute;
  return `${what} differs: ${a} has ${mismatch.a}, ${b} has ${mismatch.b}`;
}

/** Where an attribute's name is no word. */
const attributeWords: Readonly<Record<string, string>> = {
  dhGroup: 'Diffie-Hellman group',
  pfs: 'PFS',
  selectors: 'traffic',
  endpoints: 'pair of endpoints',
  transforms: 'set of transforms',
  udpEncapsulation: 'UDP encapsulation',
};

function loneText([a, b]: [string, string], { device }: Lone<unknown>, what: string): string {
  const [has, lacks] = device === 'a' ? [a, b] : [b, a];
  return `${has} has ${what} that ${lacks} does not have`;
}
