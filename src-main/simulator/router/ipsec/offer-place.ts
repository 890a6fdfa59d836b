/** Of an offer of a peer: where it comes from, and how it is compared with what is configured. */
import type { SelectorPair } from './selectors.ts';
import type { Endpoints } from '../tunnel/tunnel.ts';

export type Narrow = (own: SelectorPair) => SelectorPair | undefined;

/** The two ends of an offer, and the table of routes that they meet in. */
export interface OfferPlace extends Endpoints {
  frontDoor: string | undefined;
}
