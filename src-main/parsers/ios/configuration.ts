/** What a configuration holds: all its lines as a tree, and the facts of IPsec, tunnels and routes that are in them. */
import type { Sourced } from '../parsed.ts';
import type { ConfigurationLine } from './configuration-line.ts';
import type { ConfiguredNat, ConfiguredNatPool } from './configuration-nat.ts';
import type { ConfiguredIkev2 } from './configured-ikev2.ts';
import type { AccessList } from './show-access-lists.ts';

/** What a line does not say is absent: defaults belong to the release, and a parser does not guess them. */
export interface RunningConfiguration extends Sourced {
  lines: ConfigurationLine[];
  hostname?: string;
  version?: string;
  isakmpPolicies: ConfiguredIsakmpPolicy[];
  isakmpKeys: ConfiguredIsakmpKey[];
  keyrings: ConfiguredKeyring[];
  isakmpProfiles: ConfiguredIsakmpProfile[];
  /** `no crypto isakmp enable`. */
  isIsakmpDisabled?: boolean;
  transformSets: ConfiguredTransformSet[];
  ipsecProfiles: ConfiguredIpsecProfile[];
  cryptoMaps: ConfiguredCryptoMap[];
  /** `crypto map NAME local-address I`. */
  localAddresses: { map: string; interface: string; line: number }[];
  lifetimeSeconds?: number;
  lifetimeKilobytes?: number;
  interfaces: ConfiguredInterface[];
  routes: ConfiguredRoute[];
  accessLists: AccessList[];
  /** Where anything of it is configured. */
  ikev2?: ConfiguredIkev2;
  nat?: ConfiguredNat[];
  natPools?: ConfiguredNatPool[];
  isakmpIdentity?: string;
  /** `crypto isakmp keepalive`: dead peer detection. */
  isakmpKeepaliveSeconds?: number;
  isakmpKeepaliveRetrySeconds?: number;
  isakmpKeepaliveMode?: string;
  isakmpNatKeepaliveSeconds?: number;
  isAggressiveModeDisabled?: boolean;
  idleSeconds?: number;
  replayWindow?: number;
}

export interface ConfiguredIsakmpPolicy extends Sourced {
  priority: number;
  /** As configured: "aes 256", "3des". */
  encryption?: string;
  hash?: string;
  authentication?: string;
  group?: number;
  lifetimeSeconds?: number;
}

export interface ConfiguredIsakmpKey extends Sourced {
  /** 0 in clear, 6 encrypted, 7 obscured. */
  keyType?: number;
  key: string;
  address?: string;
  mask?: string;
  hostname?: string;
  isWithoutXauth: boolean;
}

export interface ConfiguredKeyring extends Sourced {
  name: string;
  vrf?: string;
  keys: ConfiguredIsakmpKey[];
}

export interface ConfiguredIsakmpProfile extends Sourced {
  name: string;
  keyring?: string;
  /** `match identity …`, as configured. */
  identities: string[];
  vrf?: string;
}

export interface ConfiguredTransformSet extends Sourced {
  name: string;
  /** In the configuration's spelling, a key length with its algorithm: ["esp-aes 256", "esp-sha-hmac"]. */
  transforms: string[];
  mode?: string;
}

/** What profiles and maps share. */
export interface ConfiguredProtection extends Sourced {
  name: string;
  transformSets: string[];
  /** `set pfs`: "group14"; "default" when no group is named. */
  pfs?: string;
  lifetimeSeconds?: number;
  lifetimeKilobytes?: number;
  /** `lifetime kilobytes disable`. */
  isVolumeRekeyDisabled?: boolean;
  idleSeconds?: number;
  isakmpProfile?: string;
  ikev2Profile?: string;
}

export type ConfiguredIpsecProfile = ConfiguredProtection;

export interface ConfiguredCryptoMap extends ConfiguredProtection {
  sequence: number;
  /** "ipsec-isakmp", "ipsec-manual"; a `crypto dynamic-map` has none. */
  kind?: string;
  isDynamic: boolean;
  /** `dynamic NAME`: the template it refers to. */
  template?: string;
  peers: string[];
  accessList?: string;
  description?: string;
  isReverseRoute: boolean;
}

export interface ConfiguredInterface extends Sourced {
  name: string;
  /** What stands behind the name: "point-to-point", "type tunnel". */
  kind?: string;
  description?: string;
  address?: string;
  mask?: string;
  secondaryAddresses?: string[];
  ipv6Addresses?: string[];
  /** `ip address dhcp` and `negotiated`. */
  addressMethod?: string;
  unnumbered?: string;
  isShutdown: boolean;
  vrf?: string;
  mtu?: number;
  ipMtu?: number;
  adjustMss?: number;
  nat?: string;
  cryptoMap?: string;
  accessGroupIn?: string;
  accessGroupOut?: string;
  tunnelSource?: string;
  tunnelDestination?: string;
  /** "ipsec ipv4", "gre ip", "gre multipoint". */
  tunnelMode?: string;
  tunnelProtection?: string;
  tunnelIkev2Profile?: string;
  isTunnelProtectionShared?: boolean;
  tunnelKey?: number;
  tunnelVrf?: string;
}

export interface ConfiguredRoute extends Sourced {
  vrf?: string;
  network: string;
  mask: string;
  interface?: string;
  nextHop?: string;
  distance?: number;
}
