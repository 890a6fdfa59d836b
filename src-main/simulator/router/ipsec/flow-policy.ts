/** What the configuration says of a protected flow: what is asked of IKE for it, and which offers for it are accepted. */
import type { ChildRequest } from '../../ike/environment.ts';
import type { Ikev2Dpd } from '../../ike2/configuration.ts';
import { isSameProposal, type IpsecProposal, type Lifetime } from '../../ipsec/proposal.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import type { ConnectionType } from './crypto-map.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import { endsOf } from './selectors.ts';

/** What profiles and entries of crypto maps have in common: how traffic is protected, not which. */
export interface ProtectionTerms {
  transformSets: readonly string[];
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
  ikev2Profile?: string | undefined;
  isakmpProfile?: string | undefined;
  replayWindow?: number | undefined;
  idleTime?: number | undefined;
  connectionType?: ConnectionType | undefined;
}

/** Of a tunnel's flow, the profile as it stands now: nothing when it is missing. */
export function termsOf(crypto: CryptoConfiguration, { origin }: ProtectedFlow): ProtectionTerms | undefined {
  return origin.kind === 'tunnel' ? crypto.profileOf(origin.profile) : origin.policy;
}

/** Of a flow's profile of IKE version 2, or that for all of them. */
export function ikev2DpdOf(crypto: CryptoConfiguration, flow: ProtectedFlow): Ikev2Dpd | undefined {
  const { ikev2 } = crypto;
  return ikev2.profiles.get(termsOf(crypto, flow)?.ikev2Profile ?? '')?.dpd ?? ikev2.dpd;
}

/** Nothing when the terms are missing or name no transform set that exists: IKE is then never started. */
export function requestFor(crypto: CryptoConfiguration, flow: ProtectedFlow): ChildRequest | undefined {
  const terms = termsOf(crypto, flow);
  const proposals = terms ? proposalsFor(crypto, flow, terms) : [];
  const mayBegin = terms?.connectionType !== 'answer-only' || flow.current !== undefined;
  if (!terms || !mayBegin || proposals.length === 0) return undefined;
  const remotePort = flow.current?.encapsulation?.remote;
  return { lifetime: crypto.lifetimeOf(terms), pfsGroup: terms.pfsGroup, proposals, remotePort, ...endsOf(flow) };
}

/** Which of the offered proposals is one of a flow's own; undefined when none is. */
export function fittingProposal(
  crypto: CryptoConfiguration,
  flow: ProtectedFlow,
  offered: readonly IpsecProposal[],
  isUsable: (index: number) => boolean = () => true,
): number | undefined {
  const terms = termsOf(crypto, flow);
  const ours = terms ? proposalsFor(crypto, flow, terms) : [];
  const index = offered.findIndex((theirs, i) => isUsable(i) && ours.some((own) => isSameProposal(own, theirs)));
  return index < 0 ? undefined : index;
}

/**
 * Transport mode is honoured only where the packets' own ends are the peers, as with GRE; everything else is
 * negotiated in tunnel mode (seed 003: "The mode setting is applicable only to the traffic whose source and
 * destination addresses are the IPsec peer addresses").
 */
function proposalsFor(
  crypto: CryptoConfiguration,
  flow: ProtectedFlow,
  { transformSets }: ProtectionTerms,
): IpsecProposal[] {
  return crypto
    .proposalsOf({ transformSets })
    .map((proposal) => (flow.isBetweenPeers ? proposal : { ...proposal, mode: 'tunnel' }));
}
