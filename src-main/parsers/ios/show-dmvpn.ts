/**
 * show dmvpn [ipv4 | ipv6] [interface I] [detail], from 12.4T to IOS XE 17
 *
 * Long addresses split a row over two lines; a row without count and NBMA address goes on with those above it. The list
 * of IPv6 has one line for each field.
 */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { entered, integer } from '../values.ts';
import type { Dmvpn, DmvpnPeer } from './dmvpn.ts';
import { SESSION_RULES } from './dmvpn-sessions.ts';
import { NEXT_HOP_SERVER, nextHopServerOf } from './next-hop-server.ts';

class Tunnels extends Records<Dmvpn> {
  /** What the next row has, or the one after it again. */
  nbma: { entries?: number | undefined; nbma: string } | undefined;
  isWaiting = false;
  /** A peer in the list of IPv6 before its status. */
  listed: DmvpnPeer | undefined;
  isInSessions = false;

  open(line: number, name: string, family: 'IPv4' | 'IPv6'): true {
    this.nbma = undefined;
    this.isInSessions = false;
    return this.begin(line, { interface: name, family, servers: [], peers: [], sessions: [] });
  }
}

const ADDRESS = String.raw`\d+\.\d+\.\d+\.\d+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*`;
const TAIL = String.raw`(${ADDRESS})\s+([A-Z][\w-]*)\s+(never|[\dywdhms:.]+)\s+([A-Z][A-Z0-9,]*)(?:\s+(\S+\/\d+))?`;
const ROW = new RegExp(String.raw`^(?:(\d+)\s+)?(${ADDRESS}|UNKNOWN)\s+${TAIL}$`);
const NBMA_ALONE = new RegExp(String.raw`^(\d+)\s+(${ADDRESS}|UNKNOWN)$`);
const REST = new RegExp(String.raw`^${TAIL}$`);
type Tail = [address: string, state: string, since: string, attributes: string, target: string | undefined];

function addPeer(tunnels: Tunnels, tail: Tail, line: number, entries: number | undefined): boolean {
  const { last, nbma } = tunnels;
  const [tunnelAddress, state, since, attributes, targetNetwork] = tail;
  if (!last || !nbma) return false;
  const peer: DmvpnPeer = { line, at: {}, nbma: nbma.nbma, tunnelAddress, state, since, attributes };
  put(peer, line, { entries, nbma: nbma.nbma, tunnelAddress, state, since, attributes, targetNetwork });
  last.peers.push(peer);
  tunnels.isWaiting = false;
  return true;
}

const hasTunnel = ({ last }: Tunnels): boolean => last !== undefined;

const ROWS = [
  rule<Tunnels, [string | undefined, string, ...Tail]>(
    ROW,
    (tunnels, [entries, nbma, ...tail], line) => {
      tunnels.nbma = { entries: integer(entries), nbma };
      return addPeer(tunnels, tail, line, integer(entries));
    },
    hasTunnel,
  ),
  rule<Tunnels, [string, string]>(
    NBMA_ALONE,
    (tunnels, [entries, nbma]) => {
      tunnels.nbma = { entries: Number(entries), nbma };
      tunnels.isWaiting = true;
    },
    hasTunnel,
  ),
  rule<Tunnels, Tail>(
    REST,
    (tunnels, tail, line) => addPeer(tunnels, tail, line, tunnels.isWaiting ? tunnels.nbma?.entries : undefined),
    hasTunnel,
  ),
];

type Status = [entries: string, state: string, since: string, attributes: string];

const LIST = [
  rule<Tunnels, [string]>(
    /^\d+\. ?Peer NBMA Address: (\S+)$/,
    (tunnels, [nbma], line) => {
      tunnels.listed = { line, at: { nbma: line }, nbma, tunnelAddress: '', state: '', since: '', attributes: '' };
      tunnels.last?.peers.push(tunnels.listed);
    },
    hasTunnel,
  ),
  rule<Tunnels, [string]>(/^Tunnel IPv[46] Address: (\S+)$/, ({ listed }, [tunnelAddress], line) => {
    if (!listed) return false;
    put(listed, line, { tunnelAddress });
    return true;
  }),
  rule<Tunnels, [string]>(/^IPv[46] Target Network: (\S+)$/, ({ listed }, [targetNetwork], line) => {
    if (!listed) return false;
    put(listed, line, { targetNetwork });
    return true;
  }),
  rule<Tunnels, Status>(
    /^# Ent: (\d+), Status: (\S+), UpDn Time: (\S+), Cache Attrib: (\S+)$/,
    ({ listed }, [entries, state, since, attributes], line) => {
      if (!listed) return false;
      put(listed, line, { entries: integer(entries), state, since, attributes });
      return true;
    },
  ),
];

/** Of 12.4T. */
const EARLY_DETAIL = [
  rule<Tunnels, [string]>(/^-+ Interface (\S+) info: -+$/, (tunnels, [name], line) => tunnels.open(line, name, 'IPv4')),
  says<Dmvpn, [string, string, string]>(
    /^Intf\. is ([\w ]+), Line Protocol is ([\w ]+), Addr\. is (\S+)$/,
    ([status, protocol, address]) => ({ status, protocol, address }),
  ),
  says<Dmvpn, [string, string]>(/^Source addr: ([^,\s]+), Dest addr: (\S+)$/, ([source, destination]) => ({ source, destination })), // prettier-ignore
  says<Dmvpn, [string, string]>(/^Tunnel VRF "([^"]*)",? ip vrf forwarding "([^"]*)"$/, ([tunnelVrf, vrf]) => ({
    tunnelVrf: tunnelVrf === '' ? undefined : tunnelVrf,
    vrf: vrf === '' ? undefined : vrf,
  })),
  rule<Tunnels, [string | undefined]>(
    /^NHRP Details:(?: NHS:(.*))?$/,
    ({ last }, [text = ''], line) => {
      for (const [server] of text.matchAll(/\d\S+\s+[REW]+/g)) last?.servers.push(nextHopServerOf(server, line));
    },
    hasTunnel,
  ),
];

const DETAIL = [
  rule<Tunnels, [string, string, string, string, string]>(
    /^Interface (\S+) is ([\w ]+)\/([\w ]+), Addr\. is ([^,]+), VRF "([^"]*)"$/,
    (tunnels, [name, status, protocol, address, vrf], line) => {
      const { last } = tunnels;
      if (last?.interface !== name || last.peers.length > 0) tunnels.open(line, name, address.includes(':') ? 'IPv6' : 'IPv4');
      return tunnels.set(line, { status, protocol, address, vrf: vrf === '' ? undefined : vrf });
    },
  ), // prettier-ignore
  says<Dmvpn, [string, string, string]>(
    /^Tunnel Src\.\/Dest\. addr: ([^/\s]+)\/(\S+), Tunnel VRF "([^"]*)"$/,
    ([source, destination, vrf]) => ({ source, destination, tunnelVrf: vrf === '' ? undefined : vrf }),
  ),
  says<Dmvpn, [string, string]>(/^Protocol\/Transport: "([^"]*)", Protect "([^"]*)",?$/, ([transport, protection]) => ({
    transport,
    protection: protection === '' ? undefined : protection,
  })),
  passes<Tunnels>(/^IPv[46] NHS:$/),
  rule<Tunnels, [string]>(
    /^IPv[46] NHS: *(\S.*)$/,
    ({ last }, [text], line) => NEXT_HOP_SERVER.test(text) && last?.servers.push(nextHopServerOf(text, line)),
  ),
  rule<Tunnels, [string]>(NEXT_HOP_SERVER, ({ last }, [text], line) => last?.servers.push(nextHopServerOf(text, line)), hasTunnel), // prettier-ignore
  says<Dmvpn, [string, string]>(
    /^(Interface State Control|nhrp event-publisher|NHRP(?! Details)[\w ]*) ?: ?(.+)$/i,
    ([label, value], { others }) => ({ others: entered(others, label, value) }),
  ),
];

const HEADINGS = [
  rule<Tunnels, [string, 'IPv4' | 'IPv6' | undefined]>(
    /^Interface: ([A-Za-z][\w/.-]*\d), (?:(IPv[46]) )?NHRP Details$/,
    (tunnels, [name, family], line) => tunnels.open(line, name, family ?? 'IPv4'),
  ),
  rule<Tunnels, [string | undefined, string, string]>(
    /^(?:(?:Interface: )?([A-Za-z][\w/.-]*\d), )?Type: ?(\w[\w/ ]*), ?(?:Total )?(?:NHRP|NBMA) Peers(?: \(v4\/v6\))?: ?(\d+),?$/,
    (tunnels, [name, role, count], line) => {
      if (name !== undefined) tunnels.open(line, name, 'IPv4');
      return tunnels.last !== undefined && tunnels.set(line, { role, peerCount: integer(count) });
    },
  ),
  passes<Tunnels>(/^# Ent\s+Peer NBMA Addr\s+Peer Tunnel Add\s+State\s+UpDn Tm\s+Attrb(?:\s+Target Network)?$/),
  passes<Tunnels>(/^[-=]{5,}(?:\s+[-=]+)*$/),
  passes<Tunnels>(/^Legend: Attrb --> .*$/),
  passes<Tunnels>(/^(?:N - NATed|T1 - Route|C - CTS|# Ent -->|NHS Status:|UpDn Time -->|X - No Socket).*$/),
];

const TABLE = new RuleTable<Tunnels>([...HEADINGS, ...SESSION_RULES, ...LIST, ...EARLY_DETAIL, ...DETAIL, ...ROWS]);

export function parseShowDmvpn(text: string): Parsed<Dmvpn> {
  const tunnels = new Tunnels();
  const reading = readLines(text, TABLE, tunnels);
  const { last, listed } = tunnels;
  const isOpen = tunnels.isWaiting || listed?.state === '' || (last !== undefined && last.peers.length < (last.peerCount ?? 0)); // prettier-ignore
  return conclude(reading, tunnels.all, isOpen && !tunnels.isInSessions);
}
