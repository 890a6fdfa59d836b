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
import { NOTHING, allHold, given, type VerbRule } from './verb.ts';

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

function attributesOf({ through, around = [], hops, reaches }: Wanted, seen: Seen): AttributeVerdict[] {
  const { role } = seen.capture.evidence;
  const passed = rolesOf(seen);
  const found = passed.join(', ') || NOTHING;
  const count = seen.hops.length;
  const base = { role, quotes: quotesOfHops(seen) };
  const word = (is: boolean): string => (is ? 'yes' : 'no');
  return [
    ...given(through, (roles) => ({ ...base, name: 'through', expected: roles.join(', '), found, holds: isInOrder(roles, passed) })),
    ...around.map((one) => ({ ...base, name: 'around', expected: `not ${one}`, found, holds: !passed.includes(one) })),
    ...given(hops, (amount) => ({ ...base, name: 'hops', expected: String(amount), found: String(count), holds: isAmount(amount, count) })),
    ...given(reaches, (is) => ({ ...base, name: 'answer of the destination', expected: word(is), found: word(isReached(seen)), holds: isReached(seen) === is })),
  ];
} // prettier-ignore

function quotesOfHops({ hops, capture: { evidence } }: Seen): AttributeVerdict['quotes'] {
  const lines = hops.flatMap(({ line }) => line ?? []);
  const shown = lines.length > 0 ? lines : [evidence.text.trimEnd().split('\n').length - 1];
  return shown.map((line) => quoteOf(evidence, line));
}

/** A router may answer from the interface by which it is reached. */
function isReached({ hops, target, exercise }: Seen): boolean {
  const owner = ownerOf(exercise, target);
  const isThere = (one: string): boolean => one === target || (owner !== undefined && ownerOf(exercise, one) === owner);
  return hops.at(-1)?.addresses.some(isThere) === true;
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
