/** What a quick mode has learned so far: enough, at its end, to make a pair of security associations. */
import { bytesOfNumber } from '../../base/bytes.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { keyMaterial, type Nonces } from '../crypto/ikev1-keys.ts';
import { hashLengths } from '../crypto/mac.ts';
import { keyMaterialLength } from '../ipsec/esp-algorithms.ts';
import type { IpsecProposal, Lifetime, Selector } from '../ipsec/proposal.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Association } from './association.ts';
import type { ProtocolSpi } from './children.ts';
import type { ChildRequest, ChildSa, SaKeys } from './environment.ts';

const { PROTO_IPSEC_AH, PROTO_IPSEC_ESP } = securityProtocols;

/** One end's: by which it receives. */
export interface Spis {
  esp: number | undefined;
  ah: number | undefined;
}

export interface ChildNegotiation {
  readonly messageId: number;
  readonly isInitiator: boolean;
  /** The initiator's: what it asks for. */
  readonly request: ChildRequest | undefined;
  /** From the first proposal on, so that a refusal can name it. */
  peerSpis: Spis;
  ownSpis: Spis;
  agreed: Agreed | undefined;
  /** We are the responder, and our lifetime is the shorter one: the initiator does not know it yet. */
  isLifetimeShorter: boolean;
  /** ESP goes inside UDP. */
  isEncapsulated: boolean;
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
    peerSpis: { esp: undefined, ah: undefined },
    ownSpis: { esp: undefined, ah: undefined },
    agreed: undefined,
    isLifetimeShorter: false,
    isEncapsulated: false,
    pfsGroup: request?.pfsGroup,
    keyPair: undefined,
    sharedSecret: undefined,
    nonces: { initiatorNonce: nothing, responderNonce: nothing },
  };
}

/** What stands for an offer or a pair in refusals, deletions and show commands: ESP's, or that of AH alone. */
export function leadingSpi({ esp, ah }: Spis): ProtocolSpi | undefined {
  if (esp !== undefined) return { protocol: PROTO_IPSEC_ESP, spi: esp };
  return ah === undefined ? undefined : { protocol: PROTO_IPSEC_AH, spi: ah };
}

interface Halves {
  inbound: SaKeys;
  outbound: SaKeys;
}

/** Undefined while anything is missing. */
export function childOf(association: Association, negotiation: ChildNegotiation): ChildSa | undefined {
  const { local, remote, ports, profile } = association;
  const { agreed, isInitiator, pfsGroup, isEncapsulated, nonces, sharedSecret } = negotiation;
  const keys = agreed && keysOf(association, negotiation, agreed.proposal);
  if (!keys || !association.keys) return undefined;
  return {
    local,
    remote,
    ...agreed,
    ...keys,
    ...(isEncapsulated ? { encapsulation: ports } : {}),
    pfsGroup,
    isInitiator,
    isakmpProfile: profile?.name,
    origin: { phase1: association.keys.origin, nonces, sharedSecret },
  };
}

function keysOf(
  association: Association,
  negotiation: ChildNegotiation,
  { esp, ah }: IpsecProposal,
): (Halves & { bundledAh?: Halves }) | undefined {
  const espHalves = esp && halvesOf(association, negotiation, PROTO_IPSEC_ESP, keyMaterialLength(esp));
  const ahHalves = ah && halvesOf(association, negotiation, PROTO_IPSEC_AH, hashLengths[ah]);
  if (!esp) return ahHalves;
  if (!ah) return espHalves;
  return espHalves && ahHalves && { bundledAh: ahHalves, ...espHalves };
}

function halvesOf(
  { keys }: Association,
  { ownSpis, peerSpis, nonces, sharedSecret }: ChildNegotiation,
  protocol: number,
  length: number,
): Halves | undefined {
  const which = protocol === PROTO_IPSEC_ESP ? 'esp' : 'ah';
  const [own, peers] = [ownSpis[which], peerSpis[which]];
  if (!keys || own === undefined || peers === undefined) return undefined;
  const half = (spi: number): SaKeys => {
    const inputs = { sharedSecret, protocol, spi: bytesOfNumber(spi, 4), ...nonces };
    return { spi, keyMaterial: keyMaterial(keys.phase1, inputs, length) };
  };
  return { inbound: half(own), outbound: half(peers) };
}
