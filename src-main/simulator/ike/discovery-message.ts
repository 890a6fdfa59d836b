/**
 * Tunnel Endpoint Discovery, the messages: a probe that a router sends towards the end of a packet, from the packet's
 * own source, and what the router before that end answers. Cisco has not published how they look on the wire. What is
 * known comes of its guide and of what `debug crypto isakmp` says: an exchange of its own in clear, in which each router
 * names its address and the networks it protects. The bytes are therefore ours: an exchange of the numbers for private
 * use (RFC 2408 section 3.1), a vendor id, and three identifications. A probe has no responder cookie yet.
 */
import { bytesOfLatin1, equalBytes, u8 } from '../../base/bytes.ts';
import { hostSelector, type Selector } from '../ipsec/proposal.ts';
import { emitIsakmp, isakmpVersions, parseIsakmp } from '../wire/isakmp/message.ts';
import { exchangeTypes } from '../wire/isakmp/numbers.ts';
import { emitPayloads, typeOfFirst, type Payload } from '../wire/isakmp/payloads.ts';
import { isMalformed } from '../wire/malformed.ts';
import { ipProtocols } from '../wire/ipv4.ts';
import { udpPorts } from '../wire/udp.ts';
import { identificationOf, selectorOf } from './identity.ts';
import { payloadsOf } from './task.ts';

export interface DiscoveryMessage {
  initiatorCookie: Uint8Array;
  /** Undefined in a probe. */
  responderCookie: Uint8Array | undefined;
  /** Of the router that speaks. */
  speaker: number;
  /** What it protects, and what is at the other end. */
  own: Selector;
  other: Selector;
}

const vendor = bytesOfLatin1('QuickMode TED v1');
const noCookie = new Uint8Array(8);
/** Where the exchange type is in the header. */
const exchangeOffset = 18;

/** Without looking any further. */
export const isDiscovery = (message: Uint8Array): boolean =>
  message.length > exchangeOffset && u8(message, exchangeOffset) === exchangeTypes.TUNNEL_ENDPOINT_DISCOVERY;

export function emitDiscovery(message: DiscoveryMessage): Uint8Array {
  const { initiatorCookie, responderCookie = noCookie, speaker, own, other } = message;
  const identity = identificationOf({ ...hostSelector(speaker, ipProtocols.udp), port: udpPorts.isakmp });
  const payloads: Payload[] = [
    { kind: 'vendorId', data: vendor },
    identity,
    identificationOf(own),
    identificationOf(other),
  ];
  return emitIsakmp({
    initiatorCookie,
    responderCookie,
    nextPayload: typeOfFirst(payloads),
    version: isakmpVersions.v1,
    exchangeType: exchangeTypes.TUNNEL_ENDPOINT_DISCOVERY,
    flags: 0,
    messageId: 0,
    body: emitPayloads(payloads),
  });
}

/** Undefined for whatever is no message of discovery, or is none that we understand. */
export function parseDiscovery(bytes: Uint8Array): DiscoveryMessage | undefined {
  const message = parseIsakmp(bytes);
  if (isMalformed(message) || !isDiscovery(bytes)) return undefined;
  const named = namedIn(payloadsOf(message.nextPayload, message.body)?.payloads ?? []);
  const { initiatorCookie, responderCookie } = message;
  const isProbe = equalBytes(responderCookie, noCookie);
  return (
    named && {
      initiatorCookie: initiatorCookie.slice(),
      responderCookie: isProbe ? undefined : responderCookie.slice(),
      ...named,
    }
  );
}

function namedIn([first, ...rest]: readonly Payload[]): Omit<DiscoveryMessage, `${string}Cookie`> | undefined {
  if (first?.kind !== 'vendorId' || !equalBytes(first.data, vendor)) return undefined;
  const [speaker, own, other] = rest.map((one) => (one.kind === 'identification' ? selectorOf(one) : undefined));
  return speaker && own && other && { speaker: speaker.address, own, other };
}
