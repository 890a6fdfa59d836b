/** The security associations between two roles, as each end shows them. */
import type { Exercise } from '../../lab/exercise.ts';
import { associationsOfIos, type IosCapture } from '../../sa/ios.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation, Source } from '../../sa/model.ts';
import type { Evidence } from '../evidence.ts';
import type { Quote } from '../verdict.ts';
import { quoteOf, quotesOfNothing, type Captures } from './captures.ts';
import { outerAddresses } from './places.ts';
import { IPSEC_SA, ISAKMP_SA, ISAKMP_SA_DETAIL } from './shows.ts';

/** One end of what is between two roles. */
export interface End {
  role: string;
  /** The answers that it was read from. */
  evidence: Evidence[];
  associations: DeviceAssociations;
}

export interface Wants {
  isakmp?: boolean;
  detail?: boolean;
  ipsec?: boolean;
}

/**
 * Those of a role with its peer; others are left out.
 * @throws {Unreadable}
 */
export function readEnd(
  exercise: Exercise,
  captures: Captures,
  [role, peer]: readonly [string, string],
  wants: Wants,
): End {
  const sa = wants.isakmp ? captures.read(role, ISAKMP_SA, 'end') : undefined;
  const detail = wants.detail ? captures.read(role, ISAKMP_SA_DETAIL, 'end') : undefined;
  const ipsec = wants.ipsec ? captures.read(role, IPSEC_SA, 'end') : undefined;
  const own = outerAddresses(exercise, role);
  const capture: IosCapture = {
    localAddresses: own,
    ...(sa ? { isakmpSa: sa.records } : {}),
    ...(detail ? { isakmpSaDetail: detail.records } : {}),
    ...(ipsec ? { ipsecSa: ipsec.records } : {}),
  };
  const associations = withPeer(associationsOfIos(capture), outerAddresses(exercise, peer));
  const evidence = [sa, detail, ipsec].flatMap((one) => (one ? [one.evidence] : []));
  return { role, evidence, associations };
}

function withPeer({ ike, children }: DeviceAssociations, peers: readonly string[]): DeviceAssociations {
  const isPeer = (address: string | undefined): boolean => address !== undefined && peers.includes(address);
  return {
    ike: ike.filter((one) => isPeer(one.remote) || isPeer(one.initiator) || isPeer(one.responder)),
    children: children.filter(({ remoteEndpoint }) => isPeer(remoteEndpoint)),
  };
}

type Association = IkeSecurityAssociation | ChildSecurityAssociation;

/** The lines of an association on which these fields stand, from whichever answer shows them. */
export function quotesOfAssociation({ evidence }: End, { sources }: Association, ...fields: string[]): Quote[] {
  const lines = fields.flatMap((field) => {
    const source = sources.findLast(({ at }) => at[field] !== undefined) ?? sources[0];
    return source ? quoteOfSource(evidence, source, field) : [];
  });
  return lines.filter((one, index) => lines.findIndex(({ evidence: id, line }) => id === one.evidence && line === one.line) === index); // prettier-ignore
}

function quoteOfSource(evidence: readonly Evidence[], { command, line, at }: Source, field: string): Quote[] {
  const one = evidence.find((answer) => answer.command === command);
  return one ? [quoteOf(one, at[field] ?? line)] : [];
}

/** What an end showed that has no such association. */
export function quotesOfNone({ evidence }: End, command: string): Quote[] {
  return evidence.filter((one) => one.command === command).flatMap(quotesOfNothing);
}
