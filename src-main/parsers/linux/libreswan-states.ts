/**
 * What Libreswan says of its states: ipsec showstates, ipsec trafficstatus, ipsec briefstatus, and the states in ipsec
 * status. Each line has its serial number; older releases print "000 " before every line.
 */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { RuleTable, readLines, rule, type Rule } from '../rules.ts';
import { hexadecimal, integer } from '../values.ts';

export interface LibreswanState extends Sourced {
  serial: number;
  connection: string;
  /** `[2]` of a template's copy, and the peer behind it. */
  instance?: number;
  peer?: string;
  port?: number;
  /** As printed: "established IKE SA", "STATE_MAIN_R3 (sent MR3, ISAKMP SA established)". */
  state?: string;
  /** "REKEY in 28799s", "EVENT_SA_REPLACE in 3326s" …, as printed. */
  events?: string[];
  isNewest?: boolean;
  isOwner?: boolean;
  /** The serial number of the association of IKE that a child belongs to. */
  parent?: number;
  protocol?: string;
  spiIn?: number;
  spiOut?: number;
  local?: string;
  remote?: string;
  isTunnel?: boolean;
  bytesIn?: number;
  bytesOut?: number;
  username?: string;
  identity?: string;
  lease?: string;
  /** Seconds since 1970, when the kernel was told of it. */
  addedAt?: number;
  /** As printed: "2^63B". */
  mostBytes?: string;
}

export interface LibreswanStates {
  states: LibreswanState[];
}

/** A number of `whack` may stand before a line: 000 of a status, 006 of traffic. */
const NAME = String.raw`^(?:00[06] )?#(\d+): "([^"]{1,200})"(?:\[(\d+)\])?`;

function stateOf(found: LibreswanStates, line: number, [serial, connection, instance]: Named): LibreswanState {
  const number = Number(serial);
  let state = found.states.findLast((one) => one.serial === number);
  if (!state) {
    state = { line, at: {}, serial: number, connection };
    found.states.push(state);
  }
  put(state, line, { serial: number, connection, instance: integer(instance) });
  return state;
}

type Named = readonly [
  serial: string,
  connection: string,
  instance: string | undefined,
  ...rest: (string | undefined)[],
];
type Line = [serial: string, connection: string, instance: string | undefined, peer: string | undefined, port: string, rest: string]; // prettier-ignore
type Flow = [serial: string, connection: string, instance: string | undefined, peer: string | undefined, protocol: string, out: string, remote: string, inbound: string, local: string, rest: string]; // prettier-ignore
type Traffic = [serial: string, connection: string, instance: string | undefined, peer: string | undefined, rest: string]; // prettier-ignore

/** "84B", "12KB", "2MB": Libreswan rounds; only bytes are exact. */
function bytesOf(text: string | undefined): number | undefined {
  const [, count, unit = ''] = /^(\d{1,15})([KMGT]?)B$/.exec(text ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * 1024 ** Math.max(0, ' KMGT'.indexOf(unit));
}

const spiIn = (text: string): number | undefined => (/^[0-9a-f]{1,8}$/.test(text) ? hexadecimal(text) : undefined);

export const STATE_RULES: readonly Rule<LibreswanStates>[] = [
  rule<LibreswanStates, Line>(
    new RegExp(String.raw`${NAME}(?: \.{0,3}([0-9A-Fa-f.:]+?))?:(\d{1,5}) (?!.*(?:[A-Z]in | in\d))([^;]{1,200});(.*)$`),
    (found, [serial, connection, instance, peer, port, text], line, { text: whole }) => {
      const parts = whole.split(';').slice(1).map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
      const parent = parts.find((one) => /^(?:IKE SA|ISAKMP SA|isakmp) ?#\d+$/.test(one));
      put(stateOf(found, line, [serial, connection, instance]), line, {
        peer,
        port: integer(port),
        state: text,
        events: parts.filter((one) => / in -?\w+$/.test(one)),
        isNewest: parts.some((one) => /^newest\b/.test(one)),
        isOwner: parts.includes('eroute owner'),
        parent: integer(/\d+$/.exec(parent ?? '')?.[0]),
      });
    },
  ),
  rule<LibreswanStates, Flow>(
    new RegExp(
      String.raw`${NAME}(?: \.{0,3}([0-9A-Fa-f.:]+))? (esp|ah|comp)\.(\w+)@([0-9A-Fa-f.:]+) \4?\w*\.(\w+)@([0-9A-Fa-f.:]+)( .*)$`.replace(String.raw`\4?\w*`, String.raw`(?:esp|ah|comp)`), // prettier-ignore
    ),
    (found, [serial, connection, instance, peer, protocol, out, remote, inbound, local, rest], line) => {
      const counted = (way: string): number | undefined => bytesOf(new RegExp(` (?:ESP|AH)${way}=(\\d+[KMGT]?B)`).exec(rest)?.[1]); // prettier-ignore
      put(stateOf(found, line, [serial, connection, instance]), line, {
        peer,
        protocol,
        spiOut: spiIn(out),
        spiIn: spiIn(inbound),
        remote,
        local,
        isTunnel: rest.includes(' tun.'),
        bytesIn: counted('in'),
        bytesOut: counted('out'),
      });
    },
  ),
  rule<LibreswanStates, Traffic>(
    new RegExp(String.raw`${NAME}(?: ([0-9A-Fa-f.:]+))?, ((?:username=|type=).*)$`),
    (found, [serial, connection, instance, peer, rest], line) => {
      const after = (name: string): string | undefined =>
          new RegExp(`(?:^|, )${name}=(?:'([^']*)'|([^,]*))`).exec(rest)?.slice(1).find(Boolean); // prettier-ignore
      put(stateOf(found, line, [serial, connection, instance]), line, {
        peer,
        protocol: after('type')?.toLowerCase(),
        bytesIn: integer(after('inBytes')),
        bytesOut: integer(after('outBytes')),
        username: after('username'),
        identity: after('id'),
        lease: after('lease'),
        addedAt: integer(after('add_time')),
        mostBytes: after('maxBytes'),
      });
    },
  ),
  rule<LibreswanStates>(/^(?:000 )?#\d+: pending .*$/, () => undefined),
];

const TABLE = new RuleTable<LibreswanStates>([
  ...STATE_RULES,
  rule<LibreswanStates>(/^(?:000 ?)?(?:State Information: .*|(?:IKE|IPsec) SAs: total\(.*)$/, () => undefined),
  rule<LibreswanStates>(/^000$/, () => undefined),
]);

export function parseLibreswanStates(text: string): Parsed<LibreswanState> {
  const found: LibreswanStates = { states: [] };
  const reading = readLines(text, TABLE, found);
  return conclude(reading, found.states, reading.isLoose && found.states.length > 0);
}
