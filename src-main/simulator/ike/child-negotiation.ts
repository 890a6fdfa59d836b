/** What a quick mode has learned so far: enough, at its end, to make a pair of security associations. */
import { bytesOfNumber } from '../../base/bytes.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { keyMaterial, type Nonces } from '../crypto/ikev1-keys.ts';
import { keyMaterialLength } from '../ipsec/esp-algorithms.ts';
import type { IpsecProposal, Lifetime, Selector } from '../ipsec/proposal.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Association } from './association.ts';
import type { ChildRequest, ChildSa } from './environment.ts';

export interface ChildNegotiation {
  readonly messageId: number;
  readonly isInitiator: boolean;
  /** The initiator's: what it asks for. */
  readonly request: ChildRequest | undefined;
  /** From the first proposal on, so that a refusal can name it. */
  peerSpi: number | undefined;
  inboundSpi: number | undefined;
  agreed: Agreed | undefined;
  /** We are the responder, and our lifetime is the shorter one: the initiator does not know it yet. */
  isLifetimeShorter: boolean;
  pfsGroup: number | undefined;
  keyPair: DhKeyPair | undefined;
  sharedSecret: Uint8Array | undefined;
  nonces: Nonces;
}

export interface Agreed {
  proposal: IpsecProposal;
  localSelector: Selector;
  remoteSelector: Selector;
  lifetime: Lifetime;
}

export function newChildNegotiation(messageId: number, request: ChildRequest | undefined): ChildNegotiation {
  const nothing = new Uint8Array();
  return {
    messageId,
    isInitiator: request !== undefined,
    request,
    peerSpi: undefined,
    inboundSpi: undefined,
    agreed: undefined,
    isLifetimeShorter: false,
    pfsGroup: request?.pfsGroup,
    keyPair: undefined,
    sharedSecret: undefined,
    nonces: { initiatorNonce: nothing, responderNonce: nothing },
  };
}

/** Undefined while anything is missing. */
export function childOf({ local, remote, keys }: Association, negotiation: ChildNegotiation): ChildSa | undefined {
  const { agreed, inboundSpi, peerSpi, sharedSecret, nonces, isInitiator, pfsGroup } = negotiation;
  if (!keys || !agreed || inboundSpi === undefined || peerSpi === undefined) return undefined;
  const length = agreed.proposal.esp ? keyMaterialLength(agreed.proposal.esp) : 0;
  const half = (spi: number): ChildSa['inbound'] => {
    const inputs = { ...nonces, sharedSecret, protocol: securityProtocols.PROTO_IPSEC_ESP, spi: bytesOfNumber(spi, 4) };
    return { spi, keyMaterial: keyMaterial(keys.phase1, inputs, length) };
  };
  return { local, remote, ...agreed, inbound: half(inboundSpi), outbound: half(peerSpi), pfsGroup, isInitiator };
}
