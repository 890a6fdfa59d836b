/**
 * Which of our policies an offer fits. IOS compares "its own highest priority policy against the policies received",
 * and then its next one (Cisco IOS IPv6 configuration guide, "Implementing IPsec", IKE policies): our order decides.
 */
import { bytesOfLatin1 } from '../../base/bytes.ts';
import { numberOfAttribute } from '../wire/isakmp/attribute.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Proposal } from '../wire/isakmp/proposal.ts';
import type { SecurityAssociationPayload } from '../wire/isakmp/security-association.ts';
import type { Transform } from '../wire/isakmp/transform.ts';
import type { Association } from './association.ts';
import type { IkeAuthentication, IkeEnvironment, IsakmpPolicy, PeerIdentity } from './environment.ts';
import type { Phase1Mismatch } from './events.ts';
import { lifetimeOffered, mismatchOf } from './phase1-transform.ts';

export interface Suite {
  policy: IsakmpPolicy;
  proposal: Proposal;
  transform: Transform;
}

/** Undefined when nothing in the offer fits any of our policies, or cannot be authenticated. */
export function chooseSuite(
  association: Association,
  { proposals }: SecurityAssociationPayload,
  identity: PeerIdentity | undefined,
): Suite | undefined {
  const { connectionId, local, remote } = association;
  const hasKey = findPresharedKey(association, 'policies', identity) !== undefined;
  const offered = proposals.filter(({ protocol }) => protocol === securityProtocols.PROTO_ISAKMP);
  for (const policy of association.env.policies(remote)) {
    for (const proposal of offered) {
      const transform = proposal.transforms.find((one) =>
        isAcceptable(association, { policy, proposal, transform: one }, hasKey),
      );
      if (transform) return { policy, proposal, transform };
    }
  }
  association.trace({ kind: 'no-suite-accepted', connectionId, local, remote });
  return undefined;
}

/** `set aggressive-mode password` of a peer comes before the keys of all peers. */
function presharedKeyOf(env: IkeEnvironment, remote: number, identity?: PeerIdentity): Uint8Array | undefined {
  const password = env.settings?.().aggressivePeers.get(remote)?.password;
  return password === undefined ? env.preSharedKey(remote, identity) : bytesOfLatin1(password);
}

export function findPresharedKey(
  { env, connectionId, remote }: Association,
  use: 'begin' | 'policies' | 'keys',
  identity?: PeerIdentity,
): Uint8Array | undefined {
  const key = presharedKeyOf(env, remote, identity);
  env.trace({ kind: key ? 'key-found' : 'key-missing', connectionId, remote, use });
  return key;
}

function isAcceptable(association: Association, { policy, proposal, transform }: Suite, hasKey: boolean): boolean {
  const { connectionId } = association;
  const { number, attributes } = transform;
  association.trace({ kind: 'suite-checked', connectionId, transform: number, priority: policy.priority, attributes });
  const why = mismatchOf(policy, transform) ?? unauthenticable(association, policy, hasKey);
  const isLast = transform === proposal.transforms.at(-1);
  association.trace(
    why ? { kind: 'suite-refused', connectionId, why, isLast } : { kind: 'suite-accepted', connectionId, isLast },
  );
  return why === undefined;
}

function unauthenticable(
  association: Association,
  { authentication }: IsakmpPolicy,
  hasKey: boolean,
): Phase1Mismatch | undefined {
  if (authentication === 'pre-share') return hasKey ? undefined : 'no-key';
  return hasOwnKey(association, authentication) ? undefined : 'no-certificate';
}

/** A key pair of ours, and for encryption the peer's public key, which somebody has typed in. */
function hasOwnKey({ env, remote, trustpoints }: Association, method: IkeAuthentication): boolean {
  const own = env.credentials?.identity(trustpoints);
  if (method !== 'rsa-encr') return own?.keyKind === 'rsa';
  const decrypter = env.credentials?.decrypter?.() ?? own;
  return decrypter !== undefined && env.credentials?.keyOf(remote) !== undefined;
}

/** Whether there is any suite of ours with which a peer could be authenticated: without one it is pointless to begin. */
export function canAuthenticate(association: Association, policies: readonly IsakmpPolicy[]): boolean {
  if (findPresharedKey(association, 'begin')) return true;
  return policies.some(
    ({ authentication }) => authentication !== 'pre-share' && hasOwnKey(association, authentication),
  );
}

/**
 * Takes the suite and starts its lifetime, the lower one of ours and the offered.
 * @returns whether ours is the lower: the peer will want to know (RFC 2407 section 4.6.3.1)
 */
export function adopt(association: Association, { policy, transform }: Suite): boolean {
  const offered = lifetimeOffered(transform.attributes);
  const theirs = offered ? numberOfAttribute(offered) : policy.lifetime;
  const seconds = Math.min(policy.lifetime, theirs);
  association.policy = { ...policy, lifetime: seconds };
  association.startLifetime(seconds);
  association.trace({ kind: 'lifetime-started', connectionId: association.connectionId, offered, seconds });
  return policy.lifetime < theirs;
}
