/** How each end proves who it is, and what it thinks of the other one's proof (RFC 7296 section 2.15). */
import { signedOctets } from '../crypto/ikev2-keys.ts';
import type { OwnIdentity, PeerKey, TrustedCertificate } from '../pki/credentials.ts';
import { isSameName } from '../pki/distinguished-name.ts';
import type { Typed } from '../wire/ikev2/bodies.ts';
import { X509_SIGNATURE } from '../wire/ikev2/numbers.ts';
import { emitBody, findPayload, payloadsOfKind, type Payload } from '../wire/ikev2/payloads.ts';
import type { Association } from './association.ts';
import { isSharedKeyAuth, isSignatureAuth, kindOfAuth, sharedKeyAuth, signatureAuth } from './authentication.ts';
import type { Ikev2Identity, Ikev2Profile } from './configuration.ts';
import type { Ikev2AuthFailure } from './events.ts';
import { identityOf, typedOf } from './identity.ts';
import { keyringPeerFor, secretOf, type Claim } from './profiles.ts';
import type { Ikev2Role } from './view.ts';

type Failed = { failure: Ikev2AuthFailure };
const failed = (failure: Ikev2AuthFailure): Failed => ({ failure });

/** The payloads that prove who we are: identity, certificates, authenticator. */
export function prove(association: Association, profile: Ikev2Profile): { payloads: Payload[] } | Failed {
  const method = profile.authenticationLocal ?? 'pre-share';
  const own = method === 'pre-share' ? undefined : certificateFor(association, profile, method);
  if (!own && method !== 'pre-share') return failed('no-certificate');
  const identity = ownIdentity(association, profile, own);
  association.localIdentity = identity;
  association.localAuthentication = method;
  association.trace({ kind: 'identity', sa: association, isOurs: true, identity });
  const { role } = association;
  const id: Payload = { kind: role === 'initiator' ? 'idi' : 'idr', ...typedOf(identity) };
  const octets = octetsOf(association, role, emitBody(id));
  association.trace({ kind: 'authenticating', sa: association, isOurs: true, method });
  const auth = own ? signatureAuth(own, octets, association.peerHashes) : sharedKeyProof(association, profile, octets);
  if (!auth) return failed('no-key');
  return { payloads: [id, ...certificatesOf(own), { kind: 'auth', ...auth }] };
}

function certificateFor(
  { env }: Association,
  { trustpoints }: Ikev2Profile,
  method: 'rsa-sig' | 'ecdsa-sig',
): OwnIdentity | undefined {
  const own = env.credentials?.identity(trustpoints);
  return own?.keyKind === (method === 'rsa-sig' ? 'rsa' : 'ec') ? own : undefined;
}

function certificatesOf(own: OwnIdentity | undefined): Payload[] {
  return own ? own.chain.map((data) => ({ kind: 'cert', type: X509_SIGNATURE, data })) : [];
}

/** IOS's default: the subject of the certificate where one is shown, otherwise the address. */
function ownIdentity(
  { local }: Association,
  { identityLocal }: Ikev2Profile,
  own: OwnIdentity | undefined,
): Ikev2Identity {
  if (identityLocal !== undefined && identityLocal !== 'dn') return identityLocal;
  return own ? { kind: 'dn', der: own.subject, text: '' } : { kind: 'address', address: local };
}

function sharedKeyProof(association: Association, profile: Ikev2Profile, octets: Uint8Array): Typed | undefined {
  const secret = sharedKey(association, profile, 'localKey');
  return secret && association.suite && sharedKeyAuth(association.suite.prf, secret, octets);
}

function sharedKey(
  association: Association,
  profile: Ikev2Profile,
  side: 'localKey' | 'remoteKey',
): Uint8Array | undefined {
  const { env, remote, remoteIdentity: identity } = association;
  const secret = secretOf(keyringPeerFor(env.configuration, profile, { remote, identity })?.[side]);
  association.trace({ kind: secret ? 'key-found' : 'key-missing', sa: association, profile: profile.name });
  return secret;
}

/** What that end signs. @param identity its identification payload without the generic header */
function octetsOf({ opening, keys, suite }: Association, role: Ikev2Role, identity: Uint8Array): Uint8Array {
  const { initiatorMessage, responderMessage, initiatorNonce, responderNonce } = opening;
  const [message, nonce, keyP] =
    role === 'initiator' ? [initiatorMessage, responderNonce, keys?.pi] : [responderMessage, initiatorNonce, keys?.pr];
  // There are keys, so that the first exchange is over.
  if (!suite || !message || !nonce || !keyP) throw new Error('the first exchange is not over');
  return signedOctets(suite.prf, { message, nonce, keyP, identity });
}

/** Who the peer says that it is; undefined when it does not say, or in a way that we do not know. */
export function claimOf(association: Association, payloads: readonly Payload[]): Claim | undefined {
  const id = findPayload(payloads, association.role === 'initiator' ? 'idr' : 'idi');
  const identity = id && identityOf(id);
  association.remoteIdentity = identity;
  if (identity) association.trace({ kind: 'identity', sa: association, isOurs: false, identity });
  const [certificate] = certificateChain(payloads);
  const isMapped = (map: string): boolean =>
    certificate !== undefined && association.env.credentials?.isMapped?.(certificate, map) === true;
  return identity && { identity, isMapped };
}

/** The peer's own first. */
function certificateChain(payloads: readonly Payload[]): Uint8Array[] {
  const certificates = payloadsOfKind(payloads, 'cert').filter(({ type }) => type === X509_SIGNATURE);
  return certificates.map(({ data }) => data);
}

/** Whether the peer is who it says; undefined when it is. */
export function doubt(
  association: Association,
  profile: Ikev2Profile,
  payloads: readonly Payload[],
): Ikev2AuthFailure | undefined {
  const peerRole = association.role === 'initiator' ? 'responder' : 'initiator';
  const id = findPayload(payloads, peerRole === 'initiator' ? 'idi' : 'idr');
  const auth = findPayload(payloads, 'auth');
  if (!auth || !id) return 'extensible';
  const method = kindOfAuth(auth);
  if (!method || !profile.authenticationRemote.includes(method)) return 'method';
  association.remoteAuthentication = method;
  association.trace({ kind: 'authenticating', sa: association, isOurs: false, method });
  const octets = octetsOf(association, peerRole, emitBody(id));
  const why =
    method === 'pre-share'
      ? doubtSharedKey(association, profile, { auth, octets })
      : doubtSignature(association, profile, { auth, octets, payloads });
  if (!why) association.trace({ kind: 'authenticated', sa: association, isOurs: false, method });
  return why;
}

interface Proof {
  auth: Typed;
  octets: Uint8Array;
}

function doubtSharedKey(
  association: Association,
  profile: Ikev2Profile,
  { auth, octets }: Proof,
): Ikev2AuthFailure | undefined {
  const secret = sharedKey(association, profile, 'remoteKey');
  if (!secret || !association.suite) return 'no-key';
  return isSharedKeyAuth(auth, sharedKeyAuth(association.suite.prf, secret, octets)) ? undefined : 'mismatch';
}

function doubtSignature(
  association: Association,
  profile: Ikev2Profile,
  { auth, octets, payloads }: Proof & { payloads: readonly Payload[] },
): Ikev2AuthFailure | undefined {
  const key = trustedKey(association, profile, payloads);
  if (!key) return 'peer-certificate';
  return isSignatureAuth(auth, key, octets) ? undefined : 'mismatch';
}

function trustedKey(
  association: Association,
  { trustpoints }: Ikev2Profile,
  payloads: readonly Payload[],
): PeerKey | undefined {
  const chain = certificateChain(payloads);
  const judgement = chain.length > 0 ? association.env.credentials?.judge(chain, trustpoints) : undefined;
  if (judgement?.kind !== 'trusted') {
    const { why = 'missing', serial = '', at } = judgement ?? {};
    association.trace({ kind: 'certificate-refused', sa: association, why, serial, at });
    return undefined;
  }
  if (!isNamed(association, judgement)) {
    const { serial } = judgement;
    association.trace({ kind: 'certificate-refused', sa: association, why: 'identity', serial, at: undefined });
    return undefined;
  }
  association.trace({ kind: 'certificate-trusted', sa: association, subject: judgement.subjectText });
  return judgement.key;
}

/** A distinguished name is the certificate's; of other names the certificate need not speak, but may not contradict. */
function isNamed(association: Association, certificate: TrustedCertificate): boolean {
  const { remoteIdentity: identity } = association;
  const { names, subject, subjectText } = certificate;
  switch (identity?.kind) {
    case 'dn':
      association.remoteIdentity = { ...identity, text: subjectText };
      return isSameName(identity.der, subject);
    case 'address':
      return (names.address ?? identity.address) === identity.address;
    case 'fqdn':
    case 'email':
      return (names[identity.kind] ?? identity.name).toLowerCase() === identity.name.toLowerCase();
    case 'key-id':
      return true;
    case undefined:
      return false;
  }
}
