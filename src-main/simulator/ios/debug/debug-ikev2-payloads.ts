/** Messages of IKE version 2 in debug output: their payloads by name, and what a proposal offers. */
import { hexOf } from '../../../base/bytes.ts';
import { keyOf, encryptionIds, integrityIds, prfIds, protocols, transformTypes } from '../../wire/ikev2/numbers.ts';
import type { Payload } from '../../wire/ikev2/payloads.ts';
import type { Proposal, Transform } from '../../wire/ikev2/proposal.ts';
import { nameOfGroup } from '../ikev2/ikev2-names.ts';
import { nameOfNotification } from '../ikev2/ikev2-statistics.ts';

const names: Readonly<Record<Exclude<Payload['kind'], 'notify' | 'unknown'>, string>> = {
  sa: 'SA',
  ke: 'KE',
  nonce: 'N',
  idi: 'IDi',
  idr: 'IDr',
  cert: 'CERT',
  certreq: 'CERTREQ',
  auth: 'AUTH',
  delete: 'DELETE',
  vendorId: 'VID',
  tsi: 'TSi',
  tsr: 'TSr',
  cp: 'CFG',
  eap: 'EAP',
  sk: 'ENCR',
  skf: 'ENCR',
};

/** ' SA KE N NOTIFY(NAT_DETECTION_SOURCE_IP) ' */
export function payloadNames(payloads: readonly Payload[]): string {
  const words = payloads.map((payload) => {
    if (payload.kind === 'notify') return `NOTIFY(${nameOfNotification(payload.type)})`;
    return payload.kind === 'unknown' ? `Unknown(${payload.type})` : names[payload.kind];
  });
  return ` ${words.join(' ')} `;
}

/** What stands in the proposals of a message, when it has any. */
export function proposalTexts(payloads: readonly Payload[]): string[] {
  return payloads.flatMap((payload) => (payload.kind === 'sa' ? payload.proposals.map(proposalText) : []));
}

function proposalText({ number, protocol, spi, transforms }: Proposal): string {
  const name = keyOf(protocols, protocol) ?? String(protocol);
  const purpose =
    protocol !== protocols.IKE ? 'IPSec negotiation' : spi.length > 0 ? 'IKE rekey' : 'initial negotiation';
  const words = transforms.map((transform) => `   ${nameOfTransform(transform)}`).join('');
  return `${name} Proposal: ${number}, SPI size: ${spi.length} (${purpose}), \nNum. transforms: ${transforms.length}\n${words}`;
}

function nameOfTransform({ type, id }: Transform): string {
  switch (type) {
    case transformTypes.ENCR:
      return (keyOf(encryptionIds, id) ?? String(id)).replace('-16', '');
    case transformTypes.PRF:
      return keyOf(prfIds, id) ?? String(id);
    case transformTypes.INTEG:
      return (keyOf(integrityIds, id) ?? String(id))
        .replace('SHA1_', 'SHA')
        .replace('MD5_', 'MD5')
        .replace(/_\d+$/, '');
    case transformTypes.DH:
      return nameOfGroup(id);
    default:
      return id === 0 ? "Don't use ESN" : 'Use ESN';
  }
}

export function textOfSpis(initiator: Uint8Array, responder: Uint8Array): string {
  return `Initiator SPI : ${hexOf(initiator).toUpperCase()} - Responder SPI : ${hexOf(responder).toUpperCase()}`;
}
