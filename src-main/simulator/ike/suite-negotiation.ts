/** The first round of main mode: the initiator offers its policies, the responder chooses one (RFC 2409 section 5.4). */
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import { emitPayloadBody, findPayload, type Payload } from '../wire/isakmp/payloads.ts';
import type { SecurityAssociationPayload } from '../wire/isakmp/security-association.ts';
import type { Association } from './association.ts';
import type { IsakmpPolicy } from './environment.ts';
import type { Phase1Negotiation } from './negotiation.ts';
import { transformOfPolicy } from './phase1-transform.ts';
import { adopt, chooseSuite, type Suite } from './suite-judgement.ts';
import type { Task, Verdict } from './task.ts';
import { noteVendorIds } from './vendor-ids.ts';

/** IOS's own suite, which nobody has typed. */
const builtIn = 65535;

export function suiteOffer(association: Association, negotiation: Phase1Negotiation): Task {
  return {
    build: (message) => {
      const policies = offeredPolicies(association);
      if (association.mode === 'aggressive') negotiation.intended = policies[0];
      const offer = offerOf(policies, association.isLoggingIn);
      negotiation.offer = emitPayloadBody(offer);
      message.push(offer);
    },
    process: (message) => {
      const suite = judge(association, message);
      return typeof suite === 'string' ? suite : 'done';
    },
  };
}

export function suiteChoice(association: Association, negotiation: Phase1Negotiation): Task {
  let chosen: SecurityAssociationPayload | undefined;
  return {
    process: (message) => {
      const suite = judge(association, message);
      if (typeof suite === 'string') return suite;
      const { proposal, transform, isOursShorter, offer } = suite;
      negotiation.offer = emitPayloadBody(offer);
      negotiation.isLifetimeShorter = isOursShorter;
      chosen = { kind: 'securityAssociation', proposals: [{ ...proposal, transforms: [transform] }] };
      return 'done';
    },
    build: (message) => {
      if (chosen) message.push(chosen);
    },
  };
}

interface Judged extends Suite {
  offer: SecurityAssociationPayload;
  isOursShorter: boolean;
}

/** IOS looks at the vendor ids twice: for what they say of the authentication, and for what they say of the rest. */
function judge(association: Association, message: readonly Payload[]): Judged | Exclude<Verdict, 'done'> {
  const offer = findPayload(message, 'securityAssociation');
  if (!offer) return 'unusable';
  association.trace({ kind: 'payload', connectionId: association.connectionId, payload: 'SA', messageId: 0 });
  noteVendorIds(association, message);
  // Only in aggressive mode an identity comes with the offer, and may be what a key is found by.
  const suite = chooseSuite(association, offer, findPayload(message, 'identification'));
  if (!suite) return 'failed';
  const isOursShorter = adopt(association, suite);
  noteVendorIds(association, message);
  return { offer, isOursShorter, ...suite };
}

/**
 * The built-in suite is accepted and not offered while there are configured ones: a responder that compares with its
 * own policies, the built-in among them, counts in "Next payload is 0" only those that the initiator's operator typed
 * (faults.tsv, P1-ENC).
 */
export function offeredPolicies({ env, mode, remote }: Association): readonly IsakmpPolicy[] {
  const policies = env.policies(remote);
  const configured = policies.filter(({ priority }) => priority < builtIn);
  const offered = configured.length > 0 ? configured : policies;
  const [first] = offered;
  // The first message of aggressive mode has one public value, and what it says besides depends on the method.
  return mode === 'main'
    ? offered
    : offered.filter(({ group, authentication }) => group === first?.group && authentication === first.authentication);
}

function offerOf(policies: readonly IsakmpPolicy[], isLoggingIn: boolean): SecurityAssociationPayload {
  const transforms = policies.map((policy, i) => transformOfPolicy(policy, i + 1, isLoggingIn));
  const proposal = { number: 1, protocol: securityProtocols.PROTO_ISAKMP, spi: new Uint8Array(), transforms };
  return { kind: 'securityAssociation', proposals: [proposal] };
}
