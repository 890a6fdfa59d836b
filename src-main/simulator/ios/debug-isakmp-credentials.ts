/** `debug crypto isakmp`: certificates, profiles, and the transaction mode between the phases (seed 001). */
import { formatIpv4 } from '../../base/address.ts';
import type { IkeEvent, TransactionMessage } from '../ike/events.ts';
import { textOfName } from '../pki/distinguished-name.ts';
import { isakmp, isakmpOld, signed, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds =
  | 'certificate-requested'
  | 'certificate-sent'
  | 'certificate-judged'
  | 'proof-failed'
  | 'profile-matched'
  | 'transaction-sent'
  | 'transaction-received'
  | 'xauth-judged'
  | 'client-configured';

const transactions: Readonly<Record<TransactionMessage, string>> = {
  request: 'REQUEST',
  reply: 'REPLY',
  set: 'SET',
  acknowledge: 'ACK',
};

const failures = {
  identity: ' The identity of the peer is not that of its certificate',
  signature: ' signature invalid!',
  hash: ' authentication failed: the hash does not match',
} as const;

export const credentialLines: LinesOf<IkeEvent, Kinds> = {
  'certificate-requested': ({ connectionId, isOurs, authority }) =>
    isOurs
      ? [isakmpOld(connectionId, `constructing CERT_REQ for issuer ${textOfName(authority)}`)]
      : [
          isakmp(connectionId, ' peer wants a CT_X509_SIGNATURE cert'),
          isakmp(connectionId, ` peer wants cert issued by ${textOfName(authority)}`),
        ],
  'certificate-sent': ({ connectionId, subject }) => [
    isakmpOld(connectionId, `constructing CERT payload for ${textOfName(subject)}`),
  ],
  'certificate-judged': ({ connectionId, subjectText, refused }) => [
    isakmp(connectionId, ' processing a CT_X509_SIGNATURE cert'),
    refused === undefined
      ? isakmp(connectionId, ` peer's pubkey is taken from its certificate ${subjectText}`)
      : isakmp(connectionId, ` certificate validation failed: ${refused.why}`),
  ],
  'proof-failed': ({ connectionId, why }) => [isakmp(connectionId, failures[why])],
  'profile-matched': ({ connectionId, profile }) =>
    profile === undefined ? [] : [isakmp(connectionId, `: peer matches ${profile} profile`)],
  'transaction-sent': ({ connectionId, message, messageId }) => [
    isakmp(connectionId, ` initiating peer config, ${transactions[message]}. ID = ${signed(messageId)}`),
  ],
  'transaction-received': ({ connectionId, message, messageId }) => [
    isakmp(connectionId, `processing transaction payload. message ID = ${signed(messageId)}`),
    `ISAKMP: Config payload ${transactions[message]}`,
  ],
  'xauth-judged': ({ connectionId, userName, isAccepted }) => [
    isakmp(connectionId, `XAUTH of user ${userName} ${isAccepted ? 'succeeded' : 'failed'}`),
  ],
  'client-configured': ({ connectionId, role, address }) => [
    isakmp(connectionId, `${role === 'server' ? 'allocating' : 'assigned'} address ${formatIpv4(address)}`),
  ],
};
