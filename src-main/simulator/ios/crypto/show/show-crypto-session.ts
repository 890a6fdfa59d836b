/**
 * show crypto session [detail]. 12.4 says `IKE SA:` where later releases say `IKEv1 SA:` (reference/device-output.md
 * section 1); blanks at the ends of lines as in corpus genie ios show_crypto_session. All flows between two peers on an
 * interface are one session. Associations that are negotiated anew, and those just deleted, are both listed as Inactive,
 * with "connid:0 lifetime:0" (gh id:36659136766).
 */
import { formatIpv4 } from '../../../../base/address.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import type { SecurityAssociation } from '../../../router/ipsec/sa-pair.ts';
import { clockOf } from '../crypto-durations.ts';
import { sessionFlowOf } from '../crypto-proxies.ts';
import type { Flavour } from '../../flavour.ts';
import type { SessionAssociation } from './crypto-session-association.ts';
import { sessionsOf, statusOf, type Session } from './crypto-sessions.ts';

interface SessionView {
  associations: readonly SessionAssociation[];
  /** Virtual time in milliseconds. */
  now: number;
  isDetailed: boolean;
  flavour: Flavour;
  /** Those that protect nothing. */
  idle?: readonly Session[];
  /** The table of routes that a flow's packets are in. */
  insideVrfOf?: (flow: ProtectedFlow) => string | undefined;
}

const legend = [
  'Code: C - IKE Configuration mode, D - Dead Peer Detection     ',
  'K - Keepalives, N - NAT-traversal, X - IKE Extended Authentication',
  'F - IKE Fragmentation',
  '',
];
/** Corpus genie iosxe show_crypto_session_detail. */
const laterLegend = [
  'Code: C - IKE Configuration mode, D - Dead Peer Detection     ',
  'K - Keepalives, N - NAT-traversal, T - cTCP encapsulation     ',
  'X - IKE Extended Authentication, F - IKE Fragmentation',
  'R - IKE Auto Reconnect, U - IKE Dynamic Route Update',
];

export function cryptoSessionLines(flows: readonly ProtectedFlow[], view: SessionView): string[] {
  const sessions = [...sessionsOf(flows, view.associations), ...(view.idle ?? [])];
  return [
    'Crypto session current status',
    '',
    ...(view.isDetailed ? legendOf(view.flavour) : []),
    ...sessions.flatMap((session) => [...sessionLines(session, view), '']),
  ];
}

function legendOf({ saysIkeVersion, explainsSip }: Flavour): readonly string[] {
  if (!saysIkeVersion) return legend;
  return [...laterLegend, ...(explainsSip ? ['S - SIP VPN'] : []), ''];
}

function sessionLines(session: Session, view: SessionView): string[] {
  const { flows, associations, upSince } = session;
  const { isDetailed, now } = view;
  const profile = associations.find((one) => one.profile !== undefined)?.profile;
  return [
    `Interface: ${session.interfaceName}`,
    ...(profile === undefined ? [] : [`Profile: ${profile}`]),
    ...(isDetailed && upSince !== undefined ? [`Uptime: ${clockOf(Math.floor((now - upSince) / 1000))}`] : []),
    `Session status: ${statusOf(session)}${statusOf(session) === 'UP-ACTIVE' ? '     ' : ''}`,
    ...peerLines(session, view),
    ...associations.flatMap((one) => ikeLines(one, view)),
    ...flows.flatMap((flow) => [
      `  IPSEC FLOW: ${sessionFlowOf(flow.localSelector, flow.remoteSelector)} `,
      `        Active SAs: ${associationCount(flow)}, origin: ${flow.isOfDynamicMap ? 'dynamic crypto map' : 'crypto map'}`,
      ...(isDetailed ? trafficLines(flow, now) : []),
    ]),
  ];
}

/** Where there are both ESP and AH, each has its own. */
function associationCount({ pairs }: ProtectedFlow): number {
  return pairs.reduce((count, { esp, ah }) => count + (esp && ah ? 4 : 2), 0);
}

function peerLines(session: Session, { isDetailed, insideVrfOf }: SessionView): string[] {
  const { remote, port, associations, description, frontDoor, flows } = session;
  const peer = `Peer: ${formatIpv4(remote)} port ${port} `;
  if (!isDetailed) return [peer];
  const [flow] = flows;
  const inside = flow && insideVrfOf?.(flow);
  const known = associations.find((one) => one.identity !== undefined);
  return [
    `${peer}fvrf: ${frontDoor ?? '(none)'} ivrf: ${inside ?? '(none)'}`,
    `      Phase1_id: ${known?.identity ?? '(none)'}`,
    `      Desc: ${description === '' ? '(none)' : description}`,
  ];
}

function ikeLines(association: SessionAssociation, { isDetailed, flavour }: SessionView): string[] {
  const { version, isReady, sessionId, connectionId, lifetimeRemaining, capabilities } = association;
  const [session, name] = flavour.saysIkeVersion
    ? [[`  Session ID: ${sessionId}  `], `IKEv${version} SA`]
    : [[], 'IKE SA'];
  const lines = [...session, `  ${name}: ${endsOf(association)} ${isReady ? 'Active' : 'Inactive'} `];
  if (!isDetailed) return lines;
  const lifetime = isReady ? clockOf(lifetimeRemaining) : '0';
  return [...lines, `          Capabilities:${capabilities || '(none)'} connid:${connectionId} lifetime:${lifetime}`];
}

function endsOf({ local, remote, ports }: SessionAssociation): string {
  return `local ${formatIpv4(local)}/${ports.local} remote ${formatIpv4(remote)}/${ports.remote}`;
}

function trafficLines({ counters, current }: ProtectedFlow, now: number): string[] {
  const inbound = `#pkts dec'ed ${counters.decrypt} drop ${counters.receiveErrors}`;
  const outbound = `#pkts enc'ed ${counters.encrypt} drop ${counters.sendErrors}`;
  return [
    `        Inbound:  ${inbound} life (KB/Sec) ${lifeOf(current?.inbound, now)}`,
    `        Outbound: ${outbound} life (KB/Sec) ${lifeOf(current?.outbound, now)}`,
  ];
}

function lifeOf(association: SecurityAssociation | undefined, now: number): string {
  const { kilobytes, seconds } = association?.usage.remaining(now) ?? { kilobytes: 0, seconds: 0 };
  return `${kilobytes}/${seconds}`;
}
