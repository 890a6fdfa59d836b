/** Associations whose keys an operator has typed (`crypto map … ipsec-manual`, `set session-key`). */
import { bytesOfHex, concat } from '../../../base/bytes.ts';
import type { ChildSa, SaKeys } from '../../ike/environment.ts';
import { integrityKeyLength, keyMaterialLength } from '../../ipsec/esp-algorithms.ts';
import type { IpsecProposal } from '../../ipsec/proposal.ts';
import type { ManualKeys } from './crypto-map.ts';
import { endsOf } from './selectors.ts';
import type { ProtectedFlow } from './protected-flow.ts';

/** Both directions as IKE would have handed them over; undefined while keys are missing or have not the length they must. */
export function manualChild(flow: ProtectedFlow, proposal: IpsecProposal): ChildSa | undefined {
  const type = flow.entry?.type;
  if (type?.kind !== 'manual') return undefined;
  const inbound = keysOf(type.inbound, proposal);
  const outbound = keysOf(type.outbound, proposal);
  if (!inbound || !outbound) return undefined;
  const bundledAh = inbound.ah && outbound.ah ? { inbound: inbound.ah, outbound: outbound.ah } : undefined;
  return {
    ...endsOf(flow),
    proposal: flow.isBetweenPeers ? proposal : { ...proposal, mode: 'tunnel' },
    inbound: inbound.main,
    outbound: outbound.main,
    ...(bundledAh ? { bundledAh } : {}),
    lifetime: { seconds: 0, kilobytes: 0 },
    pfsGroup: undefined,
    isInitiator: true,
  };
}

function keysOf(keys: ManualKeys, { esp, ah }: IpsecProposal): { main: SaKeys; ah?: SaKeys } | undefined {
  const ofEsp = esp && espKeys(keys, keyMaterialLength(esp));
  const ofAh = ah && ahKeys(keys, integrityKeyLength(ah));
  if ((esp && !ofEsp) || (ah && !ofAh)) return undefined;
  if (ofEsp) return { main: ofEsp, ...(ofAh ? { ah: ofAh } : {}) };
  return ofAh && { main: ofAh };
}

function espKeys({ esp }: ManualKeys, length: number): SaKeys | undefined {
  if (!esp) return undefined;
  const keyMaterial = concat(bytesOfHex(esp.cipher), bytesOfHex(esp.authenticator ?? ''));
  return keyMaterial.length < length ? undefined : { spi: esp.spi, keyMaterial };
}

function ahKeys({ ah }: ManualKeys, length: number): SaKeys | undefined {
  if (!ah) return undefined;
  const keyMaterial = bytesOfHex(ah.key);
  return keyMaterial.length < length ? undefined : { spi: ah.spi, keyMaterial };
}
