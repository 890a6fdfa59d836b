/** What an operator configures of IKE version 1 beside the policies: profiles, keyrings, and settings for all peers. */

/** `crypto keyring NAME [vrf NAME]` */
export interface IsakmpKeyring {
  name: string;
  vrf: string | undefined;
  keys: IsakmpKey[];
}

/** `crypto isakmp key SECRET address ADDRESS [MASK]`, `… hostname NAME`, and the lines of a keyring. */
export interface IsakmpKey {
  secret: string;
  /** Of which peers; without an address the peer is known by its host name. */
  address: number;
  mask: number;
  hostname?: string;
  noXauth: boolean;
}

export type IsakmpIdentityMatch =
  | { kind: 'address'; address: number; mask: number; vrf: string | undefined }
  | { kind: 'host' | 'user'; name: string; isDomain: boolean }
  | { kind: 'group'; name: string }
  /** The name of a certificate map. */
  | { kind: 'certificate'; name: string };

/** `crypto isakmp profile NAME` */
export interface IsakmpProfile {
  name: string;
  vrf: string | undefined;
  keyring: string | undefined;
  /** `ca trust-point` */
  trustpoints: string[];
  match: IsakmpIdentityMatch[];
  selfIdentity: 'address' | 'fqdn' | 'user-fqdn' | undefined;
  selfIdentityName: string | undefined;
  keepalive: IsakmpKeepalive | undefined;
  initiateMode: 'main' | 'aggressive';
  /** `client authentication list`, `isakmp authorization list`, `client configuration address`, when any is there. */
  clients?: ClientTerms | undefined;
  /** `virtual-template N`: of which the interfaces of its peers are made. */
  virtualTemplate?: number | undefined;
}

/** What a crypto map or an ISAKMP profile says of the clients of remote access that come by it. */
export interface ClientTerms {
  /** `client authentication list`: clients have to log in. */
  authenticationList: string | undefined;
  /** `isakmp authorization list`: clients get what their group has. */
  authorizationList: string | undefined;
  /** `client configuration address initiate`, which is kept, and `respond`. */
  isInitiating: boolean;
  isResponding: boolean;
}

export function newClientTerms(): ClientTerms {
  return { authenticationList: undefined, authorizationList: undefined, isInitiating: false, isResponding: false };
}

/** `crypto isakmp keepalive SECONDS [RETRIES] [periodic|on-demand]` */
export interface IsakmpKeepalive {
  seconds: number;
  retry: number;
  mode: 'on-demand' | 'periodic';
}

export interface IsakmpSettings {
  /** `crypto isakmp identity` */
  identity: 'address' | 'hostname' | 'dn';
  keepalive: IsakmpKeepalive | undefined;
  /** Where each peer has a keepalive of its own, as in the tunnel groups of an ASA: that, or undefined for none. */
  keepaliveOf?: ((peer: number) => IsakmpKeepalive | undefined) | undefined;
  /** Where each peer has trustpoints of its own, as in the tunnel groups of an ASA: their names. */
  trustpointsOf?: ((peer: number, role: 'initiator' | 'responder') => readonly string[]) | undefined;
  /** `crypto isakmp nat keepalive`, seconds; undefined when off. */
  natKeepalive: number | undefined;
  isAggressiveModeDisabled: boolean;
  /** `crypto isakmp invalid-spi-recovery` */
  isInvalidSpiRecovered: boolean;
  /**
   * Messages in pieces: 'answered' says that it can where a peer has said so (`crypto isakmp fragmentation`), 'announced'
   * says so first, too (ASA).
   */
  fragmentation: 'no' | 'answered' | 'announced';
  /** `crypto isakmp peer address A` with `set aggressive-mode …` */
  aggressivePeers: Map<number, { password: string | undefined; clientEndpoint: string | undefined }>;
}

export function newIsakmpSettings(): IsakmpSettings {
  return {
    identity: 'address',
    keepalive: undefined,
    natKeepalive: undefined,
    isAggressiveModeDisabled: false,
    isInvalidSpiRecovered: false,
    fragmentation: 'no',
    aggressivePeers: new Map(),
  };
}
