/**
 * debug nhrp [packet], debug dmvpn all nhrp: what NHRP sends and hears. Texts: published debugs of 12.4T and 15 (`NHRP: Send
 * Registration Request via Tunnel0 vrf 0, packet size: 92` and the lines below it); the names of codes are RFC 2332's.
 */
import { formatIpv4 } from '../../../base/address.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { parseClients, type ClientInformation } from '../../wire/nhrp/client-information.ts';
import { authenticationOf, nhrpExtensions, type NhrpExtension } from '../../wire/nhrp/extensions.ts';
import {
  isIndication,
  nhrpFlags,
  nhrpOperations,
  type NhrpMessage,
  type NhrpRequest,
} from '../../wire/nhrp/message.ts';
import type { TunnelNhrpEvent } from '../../router/tunnel/nhrp-service.ts';
import { declareDebug } from '../debug/declare-debug.ts';
import type { DebugTopic } from '../debug/debugging.ts';
import type { IosDevice } from '../device.ts';
import { codeText } from './nhrp-codes.ts';

const general: DebugTopic = { words: 'nhrp', group: 'NHRP', title: 'NHRP protocol debugging' };
const packets: DebugTopic = { words: 'nhrp packet', group: 'NHRP', title: 'NHRP activity debugging' };

export function declareDebugNhrp(): void {
  declareDebug(general, { nhrp: 'NHRP protocol' });
  declareDebug(packets, { 'nhrp packet': 'NHRP activity' });
}

export function debugNhrp({ router, debugging }: IosDevice): void {
  router.nhrp.events.on((event) => {
    debugging.say(packets, () => packetLines(event));
    debugging.say(general, () => generalLines(event));
  });
}

const operationNames = {
  [nhrpOperations.resolutionRequest]: 'Resolution Request',
  [nhrpOperations.resolutionReply]: 'Resolution Reply',
  [nhrpOperations.registrationRequest]: 'Registration Request',
  [nhrpOperations.registrationReply]: 'Registration Reply',
  [nhrpOperations.purgeRequest]: 'Purge Request',
  [nhrpOperations.purgeReply]: 'Purge Reply',
  [nhrpOperations.errorIndication]: 'Error Indication',
  [nhrpOperations.trafficIndication]: 'Traffic Indication',
} as const;

function packetLines(event: TunnelNhrpEvent): string[] {
  if (event.kind !== 'sent' && event.kind !== 'received') return [];
  const { message, size } = event;
  const verb = event.kind === 'sent' ? 'Send' : 'Receive';
  return [
    `NHRP: ${verb} ${operationNames[message.operation]} via ${event.interface} vrf 0, packet size: ${size}`,
    ...(event.kind === 'sent' ? [` src: ${formatIpv4(message.source)}, dst: ${formatIpv4(message.destination)}`] : []),
    ` (F) afn: IPv4(1), type: IP(800), hop: ${message.hopCount}, ver: 1`,
    '     shtl: 4(NSAP), sstl: 0(NSAP)',
    ...mandatoryLines(message),
    ...message.extensions.flatMap(extensionLines),
  ];
}

function mandatoryLines(message: NhrpMessage): string[] {
  const about = isIndication(message)
    ? [` (M) error code: ${codeText(message.code)}, offset: ${message.offset}`]
    : [` (M) flags: "${flagsText(message)}", reqid: ${message.requestId} `];
  return [
    ...about,
    `     src NBMA: ${formatIpv4(message.sourceNbma)}`,
    `     src protocol: ${formatIpv4(message.source)}, dst protocol: ${formatIpv4(message.destination)}`,
    ...(isIndication(message) ? [] : message.clients.flatMap((one, index) => clientLines(one, index, ''))),
  ];
}

function flagsText({ operation, flags }: NhrpRequest): string {
  const isResolution = operation === nhrpOperations.resolutionRequest || operation === nhrpOperations.resolutionReply;
  const isRegistration =
    operation === nhrpOperations.registrationRequest || operation === nhrpOperations.registrationReply;
  const { router, authoritative, destinationStable, uniqueResolution, sourceStable, unique, nat } = nhrpFlags;
  const names: [number, string][] = isResolution
    ? [
        [router, 'router '],
        [authoritative, 'auth '],
        [destinationStable, 'dst-stable '],
        [uniqueResolution, 'unique '],
        [sourceStable, 'src-stable '],
      ]
    : [[isRegistration ? unique : 0, 'unique ']];
  return [...names, [nat, 'nat '] as const].map(([bit, name]) => ((flags & bit) === 0 ? '' : name)).join('');
}

function clientLines(client: ClientInformation, index: number, margin: string): string[] {
  const { code, prefixLength, mtu, holdingTime, nbma, protocol, preference } = client;
  const lengthOf = (address: number | undefined): number => (address === undefined ? 0 : 4);
  const lines = [
    ` (C-${index + 1}) code: ${codeText(code)}`,
    `       prefix: ${prefixLength}, mtu: ${mtu}, hd_time: ${holdingTime}`,
    `       addr_len: ${lengthOf(nbma)}(NSAP), subaddr_len: 0(NSAP), proto_len: ${lengthOf(protocol)}, pref: ${preference}`,
    ...(nbma === undefined ? [] : [`       client NBMA: ${formatIpv4(nbma)}`]),
    ...(protocol === undefined ? [] : [`       client protocol: ${formatIpv4(protocol)}`]),
  ];
  return lines.map((line) => margin + line);
}

const extensionNames: Readonly<Record<number, string>> = {
  [nhrpExtensions.responder]: 'Responder Address Extension',
  [nhrpExtensions.forwardTransit]: 'Forward Transit NHS Record Extension',
  [nhrpExtensions.reverseTransit]: 'Reverse Transit NHS Record Extension',
  [nhrpExtensions.authentication]: 'Authentication Extension',
  [nhrpExtensions.natAddress]: 'NAT address Extension',
};

function extensionLines(extension: NhrpExtension): string[] {
  const { type, value } = extension;
  const title = ` ${extensionNames[type] ?? 'Unknown Extension'}(${type}):`;
  const key = authenticationOf([extension]);
  if (key !== undefined) return [title, `   type:Cleartext(1), data:${key} `];
  const clients = parseClients(value);
  return [title, ...(isMalformed(clients) ? [] : clients.flatMap((one, index) => clientLines(one, index, ' ')))];
}

/** In one line each, with what came of it. */
function generalLines(event: TunnelNhrpEvent): string[] {
  switch (event.kind) {
    case 'sent':
      return [
        `NHRP: Attempting to send packet via DEST ${formatIpv4(event.message.destination)}`,
        `NHRP: Encapsulation succeeded.  Tunnel IP addr ${formatIpv4(event.nbma)}`,
        `NHRP: Send ${operationNames[event.message.operation]} via ${event.interface} vrf 0, packet size: ${event.size}`,
      ];
    case 'received':
      return [
        `NHRP: Receive ${operationNames[event.message.operation]} via ${event.interface} vrf 0, packet size: ${event.size}`,
      ];
    case 'server':
      return [`NHRP: NHS-${event.isResponding ? 'UP' : 'DOWN'}: ${formatIpv4(event.address)}`];
    case 'authentication-failed':
      return [
        `NHRP: Authentication failed for packet from ${formatIpv4(event.message.source)} (${formatIpv4(event.nbma)})`,
      ];
    case 'refused':
    case 'error':
      return [];
  }
}
