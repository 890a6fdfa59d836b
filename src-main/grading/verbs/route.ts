/** route: where the routing table leads to. */
import { formatIpv4, maskOfLength, parseIpv4 } from '../../base/address.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import { isAmount } from '../amount.ts';
import { quoteOf, quotesOfNothing } from '../facts/captures.ts';
import { addressNamed, roleNamed } from '../facts/places.ts';
import { readTable, routeLooks, wayTo, type Entry, type Hop, type Table } from '../facts/routes.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, differences, given, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'route'>;

export const route: VerbRule<'route'> = {
  looks: ({ on, vrf }, { exercise }) => routeLooks(exercise, on, vrf),
  judge(wanted, scene) {
    const table = readTable(scene, wanted.on, wanted.vrf);
    const entry = entryFor(wanted.to, table, scene);
    const isAbsent = wanted.state === 'absent';
    const attributes = isAbsent
      ? [absence(wanted, entry, { table, scene })]
      : presence(wanted, entry, { table, scene });
    return { attributes, says: sentence(wanted, entry, attributes), isFounded: isAbsent ? allHold(attributes) : entry !== undefined }; // prettier-ignore
  },
};

interface Known {
  table: Table;
  scene: Scene;
}

/** Of a subnet the route to just this one; of an interface the way that packets to it take. */
function entryFor(to: string, table: Table, { exercise }: Scene): Entry | undefined {
  if (/^[A-Za-z]+[\w-]*\./.test(to)) return wayTo(table, parseIpv4(addressNamed(exercise, to)) ?? 0);
  const [written = '', length = '32'] = to === 'default' ? ['0.0.0.0', '0'] : to.split('/');
  const network = (parseIpv4(written) ?? 0) & maskOfLength(Number(length));
  return table.entries.find((one) => one.length === Number(length) && (one.network | 0) === (network | 0));
}

function presence(wanted: Wanted, entry: Entry | undefined, { table, scene }: Known): AttributeVerdict[] {
  const { on: role, to } = wanted;
  const { hops, protocol = NOTHING } = entry ?? { hops: [] as Hop[] };
  const distance = hops[0]?.distance;
  const base = { role, quotes: quotesOf(entry, table) };
  return [
    { ...base, name: 'route', expected: to, found: entry ? describe(entry) : NOTHING, holds: entry !== undefined },
    ...given(wanted.via, (via) => ({ ...base, name: 'next hop', expected: via, found: hops.map(describeHop).join(', ') || NOTHING, holds: hops.some((hop) => isVia(hop, via, role, scene)) })),
    ...given(wanted.protocol, (expected) => ({ ...base, name: 'source', expected, found: protocol, holds: protocol === expected })),
    ...given(wanted.distance, (amount) => ({ ...base, name: 'distance', expected: String(amount), found: distance?.toString() ?? NOTHING, holds: distance !== undefined && isAmount(amount, distance) })),
  ];
} // prettier-ignore

function absence({ on, to, via }: Wanted, entry: Entry | undefined, { table, scene }: Known): AttributeVerdict {
  const isThere = entry !== undefined && (via === undefined || entry.hops.some((hop) => isVia(hop, via, on, scene)));
  return {
    name: 'route',
    role: on,
    expected: `none to ${to}${via === undefined ? '' : ` via ${via}`}`,
    found: entry ? `${describe(entry)} ${entry.hops.map(describeHop).join(', ')}` : NOTHING,
    holds: !isThere,
    quotes: quotesOf(entry, table),
  };
}

function quotesOf(entry: Entry | undefined, { evidence }: Table): AttributeVerdict['quotes'] {
  if (!entry) return quotesOfNothing(evidence);
  const lines = [entry.line, ...entry.hops.map(({ line }) => line)];
  return [...new Set(lines)].map((line) => quoteOf(evidence, line));
}

/** An interface by what the lab or the device calls it, ROLE.INTERFACE of the next hop, or its address. */
function isVia({ interface: name, address }: Hop, via: string, role: string, { exercise }: Scene): boolean {
  if (parseIpv4(via) !== undefined) return address === via;
  const owner = exercise.roles.find((one) => via.startsWith(`${one.name}.`));
  if (owner?.interfaces.some((one) => `${owner.name}.${one.role}` === via)) return address === addressNamed(exercise, via); // prettier-ignore
  // An ASA calls its interfaces in its table as the lab does.
  const own = roleNamed(exercise, role).interfaces.find((one) => one.role === via)?.name;
  return [own, via].some((one) => one !== undefined && one.toLowerCase() === name?.toLowerCase());
}

function describe({ network, length, protocol }: Entry): string {
  return `${formatIpv4(network)}/${length}${protocol === undefined ? '' : ` (${protocol})`}`;
}

function describeHop({ interface: name, address }: Hop): string {
  return [address === undefined ? undefined : `via ${address}`, name].filter((one) => one !== undefined).join(' ');
}

function sentence({ on, to, state }: Wanted, entry: Entry | undefined, attributes: AttributeVerdict[]): string {
  const shown = entry && `${on} reaches ${to} by ${describe(entry)} ${entry.hops.map(describeHop).join(' and ')}`;
  if (state === 'absent') return allHold(attributes) ? `As it should be, ${on} has no such route to ${to}.` : `${shown ?? on}, where no route should be.`; // prettier-ignore
  if (!shown) return `${on} has no route to ${to}.`;
  return allHold(attributes) ? `${shown}.` : `${shown}: ${differences(attributes)}.`;
}
