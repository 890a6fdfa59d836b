/** acl: what an access list does with traffic, by its first entry that matches, under any name unless one is given. */
import { formatIpv4 } from '../../base/address.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import type { AsaAccessList } from '../../parsers/asa/show-access-list.ts';
import type { AccessList, ListedAccessEntry } from '../../parsers/ios/show-access-lists.ts';
import { isAmount } from '../amount.ts';
import { quoteOf, type Capture, type Moment } from '../facts/captures.ts';
import { configurationLooks, readConfiguration, type Configured } from '../facts/configurations.ts';
import { placeNamed, roleNamed } from '../facts/places.ts';
import { showOn } from '../facts/shows.ts';
import { decide, isExactly, trafficOf, type Decision, type Traffic, type TrafficText } from '../facts/traffic.ts';
import type { Look } from '../look.ts';
import type { AttributeVerdict, Quote } from '../verdict.ts';
import { NOTHING, allHold, type Judgement, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'acl'>;
type Place = Pick<Scene, 'exercise' | 'step'>;

export const acl: VerbRule<'acl'> = {
  looks: (wanted, place) => [
    ...aclLooks(wanted.on, place),
    ...(wanted.hits !== undefined && wanted.over === undefined ? hitLooks(wanted, place) : []),
  ],
  around: hitLooks,
  judge(wanted, scene) {
    const configured = readConfiguration(scene, wanted.on);
    if (wanted.state === 'absent') return judgeAbsence(wanted, configured, scene);
    const list = listFor(wanted, configured, scene);
    const attributes = attributesFor(wanted, list, { configured, scene });
    if (wanted.hits !== undefined && list) attributes.push(hitsAttribute(wanted, list, scene));
    const isFounded = list !== undefined && isMoreThanEmpty(list, wanted) && attributes.some(isOfEntries);
    return { attributes, says: sentence(wanted, list, attributes), isFounded };
  },
};

/** An empty list lets everything through, which is no merit of it. */
function isMoreThanEmpty({ entries }: AccessList, { permits }: Wanted): boolean {
  return entries.length > 0 || permits === undefined;
}

const isOfEntries = ({ holds, name }: AttributeVerdict): boolean => holds && name !== 'applied' && name !== 'name';

function aclLooks(role: string, { exercise }: Place): Look[] {
  return configurationLooks(exercise, role);
}

const hitCommand = (role: string, { exercise }: Place): string =>
  roleNamed(exercise, role).platform === 'asa' ? 'show access-list' : 'show access-lists';

function hitLooks({ on, hits }: Wanted, place: Place): Look[] {
  return hits === undefined ? [] : [{ role: on, command: hitCommand(on, place) }];
}

/** Where no list is applied, and where the one that is has no entries, everything is let through. */
const NO_LIST: AccessList = { name: 'none', family: 'IP', entries: [], line: 0, at: {} };

function listFor(wanted: Wanted, configured: Configured, scene: Scene): AccessList | undefined {
  const { accessLists } = configured.configuration;
  if (wanted.name !== undefined) return accessLists.find(({ name }) => name === wanted.name);
  const name = wanted.applied && appliedAt(wanted.applied, wanted.on, { configured, scene });
  if (wanted.applied) return accessLists.find((one) => one.name === name) ?? NO_LIST;
  const score = (list: AccessList): number =>
    attributesFor(wanted, list, { configured, scene }).filter(({ holds }) => holds).length;
  return accessLists.reduce<AccessList | undefined>((best, one) => (best && score(best) >= score(one) ? best : one), undefined); // prettier-ignore
}

interface Known {
  configured: Configured;
  scene: Scene;
}

/** The names of all lists that do what is wanted. @throws {Unreadable} */
export function fulfillingLists(wanted: Wanted, scene: Scene): string[] {
  const configured = readConfiguration(scene, wanted.on);
  const { accessLists } = configured.configuration;
  const fitting = accessLists.filter((list) => allHold(attributesFor(wanted, list, { configured, scene })));
  return fitting.map(({ name }) => name);
}

function appliedAt(
  { interface: place, direction }: NonNullable<Wanted['applied']>,
  role: string,
  { configured, scene }: Known,
): string | undefined {
  // prettier-ignore
  const name = placeNamed(scene.exercise, role, place).toLowerCase();
  const found = configured.configuration.interfaces.find((one) => one.name.toLowerCase() === name);
  return direction === 'in' ? found?.accessGroupIn : found?.accessGroupOut;
}

function attributesFor(wanted: Wanted, list: AccessList | undefined, { configured, scene }: Known): AttributeVerdict[] {
  const judged =
    (kind: 'permit' | 'deny') =>
    (text: TrafficText): AttributeVerdict =>
      trafficAttribute({ kind, text }, list, { configured, scene });
  return [
    ...(wanted.name === undefined ? [] : [nameAttribute(wanted.name, list, configured)]),
    ...(wanted.permits ?? []).map(judged('permit')),
    ...(wanted.denies ?? []).map(judged('deny')),
    ...(wanted.exact === true ? [exactAttribute(wanted, list, { configured, scene })] : []),
    ...(wanted.applied ? [appliedAttribute(wanted.applied, list, { configured, scene })] : []),
  ];
} // prettier-ignore

function nameAttribute(name: string, list: AccessList | undefined, { evidence }: Configured): AttributeVerdict {
  const quotes = list?.entries[0] ? [quoteOf(evidence, list.entries[0].line)] : [];
  return { name: 'name', role: evidence.role, expected: name, found: list?.name ?? NOTHING, holds: list !== undefined, quotes }; // prettier-ignore
}

const WORDS = { permit: 'permitted', deny: 'denied', part: 'permitted in part' } as const;

interface Outcome extends Partial<Decision> {
  found: string;
}

function outcomeOf(list: AccessList | undefined, traffic: Traffic): Outcome {
  if (!list) return { found: NOTHING };
  if (list.entries.length === 0) return { is: 'permit', found: `${WORDS.permit} (no list)` };
  const decision = decide(list.entries, traffic);
  return { ...decision, found: `${WORDS[decision.is]}${decision.entry ? '' : ' (no entry is for it)'}` };
}

function trafficAttribute(
  { kind, text }: { kind: 'permit' | 'deny'; text: TrafficText },
  list: AccessList | undefined,
  { configured: { evidence }, scene }: Known,
): AttributeVerdict {
  const { is, entry, found } = outcomeOf(list, trafficOf(scene.exercise, text));
  const quotes = quotesOfEntries(list, entry ? [entry] : [], evidence);
  return { name: describeText(text), role: evidence.role, expected: WORDS[kind], found, holds: is === kind, quotes };
}

/** The entries, or where nothing decides all of the list. */
function quotesOfEntries(
  list: AccessList | undefined,
  entries: readonly ListedAccessEntry[],
  evidence: Configured['evidence'],
): Quote[] {
  // prettier-ignore
  const shown = entries.length > 0 ? entries : (list?.entries ?? []).slice(0, 4);
  return [...new Set(shown.map(({ line }) => line))].map((line) => quoteOf(evidence, line));
}

/** "udp from any to R1.wan port 500" */
function describeText({ protocol = 'ip', from, to, port, sourcePort }: TrafficText): string {
  const at = sourcePort === undefined ? '' : ` port ${sourcePort}`;
  return `${protocol} from ${from}${at} to ${to}${port === undefined ? '' : ` port ${port}`}`;
}

function exactAttribute(
  { permits = [] }: Wanted,
  list: AccessList | undefined,
  { configured: { evidence }, scene }: Known,
): AttributeVerdict {
  // prettier-ignore
  const wanted: Traffic[] = permits.map((text) => trafficOf(scene.exercise, text));
  const others = (list?.entries ?? []).filter((entry) => entry.action === 'permit' && !wanted.some((one) => isExactly(entry, one))); // prettier-ignore
  const isAll = wanted.every((one) =>
    list?.entries.some((entry) => entry.action === 'permit' && isExactly(entry, one)),
  );
  return {
    name: 'entries',
    role: evidence.role,
    expected: 'these and no others',
    found: others.length > 0 ? others.map(({ text, line }) => text || lineOf(evidence.text, line)).join('; ') : isAll ? 'these' : 'not all of these', // prettier-ignore
    holds: list !== undefined && others.length === 0 && isAll,
    quotes: quotesOfEntries(list, others, evidence),
  };
}

function lineOf(text: string, line: number): string {
  return (text.split('\n')[line] ?? '').trim();
}

type Applied = NonNullable<Wanted['applied']>;

function appliedAttribute(applied: Applied, list: AccessList | undefined, known: Known): AttributeVerdict {
  const { evidence, configuration } = known.configured;
  const { role } = evidence;
  const name = appliedAt(applied, role, known);
  const own = placeNamed(known.scene.exercise, role, applied.interface);
  const found = configuration.interfaces.find((one) => one.name.toLowerCase() === own.toLowerCase());
  const field = applied.direction === 'out' ? 'accessGroupOut' : 'accessGroupIn';
  return {
    name: 'applied',
    role,
    expected: `${applied.direction} at ${own}`,
    found: name ?? 'no list there',
    holds: name !== undefined && name === list?.name,
    quotes: found ? [quoteOf(evidence, found.at[field] ?? found.line)] : [],
  };
}

/** Packets that were matched by the entries that decide about the traffic that is named. */
function hitsAttribute(wanted: Wanted, list: AccessList, scene: Scene): AttributeVerdict {
  const { on: role, hits = 0, over } = wanted;
  const at = (moment: Moment): Hits => hitsAt(wanted, list, scene, moment);
  const seen = over === undefined ? [at('end')] : [at({ before: over }), at({ after: over })];
  const count = seen.reduce((sum, one, index) => (index === 0 && seen.length > 1 ? -one.count : sum + one.count), 0);
  const found = count < 0 ? 'fewer than before: they were cleared' : `${count}${over === undefined ? '' : ' more'}`;
  const quotes = seen.flatMap((one) => one.quotes);
  return { name: 'matches', role, expected: String(hits), found, holds: count >= 0 && isAmount(hits, count), quotes };
}

interface Hits {
  count: number;
  quotes: Quote[];
}

function hitsAt({ on, permits = [], denies = [] }: Wanted, list: AccessList, scene: Scene, moment: Moment): Hits {
  // prettier-ignore
  const { evidence, lists } = readHits(on, scene, moment);
  const entries = lists.find(({ name }) => name === list.name)?.entries ?? [];
  const traffic = [...permits, ...denies].map((text) => trafficOf(scene.exercise, text));
  const decisive = traffic.flatMap((one) => decide(entries, one).entry ?? []);
  const counted = traffic.length === 0 ? entries : entries.filter((entry) => decisive.includes(entry));
  const count = counted.reduce((sum, { matches = 0 }) => sum + matches, 0);
  return { count, quotes: counted.slice(0, 4).map(({ line }) => quoteOf(evidence, line)) };
}

function readHits(
  role: string,
  scene: Scene,
  moment: Moment,
): { evidence: Capture<unknown>['evidence']; lists: AccessList[] } {
  // prettier-ignore
  const command = hitCommand(role, scene);
  if (roleNamed(scene.exercise, role).platform !== 'asa') {
    const { evidence, records } = scene.captures.read(role, showOn<AccessList>('ios', command), moment);
    return { evidence, lists: [...records] };
  }
  const { evidence, records } = scene.captures.read(role, showOn<AsaAccessList>('asa', command), moment);
  return { evidence, lists: records.map(listOfAsa) };
}

/** Its entries as they are printed, those of objects one by one; masks where IOS has wildcards. */
function listOfAsa({ name, entries, line, at }: AsaAccessList): AccessList {
  const all = entries.flatMap((entry) => (entry.elements.length > 0 ? entry.elements : [entry]));
  return {
    ...{ name, line, at, family: 'ip' },
    entries: all.flatMap(({ line: own, action, protocol, source, destination, hitCount }) => {
      if (action === undefined) return [];
      const ends = { ...addressOf('source', source), ...addressOf('destination', destination) };
      return [{ line: own, text: '', action, options: [], ...(protocol === undefined ? {} : { protocol }), ...ends, matches: hitCount ?? 0 }];
    }),
  };
} // prettier-ignore

type AsaAddress = AsaAccessList['entries'][number]['source'];

function addressOf(key: string, given: AsaAddress): Record<string, NonNullable<ListedAccessEntry['source']>> {
  if (!given || given.kind === 'any' || given.kind === 'any4') return {};
  if (given.kind === 'host') return { [key]: { kind: 'host', address: given.address ?? '' } };
  const mask = (given.mask ?? '').split('.').map(Number);
  const wildcard = mask.length === 4 ? formatIpv4(mask.reduce((sum, part) => sum * 256 + (255 - part), 0)) : '0.0.0.0';
  return { [key]: { kind: 'network', address: given.address ?? '', wildcard } };
}

function judgeAbsence({ on, name, applied }: Wanted, configured: Configured, scene: Scene): Judgement {
  const applying = applied && appliedAt(applied, on, { configured, scene });
  const there = applied ? applying : configured.configuration.accessLists.find((one) => name === undefined || one.name === name)?.name; // prettier-ignore
  const list = configured.configuration.accessLists.find((one) => one.name === there);
  const quotes = quotesOfEntries(list, [], configured.evidence);
  const attributes = [{ name: 'access list', role: on, expected: 'absent', found: there ?? NOTHING, holds: there === undefined, quotes }]; // prettier-ignore
  const says = there === undefined ? `As it should be, ${on} has no such access list.` : `${on} has the access list ${there} where none should be.`; // prettier-ignore
  return { attributes, says, isFounded: there === undefined };
}

function sentence({ on }: Wanted, list: AccessList | undefined, attributes: readonly AttributeVerdict[]): string {
  if (!list) return `${on} has no such access list.`;
  const name = list === NO_LIST ? 'Without a list, the interface' : `${on}'s access list ${list.name}`;
  if (allHold(attributes)) return `${name} does what is asked for.`;
  const wrong = attributes.filter(({ holds }) => !holds);
  return `${name} is not as asked for: ${wrong.map((one) => `${one.name} is ${one.found}, and should be ${one.expected}`).join('; ')}.`; // prettier-ignore
}
