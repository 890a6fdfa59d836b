/** Messages and children of IKE version 2 in debug output (gh id:2380968919). */
import { formatIpv4 } from '../../../base/address.ts';
import type { Ikev2Sa } from '../../ike2/view.ts';
import { exchanges, notifications } from '../../wire/ikev2/numbers.ts';
import type { Payload } from '../../wire/ikev2/payloads.ts';
import { errorLine, ofSa, plain, type DebugLine, type LinesOf } from './debug-ikev2-line.ts';
import { payloadNames, proposalTexts, textOfSpis } from './debug-ikev2-payloads.ts';
import { nameOfExchange } from '../ikev2/ikev2-statistics.ts';

interface Message {
  readonly exchange: number;
  readonly isRequest: boolean;
  readonly messageId: number;
  readonly payloads: readonly Payload[];
}

const noSpi = new Uint8Array(8);

const isInit = ({ exchange }: Message): boolean => exchange === exchanges.IKE_SA_INIT;

export const ikev2MessageLines: LinesOf = {
  sent: (event) => {
    const { sa, payloads } = event;
    const name = nameOfExchange(event.exchange);
    const offers = proposalTexts(payloads).map((text) => ofSa(sa, text));
    const before = isInit(event)
      ? [ofSa(sa, `Generating ${name} message`), ...offers]
      : [
          ...(event.exchange === exchanges.INFORMATIONAL ? [] : [ofSa(sa, `Generating ${name} message`), ...offers]),
          ofSa(sa, `Building packet for encryption.  \nPayload contents: \n${payloadNames(payloads)}`),
        ];
    return [...before, transfer(sa, event, `Sending Packet [To ${farEnd(sa)}/From ${nearEnd(sa)}/VRF i0:f0]`)];
  },
  received: (event) => {
    const { sa } = event;
    const from = transfer(sa, event, `Received Packet [From ${farEnd(sa)}/To ${nearEnd(sa)}/VRF i0:f0]`, true);
    const done = event.isRequest || event.exchange !== exchanges.INFORMATIONAL ? 'Processing' : 'Processing ACK to';
    const what =
      event.exchange === exchanges.INFORMATIONAL
        ? 'informational exchange'
        : `${nameOfExchange(event.exchange)} message`;
    return [from, ofSa(sa, `${done} ${what}`), ...errorsIn(sa, event)];
  },
  'received-first': (event) => [
    plain(first(event, `Received Packet [From ${farEnd(event)}/To ${nearEnd(event)}/VRF i0:f0]`)),
  ],
  'answered-first': (event) => [
    plain(first(event, `Sending Packet [To ${farEnd(event)}/From ${nearEnd(event)}/VRF i0:f0]`)),
  ],
  retransmitting: ({ sa }) => [ofSa(sa, 'Retransmitting packet')],
  exhausted: ({ sa }) => [ofSa(sa, 'Deleting negotiation context for peer message')],
  'child-judged': ({ verdict }) => {
    if (verdict === 'no-identity') return [errorLine(undefined, ': There was no IPSEC policy found for received TS')];
    return verdict === 'accepted' ? [] : [errorLine(undefined, ': Failed to find a matching policy')];
  },
  'child-installed': ({ sa }) => [ofSa(sa, 'IPSec SA created; inserting SA into database')],
  'child-deleted': ({ sa, child, reason }) =>
    reason === 'told'
      ? [ofSa(sa, `Sending DELETE INFO message for IPsec SA [SPI: 0x${child.inbound.spi.toString(16).toUpperCase()}]`)]
      : [],
};

type Ends = Pick<Ikev2Sa, 'local' | 'remote' | 'ports' | 'initiatorSpi'>;

function nearEnd({ local, ports }: Ends): string {
  return `${formatIpv4(local)}:${ports.local}`;
}

function farEnd({ remote, ports }: Ends): string {
  return `${formatIpv4(remote)}:${ports.remote}`;
}

/** What is encrypted is shown as it is when it has come, and as ENCR when it goes. */
function transfer(sa: Ikev2Sa, message: Message, what: string, isOpen = false): DebugLine {
  const contents = isOpen || isInit(message) ? payloadNames(message.payloads) : ' ENCR ';
  // The answer to the first message has the responder's SPI in its header, before anybody has judged it.
  const responder = isOpen && isInit(message) && !message.isRequest ? sa.answeredSpi : sa.responderSpi;
  return ofSa(sa, packetText(message, what, textOfSpis(sa.initiatorSpi, responder), contents));
}

/** A message that belongs to no association. */
function first(message: Message & Ends, what: string): string {
  return packetText(message, what, textOfSpis(message.initiatorSpi, noSpi), payloadNames(message.payloads));
}

function packetText({ exchange, isRequest, messageId }: Message, what: string, spis: string, contents: string): string {
  const kind = isRequest ? 'REQUEST' : 'RESPONSE';
  const name = nameOfExchange(exchange);
  return `${what} \n${spis} Message id: ${messageId}\nIKEv2 ${name} Exchange ${kind} \nPayload contents: \n${contents}\n`;
}

/** Refusals that a message brings. */
function errorsIn(sa: Ikev2Sa, { exchange, payloads }: Message): DebugLine[] {
  return payloads.flatMap((payload): DebugLine[] => {
    if (payload.kind !== 'notify' || payload.type !== notifications.NO_PROPOSAL_CHOSEN) return [];
    const isFirst = exchange === exchanges.IKE_SA_INIT;
    return [errorLine(sa, isFirst ? ': Received no proposal chosen notify' : '')];
  });
}
