/** `debug crypto isakmp`: associations, from the request for one to its end, and the states of main mode between. */
import { formatIpv4 } from '../../../base/address.ts';
import type { IkeAuthentication } from '../../ike/environment.ts';
import type { IkeEvent, IkeRole, MainModeInput, MainModeStep, SaDeletionReason } from '../../ike/events.ts';
import { numberOfAttribute } from '../../wire/isakmp/attribute.ts';
import { identificationTypes } from '../../wire/isakmp/numbers.ts';
import { addressOf, handleOf, isakmp, roleOf, stateOf, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds =
  | 'requested'
  | 'peer-used'
  | 'peer-forgotten'
  | 'sa-created'
  | 'request-attached'
  | 'request-served'
  | 'cannot-start'
  | 'main-mode-begun'
  | 'state'
  | 'authenticated'
  | 'authenticating'
  | 'lifetime-started'
  | 'lifetime-restarted'
  | 'initial-contact-sent'
  | 'initial-contact-taken'
  | 'sa-deleted'
  | 'sa-purged';

const inputs: Readonly<Record<MainModeInput, string>> = {
  request: 'IKE_MESG_FROM_IPSEC, IKE_SA_REQ_MM',
  'request-aggressive': 'IKE_MESG_FROM_IPSEC, IKE_SA_REQ_AM',
  message: 'IKE_MESG_FROM_PEER, IKE_MM_EXCH',
  'message-aggressive': 'IKE_MESG_FROM_PEER, IKE_AM_EXCH',
  notification: 'IKE_MESG_FROM_PEER, IKE_INFO_NOTIFY',
  process: 'IKE_MESG_INTERNAL, IKE_PROCESS_MAIN_MODE',
  'process-complete': 'IKE_MESG_INTERNAL, IKE_PROCESS_COMPLETE',
  'process-error': 'IKE_MESG_INTERNAL, IKE_PROCESS_ERROR',
  'phase1-complete': 'IKE_MESG_INTERNAL, IKE_PHASE1_COMPLETE',
  'phase1-deleted': 'IKE_MESG_INTERNAL, IKE_PHASE1_DEL',
};

const steps: Readonly<Partial<Record<MainModeStep, string>>> = {
  ready: 'IKE_READY',
  I_AM1: 'IKE_I_AM1',
  R_AM1: 'IKE_R_AM_AAA_AWAIT',
  R_AM2: 'IKE_R_AM2',
  complete: 'IKE_P1_COMPLETE',
  destroyed: 'IKE_DEST_SA',
};

const reasons: Readonly<Record<SaDeletionReason, string>> = {
  'phase1-retransmission': 'Death by retransmission P1',
  'phase2-retransmission': 'Death by retransmission P2',
  policy: 'Phase1 SA policy proposal not accepted',
  'deleted-by-peer': 'No reason',
  cleared: 'No reason',
  expired: 'IKE SA Lifetime Exceeded',
  'initial-contact': 'Receive initial contact',
  'peer-dead': 'P1 errcounter exceeded (PEERS_ALIVE_TIMER)',
  // As IOS spells it.
  'fatal-informational': 'Recevied fatal informational',
  authentication: 'Authentication failed',
  withdrawn: 'No reason',
};

const methods: Readonly<Record<IkeAuthentication, string>> = {
  'pre-share': 'pre-shared key',
  'rsa-sig': 'RSA signature',
  'rsa-encr': 'RSA encryption',
};

/** ID_IPV4_ADDR, ID_FQDN .. */
const idTypes: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(identificationTypes).map(([name, type]) => [type, name]),
);

/** Who holds a peer's structure. */
const holders: Readonly<Record<IkeRole, string>> = {
  initiator: 'isakmp_initiator',
  responder: 'crypto_isakmp_process_block',
};

const newNode = 'ISAKMP: set new node 0 to QM_IDLE      ';

/** "IKE_I_MM1": the letter is the role, the digit counts the messages. */
const stepOf = (step: MainModeStep): string => steps[step] ?? `IKE_${step.charAt(0)}_MM${step.slice(1)}`;

function peerLines(remote: number, handle: number, count: number): string[] {
  const address = formatIpv4(remote);
  if (count > 1) return [`ISAKMP: Found a peer struct for ${address}, peer port 500`];
  return [
    `ISAKMP: Created a peer struct for ${address}, peer port 500`,
    `ISAKMP: New peer created peer = 0x${addressOf(handle)} peer_handle = ${handleOf(handle)}`,
  ];
}

function peerEnd(remote: number, handle: number, holder: string): string[] {
  return [
    `ISAKMP: Unlocking peer struct 0x${addressOf(handle)} for ${holder}, count 0`,
    `ISAKMP: Deleting peer node by peer_reap for ${formatIpv4(remote)}: ${addressOf(handle)}`,
  ];
}

const purge = (connectionId: number, handle: number): string =>
  isakmp(connectionId, `purging SA., sa=${addressOf(handle)}, delme=${addressOf(handle)}`);

export const associationLines: LinesOf<IkeEvent, Kinds> = {
  requested: () => [isakmp(0, ' SA request profile is (NULL)')],
  'peer-used': ({ remote, handle, count, role }) => [
    ...peerLines(remote, handle, count),
    `ISAKMP: Locking peer struct 0x${addressOf(handle)}, refcount ${count} for ${holders[role]}`,
    'ISAKMP: local port 500, remote port 500',
  ],
  'peer-forgotten': ({ remote, handle }) => peerEnd(remote, handle, 'isadb_mark_sa_deleted()'),
  'sa-created': ({ handle, role }) => [
    ...(role === 'initiator' ? [newNode] : []),
    isakmp(0, `insert sa successfully sa = ${addressOf(handle)}`),
  ],
  'request-attached': ({ connectionId, local, remote }) => [
    newNode,
    isakmp(
      connectionId,
      `SA is still budding. Attached new ipsec request to it. (local ${formatIpv4(local)}, remote ${formatIpv4(remote)})`,
    ),
  ],
  'request-served': ({ connectionId }) => [
    newNode,
    isakmp(connectionId, ` sitting IDLE. Starting QM immediately (QM_IDLE      )`),
  ],
  'cannot-start': ({ remote, handle, peerHandle }) => [
    isakmp(0, ' construct_initial_message: Can not start Main mode'),
    ...peerEnd(remote, peerHandle, 'isadb_unlock_peer_delete_sa()'),
    purge(0, handle),
    'ISAKMP: Error while processing SA request: Failed to initialize SA',
    'ISAKMP: Error while processing KMI message 0, error 2.',
  ],
  'main-mode-begun': ({ connectionId }) => [isakmp(connectionId, ' beginning Main Mode exchange')],
  state: ({ connectionId, input, from, to }) => [
    isakmp(connectionId, `Input = ${inputs[input]}`),
    // A blank and an empty line follow, as on every console of 12.4T and later; those of quick mode have neither.
    isakmp(connectionId, `Old State = ${stepOf(from)}  New State = ${stepOf(to)} \n`),
  ],
  authenticated: ({ connectionId, local, remote, peerHandle }) => [
    // One message of two lines, on every console of 12.4T and later.
    isakmp(connectionId, 'SA authentication status:\n\tauthenticated'),
    isakmp(connectionId, `SA has been authenticated with ${formatIpv4(remote)}`),
    `ISAKMP: Trying to insert a peer ${formatIpv4(local)}/${formatIpv4(remote)}/500/,  and inserted successfully ${addressOf(peerHandle)}.`,
  ],
  authenticating: ({ connectionId, method, idType }) => [
    isakmp(connectionId, `SA is doing ${methods[method]} authentication using id type ${idTypes[idType] ?? idType}`),
  ],
  'lifetime-started': ({ connectionId, offered, seconds }) => [
    isakmp(connectionId, 'Acceptable atts:actual life: 0'),
    isakmp(connectionId, 'Acceptable atts:life: 0'),
    ...(typeof offered?.value === 'object'
      ? [isakmp(connectionId, `Fill atts in sa vpi_length:${offered.value.length}`)]
      : []),
    isakmp(connectionId, `Fill atts in sa life_in_seconds:${offered ? numberOfAttribute(offered) : seconds}`),
    isakmp(connectionId, `Returning Actual lifetime: ${seconds}`),
    isakmp(connectionId, `:Started lifetime timer: ${seconds}.\n`),
  ],
  'lifetime-restarted': ({ connectionId, seconds }) => [
    isakmp(connectionId, ' processing responder lifetime'),
    isakmp(connectionId, ' start processing isakmp responder lifetime'),
    isakmp(connectionId, ` restart ike sa timer to ${seconds} secs`),
  ],
  'initial-contact-sent': ({ connectionId }) => [isakmp(connectionId, 'Send initial contact')],
  'initial-contact-taken': ({ connectionId, local, remote }) => [
    isakmp(
      connectionId,
      `Processing initial contact, bring down existing phase 1 and 2 SA's with local ${formatIpv4(local)} remote ${formatIpv4(remote)} remote port 500`,
    ),
  ],
  'sa-deleted': ({ connectionId, reason, role, state, remote }) => [
    isakmp(
      connectionId,
      `deleting SA reason "${reasons[reason]}" state ${roleOf(role)} ${stateOf(state)} (peer ${formatIpv4(remote)})`,
    ),
  ],
  'sa-purged': ({ connectionId, handle }) => [purge(connectionId, handle)],
};
