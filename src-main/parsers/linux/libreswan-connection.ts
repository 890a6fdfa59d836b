/**
 * A connection as Libreswan lists it in `ipsec status` and `ipsec connectionstatus`: what stands behind its name, line by
 * line. Most of it is "name: value", separated by semicolons and commas, and differs by release; what grading needs has a
 * field of its own, the rest is kept by its printed name.
 */
import { put, type Sourced } from '../parsed.ts';
import { integer } from '../values.ts';

export interface LibreswanConnection extends Sourced {
  name: string;
  /** Of a copy of a template: `[2]`. */
  instance?: number;
  local?: LibreswanEnd;
  remote?: LibreswanEnd;
  /** "unrouted", "erouted", "routed-tunnel", "prospective erouted" …; with the number of its owner. */
  routing?: string;
  owner?: number;
  ourAuthentication?: string;
  theirAuthentication?: string;
  ikeLifeSeconds?: number;
  ipsecLifeSeconds?: number;
  /** IKEv2, RSASIG, ENCRYPT, TUNNEL, PFS … */
  policy?: string[];
  interface?: string;
  newestIkeSa?: number;
  newestIpsecSa?: number;
  /** As printed: "AES_GCM_16_256-HMAC_SHA2_512-DH19". */
  ikeAlgorithm?: string;
  ikeVersion?: 1 | 2;
  espAlgorithm?: string;
  ahAlgorithm?: string;
  pfsGroup?: string;
  /** All that it says of itself, by its printed name. */
  settings: Record<string, string>;
}

export interface LibreswanEnd {
  host: string;
  id?: string;
  nextHop?: string;
  /** What is behind it, where that is not the host itself. */
  subnet?: string;
}

/** `192.0.2.0/24===192.1.2.23<192.1.2.23>[@east,+MC]---192.1.2.254`, and the right one the other way round. */
function endOf(text: string): LibreswanEnd {
  const parts = text.split('===').map((part) => part.trim());
  const [host = ''] = parts.filter((part) => /[<[]/.test(part) || !part.includes('/')).slice(-1);
  const subnet = parts.find((part) => part !== host);
  const hops = host.split('---');
  const own = hops.find((hop) => /[<[]/.test(hop)) ?? hops[0] ?? '';
  const nextHop = hops.find((hop) => hop !== own);
  const [, address = own, id] = /^([^<[]*)(?:<[^>]*>)?(?:\[([^\]]*)\])?/.exec(own) ?? [];
  const end: LibreswanEnd = { host: address };
  if (id !== undefined) end.id = id.replace(/,[+\w=]+$/, '');
  if (nextHop !== undefined) end.nextHop = nextHop;
  if (subnet !== undefined && subnet !== '') end.subnet = subnet;
  return end;
}

/** The line that begins with its ends; false for another one. */
function readEnds(connection: LibreswanConnection, text: string, line: number): boolean {
  const [, left = '', right = '', rest = ''] = /^([^;]{0,400}?)\.\.\.([^;]{0,400});(.*)$/.exec(text) ?? [];
  if (left === '' && right === '') return false;
  const [routing, ...more] = rest.split(';').map((part) => part.trim());
  put(connection, line, { local: endOf(left), remote: endOf(right), routing: routing?.toLowerCase() });
  for (const part of more) readSetting(connection, part, line);
  return true;
}

const seconds = (text: string): number | undefined => integer(/^(\d+)s$/.exec(text)?.[1]);
const serial = (text: string): number | undefined => integer(/^(?:[\w ]{1,20} )?#?(\d+)$/.exec(text)?.[1]);

type Known = (connection: LibreswanConnection, value: string, line: number) => void;

/** What has a field of its own, by the name it is printed with. */
const KNOWN: Readonly<Record<string, Known>> = {
  'eroute owner': (one, value, line) => put(one, line, { owner: serial(value) }),
  owner: (one, value, line) => put(one, line, { owner: serial(value) }),
  routing: (one, value, line) => put(one, line, { routing: value.toLowerCase() }),
  'our auth': (one, value, line) => put(one, line, { ourAuthentication: value }),
  'their auth': (one, value, line) => put(one, line, { theirAuthentication: value }),
  ike_life: (one, value, line) => put(one, line, { ikeLifeSeconds: seconds(value) }),
  ipsec_life: (one, value, line) => put(one, line, { ipsecLifeSeconds: seconds(value) }),
  policy: (one, value, line) => put(one, line, { policy: value.split('+') }),
  interface: (one, value, line) => put(one, line, { interface: value }),
  'newest ISAKMP SA': (one, value, line) => put(one, line, { newestIkeSa: serial(value) }),
  'newest IKE SA': (one, value, line) => put(one, line, { newestIkeSa: serial(value) }),
  'newest IPsec SA': (one, value, line) => put(one, line, { newestIpsecSa: serial(value) }),
  'newest Child SA': (one, value, line) => put(one, line, { newestIpsecSa: serial(value) }),
  'IKE algorithm newest': (one, value, line) => put(one, line, { ikeAlgorithm: value }),
  'IKEv1 algorithm newest': (one, value, line) => put(one, line, { ikeAlgorithm: value, ikeVersion: 1 }),
  'IKEv2 algorithm newest': (one, value, line) => put(one, line, { ikeAlgorithm: value, ikeVersion: 2 }),
  'ESP algorithm newest': (one, value, line) => put(one, line, { espAlgorithm: value }),
  'AH algorithm newest': (one, value, line) => put(one, line, { ahAlgorithm: value }),
  pfsgroup: (one, value, line) => put(one, line, { pfsGroup: value }),
  'our id': (one, value) => one.local && (one.local.id ??= value),
  'their id': (one, value) => one.remote && (one.remote.id ??= value),
};

/** More than any release prints is garbage. */
const MOST_SETTINGS = 200;

function readSetting(connection: LibreswanConnection, part: string, line: number): void {
  // Commas separate too, where a name follows them: `our auth:rsasig, their auth:rsasig`; not in `conn_prio: 24,24,0`.
  for (const text of part.split(/,\s{1,4}(?=[A-Za-z][\w -]{0,40}[:=])/)) {
    const [, name = text, value = ''] = /^([^:=]{1,60})[:=]\s*(.*)$/.exec(text) ?? [];
    const key = name.trim();
    if (key === '' || Object.keys(connection.settings).length >= MOST_SETTINGS) continue;
    connection.settings[key] = value.trim();
    connection.at[key] ??= line;
    KNOWN[key]?.(connection, value.trim(), line);
  }
}

/** Reads what stands behind a connection's name. */
export function readConnectionLine(connection: LibreswanConnection, text: string, line: number): void {
  if (connection.local === undefined && readEnds(connection, text, line)) return;
  for (const part of text.split(';')) if (part.trim() !== '') readSetting(connection, part.trim(), line);
}
