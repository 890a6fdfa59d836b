/** Child security associations of IOS, from `show crypto ipsec sa`. */
import type { IpsecIdent, IpsecSa } from '../parsers/ios/ipsec-ident.ts';
import { assign } from './assign.ts';
import type { ChildCounters, ChildSecurityAssociation, SpiState } from './model.ts';
import { normaliseGroup, normaliseTransforms, type TransformSuite } from './normalise.ts';

const IPSEC_SA = 'show crypto ipsec sa';
const PROTOCOLS = ['esp', 'ah', 'pcp'] as const;

/** One for each protocol that protects the ident, or one without protocol when none does. */
export function childrenOf(ident: IpsecIdent, command = IPSEC_SA): ChildSecurityAssociation[] {
  const children = PROTOCOLS.flatMap((protocol) => {
    const inbound = ident.inbound.filter((sa) => sa.protocol === protocol);
    const outbound = ident.outbound.filter((sa) => sa.protocol === protocol);
    return inbound.length + outbound.length === 0 ? [] : [childOf(ident, protocol, { command, inbound, outbound })];
  });
  return children.length > 0 ? children : [bareChildOf(ident, command)];
}

function bareChildOf(ident: IpsecIdent, command: string): ChildSecurityAssociation {
  const child: ChildSecurityAssociation = {
    status: 'none',
    localSelector: ident.local,
    isUdpEncapsulated: ident.peerPort === 4500 || [ident.localEndpoint, ident.remoteEndpoint].some(isNatTraversal),
    inbound: [],
    outbound: [],
    counters: countersOf(ident),
    sources: [{ command, line: ident.line, at: ident.at }],
  };
  return assign(child, {
    remoteSelector: ident.remote,
    localEndpoint: hostOf(ident.localEndpoint ?? ident.localAddress),
    remoteEndpoint: hostOf(ident.remoteEndpoint ?? ident.peer),
    interface: ident.interface,
    cryptoMap: ident.cryptoMap,
    vrf: ident.vrf,
    pfs: ident.pfs,
    pfsGroup: normaliseGroup(ident.dhGroup),
  });
}

/** ASA puts the port behind the address: "198.51.100.1/4500". */
function hostOf(endpoint: string | undefined): string | undefined {
  return endpoint?.replace(/\/\d+$/, '');
}

function isNatTraversal(endpoint: string | undefined): boolean {
  return endpoint?.endsWith('/4500') === true;
}

interface Protecting {
  command: string;
  inbound: IpsecSa[];
  outbound: IpsecSa[];
}

function childOf(
  ident: IpsecIdent,
  protocol: IpsecSa['protocol'],
  { command, inbound, outbound }: Protecting,
): ChildSecurityAssociation {
  const child = bareChildOf(ident, command);
  child.protocol = protocol;
  child.status = inbound.length > 0 && outbound.length > 0 ? 'up' : 'partial';
  child.inbound = inbound.map((sa) => stateOf(sa, command));
  child.outbound = outbound.map((sa) => stateOf(sa, command));
  const currentOut = outbound.find(({ spi }) => spi === ident.outboundSpi) ?? youngest(outbound);
  const currentIn = youngest(inbound);
  if (currentOut) child.spiOut = currentOut.spi;
  if (currentIn) child.spiIn = currentIn.spi;
  const sa = currentOut ?? currentIn;
  if (sa) describe(child, sa, protocol);
  return child;
}

function describe(child: ChildSecurityAssociation, sa: IpsecSa, protocol: IpsecSa['protocol']): void {
  describeSettings(child, sa);
  const suite: TransformSuite = normaliseTransforms(sa.transforms);
  assign(child, {
    transforms: suite[protocol === 'pcp' ? 'comp' : protocol],
    isReplayDetected: sa.isReplayDetected,
    replayWindow: sa.replayWindow,
    isInitiator: sa.isInitiator,
  });
}

function describeSettings(child: ChildSecurityAssociation, { settings }: IpsecSa): void {
  const text = settings.join(' ');
  if (/\bTunnel\b/.test(text)) child.mode = 'tunnel';
  else if (/\bTransport\b/.test(text)) child.mode = 'transport';
  if (/\b(?:UDP|NAT-T)-Encaps\b/.test(text)) child.isUdpEncapsulated = true;
  // ASA says so with each SA; IOS once, with the flow.
  const group = /\bPFS Group (\d+)/.exec(text)?.[1];
  if (group !== undefined) child.pfsGroup = Number(group);
  if (group !== undefined || settings.includes('L2L')) child.pfs = group !== undefined;
}

/** During a rekey both are listed: the one that lives longer is the new one. */
function youngest(sas: readonly IpsecSa[]): IpsecSa | undefined {
  return sas.reduce<IpsecSa | undefined>(
    (best, sa) => (best && (best.seconds ?? 0) >= (sa.seconds ?? 0) ? best : sa),
    undefined,
  );
}

function stateOf({ spi, seconds, kilobytes, status, line, at }: IpsecSa, command: string): SpiState {
  return assign<SpiState>({ spi, command, line, at }, { seconds, kilobytes, status });
}

const COUNTERS = ['encaps', 'decaps', 'encrypt', 'decrypt', 'digest', 'verify', 'sendErrors', 'receiveErrors'] as const;
/** `detail` breaks the errors of a direction down and does not print their sum. */
const SENT = ['noSaSent', 'encapsFailed', 'replayRolloverSent', 'internalErrorsSent'] as const;
const RECEIVED = ['invalidSaReceived', 'decapsFailed', 'invalidProtocolReceived', 'verifyFailed', 'invalidIdentityReceived', 'invalidLengthReceived', 'replayRolloverReceived', 'replayFailed', 'internalErrorsReceived'] as const; // prettier-ignore

function countersOf({ counters }: IpsecIdent): ChildCounters {
  const read: ChildCounters = {};
  for (const name of COUNTERS) {
    const value = counters[name];
    if (value !== undefined) read[name] = value;
  }
  if (counters.noSaSent === undefined) return read;
  const sum = (names: readonly string[]): number => names.reduce((total, name) => total + (counters[name] ?? 0), 0);
  return { sendErrors: sum(SENT), receiveErrors: sum(RECEIVED), ...read };
}
