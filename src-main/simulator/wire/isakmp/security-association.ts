/**
 * The security association payload (RFC 2408 section 3.4) of the IPsec domain of interpretation (RFC 2407
 * section 4.6.1). Labelled situations (secrecy, integrity) are kept with their bytes and not decoded.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+
 *   |                Domain of interpretation: 1                    |  0
 *   +---------------------------------------------------------------+
 *   |                Situation: 1, identity only                    |  4
 *   +---------------------------------------------------------------+
 *   |                          Proposals                            |  8
 *   +---------------------------------------------------------------+
 */
import { putU32, u32 } from '../../../base/bytes.ts';
import { isMalformed, Malformed } from '../malformed.ts';
import { emitChain, parseChain } from './chain.ts';
import { domainsOfInterpretation, payloadTypes, situations } from './numbers.ts';
import type { PayloadCodec, UnknownPayload } from './payload.ts';
import { describeProposal, emitProposal, parseProposal, type Proposal } from './proposal.ts';

const DOI = 0;
const SITUATION = 4;
const PROPOSALS = 8;

export interface SecurityAssociationPayload {
  kind: 'securityAssociation';
  proposals: readonly Proposal[];
}

function parse(body: Uint8Array): SecurityAssociationPayload | UnknownPayload | Malformed {
  if (body.length < PROPOSALS) return new Malformed('ISAKMP SA', `${body.length} bytes are no header`);
  if (u32(body, DOI) !== domainsOfInterpretation.IPSEC || u32(body, SITUATION) !== situations.SIT_IDENTITY_ONLY)
    return { kind: 'unknown', type: payloadTypes.SA, body };
  const chain = parseChain(body.length > PROPOSALS ? payloadTypes.P : 0, body, PROPOSALS);
  if (isMalformed(chain)) return chain;
  if (chain.rest.length > 0) return new Malformed('ISAKMP SA', 'bytes after the last proposal');
  const proposals: Proposal[] = [];
  for (const link of chain.links) {
    if (link.type !== payloadTypes.P) return new Malformed('ISAKMP SA', `payload ${link.type} among the proposals`);
    const proposal = parseProposal(link.body);
    if (isMalformed(proposal)) return proposal;
    proposals.push(proposal);
  }
  return { kind: 'securityAssociation', proposals };
}

function emit({ proposals }: SecurityAssociationPayload): Uint8Array {
  const links = proposals.map((proposal) => ({ type: payloadTypes.P, body: emitProposal(proposal) }));
  const bytes = emitChain(links, PROPOSALS);
  putU32(bytes, DOI, domainsOfInterpretation.IPSEC);
  putU32(bytes, SITUATION, situations.SIT_IDENTITY_ONLY);
  return bytes;
}

export const securityAssociation: PayloadCodec<SecurityAssociationPayload> = {
  type: payloadTypes.SA,
  parse,
  emit,
  describe: ({ proposals }) => proposals.map(describeProposal).join(', '),
};
