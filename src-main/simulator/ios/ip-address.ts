/** ip address: one address of an interface, and why an address is not taken. */
import { formatIpv4, lengthOfMask, networkOf } from '../../base/address.ts';
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Interface, InterfaceAddress } from '../router/interface.ts';
import type { InterfaceContext } from './device.ts';
import { interfaceMode } from './modes.ts';

export function declareIpAddress(): void {
  interfaceMode
    .words({
      'ip address': 'Set the IP address of an interface',
      'ip address address': 'IP address',
      'address address mask': 'IP subnet mask',
    })
    .add('ip address ![A.B.C.D:address MASK:mask]', {
      section: 'ip address',
      run: setAddress,
      no: removeAddress,
      show: ({ one }) => [lineOf(one)],
    });
}

function lineOf({ address, lender }: Interface): string {
  if (address) return `ip address ${formatIpv4(address.address)} ${formatIpv4(address.mask)}`;
  return lender ? `ip unnumbered ${lender.name}` : 'no ip address';
}

function setAddress({ device, one }: InterfaceContext, { address, mask }: InterfaceAddress, exec: Exec): void {
  const reason =
    addressFault(address) ?? maskFault(address, mask, one) ?? overlap(device.router.interfaces, one, { address, mask });
  if (reason !== undefined) throw Refusal.because(reason);
  if (lengthOfMask(mask) === 31 && one.carrier.kind === 'ethernet') {
    exec.print('% Warning: use /31 mask on non point-to-point interface cautiously');
  }
  device.router.setAddress(one, { address, mask });
  device.notesOf(one).method = device.isBooting ? 'NVRAM' : 'manual';
}

function removeAddress(
  { device, one }: InterfaceContext,
  { address, mask }: { address?: number; mask?: number },
): void {
  const own = one.address;
  const isOwn = (address ?? own?.address) === own?.address && (mask ?? own?.mask) === own?.mask;
  if (!isOwn) throw Refusal.because('Invalid address');
  device.router.setAddress(one, undefined);
  device.notesOf(one).method = device.isBooting ? 'NVRAM' : 'manual';
}

/** The first octets that no host may have: 0, 127, multicast and what is above it. */
function addressFault(address: number): string | undefined {
  const octet = address >>> 24;
  const isHost = octet !== 0 && octet !== 127 && octet < 224;
  return isHost ? undefined : `Not a valid host address - ${formatIpv4(address)}`;
}

/** Wording: a console of 12.4 (gh id:30439721700) for a mask that makes the address that of a network. */
function maskFault(address: number, mask: number, one: Interface): string | undefined {
  const bits = lengthOfMask(mask);
  const hexadecimal = mask.toString(16).toUpperCase().padStart(8, '0');
  if (bits === undefined) return `Bad mask 0x${hexadecimal} for address ${formatIpv4(address)}`;
  const hostPart = networkOf(address, ~mask >>> 0);
  const isNetworkOrBroadcast = bits < 31 && (hostPart === 0 || hostPart === ~mask >>> 0);
  const isTooLong = bits === 32 && one.carrier.kind !== 'loopback';
  return bits === 0 || isNetworkOrBroadcast || isTooLong
    ? `Bad mask /${bits} for address ${formatIpv4(address)}`
    : undefined;
}

function overlap(
  interfaces: ReadonlyMap<string, Interface>,
  one: Interface,
  { address, mask }: InterfaceAddress,
): string | undefined {
  const rival = [...interfaces.values()].find((other) => {
    if (other === one || !other.address) return false;
    const shorter = networkOf(mask, other.address.mask);
    return networkOf(address, shorter) === networkOf(other.address.address, shorter);
  });
  return rival && `% ${formatIpv4(networkOf(address, mask))} overlaps with ${rival.name}`;
}
