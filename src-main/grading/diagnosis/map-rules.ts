/** What keeps a crypto map from ever seeing the traffic, so that nothing is negotiated and no debug says a word. */
import { formatIpv4, parseIpv4 } from '../../base/address.ts';
import type { ConfiguredCryptoMap } from '../../parsers/ios/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { flowsOf, contains, type Flow, type Network } from './flows.ts';
import { egressOf } from './reachability-rules.ts';
import { endpointOf, interfacesWith, listOf, mapEntryOf, outerInterface, protectionOf, strayEntryOf } from './protection.ts'; // prettier-ignore
import { fault, ruledOut, type Fault, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, textQuotes, tunnelOf, type Side, type Sides } from './side.ts';

const OUTCOMES = ['line', 'ike', 'child', 'traffic'] as const;
const EVERYTHING_AFTER = ['map', ...OUTCOMES] as const;

/** A side that is to protect by a map, with the entry of it. */
interface Mapped {
  side: Side;
  entry: ConfiguredCryptoMap;
}

/** The ends whose tunnel is not what protects. */
function mapped(sides: Sides, exercise: Exercise): Mapped[] {
  return sides.flatMap((side) => {
    if (tunnelOf(side, exercise)?.tunnelProtection !== undefined) return [];
    const entry = mapEntryOf(side) ?? strayEntryOf(side);
    return entry ? [{ side, entry }] : [];
  });
}

/** The first end that something is wrong with. */
const firstOf = (all: readonly Mapped[], find: (one: Mapped) => Fault | undefined): Finding => all.map(find).find((one) => one !== undefined); // prettier-ignore

export const incompleteMap: Rule = {
  id: 'MAP-INCOMPLETE',
  title: 'An entry of a crypto map is not complete',
  explains: EVERYTHING_AFTER,
  find(sides, exercise) {
    return firstOf(mapped(sides, exercise), ({ side, entry }) => {
      const missing = entry.template === undefined ? missingIn(side, entry) : missingInTemplate(side, entry.template);
      if (missing === undefined) return undefined;
      return fault(
        `Entry ${entry.sequence} of the crypto map ${entry.name} on ${side.role} ${missing.says}. An entry without a peer, an access list that exists and a transform set stays disabled, and the router does not even try.`,
        [
          'An entry of a crypto map says three things: what to protect, how, and with whom.',
          `\`show crypto map\` on ${side.role}: which of them is missing in entry ${entry.sequence}?`,
          `On ${side.role}, under \`${missing.under ?? `crypto map ${entry.name} ${entry.sequence} ${entry.kind ?? 'ipsec-isakmp'}`}\`: \`${missing.line}\`.`,
        ],
        [...configurationQuotes(side, entry.line, missing.at), ...textQuotes(side, /crypto map will remain disabled/)],
      );
    });
  },
};

interface Missing {
  says: string;
  line: string;
  at?: number | undefined;
  /** Where the line belongs; in the entry itself when left out. */
  under?: string;
}

/** A dynamic map leaves open whom it is for and what it protects, and not how. */
function missingInTemplate(side: Side, name: string): Missing | undefined {
  const maps = side.configuration?.records[0]?.cryptoMaps ?? [];
  const template = maps.find((one) => one.isDynamic && one.template === undefined && one.name === name);
  if (!template) return { says: `refers to the dynamic map ${name}, which does not exist`, line: 'set transform-set NAME', under: `crypto dynamic-map ${name} 10` }; // prettier-ignore
  if (template.transformSets.length > 0) return undefined;
  return { says: `takes its details from the dynamic map ${name}, which names no transform set`, line: 'set transform-set NAME', at: template.line, under: `crypto dynamic-map ${name} ${template.sequence}` }; // prettier-ignore
}

function missingIn(side: Side, entry: ConfiguredCryptoMap): Missing | undefined {
  if (entry.peers.length === 0) return { says: 'names no peer', line: `set peer ${side.peerAddresses[0] ?? 'PEER'}` };
  if (entry.accessList === undefined) return { says: 'does not say what to protect', line: 'match address LIST' };
  if (!listOf(side, entry.accessList)) return { says: `refers to the access list ${entry.accessList}, which does not exist`, line: 'match address LIST', at: entry.at['accessList'] }; // prettier-ignore
  if (entry.transformSets.length > 0) return undefined;
  return { says: 'names no transform set', line: 'set transform-set NAME' };
}

export const notApplied: Rule = {
  id: 'MAP-NOTAPPLIED',
  title: 'The crypto map is not applied to any interface',
  explains: ['applied', ...OUTCOMES],
  find(sides, exercise) {
    const all = mapped(sides, exercise);
    const found = firstOf(all, ({ side, entry }) => {
      if (interfacesWith(side, entry.name).length > 0) return undefined;
      const outer = outerInterface(side, exercise);
      const how = side.platform === 'asa' ? `\`crypto map ${entry.name} interface outside\`` : `under \`interface ${outer?.name ?? 'OUTSIDE'}\`: \`crypto map ${entry.name}\``; // prettier-ignore
      return fault(
        `The crypto map ${entry.name} of ${side.role} is not applied to any interface. Whatever leaves ${side.role} for the other side leaves in clear, and nothing is negotiated.`,
        [
          'What is defined and not applied protects nothing.',
          `\`show crypto map\` on ${side.role}: what stands under "Interfaces using crypto map"?`,
          `On ${side.role}, ${how}.`,
        ],
        [
          ...configurationQuotes(side, entry.line, outer?.line),
          ...textQuotes(side, /No crypto map bound to interface/),
        ],
      );
    });
    return found ?? (all.length > 0 ? ruledOut('every crypto map is applied', []) : undefined);
  },
};

export const wrongInterface: Rule = {
  id: 'MAP-WRONGIF',
  title: 'The crypto map is on the wrong interface',
  explains: ['applied', ...OUTCOMES],
  find(sides, exercise) {
    return firstOf(mapped(sides, exercise), ({ side, entry }) => {
      const used = interfacesWith(side, entry.name);
      const leaves = egressOf(side, exercise)?.interface ?? outerInterface(side, exercise)?.name;
      if (used.length === 0 || leaves === undefined) return undefined;
      if (used.some(({ name }) => name.toLowerCase() === leaves.toLowerCase())) return undefined;
      const where = used.map(({ name }) => name).join(', ');
      return fault(
        `On ${side.role} the crypto map ${entry.name} is applied to ${where}, and what is for ${side.peer} leaves by ${leaves}. A packet only meets a crypto map on the interface that it leaves by.`,
        [
          'A crypto map belongs on the interface by which the traffic leaves the router.',
          `Compare "Interfaces using crypto map" in \`show crypto map\` on ${side.role} with the route to ${side.peer}.`,
          `On ${side.role}: \`no crypto map ${entry.name}\` under ${where}, \`crypto map ${entry.name}\` under ${leaves}.`,
        ],
        configurationQuotes(side, ...used.flatMap(({ line, at }) => [line, at['cryptoMap']])),
      );
    });
  },
};

export const wrongMapPeer: Rule = {
  id: 'P1-PEER',
  title: 'A crypto map names the wrong peer',
  explains: EVERYTHING_AFTER,
  find(sides, exercise) {
    return firstOf(mapped(sides, exercise), ({ side, entry }) => {
      const other = sides.find(({ role }) => role === side.peer);
      const wanted = other && endpointOf(other, exercise);
      if (entry.peers.length === 0 || entry.template !== undefined) return undefined;
      const known = wanted === undefined ? side.peerAddresses : [wanted];
      const isTranslator = (peer: string): boolean => side.translators.some(({ address }) => address === peer);
      if (entry.peers.some((peer) => known.includes(peer) || isTranslator(peer))) return undefined;
      return fault(
        `The crypto map ${entry.name} of ${side.role} has the peer ${entry.peers.join(', ')}. ${side.peer} answers at ${known.join(' or ')}: ${side.role}'s IKE messages go elsewhere, and those of ${side.peer} come from somebody it does not expect.`,
        [
          `Compare the peer in the crypto map of ${side.role} with the address of the interface that has the crypto map on ${side.peer}.`,
          `The peer of ${side.role} is to be ${side.peer}'s outer address.`,
          `On ${side.role}, under \`crypto map ${entry.name} ${entry.sequence}\`: \`set peer ${known[0] ?? 'PEER'}\`, and take the other one away.`,
        ],
        configurationQuotes(side, entry.at['peers'] ?? entry.line),
      );
    });
  },
};

export const reversedList: Rule = {
  id: 'ACL-REVERSED',
  title: 'The crypto access list is written the wrong way round',
  explains: ['acl', ...EVERYTHING_AFTER],
  find(sides, exercise) {
    return firstOf(mapped(sides, exercise), ({ side, entry }) => {
      const list = listOf(side, entry.accessList);
      const flows = list ? flowsOf(list) : [];
      const own = insideNetworks(side, exercise);
      if (flows.length === 0 || !flows.every((flow) => isReversed(flow, own))) return undefined;
      const [first] = flows;
      return fault(
        `The access list ${entry.accessList ?? ''} of ${side.role} names ${textOf(first?.source)} as the source, which is the far side, and its own ${textOf(first?.destination)} as the destination. No packet that leaves ${side.role} fits it, so nothing is ever negotiated.`,
        [
          'A crypto access list is read from where the router stands: first what is behind it, then what is behind the peer.',
          `\`show access-lists ${entry.accessList ?? ''}\` on ${side.role}: does it count matches while you ping?`,
          `On ${side.role}: take the entry away and write it with ${textOf(first?.destination)} first.`,
        ],
        configurationQuotes(side, entry.at['accessList'], first?.line),
      );
    });
  },
};

/** What is connected at the other interfaces than the outer one. */
function insideNetworks(side: Side, exercise: Exercise): Network[] {
  const outer = outerInterface(side, exercise);
  return (side.configuration?.records[0]?.interfaces ?? [])
    .filter((one) => one !== outer && !/^tunnel/i.test(one.name))
    .flatMap(({ address, mask }) => {
      const [base, bits] = [parseIpv4(address ?? ''), parseIpv4(mask ?? '')];
      return base === undefined || bits === undefined ? [] : [{ address: base & bits, mask: bits | 0 }];
    });
}

function isReversed({ source, destination }: Flow, own: readonly Network[]): boolean {
  const touches = (network: Network): boolean => own.some((one) => contains(one, network.address) || contains(network, one.address)); // prettier-ignore
  // What names everybody names one's own networks too.
  return source.mask !== 0 && destination.mask !== 0 && touches(destination) && !touches(source);
}

export function textOf(network: Network | undefined): string {
  if (!network || network.mask === 0) return 'any';
  const address = formatIpv4((network.address & network.mask) >>> 0);
  const length = (network.mask >>> 0).toString(2).replaceAll('0', '').length; // prettier-ignore
  return length === 32 ? address : `${address}/${length}`;
}

/** The flows of an end whose map protects; undefined where its list is not known. */
export function flowsAt(side: Side, exercise: Exercise): Flow[] | undefined {
  if (protectionOf(side, exercise)?.kind !== 'map') return undefined;
  const list = listOf(side, mapEntryOf(side)?.accessList);
  return list && flowsOf(list);
}
