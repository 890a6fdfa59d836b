/** How messages about a peer begin in version 1, and where they go: to the log, and to whoever debugs. */
import { formatIpv4 } from '../../../base/address.ts';
import { say } from '../inspection/connection-notices.ts';
import { defaultGroup } from './crypto-state.ts';
import { debugLevels } from '../debugging.ts';
import type { AsaDevice } from '../device.ts';

/** `Group = 10.0.0.1, IP = 10.0.0.1, `: the tunnel group that the peer lands on. */
export function withGroup({ configuration: { crypto } }: AsaDevice, peer: number): string {
  const address = formatIpv4(peer);
  return `Group = ${crypto.tunnelGroups.has(address) ? address : defaultGroup}, IP = ${address}, `;
}

export function withPeer(peer: number): string {
  return `IP = ${formatIpv4(peer)}, `;
}

/** A message of the log, which debugging shows too. */
export function tellIkev1(
  device: AsaDevice,
  peer: number,
  [severity, number]: readonly [number, number],
  text: string,
): void {
  if (device.preferences.isLogging) say(device, severity, number, text);
  const { debugging } = device;
  if (debugging.isOn('crypto ikev1', debugLevels.usual, peer)) debugging.sayWithTime(`[IKEv1]${text}`);
}

/** What debugging alone says, from the lowest level on. */
export function sayIkev1({ debugging }: AsaDevice, peer: number, text: string): void {
  if (debugging.isOn('crypto ikev1', debugLevels.usual, peer)) debugging.sayWithTime(`[IKEv1]${withPeer(peer)}${text}`);
}

/** What debugging alone says, from a high level on. */
export function debugIkev1({ debugging }: AsaDevice, peer: number, text: string): void {
  if (debugging.isOn('crypto ikev1', debugLevels.all, peer)) debugging.sayWithTime(`[IKEv1 DEBUG]${text}`);
}

/** `Local:10.0.0.1:500 Remote:10.0.0.2:500 Username:Unknown IKEv2 …` */
export function tellIkev2(
  device: AsaDevice,
  { local, remote, ports, isKnown }: Ikev2Ends,
  [severity, number]: readonly [number, number],
  text: string,
): void {
  const [here, there] = [`${formatIpv4(local)}:${ports.local}`, `${formatIpv4(remote)}:${ports.remote}`];
  const user = isKnown ? formatIpv4(remote) : 'Unknown';
  if (device.preferences.isLogging) {
    say(device, severity, number, `Local:${here} Remote:${there} Username:${user} IKEv2 ${text}`);
  }
  const { debugging } = device;
  if (debugging.isOn('crypto ikev2 platform', debugLevels.usual, remote)) debugging.say(`IKEv2-PLAT-2: ${text}`);
}

export interface Ikev2Ends {
  readonly local: number;
  readonly remote: number;
  readonly ports: { readonly local: number; readonly remote: number };
  /** Whether it is known who the peer is. */
  readonly isKnown: boolean;
}
