/**
 * show crypto isakmp sa, show crypto ikev1 sa, show crypto ikev2 sa [detail], show isakmp sa
 *
 * A record is one IKE SA, of either version: from 8.4 on `isakmp` prints both. 8.0 to 8.3 and 7.x print version 1 alone,
 * without a heading (reference/device-output.md section 2).
 */
import { put, type Parsed } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { conclude } from '../account.ts';
import { integer, listed, named } from '../values.ts';
import type { AsaChildSa, AsaIkeSa, SelectorRange } from './ike-sa.ts';
import { Labels } from './labels.ts';

interface Session {
  line: number;
  fields: Pick<AsaIkeSa, 'sessionId' | 'sessionStatus' | 'ikeCount' | 'childCount'>;
}

class IkeSas extends Records<AsaIkeSa> {
  session: Session | undefined;
  child: AsaChildSa | undefined;

  open(line: number, fields: Partial<AsaIkeSa>): true {
    this.begin(line, { ...fields, children: [] });
    this.child = undefined;
    if (this.session && fields.version === 2) this.set(this.session.line, this.session.fields);
    return true;
  }

  get isOpen(): boolean {
    const { last, child } = this;
    if (!last) return this.session !== undefined;
    if (last.version === 1) return last.state === undefined;
    if (child) return child.espInboundSpi === undefined;
    return last.lifetimeSeconds === undefined || last.children.length < Math.min(last.childCount ?? 0, 1);
  }
}

/** The least SPI that is printed with all its digits. */
const WHOLE = 0x1000_0000;

const hasSa = ({ last }: IkeSas): boolean => last !== undefined;

const VERSION_1 = new Labels({
  Type: 'type',
  Role: 'role',
  Rekey: ['isRekeying', (text) => (/^(?:yes|no)$/.test(text) ? text === 'yes' : undefined)],
  State: 'state',
  Encrypt: 'encryption',
  Hash: 'hash',
  Auth: 'authentication',
  Lifetime: ['lifetimeSeconds', integer],
  'Lifetime Remaining': ['remainingSeconds', integer],
});

/** 7.x: `1 209.165.200.225 User  Resp  No   AM_Active  3des    SHA   preshrd 86400` */
type OldRow = [index: string, remote: string, type: string, role: string, rekey: string, state: string, encryption: string, hash: string, authentication: string, lifetime: string]; // prettier-ignore

const PEER = [
  rule<IkeSas, OldRow>(
    /^(\d+)\s+(\S+)\s+(\w+)\s+(Init|Resp)\s+(No|Yes)\s+([A-Z]\w+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\d+)$/i,
    (sas, [index, remote, type, role, rekey, state, encryption, hash, authentication, lifetime], line) => {
      sas.open(line, { version: 1, index: Number(index), remote });
      const suite = { encryption, hash, authentication, lifetimeSeconds: integer(lifetime) };
      return sas.set(line, { type, role, isRekeying: /^y/i.test(rekey), state, ...suite });
    },
  ),
  passes<IkeSas>(/^IKE Peer\s+Type\s+Dir\s+Rky\s+State\s+Encrypt.*$/),
  rule<IkeSas, [string, string]>(/^(\d+)\s+IKE Peer\s*: (\S+)$/, (sas, [index, remote], line) =>
    sas.open(line, { version: 1, index: Number(index), remote }),
  ),
  rule<IkeSas, [string]>(
    VERSION_1.line,
    (sas, [text], line) => sas.set(line, VERSION_1.fieldsOf(text)),
    ({ last }) => last?.version === 1,
  ),
];

type Row = [id: string, local: string, localPort: string, remote: string, remotePort: string, vrfs: string | undefined, status: string, role: string]; // prettier-ignore

const SESSION = [
  rule<IkeSas, [string, string, string, string]>(
    /^Session-id:\s?(\d+), Status:\s?(\S+), IKE count:\s?(\d+), CHILD count:\s?(\d+)$/,
    (sas, [id, sessionStatus, ikeCount, childCount], line) => {
      const counts = { ikeCount: Number(ikeCount), childCount: Number(childCount) };
      sas.session = { line, fields: { sessionId: Number(id), sessionStatus, ...counts } };
    },
  ),
  rule<IkeSas, Row>(
    /^(\d+)\s+(\S+)\/(\d+)\s+(\S+)\/(\d+)\s+(?:([\w-]+\/[\w-]+)\s+)?([A-Z][A-Z-]+)\s+(INITIATOR|RESPONDER)$/i,
    (sas, [id, local, localPort, remote, remotePort, vrfs, status, role], line) => {
      const ports = { localPort: Number(localPort), remotePort: Number(remotePort) };
      const [frontVrf, insideVrf] = vrfs?.split('/') ?? [];
      const both = { tunnelId: Number(id), local, remote, ...ports, frontVrf, insideVrf, state: status };
      sas.open(line, { version: 2 });
      sas.set(line, { ...both, role });
    },
  ),
];

const PARTS = new Map<string, keyof AsaIkeSa>([
  ['Encr', 'encryption'],
  ['Hash', 'hash'],
  ['Auth sign', 'authentication'],
  ['Auth verify', 'peerAuthentication'],
  ['PRF', 'prf'],
  ['PQC', 'postQuantum'],
]);

/** `Encr: AES-CBC, keysize: 256, Hash: SHA96, DH Grp:5, Auth sign: PSK, Auth verify: PSK` */
function suiteOf(text: string): Record<string, string | number> {
  const fields: Record<string, string | number> = {};
  for (const part of listed(text)) {
    const [name = '', value = ''] = part.split(/:\s*/, 2);
    const number = integer(value);
    if (name === 'keysize' && number !== undefined) fields['keyBits'] = number;
    else if (name === 'DH Grp' && number !== undefined) fields['dhGroup'] = number;
    const field = PARTS.get(name);
    if (field !== undefined && value !== '') fields[field] = value;
  }
  return fields;
}

const inVersion2 = ({ last }: IkeSas): boolean => last?.version === 2;

const SUITE = [
  rule<IkeSas, [string]>(
    /^(Encr: [^,]+(?:, (?:keysize|Hash|DH Grp|Auth sign|Auth verify|[A-Z]{2,10}):[^,]+){2,9})$/,
    (sas, [text], line) => sas.set(line, suiteOf(text)),
    inVersion2,
  ),
  rule<IkeSas, [string, string]>(
    /^Life\/Active Time: (\d+)\/(\d+) sec$/,
    (sas, [lifetime, active], line) =>
      sas.set(line, { lifetimeSeconds: Number(lifetime), activeSeconds: Number(active) }),
    inVersion2,
  ),
];

const VERSION_2 = new Labels({
  'Local spi': 'localSpi',
  'Remote spi': 'remoteSpi',
  'Local id': 'localId',
  'Remote id': 'remoteId',
  'Local req mess id': ['localRequestId', integer],
  'Remote req mess id': ['remoteRequestId', integer],
  'Local next mess id': ['localNextId', integer],
  'Remote next mess id': ['remoteNextId', integer],
  'Local req queued': ['localQueued', integer],
  'Remote req queued': ['remoteQueued', integer],
  'Local window': ['localWindow', integer],
  'Remote window': ['remoteWindow', integer],
  'Status Description': 'statusDescription',
  'Session-id': ['sessionId', integer],
  'Delete in progress': ['isDeleting', (text) => (/^(?:TRUE|FALSE)$/.test(text) ? text === 'TRUE' : undefined)],
  'Marked for delete': ['isMarkedForDelete', (text) => (/^(?:TRUE|FALSE)$/.test(text) ? text === 'TRUE' : undefined)],
  'Additional Key Exchange Group': 'additionalKeyExchange',
  'PEER TYPE': 'peerType',
  'Assigned host addr': 'assignedAddress',
  'Assigned host addr IPv6': 'assignedIpv6',
  'Remote EAP id': 'remoteEapId',
  'Remote Public IP': 'remotePublic',
});

const DETAIL = [
  rule<IkeSas, [string]>(VERSION_2.line, (sas, [text], line) => sas.set(line, VERSION_2.fieldsOf(text)), inVersion2),
  says<AsaIkeSa, [string, string | undefined]>(
    /^DPD configured for (\d+) seconds(?:, retry (\d+))?$/,
    ([seconds, retry]) => ({ dpdSeconds: Number(seconds), dpdRetrySeconds: integer(retry) }),
  ),
  passes<IkeSas>(/^DPD (?:not configured|is (?:not configured|disabled)|configuration .*)$/),
  says<AsaIkeSa, [string | undefined, string | undefined]>(
    /^NAT-T is (not )?detected\s*(inside|outside)?$/,
    ([not, side]) => ({
      isBehindNat: not === undefined,
      natSide: side,
    }),
  ),
  says<AsaIkeSa, [string]>(/^(IKEv2 Fragmentation .+)$/, ([fragmentation]) => ({ fragmentation })),
  passes<IkeSas>(/^(?:Parent SA Extended Status:|Mobi[Kk][Ee] .*|MOBIKE .*|Redirect .*|Cisco Trust Security .*)$/),
  passes<IkeSas>(/^(?:DYNAMIC|STATIC) (?:PEER|Route).*$/),
];

const RANGE = /^(\S+)\/(\d+) - (\S+)\/(\d+)$/;

function rangeOf(text: string): SelectorRange | undefined {
  const [, from, fromPort, to, toPort] = RANGE.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  return { from, fromPort: Number(fromPort), to, toPort: Number(toPort) };
}

const hasChild = ({ child }: IkeSas): boolean => child !== undefined;

const CHILD = [
  rule<IkeSas, [string]>(
    /^Child sa: local selector\s+(.+)$/,
    (sas, [text], line) => {
      const local = rangeOf(text);
      if (!local) return false;
      sas.child = { line, at: {}, local };
      put(sas.child, line, { local });
      sas.last?.children.push(sas.child);
      return true;
    },
    hasSa,
  ),
  rule<IkeSas, [string]>(
    /^remote selector\s+(.+)$/,
    ({ child }, [text], line) => {
      const remote = rangeOf(text);
      if (!child || !remote) return false;
      put(child, line, { remote });
      return true;
    },
    hasChild,
  ),
  rule<IkeSas, ['ESP' | 'AH' | 'CPI', string, string]>(
    /^(ESP|AH|CPI) (?:spi )?in\/out: (0x[0-9A-Fa-f]+)\/(0x[0-9A-Fa-f]+)$/,
    ({ child }, [kind, inbound, outbound], line) => {
      if (!child) return;
      const spis = { ESP: ['espInboundSpi', 'espOutboundSpi'], AH: ['ahInboundSpi', 'ahOutboundSpi'], CPI: ['cpiInbound', 'cpiOutbound'] } as const; // prettier-ignore
      const [into, out] = spis[kind];
      put(child, line, { [into]: Number(inbound), [out]: Number(outbound) });
    },
    hasChild,
  ),
  rule<IkeSas, [string, string | undefined, string]>(
    /^Encr: ([^,]+)(?:, keysize: (\d+))?, esp_hmac: (\S+)$/,
    ({ child }, [encryption, bits, integrity], line) => {
      if (child) put(child, line, { encryption, keyBits: integer(bits), integrity });
    },
    hasChild,
  ),
  rule<IkeSas, [string, string, string]>(
    /^ah_hmac: ([^,]+), comp: ([^,]+), mode (\S+)$/,
    ({ child }, [ahIntegrity, compression, mode], line) => {
      if (child) put(child, line, { ahIntegrity: named(ahIntegrity), compression, mode });
    },
    hasChild,
  ),
];

const TABLE = new RuleTable<IkeSas>([
  ...PEER,
  ...SESSION,
  ...SUITE,
  ...CHILD,
  ...DETAIL,
  passes(/^IKEv[12] SAs:$/),
  passes(/^(?:Active|Rekey|Total IKE) SA: \d+.*$/),
  passes(/^Tunnel-id\s+Local\s+Remote\s+.*Status\s+Role$/),
  passes(/^There are no (?:IKEv[12] SAs|isakmp sas|ike sas)$/i),
]);

export function parseShowCryptoIsakmpSa(text: string): Parsed<AsaIkeSa> {
  const sas = new IkeSas();
  const reading = readLines(text, TABLE, sas);
  // A number that is cut short is another number.
  const isCut = reading.isLoose && (sas.child?.espOutboundSpi ?? WHOLE) < WHOLE;
  return conclude(reading, sas.all, sas.isOpen || isCut);
}
