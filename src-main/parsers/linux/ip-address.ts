/**
 * ip address, ip link, with -s and -d, of iproute2 and of busybox: interfaces with their addresses, counters, and what
 * kind of tunnel they are. One line each with -o is read too.
 */
import type { Parsed, Sourced } from '../parsed.ts';
import { conclude } from '../account.ts';
import { Records, begins, passes, says, type Fields } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, words } from '../values.ts';

export interface IpAddressRecord extends Sourced {
  index: number;
  name: string;
  /** What stands after the @: the device below, or the other end's index (`if2`); absent for NONE. */
  parent?: string;
  /** UP, LOWER_UP, NO-CARRIER … */
  flags: string[];
  mtu?: number;
  queueing?: string;
  /** UP, DOWN, UNKNOWN … */
  state?: string;
  master?: string;
  group?: string;
  mode?: string;
  queueLength?: number;
  /** ether, loopback, none, gre, ipip … */
  linkType?: string;
  /** The address of the link: a MAC, or an IPv4 address of a tunnel. */
  linkAddress?: string;
  linkBroadcast?: string;
  linkPeer?: string;
  alias?: string;
  addresses: InterfaceAddress[];
  /** With -d: gre, vti, xfrm, veth, vlan … */
  kind?: string;
  tunnelLocal?: string;
  tunnelRemote?: string;
  inputKey?: string;
  outputKey?: string;
  interfaceId?: string;
  received?: InterfaceCounters;
  transmitted?: InterfaceCounters;
}

export interface InterfaceAddress {
  family: 'inet' | 'inet6';
  address: string;
  length: number;
  peer?: string;
  broadcast?: string;
  scope?: string;
  label?: string;
  flags: string[];
}

/** By the names of the columns: bytes, packets, errors, dropped, missed, mcast, overrun, carrier, collsns; length, crc … */
export type InterfaceCounters = Record<string, number>;

type Head = [index: string, name: string, parent: string | undefined, flags: string, rest: string];
const NAMES: Record<string, keyof IpAddressRecord> = { qdisc: 'queueing', state: 'state', master: 'master', group: 'group', mode: 'mode' }; // prettier-ignore

type HeadFields = Fields<Pick<IpAddressRecord, 'mtu' | 'queueing' | 'state' | 'master' | 'group' | 'mode' | 'queueLength'>>; // prettier-ignore

/** `mtu 1500 qdisc noqueue state UP mode DEFAULT group default qlen 1000` */
function headFields(rest: string): HeadFields {
  const fields: Record<string, unknown> = {};
  const all = words(rest);
  for (let i = 0; i < all.length; i++) {
    const [name = '', value = ''] = all.slice(i, i + 2);
    const field = NAMES[name];
    if (field !== undefined) fields[field] = value;
    else if (name === 'mtu') fields['mtu'] = integer(value);
    else if (name === 'qlen') fields['queueLength'] = integer(value);
  }
  return fields;
}

class Interfaces extends Records<IpAddressRecord> {
  /** Which counters the next line of numbers is, and its columns. */
  counting: { to: 'received' | 'transmitted'; columns: string[] } | undefined;
}

function addressOf(family: 'inet' | 'inet6', text: string): InterfaceAddress | undefined {
  const [, address, peerOfLine, length] = /^([0-9A-Fa-f.:]+)(?: peer ([0-9A-Fa-f.:]+))?(?:\/(\d+))?/.exec(text) ?? [];
  if (address === undefined) return undefined;
  const found: InterfaceAddress = { family, address, length: Number(length ?? (family === 'inet' ? 32 : 128)), flags: [] }; // prettier-ignore
  if (peerOfLine !== undefined) found.peer = peerOfLine;
  readWords(found, words(text).slice(peerOfLine === undefined ? 1 : 3));
  return found;
}

/** Words of an address that are followed by a value of theirs. */
const VALUED = /^(?:brd|scope|any|metric|proto|valid_lft|preferred_lft)$/;

function readWords(found: InterfaceAddress, rest: readonly string[]): void {
  for (let i = 0; i < rest.length; i++) {
    const [word = '', value = ''] = rest.slice(i, i + 2);
    if (word === 'brd') found.broadcast = value;
    if (word === 'scope') found.scope = value;
    if (VALUED.test(word)) i++;
    else if (i === rest.length - 1 && found.family === 'inet') found.label = word;
    else found.flags.push(word);
  }
}

/** `gre remote 198.51.100.1 local 192.0.2.1 … ikey 0.0.0.42 okey 0.0.0.42`, `xfrm if_id 0x2a` */
function detailsOf(kind: string, rest: string): Fields<IpAddressRecord> {
  const after = (name: string): string | undefined => new RegExp(`(?:^| )${name} (\\S+)`).exec(rest)?.[1];
  const known = (text: string | undefined): string | undefined => (/[.:]/.test(text ?? '') ? text : undefined);
  const key = after('key');
  return {
    kind,
    tunnelLocal: known(after('local')),
    tunnelRemote: known(after('remote')),
    inputKey: after('ikey') ?? key,
    outputKey: after('okey') ?? key,
    interfaceId: after('if_id'),
  };
}

const KINDS = 'bond|bond_slave|bridge|bridge_slave|dummy|erspan|geneve|gre|gretap|hsr|ifb|ip6gre|ip6gretap|ip6tnl|ipip|ipvlan|macsec|macvlan|macvtap|netkit|sit|team|tun|veth|vlan|vrf|vrf_slave|vti|vti6|vxlan|wireguard|xfrm'; // prettier-ignore

const FIELDS = [
  begins<IpAddressRecord, Head>(
    /^(\d+): ([^\s:@]{1,64})(?:@([^\s:]{1,64}))?: <([A-Z0-9_,-]*)>((?: (?:mtu|qdisc|master|state|mode|group|qlen|link-netns|link-netnsid|event) \S+)*)$/,
    ([index, name, parent, flags, rest]) => ({
      index: Number(index),
      name,
      parent: parent === 'NONE' ? undefined : parent,
      flags: flags.split(',').filter((flag) => flag !== ''),
      addresses: [],
      ...headFields(rest),
    }),
  ),
  says<IpAddressRecord, [string, string | undefined, string | undefined, string | undefined, string]>(
    /^link\/([\w.-]+)(?:\s+([0-9a-f][0-9a-f.:]+))?(?: (brd|peer) ([0-9a-f.:]+))?(?:\s+permaddr \S+)?((?:\s+(?:promiscuity|link-netns|link-netnsid|new-netns|new-ifindex|minmtu|allmulti).*)?)$/,
    ([linkType, linkAddress, word, other]) => ({
      linkType,
      linkAddress,
      linkBroadcast: word === 'brd' ? other : undefined,
      linkPeer: word === 'peer' ? other : undefined,
    }),
  ),
  says<IpAddressRecord, [string, string]>(new RegExp(`^(${KINDS})((?: .*)?)$`), ([kind, rest]) => detailsOf(kind, rest)), // prettier-ignore
  says<IpAddressRecord, [string]>(/^alias (.*)$/, ([alias]) => ({ alias })),
];

const TABLE = new RuleTable<Interfaces>([
  ...FIELDS,
  rule<Interfaces, ['inet' | 'inet6', string]>(
    /^(inet6?) ([0-9A-Fa-f:.]+(?:\/| peer ).* scope \S.*)$/,
    ({ last }, [family, text]) => {
      const address = addressOf(family, text);
      return address !== undefined && last !== undefined && last.addresses.push(address) > 0;
    },
  ),
  passes(/^valid_lft \S+ preferred_lft \S+$/),
  passes(/^(?:altname|vf|maxtxqueues|protodown|prog) ?:?.*$/),
  // With -s -s a second row breaks the errors down.
  rule<Interfaces, ['RX' | 'TX', string]>(
    /^(RX|TX)(?: errors)?:\s+([a-z_](?:[a-z_ \t]*[a-z_])?)$/,
    (interfaces, [way, columns]) => {
      if (!interfaces.last) return false;
      interfaces.counting = { to: way === 'RX' ? 'received' : 'transmitted', columns: words(columns) };
      return true;
    },
  ),
  rule<Interfaces, [string]>(
    /^(\d+(?:\s+\d+)+)$/,
    (interfaces, [numbers], line) => {
      const { counting } = interfaces;
      interfaces.counting = undefined;
      if (!counting) return false;
      const values = words(numbers);
      const named = counting.columns.map((name, index) => [name, Number(values[index] ?? 0)] as const);
      const before = interfaces.last?.[counting.to] ?? {};
      return interfaces.set(line, { [counting.to]: { ...before, ...Object.fromEntries(named) } });
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseIpAddress(text: string): Parsed<IpAddressRecord> {
  const interfaces = new Interfaces();
  const reading = readLines(text, TABLE, interfaces);
  const { last, counting } = interfaces;
  const isCut = counting !== undefined || (last?.received !== undefined && last.transmitted === undefined);
  return conclude(reading, interfaces.all, isCut || (last !== undefined && (last.linkType === undefined || (reading.isLoose && last.transmitted !== undefined)))); // prettier-ignore
}
