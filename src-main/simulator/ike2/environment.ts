/**
 * The seam between IKE version 2 and the router around it; as with version 1, IKE is sans-I/O: it is handed messages and
 * time, and hands back messages, security associations and events.
 */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { UdpPorts } from '../ike/environment.ts';
import type { Credentials } from '../pki/credentials.ts';
import type { ConfigurationSide } from './configuration-side.ts';
import type { Ikev2Configuration } from './configuration.ts';
import type { Ikev2Event } from './events.ts';
import type { Ikev2IpsecSide } from './ipsec-side.ts';

/** Where implementations differ, and RFC 7296 lets them. */
export interface Ikev2Habits {
  /** IOS XE gives the association up when its first child fails (faults.tsv: V2-CHILD); others keep it. */
  endsWithFirstChild: boolean;
  /** `no crypto ipsec nat-transparency udp-encapsulation`: then nobody looks for a NAT. */
  isNatTransparent: boolean;
}

export const usualHabits: Ikev2Habits = { endsWithFirstChild: false, isNatTransparent: true };

export interface Ikev2Environment {
  /** The table of routes by which all its peers are reached; undefined for the global one. */
  frontDoor?: string | undefined;
  /** Where several engines number their associations together. */
  nextId?(): number;
  clock: Clock;
  random: Random;
  /** As it stands now. */
  configuration: Ikev2Configuration;
  habits(): Ikev2Habits;
  credentials?: Credentials;
  configurationSide?: ConfigurationSide;
  /** From UDP port 500 to 500, or as `ports` says; from port 4500 the sender puts the non-ESP marker before it. */
  send(local: number, remote: number, message: Uint8Array, ports?: UdpPorts): void;
  /** One byte that keeps a NAT's memory fresh (RFC 3948 section 4). */
  sendKeepalive?(local: number, remote: number, ports: UdpPorts): void;
  ipsec: Ikev2IpsecSide;
  /** For debugging, the system log and the curious. Nothing depends on who listens. */
  trace(event: Ikev2Event): void;
}
