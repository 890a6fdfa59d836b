/** What is particular to an ASA: its tunnel groups, and what may come out of a tunnel. */
import type { AspDrop } from '../../parsers/asa/show-asp-drop.ts';
import type { AccessList } from '../../parsers/ios/show-access-lists.ts';
import type { AsaConfiguration } from '../../parsers/asa/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { answerOf } from './answers.ts';
import { hostOf, permits } from './flows.ts';
import { flowsAt } from './map-rules.ts';
import { countersOf } from './packet-counts.ts';
import { interfacesWith, listOf, mapEntryOf, outerInterface, versionOf } from './protection.ts';
import { fault, type Finding, type Rule } from './rule.ts';
import { configurationQuotes, textQuotes, type Side } from './side.ts';
import { matches } from './tree.ts';

const FOLLOWING = ['line', 'ike', 'child', 'traffic'] as const;

export const tunnelGroup: Rule = {
  id: 'TG-ASA',
  brings: ['P1-NOKEY'],
  title: 'The tunnel group is not named after the peer, or IKE is not enabled outside',
  explains: ['key', ...FOLLOWING],
  phase: 1,
  find(sides, exercise) {
    for (const side of sides.filter(({ platform }) => platform === 'asa')) {
      const found = notEnabled(side, exercise) ?? wrongGroup(side);
      if (found) return found;
    }
    return undefined;
  },
};

function asaConfiguration(side: Side, exercise: Exercise): AsaConfiguration | undefined {
  return answerOf<AsaConfiguration>(exercise, side.captures, side.role, 'show running-config')?.records[0];
}

function notEnabled(side: Side, exercise: Exercise): Finding {
  const asa = asaConfiguration(side, exercise);
  const outside = interfacesWith(side, mapEntryOf(side)?.name ?? '')[0] ?? outerInterface(side, exercise);
  const own = asa?.interfaces.find(({ name }) => name === outside?.name);
  const version = versionOf(side, exercise);
  if (!asa || own?.nameif === undefined) return undefined;
  if (asa.ikeInterfaces.some((one) => one.interface === own.nameif && one.version === version)) return undefined;
  return fault(
    `IKE version ${version} is not enabled on the interface ${own.nameif} of ${side.role}: it answers nobody there.`,
    [
      'An ASA speaks IKE only on the interfaces where it is told to.',
      `\`show running-config crypto\` on ${side.role}: is there a line \`crypto ikev${version} enable\`, and for which interface?`,
      `On ${side.role}: \`crypto ikev${version} enable ${own.nameif}\`.`,
    ],
    configurationQuotes(side, own.line, mapEntryOf(side)?.line, ...asa.ikeInterfaces.map((one) => one.line)),
  );
}

function wrongGroup(side: Side): Finding {
  const groups = matches(side.configuration?.records[0]?.lines, /^tunnel-group (\S+) type ipsec-l2l$/);
  const told = textQuotes(side, /DefaultL2LGroup|landed on tunnel_group/);
  if (groups.some(({ groups: [name = ''] }) => side.peerAddresses.includes(name) || name === 'DefaultL2LGroup')) return undefined; // prettier-ignore
  const has = groups.map(({ groups: [name] }) => name).join(', ') || 'none';
  const quotes = [...configurationQuotes(side, ...groups.map(({ line }) => line)), ...configurationQuotes(side, groups.length === 0 ? mapEntryOf(side)?.line : undefined), ...told]; // prettier-ignore
  return fault(
    `${side.role} has no tunnel group for ${side.peer} (${side.peerAddresses.join(', ')}); it has ${has}. With pre-shared keys in main mode the group is found by the peer's address, and without one the connection lands on DefaultL2LGroup, which has no key.`,
    [
      'The name of a site-to-site tunnel group is the address of the peer.',
      `\`show running-config tunnel-group\` on ${side.role}, and the peer in its crypto map.`,
      `On ${side.role}: \`tunnel-group ${side.peerAddresses[0] ?? 'PEER'} type ipsec-l2l\`, and under its ipsec-attributes the key.`,
    ],
    quotes,
  );
}

export const permittedOut: Rule = {
  id: 'SYSOPT-ASA',
  title: 'The ASA decrypts, and its access list drops what was decrypted',
  explains: ['acl', 'traffic'],
  find(sides, exercise) {
    const all = sides.filter(({ platform }) => platform === 'asa');
    return all.map((asa) => droppedAfter(asa, exercise)).find((one) => one !== undefined);
  },
};

function droppedAfter(asa: Side, exercise: Exercise): Finding {
  const [off] = matches(asa.configuration?.records[0]?.lines, /^no sysopt connection permit-vpn$/);
  const outside = outerInterface(asa, exercise);
  const list = listOf(asa, outside?.accessGroupIn);
  if (!off || isPermitted(asa, exercise, list)) return undefined;
  const where = list ? `the list ${list.name} there permits it not` : 'no access list there permits it';
  return fault(
    `\`no sysopt connection permit-vpn\` makes ${asa.role} look at what comes out of a tunnel like at anything else that comes in from outside, and ${where}. Packets are decrypted, counted, and dropped.`,
    [
      'Look at what happens to a packet after it was decrypted.',
      `\`show asp drop\` on ${asa.role}: does acl-drop grow while packets are sent?`,
      `On ${asa.role}: \`sysopt connection permit-vpn\`, or an entry for the networks behind ${asa.peer} in the access list for what comes in outside.`,
    ],
    [
      ...configurationQuotes(asa, off.line, outside?.at['accessGroupIn']),
      ...dropQuotes(asa, exercise),
      ...(countersOf(asa)?.quotes ?? []),
      ...textQuotes(asa, /%ASA-4-106023/),
    ],
  );
}

function isPermitted(asa: Side, exercise: Exercise, list: AccessList | undefined): boolean {
  const flow = flowsAt(asa, exercise)?.[0];
  if (!list || !flow) return false;
  return permits(list, { protocol: 1, source: hostOf(flow.destination), destination: hostOf(flow.source) });
}

function dropQuotes(side: Side, exercise: Exercise): Quote[] {
  const drops = answerOf<AspDrop>(exercise, side.captures, side.role, 'show asp drop');
  const found = drops?.records.find(({ reason, count }) => reason === 'acl-drop' && count > 0);
  return drops && found ? [quoteOf(drops.evidence, found.line)] : [];
}
