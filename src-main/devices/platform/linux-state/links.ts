/** Links of a Linux: which there are, of what kind, up or down, how long a packet may be. As `ip` of iproute2 or busybox shows them. */
import type { Fact, StatePart } from '../../channel/restore.ts';
import { groupsOf } from './groups.ts';
import { IP } from './spelling.ts';

/** They come with the kernel's module, and nobody can delete them. */
const ofModules = new Set(['gre0', 'gretap0', 'erspan0', 'ip_vti0', 'ip6_vti0', 'tunl0', 'sit0', 'ip6tnl0', 'ip6gre0']);

/** What is shown of every kind of link, after what is of its own kind. */
const general = /\s(?:addrgenmode|numtxqueues|bridge_slave|vrf_slave|gso_max_size|parentbus)\b.*$/;

const shape = /^\d+: (?<name>[^\s:@]+)(?:@(?<on>[^\s:]+))?: <(?<flags>[^>]*)>(?<rest>.*)$/;

interface Link {
  name: string;
  /** What is after "@": the link it is on, or the other end of a cable. */
  on: string;
  kind: string;
  /** The words of its kind, as they are typed to make it. */
  words: string;
}

/** How links of a kind are made; those of others cannot be made anew. */
const makes: Readonly<Record<string, ((link: Link) => string | undefined) | undefined>> = {
  dummy: ({ name, kind }) => `${name} type ${kind}`,
  bridge: ({ name, kind }) => `${name} type ${kind}`,
  ifb: ({ name, kind }) => `${name} type ${kind}`,
  veth: ({ name, on }) => (/^(?:if\d+)?$/.test(on) ? undefined : `${name} type veth peer name ${on}`),
  xfrm: ({ name, on, words }) => `${name} type xfrm${on === '' || on === 'NONE' ? '' : ` dev ${on}`} ${words}`,
  vlan: onAnother,
  macvlan: onAnother,
  ipvlan: onAnother,
};

const tunnels = ['gre', 'gretap', 'ipip', 'sit', 'vti', 'vti6', 'ip6gre', 'ip6tnl', 'vxlan', 'geneve', 'vrf', 'erspan'];
const asShown = ({ name, kind, words }: Link): string => `${name} type ${kind} ${words}`.trimEnd();

function onAnother({ name, on, kind, words }: Link): string | undefined {
  return on === '' ? undefined : `link ${on} name ${name} type ${kind} ${words}`.trimEnd();
}

export const links: StatePart = {
  name: 'its links',
  // The kinds of links of busybox's program are told by its tunnels alone.
  look: `${IP} -o -d link 2>/dev/null || { ${IP} -o link; ${IP} tunnel; }`,
  facts(printed) {
    const lines = printed.split('\n');
    const shown = new Map(lines.flatMap((line) => tunnelOf(line) ?? []));
    return lines.flatMap((line) => factsOf(line, shown));
  },
};

/** `joint: gre/ip remote 10.0.0.2 local 10.0.0.1 ttl inherit key 7` */
function tunnelOf(line: string): [[string, string]] | undefined {
  const { name, mode, words } = /^(?<name>[^\s:]+): (?<mode>gre|ip|ipv6)\/ip\s+(?<words>.*)$/.exec(line)?.groups ?? {};
  if (name === undefined || mode === undefined || words === undefined) return undefined;
  const kind = { gre: 'gre', ip: 'ipip', ipv6: 'sit' }[mode];
  return [[name, `${kind} ${words.replace(/ key 0$/, '')}`]];
}

function factsOf(line: string, shown: ReadonlyMap<string, string>): Fact[] {
  const found = groupsOf<'name' | 'on' | 'flags' | 'rest'>(shape, line);
  if (!found || ofModules.has(found.name)) return [];
  const { name, on, flags, rest } = found;
  const [, , own] = rest.split(/\\\s+/);
  const [kind, ...words] = (own === undefined ? (shown.get(name) ?? '') : own.replace(general, ''))
    .replace(/<[^>]*>/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const facts = kind === undefined ? [] : [existence({ name, on, kind, words: words.join(' ') })];
  return [...facts, ...values(name, flags, rest)];
}

function existence(link: Link): Fact {
  const { name, kind } = link;
  const made = (makes[kind] ?? (tunnels.includes(kind) ? asShown : undefined))?.(link);
  const says = `the link ${made ?? `${name} of kind ${kind}`}`;
  const fact: Fact = { id: says, says, named: named(name), unmake: [`${IP} link delete ${name}`] };
  return made === undefined ? fact : { ...fact, make: [`${IP} link add ${made}`] };
}

function values(name: string, flags: string, rest: string): Fact[] {
  const within = named(name);
  const mtu = /\bmtu (\d+)/.exec(rest)?.[1] ?? '';
  const master = /\bmaster (\S+)/.exec(rest)?.[1];
  const isUp = flags.split(',').includes('UP');
  const set = (words: string): string[] => [`${IP} link set ${name} ${words}`];
  const facts: Fact[] = [fact(`mtu ${mtu} of ${name}`, set(`mtu ${mtu}`))];
  if (master !== undefined)
    facts.push({ ...fact(`${name} in ${master}`, set(`master ${master}`)), unmake: set('nomaster') });
  if (isUp) facts.push({ ...fact(`${name} up`, set('up')), unmake: set('down') });
  return facts.map((one) => ({ ...one, within }));
}

function fact(says: string, make: readonly string[]): Fact {
  return { id: says, says, make };
}

export const named = (link: string): string => `link ${link}`;
