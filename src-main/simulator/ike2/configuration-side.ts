/** What IKE version 2 asks a router about the exchange of configurations: configuration-exchange.ts. */
import type { Ikev2Profile } from './configuration.ts';
import type { ToldSettings } from './told-settings.ts';
import type { Ikev2Sa } from './view.ts';

/** The profile is the one that the association uses. */
export interface ConfigurationSide {
  /** What is asked of a peer; undefined: nothing. */
  wish(association: Ikev2Sa, profile: Ikev2Profile): 'address' | 'networks' | undefined;
  /** Whether there is a policy for the peer: `missing` where one is named that is not there. */
  authorization(association: Ikev2Sa): 'granted' | 'missing' | 'none';
  /** What a peer is given that asks for an address, or for no more than settings; undefined when no address is left for it. */
  give(association: Ikev2Sa, wish: 'address' | 'networks'): ToldSettings | undefined;
  /** What the peer is told of the networks on our side. */
  networks(association: Ikev2Sa): ToldSettings['networks'];
}
