/** path: which way packets took, by who answered on it. */
import { formatIpv4 } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import type { Sourced } from '../../parsers/parsed.ts';
import { isAmount } from '../amount.ts';
import { Unreadable, quoteOf, type Capture } from '../facts/captures.ts';
import { parsedAs } from '../facts/parsed-as.ts';
import { ownerOf, roleNamed } from '../facts/places.ts';
import { showOn } from '../facts/shows.ts';
import { tracerouteCommand } from '../packets-sent.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'path'>;

/** What the four kinds of traceroute have in common. */
interface Trace extends Sourced {
  hops?: TraceHop[];
}

interface TraceHop {
  line?: number;
  /** Of IOS. */
  answers?: { address?: string }[];
  /** Of the others. */
  probes?: { address?: string }[];
  /** Of VPCS. */
  from?: string;
}

export const path: VerbRule<'path'> = {
  // The action itself is the look.
  looks: () => [],
  judge(wanted, scene) {
    const action = scene.step.actions.find(({ id }) => id === wanted.of);
    if (action?.kind !== 'traceroute') throw new Unreadable(`This step has no traceroute called ${wanted.of}.`);
    const platform = parsedAs(roleNamed(scene.exercise, action.from).platform);
    const show = showOn<Trace>(platform, tracerouteCommand(scene.exercise, action));
    const capture = scene.captures.read(action.from, show, { after: action.id });
    const hops = (capture.records.at(-1)?.hops ?? []).map((hop) => ({ addresses: addressesOf(hop), line: hop.line }));
    const seen: Seen = { hops, capture, target: formatIpv4(action.to), exercise: scene.exercise };
    const attributes = attributesOf(wanted, seen);
    return {
      attributes,
      says: sentence(seen, attributes),
      isFounded: hops.some(({ addresses }) => addresses.length > 0),
    };
  },
};

interface Seen {
  hops: { addresses: string[]; line: number | undefined }[];
  capture: Capture<Trace>;
  target: string;
  exercise: Exercise;
}

function addressesOf({ answers = [], probes = [], from }: TraceHop): string[] {
  const all = [...answers, ...probes].flatMap((one) => one.address ?? []);
  return [...new Set(from === undefined ? all : [...all, from])];
}

/** The roles that answered, in their order. */
function rolesOf({ hops, exercise }: Seen): string[] {
  return hops.flatMap(({ addresses }) => addresses.flatMap((one) => ownerOf(exercise, one)?.name ?? []));
}

function attributesOf(wanted: Wanted, seen: Seen): AttributeVerdict[] {
  const { through = [], around = [], hops, reaches } = wanted;
  const { evidence } = seen.capture;
  const passed = rolesOf(seen);
  const found = passed.join(', ') || NOTHING;
  const quotes = seen.hops.flatMap(({ line }) => (line === undefined ? [] : [quoteOf(evidence, line)]));
  const shown = quotes.length > 0 ? quotes : [quoteOf(evidence, evidence.text.trimEnd().split('\n').length - 1)];
  const base = { role: evidence.role, quotes: shown };
  // A router may answer from the interface by which it is reached.
  const owner = ownerOf(seen.exercise, seen.target)?.name;
  const isThere = (one: string): boolean => one === seen.target || (owner !== undefined && ownerOf(seen.exercise, one)?.name === owner); // prettier-ignore
  const isReached = seen.hops.at(-1)?.addresses.some(isThere) === true;
  const attributes: AttributeVerdict[] = [];
  if (through.length > 0) attributes.push({ ...base, name: 'through', expected: through.join(', '), found, holds: isInOrder(through, passed) }); // prettier-ignore
  for (const role of around) attributes.push({ ...base, name: 'around', expected: `not ${role}`, found, holds: !passed.includes(role) }); // prettier-ignore
  if (hops !== undefined) attributes.push({ ...base, name: 'hops', expected: String(hops), found: String(seen.hops.length), holds: isAmount(hops, seen.hops.length) }); // prettier-ignore
  if (reaches !== undefined) attributes.push({ ...base, name: 'answer of the destination', expected: reaches ? 'yes' : 'no', found: isReached ? 'yes' : 'no', holds: isReached === reaches }); // prettier-ignore
  return attributes;
}

function isInOrder(wanted: readonly string[], passed: readonly string[]): boolean {
  let from = 0;
  return wanted.every((role) => {
    const at = passed.indexOf(role, from);
    from = at + 1;
    return at >= 0;
  });
}

function sentence({ hops, target, exercise }: Seen, attributes: readonly AttributeVerdict[]): string {
  const way = hops.map(({ addresses: [first] }) => (first === undefined ? '*' : (ownerOf(exercise, first)?.name ?? first))).join(', '); // prettier-ignore
  const wrong = attributes.filter(({ holds }) => !holds).map(({ name, expected }) => `${name} should be ${expected}`);
  return `Packets to ${target} go by ${way || 'nobody who answers'}${allHold(attributes) ? '' : `; ${wrong.join(', ')}`}.`;
}
