/**
 * Which of our policies an offer fits. IOS compares "its own highest priority policy against the policies received",
 * and then its next one (Cisco IOS IPv6 configuration guide, "Implementing IPsec", IKE policies): our order decides.
 */
import { numberOfAttribute } from '../wire/isakmp/attribute.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Proposal } from '../wire/isakmp/proposal.ts';
import type { SecurityAssociationPayload } from '../wire/isakmp/security-association.ts';
import type { Transform } from '../wire/isakmp/transform.ts';
import type { Association } from './association.ts';
import type { IsakmpPolicy } from './environment.ts';
import type { Phase1Mismatch } from './events.ts';
import { lifetimeOffered, mismatchOf } from './phase1-transform.ts';

export interface Suite {
  policy: IsakmpPolicy;
  proposal: Proposal;
  transform: Transform;
}

/** Undefined when nothing in the offer fits any of our policies, or cannot be authenticated. */
export function chooseSuite(association: Association, { proposals }: SecurityAssociationPayload): Suite | undefined {
  const { connectionId, local, remote } = association;
  const hasKey = hasPresharedKey(association, 'policies');
  const offered = proposals.filter(({ protocol }) => protocol === securityProtocols.PROTO_ISAKMP);
  for (const policy of association.env.policies()) {
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

export function hasPresharedKey(
  { env, connectionId, remote }: Association,
  use: 'begin' | 'policies' | 'keys',
): boolean {
  const hasKey = env.preSharedKey(remote) !== undefined;
  env.trace({ kind: hasKey ? 'key-found' : 'key-missing', connectionId, remote, use });
  return hasKey;
}

function isAcceptable(association: Association, { policy, proposal, transform }: Suite, hasKey: boolean): boolean {
  const { connectionId } = association;
  const { number, attributes } = transform;
  association.trace({ kind: 'suite-checked', connectionId, transform: number, priority: policy.priority, attributes });
  const why = mismatchOf(policy, transform) ?? unauthenticable(policy, hasKey);
  const isLast = transform === proposal.transforms.at(-1);
  association.trace(
    why ? { kind: 'suite-refused', connectionId, why, isLast } : { kind: 'suite-accepted', connectionId, isLast },
  );
  return why === undefined;
}

function unauthenticable({ authentication }: IsakmpPolicy, hasKey: boolean): Phase1Mismatch | undefined {
  if (authentication !== 'pre-share') return 'no-certificate';
  return hasKey ? undefined : 'no-key';
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
