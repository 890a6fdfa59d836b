/**
 * show crypto session [detail]. 12.4 says `IKE SA:` where later releases say `IKEv1 SA:` (reference/device-output.md
 * section 1); blanks at the ends of lines as in corpus genie ios show_crypto_session. Associations that are negotiated
 * anew, and those just deleted, are both listed as Inactive, with "connid:0 lifetime:0" (gh id:36659136766).
 */
import { formatIpv4 } from '../../base/address.ts';
import type { IsakmpSa } from '../ike/isakmp-sa.ts';
import type { ProtectedFlow } from '../router/protected-flow.ts';
import type { SecurityAssociation } from '../router/sa-pair.ts';
import { clockOf } from './crypto-durations.ts';
import { sessionFlowOf } from './crypto-proxies.ts';

export interface SessionView {
  associations: readonly IsakmpSa[];
  /** Virtual time in milliseconds. */
  now: number;
  isDetailed: boolean;
}

const legend = [
  'Code: C - IKE Configuration mode, D - Dead Peer Detection     ',
  'K - Keepalives, N - NAT-traversal, X - IKE Extended Authentication',
  'F - IKE Fragmentation',
  '',
];

export function cryptoSessionLines(flows: readonly ProtectedFlow[], view: SessionView): string[] {
  return [
    'Crypto session current status',
    '',
    ...(view.isDetailed ? legend : []),
    ...flows.flatMap((flow) => [...sessionLines(flow, view), '']),
  ];
}

/** With IKE and IPsec, with one of them, with none (command reference, show crypto session). */
function statusOf(flow: ProtectedFlow, associations: readonly IsakmpSa[]): string {
  const isReady = associations.some(({ state, isDeleted }) => state === 'QM_IDLE' && !isDeleted);
  if (flow.current) return isReady ? 'UP-ACTIVE     ' : 'UP-NO-IKE';
  if (isReady) return 'UP-IDLE';
  return associations.length > 0 ? 'DOWN-NEGOTIATING' : 'DOWN';
}

function sessionLines(flow: ProtectedFlow, { associations, now, isDetailed }: SessionView): string[] {
  const ofPeer = associations.filter(({ local, remote }) => local === flow.local && remote === flow.remote);
  const newestFirst = ofPeer.toReversed();
  const upTime = flow.upSince === undefined ? [] : [`Uptime: ${clockOf(Math.floor((now - flow.upSince) / 1000))}`];
  return [
    `Interface: ${flow.of.name}`,
    ...(isDetailed ? upTime : []),
    `Session status: ${statusOf(flow, ofPeer)}`,
    ...peerLines(flow, newestFirst, isDetailed),
    ...newestFirst.flatMap((one) => ikeLines(one, isDetailed)),
    `  IPSEC FLOW: ${sessionFlowOf(flow.localSelector, flow.remoteSelector)} `,
    `        Active SAs: ${2 * flow.pairs.length}, origin: crypto map`,
    ...(isDetailed ? trafficLines(flow, now) : []),
  ];
}

function peerLines({ remote }: ProtectedFlow, associations: readonly IsakmpSa[], isDetailed: boolean): string[] {
  const peer = `Peer: ${formatIpv4(remote)} port 500 `;
  if (!isDetailed) return [peer];
  const isKnown = associations.some(({ state }) => state === 'QM_IDLE');
  return [
    `${peer}fvrf: (none) ivrf: (none)`,
    `      Phase1_id: ${isKnown ? formatIpv4(remote) : '(none)'}`,
    '      Desc: (none)',
  ];
}

function ikeLines(association: IsakmpSa, isDetailed: boolean): string[] {
  const { local, remote, state, isDeleted, connectionId, lifetimeRemaining } = association;
  const isActive = state === 'QM_IDLE' && !isDeleted;
  const ends = `local ${formatIpv4(local)}/500 remote ${formatIpv4(remote)}/500`;
  const line = `  IKE SA: ${ends} ${isActive ? 'Active' : 'Inactive'} `;
  if (!isDetailed) return [line];
  const lifetime = isActive ? clockOf(lifetimeRemaining) : '0';
  return [line, `          Capabilities:(none) connid:${connectionId} lifetime:${lifetime}`];
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
  const { kilobytes, seconds } = association?.remaining(now) ?? { kilobytes: 0, seconds: 0 };
  return `${kilobytes}/${seconds}`;
}
