/** Crypto maps: which traffic that leaves an interface is protected, with whom and how (seeds 002 and 003). */
import type { AccessEntry } from '../access/access-entry.ts';
import type { Lifetime } from '../../ipsec/proposal.ts';

/** Who may begin, where not both may: `set connection-type` of an ASA. What is there may be renewed by either end. */
export type ConnectionType = 'answer-only' | 'originate-only';

/** What the entries of static and dynamic maps have in common. */
export interface CryptoMapPolicy {
  description: string;
  /** `match address`: the name or number of an access list. */
  accessList: string | undefined;
  /** In place of an access list, lines that nobody has typed: those of a client of Easy VPN. */
  permits?: readonly AccessEntry[];
  /** `set peer`, in order; the first is tried first, `set peer A default` stands at its head. */
  peers: (number | string)[];
  /** Whether the first peer is the default one, to which an idle router returns. */
  hasDefaultPeer?: boolean;
  transformSets: string[];
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
  /** `set security-association idle-time`, seconds. */
  idleTime: number | undefined;
  /** `set connection-type` of an ASA; undefined where both ends may begin. */
  connectionType?: ConnectionType | undefined;
  /** `set security-association level per-host` */
  isPerHost: boolean;
  /** `set security-association replay window-size N` or `disable` (0). */
  replayWindow: number | undefined;
  /** `set isakmp-profile` */
  isakmpProfile: string | undefined;
  /** `set ikev2-profile` */
  ikev2Profile: string | undefined;
  reverseRoute: ReverseRoute | undefined;
  /** `set ip access-group NAME in|out` */
  accessGroup: { in?: string; out?: string };
  isQosPreClassified: boolean;
  /** `set nat demux` and what else is kept but without effect would be named by the command line instead. */
}

/** `reverse-route [static] [remote-peer A [gateway] [static]] [tag N]`, `set reverse-route distance|tag` (seed 003). */
export interface ReverseRoute {
  isStatic: boolean;
  remotePeer: number | undefined;
  /** `remote-peer` without an address: to the peer itself, and a second route to the peer by the map's interface. */
  isToPeer?: boolean;
  /** `remote-peer A gateway`: a second route to the peer by way of it. */
  isGateway: boolean;
  tag: number | undefined;
  distance: number | undefined;
}

export type CryptoMapKind =
  /** `ipsec-isakmp` */
  | { kind: 'isakmp' }
  /** `ipsec-manual`: keys typed by hand. */
  | { kind: 'manual'; inbound: ManualKeys; outbound: ManualKeys }
  /** `ipsec-isakmp dynamic NAME [discover]` */
  | { kind: 'dynamic'; map: string; isDiscovering: boolean };

/** `set session-key inbound|outbound esp SPI cipher KEY [authenticator KEY]`, `… ah SPI KEY`; keys in hex. */
export interface ManualKeys {
  esp?: { spi: number; cipher: string; authenticator: string | undefined };
  ah?: { spi: number; key: string };
}

export interface CryptoMapEntry extends CryptoMapPolicy {
  map: string;
  sequence: number;
  type: CryptoMapKind;
}

/** `crypto dynamic-map NAME SEQ` */
export interface DynamicMapEntry extends CryptoMapPolicy {
  map: string;
  sequence: number;
}

export function newCryptoMapPolicy(): CryptoMapPolicy {
  return {
    description: '',
    accessList: undefined,
    peers: [],
    transformSets: [],
    pfsGroup: undefined,
    lifetime: {},
    idleTime: undefined,
    isPerHost: false,
    replayWindow: undefined,
    isakmpProfile: undefined,
    ikev2Profile: undefined,
    reverseRoute: undefined,
    accessGroup: {},
    isQosPreClassified: false,
  };
}
