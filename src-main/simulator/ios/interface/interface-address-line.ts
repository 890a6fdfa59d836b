/** The line that says which address an interface has, as several shows have it. */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import type { Interface } from '../../router/interface.ts';

/** Nothing when it has none. */
export function addressLine({ address, lender }: Interface): string[] {
  if (address) return [`  Internet address is ${formatIpv4(address.address)}/${lengthOfMask(address.mask)}`];
  if (!lender) return [];
  return [`  Interface is unnumbered. Using address of ${lender.name} (${formatIpv4(lender.address?.address ?? 0)})`];
}
