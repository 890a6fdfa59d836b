/** `debug crypto isakmp`: messages as they come and go, and the payloads in them. */
import { formatIpv4 } from '../../../base/address.ts';
import { latin1Of, u32 } from '../../../base/bytes.ts';
import type { IkeEvent } from '../../ike/events.ts';
import { maximumAttempts } from '../../ike/retransmission.ts';
import { textOfName } from '../../pki/distinguished-name.ts';
import { identificationTypes, notifyTypes, payloadTypes, securityProtocols } from '../../wire/isakmp/numbers.ts';
import type { KnownVendor } from '../../wire/isakmp/vendor-id.ts';
import { isakmp, isakmpOld, roleOf, signed, stateOf, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds =
  | 'sent'
  | 'received'
  | 'duplicate'
  | 'nothing-to-retransmit'
  | 'retransmitting'
  | 'bad-message'
  | 'no-sa'
  | 'not-encrypted'
  | 'not-authenticated'
  | 'unknown-exchange'
  | 'mode-failed'
  | 'payload'
  | 'vendor-announced'
  | 'vendor-received'
  | 'identification'
  | 'notify-sent'
  | 'notify-received'
  | 'notify-disbelieved'
  | 'delete-sent'
  | 'delete-received'
  | 'delete-unsent';

const vendors: Readonly<Record<KnownVendor, string>> = {
  'NAT-T RFC 3947': 'NAT-T RFC 3947',
  'NAT-T draft 07': 'NAT-T v7',
  'NAT-T draft 03': 'NAT-T v3',
  'NAT-T draft 02': 'NAT-T v2',
  'NAT-T draft 02 without line end': 'NAT-T v2',
  DPD: 'DPD',
  XAUTH: 'XAUTH',
  Unity: 'Unity',
  fragmentation: 'IKE Fragmentation',
};

/** IOS has names of its own for the refusal and for dead peer detection. */
const notifications: Readonly<Record<number, string>> = {
  ...Object.fromEntries(Object.entries(notifyTypes).map(([name, type]) => [type, name.replaceAll('-', '_')])),
  [notifyTypes['NO-PROPOSAL-CHOSEN']]: 'PROPOSAL_NOT_CHOSEN',
  [notifyTypes['R-U-THERE']]: 'DPD/R_U_THERE',
  [notifyTypes['R-U-THERE-ACK']]: 'DPD/R_U_THERE_ACK',
};

const notificationOf = (type: number): string => notifications[type] ?? String(type);

/** The first four bytes stand for an SPI of 16, which names an ISAKMP SA. */
const spiOf = (spi: Uint8Array): number => (spi.length < 4 ? 0 : u32(spi, 0));

const { ID_IPV4_ADDR, ID_FQDN, ID_USER_FQDN, ID_DER_ASN1_DN, ID_KEY_ID } = identificationTypes;

const names: Readonly<Record<number, string>> = {
  [ID_FQDN]: 'FQDN name    ',
  [ID_USER_FQDN]: 'USER FQDN    ',
  [ID_DER_ASN1_DN]: 'Dist. name   ',
  [ID_KEY_ID]: 'group id     ',
};

function identityLines(type: number, data: Uint8Array): string[] {
  if (type === ID_IPV4_ADDR && data.length === 4) return [`\taddress      : ${formatIpv4(u32(data, 0))} `];
  const name = names[type];
  if (name === undefined) return [];
  return [`\t${name}: ${type === ID_DER_ASN1_DN ? textOfName(data) : latin1Of(data)} `];
}

/** What a message that cannot be read claims to begin with. */
const payloadNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(payloadTypes).map(([name, type]) => [type, name]),
);

/** Said in the log by itself: crypto-syslog.ts. */
const saidElsewhere = (): readonly string[] => [];

export const messageLines: LinesOf<IkeEvent, Kinds> = {
  sent: ({ connectionId, remote, ports, role, state }) => [
    isakmp(
      connectionId,
      ` sending packet to ${formatIpv4(remote)} my_port ${ports.local} peer_port ${ports.remote} ${roleOf(role)} ${stateOf(state)}`,
    ),
    isakmp(connectionId, 'Sending an IKE IPv4 Packet.'),
  ],
  received: ({ connectionId, remote, ports, role, state }) => [
    isakmpOld(
      connectionId,
      `received packet from ${formatIpv4(remote)} dport ${ports.local} sport ${ports.remote} Global ${role ? `${roleOf(role)} ${stateOf(state)}` : '(N) NEW SA'}`,
    ),
  ],
  duplicate: ({ connectionId, phase }) => [
    isakmp(connectionId, ` phase ${phase} packet is a duplicate of a previous packet.`),
  ],
  'nothing-to-retransmit': ({ connectionId, phase, state, since }) => [
    since === undefined
      ? isakmp(connectionId, ` no outgoing phase ${phase} packet to retransmit. ${stateOf(state)}`.trimEnd())
      : isakmp(
          connectionId,
          ` retransmission skipped for phase ${phase} (time since last transmission ${Math.round(since)})`,
        ),
  ],
  retransmitting: ({ connectionId, phase, state, messageId, attempt }) => {
    const what = phase === 1 ? state : `${stateOf(state)} ${signed(messageId)} `;
    const counter = `incrementing error counter on ${phase === 1 ? 'sa' : 'node'}, attempt ${attempt} of ${maximumAttempts}`;
    return [
      isakmp(connectionId, ` retransmitting phase ${phase} ${what}...`),
      isakmpOld(connectionId, `${counter}: retransmit phase ${phase}`),
      isakmp(connectionId, ` retransmitting phase ${phase} ${what}`.trimEnd()),
    ];
  },
  'bad-message': ({ connectionId, nextPayload, attempt }) => [
    isakmp(connectionId, `reserved not zero on ${payloadNames[nextPayload] ?? String(nextPayload)} payload!`),
    isakmpOld(
      connectionId,
      `incrementing error counter on sa, attempt ${attempt} of ${maximumAttempts}: PAYLOAD_MALFORMED`,
    ),
  ],
  'no-sa': saidElsewhere,
  'not-encrypted': saidElsewhere,
  'not-authenticated': saidElsewhere,
  'unknown-exchange': saidElsewhere,
  'mode-failed': saidElsewhere,
  payload: ({ connectionId, payload, messageId }) => [
    isakmp(connectionId, ` processing ${payload} payload. message ID = ${signed(messageId)}`),
  ],
  // Of those that are announced here 12.4T prints none.
  'vendor-announced': () => [],
  'vendor-received': ({ connectionId, vendor }) => [
    isakmp(connectionId, ' processing vendor id payload'),
    ...(vendor ? [isakmp(connectionId, ` vendor ID is ${vendors[vendor]}`)] : []),
  ],
  identification: ({ connectionId, isOurs, type, data, protocol, port }) => [
    [
      isakmpOld(connectionId, 'ID payload '),
      `\tnext-payload : ${payloadTypes.HASH}`,
      `\ttype         : ${type} `,
      ...identityLines(type, data),
      `\tprotocol     : ${protocol} `,
      `\tport         : ${port} `,
      `\tlength       : ${8 + data.length}`,
    ].join('\n'),
    ...(isOurs ? [isakmp(connectionId, `Total payload length: ${8 + data.length}`)] : []),
  ],
  'notify-sent': ({ connectionId, messageId, type, protocol, spi }) => [
    isakmp(
      connectionId,
      `Sending NOTIFY ${notificationOf(type)} protocol ${protocol}\n\tspi ${spiOf(spi)}, message ID = ${signed(messageId)}`,
    ),
  ],
  'notify-received': ({ connectionId, messageId, type, protocol, spi }) => [
    isakmp(
      connectionId,
      ` processing NOTIFY ${notificationOf(type)} protocol ${protocol}\n\tspi ${spiOf(spi)}, message ID = ${signed(messageId)}`,
    ),
  ],
  'notify-disbelieved': ({ connectionId }) => [isakmp(connectionId, 'Notify has no hash. Rejected.')],
  'delete-sent': () => [],
  'delete-received': ({ connectionId, protocol }) =>
    protocol === securityProtocols.PROTO_ISAKMP ? [isakmp(connectionId, 'peer does not do paranoid keepalives.')] : [],
  'delete-unsent': ({ local, remote, spi }) => [
    `ISAKMP: ignoring request to send delete notify (no ISAKMP sa) src ${formatIpv4(local)} dst ${formatIpv4(remote)} for SPI 0x${spi.toString(16).toUpperCase()}`,
  ],
};
