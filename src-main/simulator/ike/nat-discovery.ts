/**
 * NAT discovery (RFC 3947 section 3.2): each end sends a hash of the address and port that it sends to, and then one of
 * those that it sends from. What does not match has been changed on the way. With a NAT found the initiator goes over to
 * port 4500 with its next message (section 4), and the responder follows.
 */
import { bytesOfNumber, equalBytes } from '../../base/bytes.ts';
import { hash } from '../crypto/mac.ts';
import type { Payload } from '../wire/isakmp/payloads.ts';
import { udpPorts } from '../wire/udp.ts';
import type { Association } from './association.ts';
import type { Task } from './task.ts';

/** Of the RFC, or of the drafts 00 to 03, which had private numbers for everything. */
export type TraversalVersion = 'rfc' | 'draft';

/** Of NAT-D in those drafts. */
const draftType = 130;

/** Undefined when either end cannot do it. */
export function traversalOf({ env, vendors }: Association): TraversalVersion | undefined {
  if (env.isNatTransparent?.() === false) return undefined;
  if (vendors.has('NAT-T RFC 3947') || vendors.has('NAT-T draft 07')) return 'rfc';
  const isDraft = (['NAT-T draft 03', 'NAT-T draft 02', 'NAT-T draft 02 without line end'] as const).some((one) =>
    vendors.has(one),
  );
  return isDraft ? 'draft' : undefined;
}

export function natDiscovery(association: Association): Task {
  return {
    build: (message) => {
      const version = traversalOf(association);
      if (version) message.push(payloadOf(version, theirs(association)), payloadOf(version, ours(association)));
    },
    process: (message) => {
      const [first, ...rest] = message.map(hashIn).filter((hash) => hash !== undefined);
      if (first && rest.length > 0 && traversalOf(association)) judge(association, first, rest);
      return 'done';
    },
  };
}

function judge(association: Association, own: Uint8Array, others: readonly Uint8Array[]): void {
  const { connectionId } = association;
  const { local, remote, arrival } = association;
  // Of the message itself: aggressive mode's last one has gone over to the other port already.
  const isLocalBehind = !equalBytes(own, hashOf(association, local, arrival.local));
  const theirHash = hashOf(association, remote, arrival.remote);
  const isRemoteBehind = !others.some((one) => equalBytes(one, theirHash));
  association.trace({ kind: 'nat-hash', connectionId, isOurs: true, isMatch: !isLocalBehind });
  association.trace({ kind: 'nat-hash', connectionId, isOurs: false, isMatch: !isRemoteBehind });
  association.trace({ kind: 'nat-judged', connectionId, isLocalBehind, isRemoteBehind });
  association.nat = { isLocalBehind, isRemoteBehind };
  if (association.isNatFound && association.role === 'initiator') {
    association.changePorts({ local: udpPorts.natTraversal, remote: udpPorts.natTraversal });
  }
}

const ours = (association: Association): Uint8Array => hashOf(association, association.local, association.ports.local);
const theirs = (association: Association): Uint8Array =>
  hashOf(association, association.remote, association.ports.remote);

/** HASH(CKY-I | CKY-R | IP | Port) with the hash that the policy has. */
function hashOf({ policy, initiatorCookie, responderCookie }: Association, address: number, port: number): Uint8Array {
  const place = [bytesOfNumber(address, 4), bytesOfNumber(port, 2)];
  return hash(policy?.hash ?? 'sha1', initiatorCookie, responderCookie, ...place);
}

function payloadOf(version: TraversalVersion, data: Uint8Array): Payload {
  return version === 'rfc' ? { kind: 'natDiscovery', data } : { kind: 'unknown', type: draftType, body: data };
}

function hashIn(payload: Payload): Uint8Array | undefined {
  if (payload.kind === 'natDiscovery') return payload.data;
  const isDraft = payload.kind === 'unknown' && payload.type === draftType && payload.body.length > 0;
  return isDraft ? payload.body : undefined;
}
