/** Who a peer of IKE version 1 says it is, as show commands print it. */
import { formatIpv4 } from '../../../base/address.ts';
import { latin1Of, u32 } from '../../../base/bytes.ts';
import type { IsakmpSa } from '../../ike/isakmp-sa.ts';
import { textOfName } from '../../pki/distinguished-name.ts';
import { identificationTypes } from '../../wire/isakmp/numbers.ts';

const { ID_IPV4_ADDR, ID_DER_ASN1_DN } = identificationTypes;

/** Known once the peer has proved it. Without an identity of its own it is the address. */
export function peerIdentityOf({ peerIdentity, remote }: IsakmpSa): string {
  if (!peerIdentity) return formatIpv4(remote);
  const { type, data } = peerIdentity;
  if (type === ID_IPV4_ADDR && data.length === 4) return formatIpv4(u32(data, 0));
  return type === ID_DER_ASN1_DN ? textOfName(data) : latin1Of(data);
}

/** The port that the peer is spoken to at. */
export function remotePortOf({ ports }: IsakmpSa): number {
  return ports?.remote ?? 500;
}
