/** `debug crypto isakmp`: quick mode, by the message ids of its exchanges, which IOS calls nodes. */
import { formatIpv4 } from '../../../base/address.ts';
import type { IkeEvent, NodeDeletionReason, QuickModeInput, QuickModeStep } from '../../ike/events.ts';
import { espTransforms, ipsecAttributes } from '../../wire/isakmp/ipsec-numbers.ts';
import {
  attributeLines,
  durationOf,
  lifeTypeNames,
  valueOf,
  type AttributeSpelling,
} from './debug-crypto-attributes.ts';
import { isakmp, signed, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds =
  | 'quick-mode-begun'
  | 'node-created'
  | 'node-purged'
  | 'node-state'
  | 'node-deleted'
  | 'spi-allocated'
  | 'proposal-checked'
  | 'proposal-understood'
  | 'proposal-refused'
  | 'no-proposal-accepted'
  | 'larval-deleted'
  | 'children-created';

const inputs: Readonly<Record<QuickModeInput, string>> = {
  start: 'IKE_MESG_INTERNAL, IKE_INIT_QM',
  message: 'IKE_MESG_FROM_PEER, IKE_QM_EXCH',
  'got-spi': 'IKE_MESG_INTERNAL, IKE_GOT_SPI',
};

const steps: Readonly<Record<QuickModeStep, string>> = {
  ready: 'IKE_QM_READY',
  I1: 'IKE_QM_I_QM1',
  'spi-starve': 'IKE_QM_SPI_STARVE',
  R2: 'IKE_QM_R_QM2',
  complete: 'IKE_QM_PHASE2_COMPLETE',
};

const deletions: Readonly<Record<NodeDeletionReason, string>> = {
  done: 'error FALSE reason "No Error"',
  'done-await': 'error FALSE reason "QM done (await)"',
  information: 'error FALSE reason "Informational (in) state 1"',
  retransmission: 'error TRUE reason "Death by retransmission P2"',
  rejected: 'error TRUE reason "QM rejected"',
  refused: 'error TRUE reason "Delete Larval"',
  withdrawn: 'error FALSE reason "No Error"',
  transaction: 'error FALSE reason "Done with transaction"',
  'sa-deleted': 'error FALSE reason "IKE deleted"',
};

const transformNames: Readonly<Record<number, string>> = {
  [espTransforms.ESP_DES]: 'ESP_DES',
  [espTransforms.ESP_3DES]: 'ESP_3DES',
  [espTransforms['ESP_AES-CBC']]: 'ESP_AES',
  [espTransforms.ESP_NULL]: 'ESP_NULL',
};

const modes: Readonly<Record<number, string>> = {
  1: '1 (Tunnel)',
  2: '2 (Transport)',
  3: '3 (Tunnel-UDP)',
  4: '4 (Transport-UDP)',
};

const authenticators: Readonly<Record<number, string>> = {
  1: 'HMAC-MD5',
  2: 'HMAC-SHA',
  5: 'HMAC-SHA256',
  6: 'HMAC-SHA384',
  7: 'HMAC-SHA512',
};

const spelling: AttributeSpelling = {
  [ipsecAttributes['encapsulation mode']]: (attribute) => `encaps is ${valueOf(attribute, modes)}`,
  [ipsecAttributes['SA life type']]: (attribute) => `SA life type in ${valueOf(attribute, lifeTypeNames)}`,
  [ipsecAttributes['SA life duration']]: (attribute) => `SA life duration ${durationOf(attribute)}`,
  [ipsecAttributes['authentication algorithm']]: (attribute) =>
    `authenticator is ${valueOf(attribute, authenticators)}`,
  [ipsecAttributes['key length']]: (attribute) => `key length is ${valueOf(attribute)}`,
  [ipsecAttributes['group description']]: (attribute) => `group is ${valueOf(attribute)}`,
};

/**
 * 256: reference/faults.tsv, P2-TS. 32 where no map or profile is for the identities: its sources show it in a capture
 * of IOS XE (the repository text behind P1-NOKEY). For perfect forward secrecy they give no number.
 */
const refusals = {
  'no-identity': ' IPSec policy invalidated proposal with error 32',
  'no-proposal': ' IPSec policy invalidated proposal with error 256',
  'pfs-mismatch': ' IPSec policy invalidated proposal',
  unknown: 'atts are not acceptable.',
} as const;

export const quickModeLines: LinesOf<IkeEvent, Kinds> = {
  'quick-mode-begun': ({ connectionId, messageId }) => [
    isakmp(connectionId, `beginning Quick Mode exchange, M-ID of ${signed(messageId)}`),
  ],
  'node-created': ({ messageId }) => [`ISAKMP: set new node ${signed(messageId)} to QM_IDLE      `],
  'node-purged': ({ connectionId, messageId }) => [isakmp(connectionId, `purging node ${signed(messageId)}`)],
  'node-state': ({ connectionId, messageId, input, from, to }) => [
    isakmp(connectionId, `Node ${signed(messageId)}, Input = ${inputs[input]}`),
    isakmp(connectionId, `Old State = ${steps[from]}  New State = ${steps[to]}`),
  ],
  'node-deleted': ({ connectionId, messageId, reason }) => [
    isakmp(connectionId, `deleting node ${signed(messageId)} ${deletions[reason]}`),
  ],
  'spi-allocated': ({ connectionId, role }) => [
    isakmp(connectionId, `QM ${role === 'initiator' ? 'Initiator' : 'Responder'} gets spi`),
  ],
  'proposal-checked': ({ connectionId, proposal, transform: { number, id, attributes } }) => [
    isakmp(connectionId, `Checking IPSec proposal ${proposal}`),
    `ISAKMP: transform ${number}, ${transformNames[id] ?? String(id)}`,
    'ISAKMP:   attributes in transform:',
    ...attributeLines(attributes, spelling),
  ],
  'proposal-understood': ({ connectionId }) => [isakmp(connectionId, 'atts are acceptable.')],
  'proposal-refused': ({ connectionId, why }) => [isakmp(connectionId, refusals[why])],
  'no-proposal-accepted': ({ connectionId, local, remote }) => [
    isakmp(
      connectionId,
      ` phase 2 SA policy not acceptable! (local ${formatIpv4(local)} remote ${formatIpv4(remote)})`,
    ),
  ],
  'larval-deleted': ({ connectionId, messageId, spi }) => [
    isakmp(connectionId, ` deleting spi ${spi} message ID = ${signed(messageId)}`),
  ],
  'children-created': ({ connectionId, child }) => {
    const { local, remote, localSelector, remoteSelector, inboundSpi, outboundSpi, lifetime } = child;
    const [own, theirs] = [localSelector.address, remoteSelector.address];
    return [
      isakmp(connectionId, ' Creating IPSec SAs'),
      ...halfLines('inbound', { from: remote, to: local, proxies: [theirs, own], spi: inboundSpi, lifetime }),
      ...halfLines('outbound', { from: local, to: remote, proxies: [own, theirs], spi: outboundSpi, lifetime }),
    ];
  },
};

interface Half {
  from: number;
  to: number;
  proxies: readonly number[];
  spi: number;
  lifetime: { seconds: number; kilobytes: number };
}

/** 12.4T no longer says here which connection id it is: it prints 0. */
function halfLines(way: 'inbound' | 'outbound', { from, to, proxies, spi, lifetime }: Half): string[] {
  const indent = ' '.repeat(8);
  return [
    `${indent}${way} SA from ${formatIpv4(from)} to ${formatIpv4(to)} (f/i)  0/ 0\n      (proxy ${proxies.map(formatIpv4).join(' to ')})`,
    `${indent}has spi 0x${spi.toString(16).toUpperCase()} and conn_id 0`,
    `${indent}lifetime of ${lifetime.seconds} seconds`,
    `${indent}lifetime of ${lifetime.kilobytes} kilobytes`,
  ];
}
