/** The messages that a station of NHRP sends, made of what it is and of what it has been asked. */
import { maskOfLength } from '../../../base/address.ts';
import type { ClientInformation } from '../../wire/nhrp/client-information.ts';
import { authenticationExtension, nhrpExtensions, type NhrpExtension } from '../../wire/nhrp/extensions.ts';
import { emitClient } from '../../wire/nhrp/client-information.ts';
import { nhrpFlags, nhrpOperations, type NhrpMessage, type NhrpRequest } from '../../wire/nhrp/message.ts';

/** Where a station is, inside and outside. */
export interface Station {
  nbma: number;
  address: number;
  mtu: number;
}

export interface Sender extends Station {
  authentication: string | undefined;
  /** Seconds. */
  holdingTime: number;
  isUnique: boolean;
}

const hopCount = 255;
/** This address alone. */
const onlyThis = 255;
const nothing = new Uint8Array(0);
/** Bytes of a packet that is complained of: enough for any that is in order. */
const mostQuoted = 1024;
/** Of one that has gone a way round: its header and what follows first. */
const mostIndicated = 64;

/** IOS puts the three records of RFC 2332 section 5.3 into every message, whether or not there is anything in them. */
function extensionsOf(
  { authentication }: Pick<Sender, 'authentication'>,
  about: { responder?: Station; nat?: ClientInformation | undefined; hasNat?: boolean } = {},
): NhrpExtension[] {
  const { responder, nat, hasNat = true } = about;
  const value = responder ? emitClient(clientOf(responder)) : nothing;
  return [
    { type: nhrpExtensions.responder, isCompulsory: true, value },
    { type: nhrpExtensions.forwardTransit, isCompulsory: true, value: nothing },
    { type: nhrpExtensions.reverseTransit, isCompulsory: true, value: nothing },
    ...(authentication === undefined ? [] : [authenticationExtension(authentication)]),
    ...(hasNat
      ? [{ type: nhrpExtensions.natAddress, isCompulsory: false, value: nat ? emitClient(nat) : nothing }]
      : []),
  ];
}

function clientOf({ nbma, address, mtu }: Station, more: Partial<ClientInformation> = {}): ClientInformation {
  return { code: 0, prefixLength: 32, mtu, holdingTime: 0, nbma, protocol: address, preference: 0, ...more };
}

/** Of the prefix that an entry is for. */
export function maskOf({ prefixLength }: ClientInformation): number {
  return maskOfLength(Math.min(prefixLength, 32));
}

/** @param server where the next hop server is, outside, as far as that is known */
export function registrationRequest(
  own: Sender,
  server: { address: number; nbma: number },
  requestId: number,
): NhrpRequest {
  const { nbma, address, mtu, holdingTime, isUnique } = own;
  const { unique, nat } = nhrpFlags;
  // An address that another station may take is told with its own length.
  const prefixLength = isUnique ? onlyThis : 32;
  const client = { code: 0, prefixLength, mtu, holdingTime, nbma: undefined, protocol: undefined, preference: 0 };
  return {
    operation: nhrpOperations.registrationRequest,
    ...{ hopCount, requestId, sourceNbma: nbma, source: address, destination: server.address },
    flags: (isUnique ? unique : 0) | nat,
    clients: [client],
    extensions: extensionsOf(own, { nat: clientOf({ ...server, mtu }) }),
  };
}

/** @param seenAt the outer address that the request came from, where it is not what the station believes */
export function registrationReply(
  own: Sender,
  request: NhrpRequest,
  { code, seenAt }: { code: number; seenAt: number | undefined },
): NhrpRequest {
  const nat = seenAt === undefined ? undefined : clientOf({ nbma: seenAt, address: request.source, mtu: own.mtu });
  return {
    ...request,
    operation: nhrpOperations.registrationReply,
    hopCount,
    clients: request.clients.map((client) => ({ ...client, code })),
    extensions: extensionsOf(own, { responder: own, nat }),
  };
}

export function resolutionRequest(own: Sender, destination: number, requestId: number): NhrpRequest {
  const { router, authoritative, sourceStable, nat } = nhrpFlags;
  const client = { ...clientOf(own, { holdingTime: own.holdingTime, prefixLength: 32 }), nbma: undefined, protocol: undefined }; // prettier-ignore
  return {
    operation: nhrpOperations.resolutionRequest,
    ...{ hopCount, requestId, sourceNbma: own.nbma, source: own.address, destination },
    flags: router | authoritative | sourceStable | nat,
    clients: [client],
    extensions: extensionsOf(own),
  };
}

/** @param found undefined where nobody is known under the address */
export function resolutionReply(
  own: Sender,
  request: NhrpRequest,
  found: { nbma: number; address: number; holdingTime: number; prefixLength?: number } | { code: number },
): NhrpRequest {
  const { router, authoritative, destinationStable, uniqueResolution, nat } = nhrpFlags;
  const isFound = 'nbma' in found;
  const clients = isFound
    ? [clientOf({ ...found, mtu: own.mtu }, { holdingTime: found.holdingTime, prefixLength: found.prefixLength ?? 32 })]
    : [clientOf(own, { code: found.code, nbma: undefined, protocol: undefined })];
  return {
    ...request,
    operation: nhrpOperations.resolutionReply,
    hopCount,
    flags: (request.flags & router) | nat | (isFound ? authoritative | destinationStable | uniqueResolution : 0),
    clients,
    extensions: extensionsOf(own, { responder: own }),
  };
}

export function purgeRequest(
  own: Sender,
  { requester, address, prefixLength }: { requester: number; address: number; prefixLength: number },
  requestId: number,
): NhrpRequest {
  const client = { ...clientOf({ ...own, address }, { prefixLength }), nbma: undefined, mtu: 0 };
  return {
    operation: nhrpOperations.purgeRequest,
    ...{ hopCount, requestId, sourceNbma: own.nbma, source: own.address, destination: requester },
    flags: 0,
    clients: [client],
    extensions: extensionsOf(own, { hasNat: false }),
  };
}

/** The request itself, sent back with its addresses as they are (RFC 2332 section 5.2.6). */
export function purgeReply(own: Sender, request: NhrpRequest): NhrpRequest {
  return {
    ...request,
    operation: nhrpOperations.purgeReply,
    hopCount,
    extensions: extensionsOf(own, { responder: own, hasNat: false }),
  };
}

/** @param packet what is wrong, as it came: its beginning goes back */
export function errorIndication(own: Sender, about: NhrpMessage, code: number, packet: Uint8Array): NhrpMessage {
  return {
    operation: nhrpOperations.errorIndication,
    ...{ hopCount, sourceNbma: own.nbma, source: own.address, destination: about.source },
    ...{ code, offset: 0, contents: packet.slice(0, mostQuoted) },
    extensions: [],
  };
}

/** @param packet what has gone a way round, from the address `sender` */
export function trafficIndication(own: Sender, sender: number, packet: Uint8Array): NhrpMessage {
  return {
    operation: nhrpOperations.trafficIndication,
    ...{ hopCount, sourceNbma: own.nbma, source: own.address, destination: sender },
    ...{ code: 0, offset: 0, contents: packet.slice(0, mostIndicated) },
    extensions: extensionsOf(own),
  };
}
