/**
 * Proposals of quick mode: what we offer, and what there is to choose from in an offer. Proposals of one number belong
 * together, AH and ESP around the same packets (RFC 2408 section 4.2); those of other numbers are alternatives.
 */
import { bytesOfNumber, u32 } from '../../base/bytes.ts';
import type { IpsecProposal, Lifetime } from '../ipsec/proposal.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Proposal } from '../wire/isakmp/proposal.ts';
import type { Transform } from '../wire/isakmp/transform.ts';
import { lifetimeIn } from './child-lifetime.ts';
import type { Spis } from './child-negotiation.ts';
import {
  ahTransform,
  espTransform,
  understandTransform,
  valueOf,
  type Terms,
  type Understood,
} from './child-transform.ts';

const { PROTO_IPSEC_AH, PROTO_IPSEC_ESP } = securityProtocols;

/** One transform of one proposal. */
export interface Part {
  proposal: Proposal;
  transform: Transform;
}

/** One way to take an offer, and what it means to us. */
export interface Candidate {
  /** One, or two for AH and ESP together. */
  parts: readonly Part[];
  /** Undefined when we have no such thing. */
  wanted: IpsecProposal | undefined;
  isEncapsulated: boolean;
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
}

/** The SPI of each protocol may be the same in every alternative. IOS puts AH before ESP. */
export function proposalsOf(wanted: readonly IpsecProposal[], spis: Spis, terms: Omit<Terms, 'mode'>): Proposal[] {
  const proposals: Proposal[] = [];
  wanted.forEach(({ mode, esp, ah }, i) => {
    const propose = (protocol: number, spi: number, transform: Transform): void => {
      proposals.push({ number: i + 1, protocol, spi: bytesOfNumber(spi, 4), transforms: [transform] });
    };
    const own = { mode, ...terms };
    if (ah && spis.ah !== undefined) propose(PROTO_IPSEC_AH, spis.ah, ahTransform(ah, own));
    if (esp && spis.esp !== undefined) propose(PROTO_IPSEC_ESP, spis.esp, espTransform(esp, own));
  });
  return proposals;
}

/** Every way to take every proposal, in the peer's order. Compression we do not have. */
export function candidatesOf(proposals: readonly Proposal[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const number of new Set(proposals.map((one) => one.number)))
    for (const way of waysOf(proposals.filter((one) => one.number === number))) candidates.push(candidateOf(way));
  return candidates;
}

/** Of each proposal that belongs together one transform. */
function waysOf(together: readonly Proposal[]): Part[][] {
  let ways: Part[][] = [[]];
  // More than two protocols there are not, and what nobody would send is not multiplied out.
  for (const proposal of together.slice(0, 3)) {
    const longer: Part[][] = [];
    for (const way of ways) for (const transform of proposal.transforms) longer.push([...way, { proposal, transform }]);
    ways = longer.slice(0, 256);
  }
  return ways;
}

function candidateOf(parts: Part[]): Candidate {
  const attributes = parts.flatMap(({ transform }) => transform.attributes);
  const understood = parts.map(({ proposal, transform }) =>
    proposal.spi.length === 4 ? understandTransform(proposal.protocol, transform) : undefined,
  );
  return {
    parts,
    wanted: wantedBy(understood),
    isEncapsulated: understood.some((one) => one?.isEncapsulated === true),
    pfsGroup: valueOf(attributes, 'group description'),
    lifetime: lifetimeIn(attributes),
  };
}

/** One protocol, or both in the same mode. */
function wantedBy(understood: readonly (Understood | undefined)[]): IpsecProposal | undefined {
  const known = understood.filter((one) => one !== undefined);
  const [first, second] = known;
  if (!first || known.length !== understood.length || known.length > 2) return undefined;
  const { mode, esp, ah } = first;
  return second ? together(first, second) : { mode, esp, ah };
}

function together(first: Understood, second: Understood): IpsecProposal | undefined {
  const { mode } = first;
  const esp = first.esp ?? second.esp;
  const ah = first.ah ?? second.ah;
  return second.mode === mode && esp && ah ? { mode, esp, ah } : undefined;
}

/** With which the peer receives, if it is taken. */
export function spisIn(candidates: readonly Candidate[]): Spis {
  const spiOf = (wanted: number): number | undefined => {
    for (const { parts } of candidates)
      for (const { proposal } of parts)
        if (proposal.protocol === wanted && proposal.spi.length === 4) return u32(proposal.spi, 0);
    return undefined;
  };
  return { esp: spiOf(PROTO_IPSEC_ESP), ah: spiOf(PROTO_IPSEC_AH) };
}
