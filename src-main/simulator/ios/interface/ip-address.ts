/** ip address: one address of an interface, and why an address is not taken. */
import { formatIpv4, lengthOfMask, networkOf } from '../../../base/address.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Interface, InterfaceAddress } from '../../router/interface.ts';
import type { InterfaceContext } from '../device.ts';
import { hasIkev2 } from '../ikev2/ikev2-presence.ts';
import { isSubinterface } from './interface-kinds.ts';
import { interfaceMode } from '../modes.ts';

export function declareIpAddress(): void {
  interfaceMode
    .words({
      'ip address': 'Set the IP address of an interface',
      'ip address address': 'IP address',
      'address negotiated': 'IP Address negotiated with the peer of the tunnel',
      secondary: 'Make this IP address a secondary address',
      'address address mask': 'IP subnet mask',
    })
    .add('ip address ![A.B.C.D:address MASK:mask] [secondary:secondary]', {
      section: 'ip address',
      run: setAddress,
      no: removeAddress,
      show: ({ one }) => [...one.secondaries.map(secondaryLine), ...linesOf(one)],
    })
    .add('ip address negotiated', {
      when: ({ one }) => one.carrier.kind === 'tunnel',
      run: ({ device, one }) => {
        if (!hasIkev2(device)) throw Refusal.notSimulated('Addresses by PPP are not simulated: type the address');
        // Typed once more it leaves the address that the peer has given.
        if (one.isNegotiated) return;
        device.router.setAddress(one, undefined);
        one.lender = undefined;
        one.isNegotiated = true;
        device.notesOf(one).method = device.isBooting ? 'NVRAM' : 'manual';
      },
      no: ({ device, one }) => {
        if (!one.isNegotiated) return;
        one.isNegotiated = false;
        device.router.setAddress(one, undefined);
      },
    })
    .add('ip address dhcp', {
      hidden: true,
      run: () => {
        throw Refusal.notSimulated('Addresses from a DHCP server are not simulated: type the address');
      },
    });
}

/** `no ip address` would take away the secondary addresses that wait for a first one. */
function linesOf({ address, lender, secondaries, isNegotiated }: Interface): string[] {
  if (isNegotiated) return ['ip address negotiated'];
  if (address) return [`ip address ${formatIpv4(address.address)} ${formatIpv4(address.mask)}`];
  if (lender) return [`ip unnumbered ${lender.name}`];
  return secondaries.length > 0 ? [] : ['no ip address'];
}

/** Secondary addresses are written before the first one. */
function secondaryLine({ address, mask }: InterfaceAddress): string {
  return `ip address ${formatIpv4(address)} ${formatIpv4(mask)} secondary`;
}

interface Typed extends InterfaceAddress {
  readonly secondary?: string;
}

function setAddress({ device, one }: InterfaceContext, { address, mask, secondary }: Typed, exec: Exec): void {
  checkPlace({ device, one });
  const reason =
    addressFault(address) ?? maskFault(address, mask, one) ?? overlap(device.router.interfaces, one, { address, mask });
  if (reason !== undefined) throw Refusal.because(reason);
  if (lengthOfMask(mask) === 31 && one.carrier.kind === 'ethernet') {
    exec.print('% Warning: use /31 mask on non point-to-point interface cautiously');
  }
  if (secondary !== undefined) return addSecondary({ device, one }, { address, mask });
  one.isNegotiated = false;
  // What was secondary becomes the first.
  one.secondaries = one.secondaries.filter((other) => other.address !== address);
  device.router.setAddress(one, { address, mask });
  device.notesOf(one).method = device.isBooting ? 'NVRAM' : 'manual';
}

function checkPlace({ device, one }: InterfaceContext): void {
  if (isSubinterface(one.name) && !one.vlan) throw Refusal.because(noVlan);
  // The sentence is from memory.
  if (device.switching?.ports.get(one.name)?.isRouted === false) throw Refusal.because(atSwitchport);
}

/** Written before the first one, a secondary address is typed before it too: it waits for it. */
function addSecondary({ device, one }: InterfaceContext, added: InterfaceAddress): void {
  if (added.address === one.address?.address) throw Refusal.because("Secondary can't be same as primary");
  one.secondaries = [...one.secondaries.filter(({ address }) => address !== added.address), added];
  device.router.converge();
}

interface TypedAway {
  readonly address?: number;
  readonly mask?: number;
  readonly secondary?: string;
}

function removeAddress({ device, one }: InterfaceContext, typed: TypedAway): void {
  if (typed.secondary !== undefined) return removeSecondary({ device, one }, typed.address);
  if (!isOwn(one, typed)) throw Refusal.because('Invalid address');
  if (typed.address !== undefined && one.secondaries.length > 0) {
    throw Refusal.because('Must delete secondary before deleting primary');
  }
  one.isNegotiated = false;
  device.router.setAddress(one, undefined);
  device.notesOf(one).method = device.isBooting ? 'NVRAM' : 'manual';
}

function isOwn({ address: own }: Interface, { address = own?.address, mask = own?.mask }: TypedAway): boolean {
  return address === own?.address && mask === own?.mask;
}

function removeSecondary({ device, one }: InterfaceContext, address: number | undefined): void {
  if (!one.secondaries.some((other) => other.address === address)) throw Refusal.because('Invalid address');
  one.secondaries = one.secondaries.filter((other) => other.address !== address);
  device.router.converge();
}

const atSwitchport = '\n% IP addresses may not be configured on L2 links.';

/** A console of 12.4 on which a subinterface without a VLAN was given an address. */
const noVlan = `
% Configuring IP routing on a LAN subinterface is only allowed if that
subinterface is already configured as part of an IEEE 802.10, IEEE 802.1Q,
or ISL vLAN.
`;

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
  const isShared = (its: InterfaceAddress): boolean => {
    const shorter = networkOf(mask, its.mask);
    return networkOf(address, shorter) === networkOf(its.address, shorter);
  };
  // A hub of a thousand links asks this of each with each: no list is made on the way.
  for (const other of interfaces.values()) {
    if (other === one || other.vrf !== one.vrf) continue;
    const isRival = (other.address !== undefined && isShared(other.address)) || other.secondaries.some(isShared);
    if (isRival) return `% ${formatIpv4(networkOf(address, mask))} overlaps with ${other.name}`;
  }
  return undefined;
}
