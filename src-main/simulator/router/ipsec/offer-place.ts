/** Of an offer of a peer: where it comes from, and how it is compared with what is configured. */
import type { SelectorPair } from './selectors.ts';
import type { Interface } from '../interface.ts';
import type { Endpoints, Tunnel } from '../tunnel/tunnel.ts';

export type Narrow = (own: SelectorPair) => SelectorPair | undefined;

/** The two ends of an offer, and the table of routes that they meet in. */
export interface OfferPlace extends Endpoints {
  frontDoor: string | undefined;
  /** Where ESP is in UDP: the peer's port, for a translation may have others at the same address. */
  remotePort?: number | undefined;
}

/** Whether a tunnel between the same two ends is the one for this peer: what was made for a peer is for that one alone. */
export function isForPeer(
  { isAutomatic, carrier }: Interface<Tunnel>,
  { remotePort }: Pick<OfferPlace, 'remotePort'>,
): boolean {
  return !isAutomatic || carrier.peerPort === remotePort;
}
