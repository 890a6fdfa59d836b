/**
 * The lines of one IKEv2 SA: IOS 15 to IOS XE 17 (`Life/Remaining/Active Time`, PPK, peer type). IPv4 SAs are a row with
 * both addresses; IPv6 SAs are a row without, and a line for each address.
 */
import { Records } from '../records.ts';
import { LABELLED, rule, type Groups, type Rule } from '../rules.ts';
import { appended, integer, isYes, listed, named } from '../values.ts';
import type { Fields } from '../records.ts';
import type { Ikev2Sa, MessageWindow } from './ikev2-sa.ts';

export class Ikev2Sas extends Records<Ikev2Sa> {
  family: 'IPv4' | 'IPv6' | undefined;
  /** Lines with networks may follow. */
  isInSubnets = false;
  /** `detail` names the SPIs, and its last line that every release has says who began. */
  isDetail = false;

  /** Whether the last SA lacks a line that every SA has. */
  get isOpen(): boolean {
    const { last } = this;
    return last !== undefined && (last.lifetimeSeconds === undefined || (this.isDetail && this.#lacksInitiator(last)));
  }

  /** Before 15.2 no SA said who began it, and NAT-T was the last that was said. */
  #lacksInitiator({ isInitiator, natTraversal, securityGroupTags }: Ikev2Sa): boolean {
    if (isInitiator !== undefined) return false;
    return (
      natTraversal === undefined ||
      securityGroupTags !== undefined ||
      this.all.some((one) => (one.isInitiator ?? one.dynamicRouteUpdate ?? one.fragmentation) !== undefined)
    );
  }
}

const PARTS: Record<string, (value: string) => Fields<Ikev2Sa>> = {
  Encr: (encryption) => ({ encryption }),
  keysize: (bits) => ({ keyBits: integer(bits) }),
  PRF: (prf) => ({ prf }),
  Hash: (hash) => ({ hash }),
  'DH Grp': (group) => ({ dhGroup: integer(group.split(/[ /]/, 1)[0]) }),
  'Auth sign': (authenticationSign) => ({ authenticationSign }),
  'Auth verify': (authenticationVerify) => ({ authenticationVerify }),
  'CE id': (id) => ({ ceId: integer(id) }),
  'Session-id': (id) => ({ sessionId: integer(id) }),
  'MIB-id': (id) => ({ mibId: integer(id) }),
};

/** `Encr: AES-CBC, keysize: 256, … , Auth verify: PSK, QR` */
function readParts(sas: Ikev2Sas, text: string, line: number): boolean {
  for (const part of listed(text)) {
    const colon = part.indexOf(':');
    const read = colon < 0 ? undefined : PARTS[part.slice(0, colon).trim()];
    if (read) sas.set(line, read(part.slice(colon + 1).trim()));
    else if (part === 'QR') sas.set(line, { isQuantumResistant: true });
    else if (colon > 0) sas.set(line, { others: appended(sas.last?.others, part) });
    else return false;
  }
  return true;
}

const WINDOW: Record<string, keyof MessageWindow> = {
  'req msg id': 'requestId',
  'next msg id': 'nextId',
  'req queued': 'queued',
  window: 'window',
};

type Pair = [name: string, local: string, remote: string];

function readWindow({ last }: Ikev2Sas, [name, local, remote]: Pair, line: number): boolean {
  const field = WINDOW[name];
  if (!last || !field) return false;
  last.localMessages = { ...last.localMessages, [field]: Number(local) };
  last.remoteMessages = { ...last.remoteMessages, [field]: Number(remote) };
  last.at[field] = line;
  return true;
}

const plain = (text: string): string => text.trim().replace(/\.$/, '').replace(/\s+/g, ' ');

type Row = [id: string, local: string, localPort: string, remote: string, remotePort: string, vrfs: string | undefined,
  status: string]; // prettier-ignore

const ADDRESS = String.raw`[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*`;
const ROW = new RegExp(
  String.raw`^(\d+)\s+(${ADDRESS})\/(\d+)\s+(${ADDRESS})\/(\d+)(?:\s+([^\s/]+\/[^\s/]+))?\s+([A-Z][\w-]*)$`,
);

function vrfsOf(text: string | undefined): Pick<Fields<Ikev2Sa>, 'frontVrf' | 'insideVrf'> {
  const slash = text?.indexOf('/') ?? -1;
  return text === undefined ? {} : { frontVrf: named(text.slice(0, slash)), insideVrf: named(text.slice(slash + 1)) };
}

/** The rules of an answer whose state keeps its SAs where `sasOf` says. */
export function ikev2SaRules<S>(sasOf: (state: S) => Ikev2Sas): Rule<S>[] {
  const begin = (sas: Ikev2Sas, line: number, fields: Omit<Fields<Ikev2Sa>, 'line' | 'at'>): true => {
    sas.isInSubnets = false;
    return sas.begin(line, { family: sas.family, ...fields });
  };
  const says = <G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<Ikev2Sa>): Rule<S, G> =>
    rule<S, G>(pattern, (state, groups, line) => sasOf(state).set(line, fields(groups)), (state) => sasOf(state).last !== undefined); // prettier-ignore
  const reads = <G extends Groups>(pattern: RegExp, read: (sas: Ikev2Sas, groups: G, line: number) => boolean): Rule<S, G> =>
    rule<S, G>(pattern, (state, groups, line) => read(sasOf(state), groups, line), (state) => sasOf(state).last !== undefined); // prettier-ignore
  return [
    rule<S, ['IPv4' | 'IPv6']>(/^(IPv[46]) Crypto IKEv2\s+(?:SA|Session)$/i, (state, [family]) => {
      sasOf(state).family = family;
    }),
    rule<S>(/^Tunnel-id\s+(?:Local\s+Remote\s+)?(?:fvrf\/ivrf\s+)?Status$/, () => undefined),
    rule<S, Row>(
      ROW,
      (state, [id, local, localPort, remote, remotePort, vrfs, status], line) =>
      begin(sasOf(state), line, { tunnelId: Number(id), local, localPort: integer(localPort), remote, remotePort: integer(remotePort), ...vrfsOf(vrfs), status }), // prettier-ignore
    ),
    rule<S, [string, string, string]>(
      /^(\d+)\s+([^\s/]+\/[^\s/]+)\s+([A-Z][\w-]*)$/,
      (state, [id, vrfs, status], line) => begin(sasOf(state), line, { tunnelId: Number(id), ...vrfsOf(vrfs), status }),
    ),
    says<[string, string]>(/^Local\s+([0-9A-Fa-f.:]+)\/(\d+)$/, ([local, port]) => ({ local, localPort: integer(port) })), // prettier-ignore
    says<[string, string]>(/^Remote\s+([0-9A-Fa-f.:]+)\/(\d+)$/, ([remote, port]) => ({ remote, remotePort: integer(port) })), // prettier-ignore
    reads<[string]>(/^(Encr: .+)$/, (sas, [text], line) => readParts(sas, text, line)),
    reads<[string]>(/^((?:CE id|Session-id|MIB-id): *\d.*)$/, (sas, [text], line) => readParts(sas, text, line)),
    says<[string, string | undefined, string]>(
      /^Life\/(?:Remaining\/)?Active Time: (\d+)(?:\/(\d+))?\/(\d+) sec$/,
      ([life, remaining, active]) => ({
        lifetimeSeconds: integer(life),
        remainingSeconds: integer(remaining),
        activeSeconds: integer(active),
      }),
    ),
    reads<[string, string]>(/^Local spi: ([0-9A-Fa-f]+)\s+Remote spi: ([0-9A-Fa-f]+)$/, (sas, [localSpi, remoteSpi], line) =>
      sas.set(line, { localSpi, remoteSpi }),
    ), // prettier-ignore
    reads<[string]>(/^Status Description: ?(.*)$/, (sas, [statusDescription], line) => {
      sas.isDetail = true;
      return sas.set(line, { statusDescription });
    }),
    ...detailRules<S>(says, reads),
  ];
}

type Says<S> = <G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<Ikev2Sa>) => Rule<S, G>;
type Reads<S> = <G extends Groups>(
  pattern: RegExp,
  read: (sas: Ikev2Sas, groups: G, line: number) => boolean,
) => Rule<S, G>;

function detailRules<S>(says: Says<S>, reads: Reads<S>): Rule<S>[] {
  return [
    says<[string]>(/^Local id: ?(.*)$/, ([localId]) => ({ localId })),
    says<[string]>(/^Remote id: ?(.*)$/, ([remoteId]) => ({ remoteId })),
    says<[string]>(/^Remote EAP id: ?(.*)$/, ([remoteEapId]) => ({ remoteEapId })),
    reads<Pair>(/^Local (req msg id|next msg id|req queued|window):\s*(\d+)\s+Remote \1:\s*(\d+)$/, readWindow),
    says<[string, string]>(/^DPD configured for (\d+) seconds, retry (\d+)$/, ([seconds, retry]) => ({
      dpdSeconds: integer(seconds),
      dpdRetrySeconds: integer(retry),
    })),
    says<[string]>(/^(?:IETF Std )?Fragmentation MTU in use: (\d+) bytes\.?$/, ([mtu]) => ({ fragmentationMtu: integer(mtu) })), // prettier-ignore
    says<[string]>(/^(?:IETF Std )?Fragmentation:?\s+(.+)$/, ([text]) => ({ fragmentation: plain(text) })),
    says<[string]>(/^Dynamic Route Update: (\S+)$/, ([dynamicRouteUpdate]) => ({ dynamicRouteUpdate })),
    says<[string]>(/^Extended Authentication (.+)$/, ([text]) => ({ extendedAuthentication: plain(text) })),
    says<[string]>(/^NAT-T is (.+)$/, ([text]) => ({ natTraversal: plain(text) })),
    says<[string]>(/^Cisco Trust Security SGT is (\S+)$/, ([securityGroupTags]) => ({ securityGroupTags })),
    says<[string]>(/^Initiator of SA ?: (Yes|No)$/, ([yes]) => ({ isInitiator: isYes(yes) })),
    says<[string]>(/^Quantum[- ]safe Encryption using (\S+) PPK$/i, ([ppk]) => ({ ppk })),
    says(/^Quantum Resistance Enabled.*$/i, () => ({ isQuantumResistant: true })),
    says<[string]>(/^PEER TYPE: (.+)$/i, ([peerType]) => ({ peerType })),
    says<[string]>(/^Pushed IP(?:v6)? address: (\S+)$/i, ([pushedAddress]) => ({ pushedAddress })),
    says<[string]>(/^Assigned host addr: (\S+)$/i, ([assignedAddress]) => ({ assignedAddress })),
    reads(/^Remote subnets:$/i, (sas) => (sas.isInSubnets = true)),
    reads<[string]>(/^(\d+\.\d+\.\d+\.\d+ +\d+\.\d+\.\d+\.\d+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\/\d+)$/, (sas, [text], line) =>
      sas.isInSubnets && sas.set(line, { remoteSubnets: appended(sas.last?.remoteSubnets, plain(text)) }),
    ), // prettier-ignore
    reads<[string]>(
      /^((?:Post NATed Address|Redirected|Default Domain|DNS|Parent|Key exchange|PQC|Anti-?DoS|IKE|AKE) ?[^:]*:.*)$/i,
      (sas, [text], line) => sas.set(line, { others: appended(sas.last?.others, text) }),
    ),
    reads<[string]>(/^(Cisco Fragmentation .*|PPK .*|Mobike .*|IKE.* (?:enabled|disabled|configured)\.?)$/i, (sas, [text], line) =>
      sas.set(line, { others: appended(sas.last?.others, plain(text)) }),
    ), // prettier-ignore
    // Whatever a later release says of an SA.
    reads<[string]>(LABELLED, (sas, [text], line) =>
      !/^(?:Child sa|(?:Local|Remote) (?:selector|spi|id))\b/i.test(text) && sas.set(line, { others: appended(sas.last?.others, text) }),
    ), // prettier-ignore
  ];
}
