/**
 * What `capture` has recorded: frames on an interface as they pass, both ways, or packets that the firewall drops. A
 * buffer that is full takes no more.
 */
import type { Clock } from '../../../base/clock.ts';
import type { AccessEntry } from '../../router/access/access-entry.ts';
import { matchesEntry } from '../../router/access/access-match.ts';
import { mirrored } from '../../router/ipsec/selectors.ts';
import { emitIpv4Packet, parseIpv4Packet, type Ipv4Packet } from '../../wire/ipv4.ts';
import { etherTypes, parseEthernet } from '../../wire/ethernet.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { vlanOf, withoutVlanTag } from '../../wire/vlan.ts';
import type { NamedInterface } from '../named-interfaces.ts';
import type { DropReason } from './phase.ts';

interface Captured {
  readonly at: number;
  /** From Ethernet's header on; of a tunnel and of what is dropped the packet alone. */
  readonly bytes: Uint8Array;
  readonly isFrame: boolean;
  readonly reason?: DropReason;
}

/** `match PROTOCOL SOURCE DESTINATION`, as typed, and what it means: both directions. */
interface CaptureMatch {
  readonly text: string;
  readonly entry: AccessEntry;
}

/** A capture has an interface, or the reason of drops (`all` for every one). */
export interface Capture {
  readonly name: string;
  interfaceName: string | undefined;
  drops: DropReason | 'all' | undefined;
  /** `access-list LIST`: in one direction. */
  accessList: string | undefined;
  readonly matches: CaptureMatch[];
  buffer: number;
  bytes: number;
  packets: Captured[];
}

/** Bytes (Cisco ASA command reference, `capture`). */
export const defaultBuffer = 524_288;

interface CaptureParts {
  readonly clock: Clock;
  /** Whether the access list of that name permits a packet. */
  readonly permits: (list: string, packet: Ipv4Packet) => boolean;
  readonly interfaces: () => readonly NamedInterface[];
}

export class Captures {
  readonly all = new Map<string, Capture>();

  constructor(private readonly parts: CaptureParts) {}

  /** The capture of that name, made when it is not there. */
  of(name: string): Capture {
    const known = this.all.get(name);
    if (known) return known;
    const made: Capture = {
      name,
      interfaceName: undefined,
      drops: undefined,
      accessList: undefined,
      matches: [],
      buffer: defaultBuffer,
      bytes: 0,
      packets: [],
    };
    this.all.set(name, made);
    return made;
  }

  /** A frame comes to a port or leaves it. */
  seeFrame(port: string, frame: Uint8Array): void {
    if (this.all.size === 0) return;
    const vlan = vlanOf(frame);
    const named = this.parts
      .interfaces()
      .find(({ one }) => (vlan === undefined ? one.name === port : one.parent?.name === port && one.vlan?.id === vlan));
    if (named?.name === undefined) return;
    const parsed = parseEthernet(vlan === undefined ? frame : withoutVlanTag(frame));
    const packet =
      isMalformed(parsed) || parsed.etherType !== etherTypes.ipv4 ? undefined : parseIpv4Packet(parsed.payload);
    this.#note(named.name, packet && !isMalformed(packet) ? packet : undefined, { bytes: frame, isFrame: true });
  }

  /** A packet comes out of a tunnel interface, or goes into it. */
  seePacket(name: string | undefined, packet: Ipv4Packet): void {
    if (this.all.size === 0 || name === undefined) return;
    this.#note(name, packet, { bytes: emitIpv4Packet(packet), isFrame: false });
  }

  seeDrop(reason: DropReason, packet: Ipv4Packet): void {
    for (const capture of this.all.values()) {
      if (capture.drops !== 'all' && capture.drops !== reason) continue;
      if (!this.#isMeant(capture, packet)) continue;
      this.#keep(capture, { bytes: emitIpv4Packet(packet), isFrame: false, reason });
    }
  }

  #note(name: string, packet: Ipv4Packet | undefined, seen: Pick<Captured, 'bytes' | 'isFrame'>): void {
    for (const capture of this.all.values())
      if (capture.interfaceName === name && this.#isMeant(capture, packet)) this.#keep(capture, seen);
  }

  #isMeant({ matches, accessList }: Capture, packet: Ipv4Packet | undefined): boolean {
    if (accessList !== undefined) return packet !== undefined && this.parts.permits(accessList, packet);
    if (matches.length === 0) return true;
    if (!packet) return false;
    const back = mirrored(packet);
    return matches.some(({ entry }) => matchesEntry(entry, packet) || matchesEntry(entry, back));
  }

  #keep(capture: Capture, seen: Omit<Captured, 'at'>): void {
    if (capture.bytes + seen.bytes.length > capture.buffer) return;
    capture.bytes += seen.bytes.length;
    capture.packets.push({ at: this.parts.clock.now(), ...seen });
  }
}

export type { Captured };
