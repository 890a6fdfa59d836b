/** Translation that takes the traffic before the crypto map sees it. */
import { formatIpv4 } from '../../base/address.ts';
import type { ConfiguredInterface } from '../../parsers/ios/configuration.ts';
import type { AccessList } from '../../parsers/ios/show-access-lists.ts';
import type { NatTranslation } from '../../parsers/ios/show-ip-nat-translations.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { answerOf } from './answers.ts';
import { decides, hostOf, permits, type Flow } from './flows.ts';
import { flowsAt, textOf } from './map-rules.ts';
import { interfaceCalled, listOf, mapEntryOf, outerInterface } from './protection.ts';
import { egressOf } from './reachability-rules.ts';
import { fault, ruledOut, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, tunnelOf, type Side } from './side.ts';
import { matches } from './tree.ts';

const EXPLAINS = ['nat', 'ike', 'child', 'traffic'] as const;

/** `ip nat inside source …`: what it translates. */
interface Translation {
  line: number;
  lists: AccessList[];
}

function translationsOf(side: Side): Translation[] {
  const lines = side.configuration?.records[0]?.lines;
  return matches(lines, /^ip nat inside source (list|route-map) (\S+) .*$/).map(({ line, groups: [kind, name = ''] }) => ({
    line,
    lists: (kind === 'list' ? [name] : listsOfRouteMap(side, name)).flatMap((one) => listOf(side, one) ?? []),
  })); // prettier-ignore
}

function listsOfRouteMap(side: Side, name: string): string[] {
  const entries = matches(side.configuration?.records[0]?.lines, new RegExp(`^route-map (\\S+) permit \\d+$`));
  const own = entries.filter(({ groups: [map] }) => map === name);
  return own.flatMap(({ children }) => matches(children, /^match ip address (\S.*)$/).flatMap(({ groups: [lists = ''] }) => lists.split(/\s+/))); // prettier-ignore
}

/** The first flow that a translation takes, which would have been protected. */
function takenFlow(
  side: Side,
  exercise: Exercise,
): { flow: Flow; translation: Translation; list: AccessList } | undefined {
  // prettier-ignore
  for (const translation of translationsOf(side)) {
    for (const list of translation.lists) {
      const flow = (flowsAt(side, exercise) ?? []).find(({ source, destination }) => permits(list, { protocol: 1, source: hostOf(source), destination: hostOf(destination) })); // prettier-ignore
      if (flow && list.entries.length > 0) return { flow, translation, list };
    }
  }
  return undefined;
}

export const natBeforeCrypto: Rule = {
  id: 'NAT-BEFORE-CRYPTO',
  title: 'Translation takes the traffic before the crypto map sees it',
  explains: EXPLAINS,
  find(sides, exercise) {
    const found = sides.map((side) => natFault(side, exercise)).find((one) => one !== undefined);
    if (found) return found;
    const translates = sides.some((side) => translationsOf(side).length > 0);
    return translates ? ruledOut('translation leaves the traffic between the two sides alone', []) : undefined;
  },
};

/** The interface that the traffic leaves by, where it is one that translates. */
function translatingInterface(side: Side, exercise: Exercise): ConfiguredInterface | undefined {
  // Into a tunnel nothing is translated.
  if (tunnelOf(side, exercise)?.tunnelProtection !== undefined) return undefined;
  const outside = interfaceCalled(side, egressOf(side, exercise)?.interface) ?? outerInterface(side, exercise);
  return outside?.nat === 'outside' ? outside : undefined;
}

function natFault(side: Side, exercise: Exercise): Finding {
  if (side.platform === 'asa') return undefined;
  const outside = translatingInterface(side, exercise);
  const taken = outside && takenFlow(side, exercise);
  if (!outside || !taken) return undefined;
  const { flow, translation, list } = taken;
  const entry = decides(list, { protocol: 1, source: hostOf(flow.source), destination: hostOf(flow.destination) });
  return fault(
    `${side.role} translates before it looks at its crypto map: the list ${list.name} of \`ip nat inside source\` permits ${textOf(flow.source)} to ${textOf(flow.destination)} as well. The packets leave with ${outside.address ?? 'the outer address'} as their source, the crypto access list no longer fits, and nothing is protected or negotiated.`,
    [
      'Traffic for the other side of the tunnel must not be translated.',
      `\`show ip nat translations\` on ${side.role} while you ping: whose packets are in it?`,
      `On ${side.role}, as the first entry of the list ${list.name}: \`deny ip\` from ${textOf(flow.source)} to ${textOf(flow.destination)}; then \`clear ip nat translation *\`.`,
    ],
    [
      ...configurationQuotes(side, translation.line, entry?.line, mapEntryOf(side)?.at['accessList'], flow.line),
      ...translationQuotes(side, exercise, flow),
    ],
  );
}

function translationQuotes(side: Side, exercise: Exercise, { destination }: Flow): Quote[] {
  const capture = answerOf<NatTranslation>(exercise, side.captures, side.role, 'show ip nat translations');
  const prefix = formatIpv4((destination.address & destination.mask) >>> 0).split('.').slice(0, 2).join('.'); // prettier-ignore
  const row = capture?.records.find(({ outsideGlobal = '' }) => outsideGlobal.startsWith(`${prefix}.`));
  return capture && row ? [quoteOf(capture.evidence, row.line)] : [];
}

/** `nat (inside,outside) source dynamic …`, `nat (…) dynamic …` of an object, against `source static L L destination static R R`. */
export const natExemption: Rule = {
  id: 'NAT-EXEMPT-ASA',
  title: 'The ASA translates what its crypto map should see',
  explains: EXPLAINS,
  find(sides, exercise) {
    for (const side of sides.filter(({ platform }) => platform === 'asa')) {
      const rules = natLinesOf(side);
      const dynamic = rules.find(({ text }) => /\bdynamic\b/.test(text));
      const exempt = rules.find(({ text }) => /source static (\S+) \1 destination static (\S+) \2/.test(text));
      const flow = flowsAt(side, exercise)?.[0];
      if (!dynamic || !flow || (exempt && exempt.rank < dynamic.rank)) continue;
      const why = exempt ? 'its exemption stands below it, and the first rule that fits is taken' : 'there is no exemption from it'; // prettier-ignore
      return fault(
        `${side.role} translates everything that leaves (${dynamic.text.trim()}), and ${why}. What is for ${textOf(flow.destination)} leaves with another source, which the crypto access list does not know.`,
        [
          'Traffic for the other side of the tunnel must be exempted from translation.',
          `\`show nat detail\` on ${side.role}: which rule counts hits while you ping? \`packet-tracer\` shows the rule that takes the packet.`,
          `On ${side.role}, above the dynamic rule: \`nat (inside,outside) source static LOCAL LOCAL destination static REMOTE REMOTE no-proxy-arp route-lookup\`.`,
        ],
        configurationQuotes(side, dynamic.line, ...(exempt ? [exempt.line] : []), flow.line),
      );
    }
    return undefined;
  },
};

interface NatLine {
  line: number;
  text: string;
  /** Rules of one's own come first, then those of objects, then those after them. */
  rank: number;
}

function natLinesOf({ configuration }: Side): NatLine[] {
  const lines = configuration?.records[0]?.lines ?? [];
  const manual = matches(lines, /^nat \(/).map(({ line, text }) => ({ line, text, rank: (text.includes('after-auto') ? 2e6 : 0) + line })); // prettier-ignore
  const objects = lines.filter(({ text }) => text.startsWith('object network '));
  const own = objects.flatMap(({ children }) => matches(children, /^nat \(/));
  return [...manual, ...own.map(({ line, text }) => ({ line, text, rank: 1e6 + line }))];
}
