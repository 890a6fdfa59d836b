/** The interfaces, routes and access lists of a configuration. */
import { put } from '../parsed.ts';
import { appended, integer, words } from '../values.ts';
import { accessEntryOf } from './access-entry.ts';
import { readFields, recordOf, type FieldLine } from './configuration-fields.ts';
import type { ConfigurationLine } from './configuration-line.ts';
import type { ConfiguredInterface, ConfiguredRoute } from './configuration.ts';
import type { AccessList } from './show-access-lists.ts';

const INTERFACE: FieldLine<ConfiguredInterface>[] = [
  { pattern: /^description (.+)$/, fields: ([description]) => ({ description }) },
  { pattern: /^ip address (\d\S+) (\d\S+)$/, fields: ([address, mask]) => ({ address, mask }) },
  { pattern: /^ip address (dhcp|negotiated)\b.*$/, fields: ([addressMethod]) => ({ addressMethod }) },
  {
    pattern: /^ip address (\d\S+) (\d\S+) secondary$/,
    fields: ([address = '', mask = ''], { secondaryAddresses }) => ({
      secondaryAddresses: appended(secondaryAddresses, `${address} ${mask}`),
    }),
  },
  {
    pattern: /^ipv6 address (\S+)(?: .*)?$/,
    fields: ([address = ''], { ipv6Addresses }) => ({ ipv6Addresses: appended(ipv6Addresses, address) }),
  },
  { pattern: /^ip unnumbered (\S+)$/, fields: ([unnumbered]) => ({ unnumbered }) },
  { pattern: /^shutdown$/, fields: () => ({ isShutdown: true }) },
  { pattern: /^(?:ip )?vrf forwarding (\S+)$/, fields: ([vrf]) => ({ vrf }) },
  { pattern: /^mtu (\d+)$/, fields: ([mtu]) => ({ mtu: integer(mtu) }) },
  { pattern: /^ip mtu (\d+)$/, fields: ([mtu]) => ({ ipMtu: integer(mtu) }) },
  { pattern: /^ip tcp adjust-mss (\d+)$/, fields: ([mss]) => ({ adjustMss: integer(mss) }) },
  { pattern: /^ip nat (inside|outside)$/, fields: ([nat]) => ({ nat }) },
  { pattern: /^crypto map (?:ipv6 )?(\S+)(?: .*)?$/, fields: ([cryptoMap]) => ({ cryptoMap }) },
  { pattern: /^ip access-group (\S+) in$/, fields: ([list]) => ({ accessGroupIn: list }) },
  { pattern: /^ip access-group (\S+) out$/, fields: ([list]) => ({ accessGroupOut: list }) },
  { pattern: /^tunnel source (\S+)$/, fields: ([tunnelSource]) => ({ tunnelSource }) },
  { pattern: /^tunnel destination (\S.*)$/, fields: ([tunnelDestination]) => ({ tunnelDestination }) },
  { pattern: /^tunnel mode (\S.*)$/, fields: ([tunnelMode]) => ({ tunnelMode }) },
  {
    pattern: /^tunnel protection ipsec profile (\S+)(?: ikev2-profile (\S+))?( shared)?$/,
    fields: ([profile, tunnelIkev2Profile, shared]) => ({
      tunnelIkev2Profile,
      tunnelProtection: profile,
      isTunnelProtectionShared: shared === undefined ? undefined : true,
    }),
  },
  { pattern: /^tunnel key (\d+)$/, fields: ([key]) => ({ tunnelKey: integer(key) }) },
  { pattern: /^tunnel vrf (\S+)$/, fields: ([vrf]) => ({ tunnelVrf: vrf }) },
];

export function interfaceOf({ line, text, children }: ConfigurationLine): ConfiguredInterface | undefined {
  const [, name, kind] = /^interface (\S(?:.*?\S)?)(?: (type \S+|point-to-point|multipoint))?$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  return readFields(recordOf<ConfiguredInterface>(line, { name, kind, isShutdown: false }), children, INTERFACE);
}

/** `ip route [vrf V] NET MASK [INTERFACE] [NEXT-HOP] [DISTANCE] [name N] [tag T] [track T] [permanent]` */
const ROUTE = /^ip route(?: vrf (\S+))? (\d\S+) (\d\S+) (\S.*)$/;

export function routeOf({ line, text }: ConfigurationLine): ConfiguredRoute | undefined {
  const match = ROUTE.exec(text);
  if (!match) return undefined;
  const [, vrf, network = '', mask = '', rest] = match;
  const route = recordOf<ConfiguredRoute>(line, { vrf, network, mask });
  const all = words(rest);
  const isAddress = (word: string | undefined): boolean => word !== undefined && /^\d+\.\d+\.\d+\.\d+$/.test(word);
  const [name] = isAddress(all[0]) ? [] : all.splice(0, 1);
  const [nextHop] = isAddress(all[0]) ? all.splice(0, 1) : [];
  put(route, line, { interface: name, nextHop, distance: integer(all[0]) });
  return route;
}

/** Adds what the line says of an access list: a whole named one, or one entry of a numbered one. */
export function readAccessList(lists: Map<string, AccessList>, { line, text, children }: ConfigurationLine): void {
  const named = /^(ip|ipv6|mac) access-list (?:(standard|extended) )?(\S+)$/.exec(text);
  if (named) {
    const [, family = '', type, name = ''] = named;
    const list = recordOf<AccessList>(line, { name, family, type, entries: [] });
    for (const child of children) addEntry(list, child.text, child.line);
    lists.set(`${family} ${name}`, list);
    return;
  }
  const [, number = '', entry = ''] = /^access-list (\d{1,4}) (\S.*)$/.exec(text) ?? [];
  if (number !== '') addEntry(numbered(lists, number, line), entry, line);
}

function addEntry(list: AccessList, text: string, line: number): void {
  // An entry of an IPv6 list in IOS XE.
  const entry = accessEntryOf(text.replace(/^sequence (?=\d)/, ''));
  if (entry) list.entries.push({ line, text, ...entry });
}

function numbered(lists: Map<string, AccessList>, number: string, line: number): AccessList {
  const known = lists.get(number);
  if (known) return known;
  const isStandard = /^(?:\d\d?|1[3-9]\d\d)$/.test(number);
  const type = isStandard ? 'standard' : 'extended';
  const list = recordOf<AccessList>(line, { name: number, family: 'ip', type, entries: [] });
  lists.set(number, list);
  return list;
}
