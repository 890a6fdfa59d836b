/**
 * show crypto ipsec sa [peer A | map M | entry | identity | spi] [detail], show ipsec sa
 *
 * A record is one ident, as for IOS; `peer` and `map` put headings of their own above them. Layouts: 7.x (no SA state),
 * 8.x (no overhead in brackets, no current inbound SPI) to 9.20 (protected vrf).
 */
import { conclude } from '../account.ts';
import { COUNTERS, type ProxyIdentity } from '../ios/ipsec-ident.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { appended, hexadecimal, integer, isYes, listed, named, words } from '../values.ts';
import { ASA_COUNTERS, type AsaIpsecIdent, type AsaIpsecSa } from './ipsec-ident.ts';

/** What stands above an ident, from the outside in: the next one of a kind ends those below. */
const ABOVE = ['interface', 'map', 'entry'] as const;
type Level = (typeof ABOVE)[number];

class Idents extends Records<AsaIpsecIdent> {
  readonly #above = new Map<Level, [line: number, fields: Fields<AsaIpsecIdent>][]>();
  sa: AsaIpsecSa | undefined;
  section: { direction: 'inbound' | 'outbound'; protocol: AsaIpsecSa['protocol'] } | undefined;

  above(level: Level, line: number, fields: Fields<AsaIpsecIdent>, isMore = false): void {
    const before = isMore ? (this.#above.get(level) ?? []) : [];
    for (const inner of ABOVE.slice(ABOVE.indexOf(level))) this.#above.delete(inner);
    this.#above.set(level, [...before, [line, fields]]);
  }

  open(line: number, local: ProxyIdentity): void {
    this.begin(line, { local, counters: {}, inbound: [], outbound: [] });
    for (const level of ABOVE) for (const [at, fields] of this.#above.get(level) ?? []) this.set(at, fields);
    this.#above.delete('entry');
    this.set(line, { local });
    this.sa = undefined;
    this.section = undefined;
  }

  openSa(line: number, spi: number): void {
    if (!this.last || !this.section) return;
    const { direction, protocol } = this.section;
    this.sa = { line, at: {}, protocol, spi, transforms: [], settings: [] };
    put(this.sa, line, { spi });
    this.last[direction].push(this.sa);
  }

  get isOpen(): boolean {
    if (!this.last) return this.#above.has('map');
    return this.#isInSa || isOneWay(this.last) || this.section?.direction !== 'outbound' || this.#above.has('entry');
  }

  /** All SAs of a device have a bitmap of one length, or none. */
  get #isInSa(): boolean {
    if (!this.sa) return false;
    const first = this.last?.inbound[0]?.antiReplayBitmap;
    return this.sa.isReplayDetected === undefined || this.sa.antiReplayBitmap?.length !== first?.length;
  }
}

function isOneWay({ inbound, outbound }: AsaIpsecIdent): boolean {
  return inbound.length > 0 && outbound.length === 0;
}

const hasIdent = ({ last }: Idents): boolean => last !== undefined;
const hasSa = ({ sa }: Idents): boolean => sa !== undefined;

/** A line of the ident. */
function ofIdent<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<AsaIpsecIdent>): Rule<Idents, G> {
  return rule<Idents, G>(pattern, (idents, groups, line) => idents.set(line, fields(groups)), hasIdent);
}

/** A line of the security association. */
function ofSa<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<AsaIpsecSa>): Rule<Idents, G> {
  return rule<Idents, G>(
    pattern,
    ({ sa }, groups, line) => {
      if (sa) put(sa, line, fields(groups));
    },
    hasSa,
  );
}

const HEADINGS = [
  rule<Idents, [string]>(/^interface: (.+)$/, (idents, [name], line) =>
    idents.above('interface', line, { interface: name }),
  ),
  passes<Idents>(/^(?:peer address|cryptomap|crypto map|map): \S+$/i),
  rule<Idents, [string, string | undefined, string]>(
    /^Crypto map tag: ([^,]+)(?:, seq num: (\d+))?, local addr:? (\S+)$/,
    (idents, [cryptoMap, sequence, localAddress], line) =>
      idents.above('map', line, { cryptoMap, sequence: integer(sequence), localAddress }),
  ),
  rule<Idents, [string]>(/^(access-list .+)$/, (idents, [accessEntry], line) =>
    idents.above('entry', line, { accessEntry }),
  ),
  rule<Idents, [string]>(/^[Pp]rotected vrf(?: \(ivrf\))?: ?(\S*)$/, (idents, [vrf], line) =>
    idents.above('entry', line, { vrf: named(vrf) }, true),
  ),
];

/** `(10.1.1.0/255.255.255.0/0/0)`; of IPv6 `(2001:db8:1::/64/0/0)` */
const IDENTITY = String.raw`\(addr/(?:mask|prefix)/prot/port\): \(([^/]+)/([^/]+)/(\d+)/(\d+)\)`;
type Identity = [address: string, mask: string, protocol: string, port: string];

const identityOf = ([address, mask, protocol, port]: Identity): ProxyIdentity => ({
  address,
  mask,
  protocol: Number(protocol),
  port: Number(port),
});

const NAME_OF_COUNTER = new Map<string, string>([...Object.entries(COUNTERS), ...Object.entries(ASA_COUNTERS)]);

function readCounters({ last }: Idents, text: string, line: number): boolean {
  if (!last) return false;
  for (const part of listed(text)) {
    const [, name = '', number] = /^#{1,2}([^#:]+):? (\d+)$/.exec(part) ?? [];
    const value = integer(number);
    if (value === undefined) return false;
    const counter = NAME_OF_COUNTER.get(name) ?? name;
    last.counters[counter] = value;
    last.at[counter] = line;
  }
  return true;
}

const IDENT = [
  rule<Idents, Identity>(new RegExp(`^local\\s+ident ${IDENTITY}$`), (idents, groups, line) =>
    idents.open(line, identityOf(groups)),
  ),
  ofIdent<Identity>(new RegExp(`^remote\\s+ident ${IDENTITY}$`), (groups) => ({ remote: identityOf(groups) })),
  ofIdent<[string, string | undefined, string | undefined]>(
    /^current_peer:? ([^\s,]+)(?: port (\d+))?(?:, username: (.+))?$/,
    ([peer, port, username]) => ({ peer, peerPort: integer(port), username }),
  ),
  ofIdent<[string]>(/^dynamic allocated peer ip: (\S+)$/, ([dynamicPeer]) => ({ dynamicPeer })),
  passes<Idents>(/^dynamic allocated peer ip\(ipv6\): \S+$/),
  ofIdent<[string, string]>(/^(PERMIT|DENY), flags=\{(.*)\}$/, ([action, flags]) => ({ action, flags: listed(flags) })),
  rule<Idents, [string]>(/^(#.+)$/, (idents, [text], line) => readCounters(idents, text, line), hasIdent),
];

const ENDS = [
  ofIdent<[string, string]>(
    /^local crypto endpt\.: (\S+), remote crypto endpt\.: (\S+)$/,
    ([localEndpoint, remoteEndpoint]) => ({ localEndpoint, remoteEndpoint }),
  ),
  ofIdent<[string, string, string | undefined, string]>(
    /^path mtu (\d+), ipsec overhead (\d+)(?:\((\d+)\))?, (?:override mtu \d+, )?media mtu (\d+)$/,
    ([path, overhead, least, media]) => ({
      pathMtu: integer(path),
      overhead: integer(overhead),
      leastOverhead: integer(least),
      mediaMtu: integer(media),
    }),
  ),
  ofIdent<[string, string]>(/^PMTU time remaining \(sec\): (\d+), DF policy: (\S+)$/, ([seconds, dfPolicy]) => ({
    pmtuSecondsLeft: integer(seconds),
    dfPolicy,
  })),
  ofIdent<[string, string]>(
    /^ICMP error validation: (\w+), TFC packets: (\w+)$/,
    ([icmpErrorValidation, tfcPackets]) => ({ icmpErrorValidation, tfcPackets }),
  ),
  ofIdent<[string]>(/^current outbound spi\s?: (\S+)$/, ([spi]) => ({ outboundSpi: hexadecimal(spi) })),
  ofIdent<[string]>(/^current inbound spi\s?: (\S+)$/, ([spi]) => ({ inboundSpi: hexadecimal(spi) })),
];

const SAS = [
  rule<Idents, ['inbound' | 'outbound', 'esp' | 'ah' | 'pcp']>(
    /^(inbound|outbound) (esp|ah|pcp) sas:$/,
    (idents, [direction, protocol]) => {
      idents.section = { direction, protocol };
      idents.sa = undefined;
    },
    hasIdent,
  ),
  rule<Idents, [string]>(
    /^spi: (0x[0-9A-Fa-f]+) ?\(\d+\)$/,
    (idents, [spi], line) => idents.openSa(line, hexadecimal(spi) ?? 0),
    ({ section }) => section !== undefined,
  ),
  ofSa<[string]>(/^SA State: (.+)$/, ([state]) => ({ state })),
  ofSa<[string]>(/^transform: (.+)$/, ([text]) => {
    const [, transforms = text, compression] = /^(.*?)\s*(no compression|using compression|lzs compression)?$/.exec(text) ?? []; // prettier-ignore
    return { transforms: words(transforms), compression };
  }),
  ofSa<[string]>(/^in use settings\s?=\s?\{(.*)\}$/, ([text]) => ({ settings: listed(text) })),
  ofSa<[string, string, string | undefined]>(
    /^slot: (\d+), conn_id: (\d+)(?:, crypto-map: (\S+))?$/,
    ([slot, id, cryptoMap]) => ({ slot: integer(slot), connectionId: integer(id), cryptoMap }),
  ),
  ofSa<[string | undefined, string]>(
    /^sa timing:? remaining key lifetime \((?:kB\/)?sec\): \(?(?:(\d+)\/)?(\d+)\)?$/i,
    ([kilobytes, seconds]) => ({ kilobytes: integer(kilobytes), seconds: integer(seconds) }),
  ),
  ofSa<[string]>(/^IV size: (\d+) bytes$/, ([bytes]) => ({ ivBytes: integer(bytes) })),
  ofSa<['Y' | 'N']>(/^replay detection support: ([YN])$/, ([answer]) => ({ isReplayDetected: isYes(answer) })),
  passes<Idents>(/^Anti replay bitmap:$/),
  rule<Idents, [string]>(
    /^(0x[0-9A-Fa-f]{8}(?: 0x[0-9A-Fa-f]{8})*)$/,
    ({ sa }, [text], line) => {
      if (!sa) return;
      for (const word of words(text)) sa.antiReplayBitmap = appended(sa.antiReplayBitmap, word);
      sa.at['antiReplayBitmap'] = line;
    },
    hasSa,
  ),
];

const TABLE = new RuleTable<Idents>([
  ...HEADINGS,
  ...IDENT,
  ...ENDS,
  ...SAS,
  passes(/^There are no ipsec sas(?: for .*)?$/),
]);

export function parseShowCryptoIpsecSa(text: string): Parsed<AsaIpsecIdent> {
  const idents = new Idents();
  const reading = readLines(text, TABLE, idents);
  return conclude(reading, idents.all, idents.isOpen);
}
