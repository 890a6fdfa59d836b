/** Access lists on interfaces: what they refuse is dropped, and its sender is told (RFC 1812 section 5.3.9). */
import { unreachableCodes } from '../../wire/icmp.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessLists } from './access-list.ts';
import type { AccessLog } from './access-log.ts';
import type { Interface } from '../interface.ts';
import type { Ipv4Stack } from '../ipv4-stack.ts';

export class AccessControl {
  constructor(
    private readonly lists: AccessLists,
    private readonly log: AccessLog,
    private readonly stack: Ipv4Stack,
  ) {
    stack.filters.push((packet, one) => this.#pass(one.accessGroup.in, packet));
    stack.outbound.push((packet, one, incoming) => this.#leave(packet, one, incoming));
  }

  /**
   * What the router itself sends passes by the list of the interface, but for packets in ESP or AH: those are somebody
   * else's, and the list is asked about them as they leave.
   */
  #leave(packet: Ipv4Packet, one: Interface, incoming: Interface | undefined): Ipv4Packet | 'taken' {
    const isProtected = packet.protocol === ipProtocols.esp || packet.protocol === ipProtocols.ah;
    return incoming || isProtected ? this.#pass(one.accessGroup.out, packet) : packet;
  }

  #pass(name: string | undefined, packet: Ipv4Packet): Ipv4Packet | 'taken' {
    if (name === undefined || this.judge(name, packet)) return packet;
    this.stack.complain(packet, { kind: 'unreachable', code: unreachableCodes.administrativelyProhibited });
    return 'taken';
  }

  /** Whether a list permits a packet; counted, and logged when the entry says so. */
  judge(name: string, packet: Ipv4Packet): boolean {
    const { action, entry } = this.lists.judge(name, packet);
    const list = this.lists.byName.get(name);
    if (list && entry?.isLogged) this.log.note(list, entry, packet);
    return action === 'permit';
  }
}
