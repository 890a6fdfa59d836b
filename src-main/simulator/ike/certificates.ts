/**
 * Certificates in phase 1 (RFC 2409 section 5.1, RFC 4945): which authorities we trust goes out with the key exchange,
 * our certificate with our signature.
 */
import { latin1Of, u32 } from '../../base/bytes.ts';
import type { TrustedCertificate } from '../pki/credentials.ts';
import { isSameName } from '../pki/distinguished-name.ts';
import type { IdentificationPayload } from '../wire/isakmp/identification.ts';
import { identificationTypes } from '../wire/isakmp/numbers.ts';
import type { Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import type { IkeRole } from './events.ts';
import { policyOf, type Phase1Negotiation } from './negotiation.ts';
import type { Task, Verdict } from './task.ts';

/** X.509 certificate for signatures (RFC 2408 section 3.9). */
const forSignatures = 4;

const isSigned = (association: Association, negotiation: Phase1Negotiation): boolean =>
  policyOf(association, negotiation)?.authentication === 'rsa-sig';

/** One request for each authority. */
export function certificateRequests(association: Association, negotiation: Phase1Negotiation): Task {
  const { env } = association;
  return {
    build: (message) => {
      const { connectionId } = association;
      if (!isSigned(association, negotiation)) return;
      for (const { subject } of env.credentials?.authorities(association.trustpoints) ?? []) {
        association.trace({ kind: 'certificate-requested', connectionId, isOurs: true, authority: subject });
        message.push({ kind: 'certificateRequest', encoding: forSignatures, data: subject });
      }
    },
    process: (message) => {
      const { connectionId } = association;
      for (const payload of message) {
        if (payload.kind !== 'certificateRequest') continue;
        association.trace({ kind: 'payload', connectionId, payload: 'CERT_REQ', messageId: 0 });
        association.trace({ kind: 'certificate-requested', connectionId, isOurs: false, authority: payload.data });
      }
      return 'done';
    },
  };
}

/** @param from whose certificate this message carries; both ends' where each message of the round has one */
export function certificates(association: Association, negotiation: Phase1Negotiation, from?: IkeRole): Task {
  const { role } = association;
  return {
    build: (message) => {
      const own = association.env.credentials?.identity(association.trustpoints);
      if (!isSigned(association, negotiation) || !own || (from ?? role) !== role) return;
      association.trace({
        kind: 'certificate-sent',
        connectionId: association.connectionId,
        subject: own.subject,
      });
      for (const data of own.chain) message.push({ kind: 'certificate', encoding: forSignatures, data });
    },
    process: (message) =>
      !isSigned(association, negotiation) || (from ?? 'both') === role
        ? 'done'
        : judge(association, negotiation, message),
  };
}

function judge(association: Association, negotiation: Phase1Negotiation, message: readonly Payload[]): Verdict {
  const { env, connectionId, remote } = association;
  const chain = message.flatMap((payload) =>
    payload.kind === 'certificate' && payload.encoding === forSignatures ? [payload.data.slice()] : [],
  );
  if (chain.length === 0) {
    negotiation.peerKey = env.credentials?.keyOf(remote);
    return negotiation.peerKey ? 'done' : 'unusable';
  }
  association.trace({ kind: 'payload', connectionId, payload: 'CERT', messageId: 0 });
  const verdict = env.credentials?.judge(chain, association.trustpoints);
  if (verdict?.kind !== 'trusted') {
    association.trace({ kind: 'certificate-judged', connectionId, remote, subjectText: '', refused: verdict });
    negotiation.isProofBad = true;
    return 'failed';
  }
  const { subjectText } = verdict;
  association.trace({ kind: 'certificate-judged', connectionId, remote, subjectText, refused: undefined });
  negotiation.peerKey = verdict.key;
  [negotiation.peerCertificate] = chain;
  const { peerIdentification } = negotiation;
  if (!peerIdentification || isNamed(verdict, peerIdentification)) return 'done';
  association.trace({ kind: 'proof-failed', connectionId, remote, why: 'identity' });
  negotiation.isProofBad = true;
  return 'failed';
}

/** A name that the certificate has none of is not checked, as on IOS: many have neither address nor host name. */
function isNamed({ subject, names }: TrustedCertificate, { type, data }: IdentificationPayload): boolean {
  const { ID_DER_ASN1_DN, ID_FQDN, ID_USER_FQDN, ID_IPV4_ADDR } = identificationTypes;
  if (type === ID_DER_ASN1_DN) return isSameName(subject, data);
  if (type === ID_FQDN) return isSameText(names.fqdn, data);
  if (type === ID_USER_FQDN) return isSameText(names.email, data);
  return type !== ID_IPV4_ADDR || names.address === undefined || names.address === u32(data, 0);
}

function isSameText(name: string | undefined, data: Uint8Array): boolean {
  return name === undefined || name.toLowerCase() === latin1Of(data).toLowerCase();
}
