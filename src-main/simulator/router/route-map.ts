/** Route maps, as far as they say which packets are meant: `match ip address` and `match interface`. */
import type { Ipv4Packet } from '../wire/ipv4.ts';
import type { AccessAction, AccessLists } from './access-list.ts';
import type { Interface } from './interface.ts';

export interface RouteMapEntry {
  readonly sequence: number;
  action: AccessAction;
  description: string;
  /** `match ip address`: one of these lists has to permit the packet. */
  lists: string[];
  /** `match interface`: it has to leave by one of these. */
  interfaces: string[];
}

export interface RouteMap {
  readonly name: string;
  /** In order of sequence numbers. */
  readonly entries: RouteMapEntry[];
}

/** Whether a route map lets a packet have what it is asked for; one that does not exist, or ends, does not. */
export function permits(map: RouteMap | undefined, lists: AccessLists, packet: Ipv4Packet, out: Interface): boolean {
  const entry = map?.entries.find((one) => {
    const isListed = one.lists.length === 0 || one.lists.some((name) => isPermitted(lists, name, packet));
    return isListed && (one.interfaces.length === 0 || one.interfaces.includes(out.name));
  });
  return entry?.action === 'permit';
}

/** A list that does not exist permits nothing here. */
export function isPermitted(lists: AccessLists, name: string, packet: Ipv4Packet): boolean {
  return lists.entriesOf(name).length > 0 && lists.judge(name, packet).action === 'permit';
}
