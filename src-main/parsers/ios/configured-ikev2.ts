/** What a configuration says of IKEv2. */
import type { Sourced } from '../parsed.ts';

export interface ConfiguredIkev2 {
  proposals: ConfiguredIkev2Proposal[];
  policies: ConfiguredIkev2Policy[];
  keyrings: ConfiguredIkev2Keyring[];
  profiles: ConfiguredIkev2Profile[];
}

export interface ConfiguredIkev2Proposal extends Sourced {
  name: string;
  /** As configured: "aes-cbc-256", "aes-gcm-256". */
  encryption?: string[];
  integrity?: string[];
  prf?: string[];
  groups?: number[];
}

export interface ConfiguredIkev2Policy extends Sourced {
  name: string;
  /** "any", or the name of a VRF. */
  frontVrf?: string;
  localAddresses?: string[];
  proposals: string[];
}

export interface ConfiguredIkev2Keyring extends Sourced {
  name: string;
  peers: ConfiguredIkev2Peer[];
}

export interface ConfiguredIkev2Peer extends Sourced {
  name: string;
  address?: string;
  mask?: string;
  hostname?: string;
  /** "fqdn r2.example.com", "address 192.0.2.2". */
  identity?: string;
  /** For both directions, or one for each. */
  key?: string;
  localKey?: string;
  remoteKey?: string;
  /** 0 in clear, 6 encrypted. */
  keyType?: number;
}

export interface ConfiguredIkev2Profile extends Sourced {
  name: string;
  frontVrf?: string;
  /** `match address local …`, as configured. */
  localMatches?: string[];
  /** `match identity remote …`, as configured. */
  identities?: string[];
  certificateMaps?: string[];
  localIdentity?: string;
  localAuthentication?: string;
  remoteAuthentication?: string[];
  keyring?: string;
  trustpoints?: string[];
  lifetimeSeconds?: number;
  dpdSeconds?: number;
  dpdRetrySeconds?: number;
  dpdMode?: string;
  natKeepaliveSeconds?: number;
  insideVrf?: string;
  virtualTemplate?: number;
}
