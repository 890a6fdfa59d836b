/** `debug crypto isakmp`: certificates and profiles. */
import type { IkeEvent } from '../../ike/events.ts';
import { textOfName } from '../../pki/distinguished-name.ts';
import { isakmp, isakmpOld, type LinesOf } from './debug-crypto-spelling.ts';

type Kinds = 'certificate-requested' | 'certificate-sent' | 'certificate-judged' | 'proof-failed' | 'profile-matched';

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
  // Without a connection id, on the consoles of 12.4T.
  'profile-matched': ({ profile }) => [
    isakmp(0, `: peer matches ${profile === undefined ? '*none* of the profiles' : `${profile} profile`}`),
  ],
};
