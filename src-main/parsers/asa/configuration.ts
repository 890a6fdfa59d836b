/** What the configuration of an ASA holds: all its lines as a tree, and the facts of IPsec, rules, NAT and routes. */
import type { ConfigurationLine } from '../ios/configuration-line.ts';
import type { Sourced } from '../parsed.ts';
import type { AsaAccessEntry } from './access-entry.ts';

/** What a line does not say is absent: defaults belong to the release, and a parser does not guess them. */
export interface AsaConfiguration extends Sourced {
  lines: ConfigurationLine[];
  hostname?: string;
  version?: string;
  cryptoMaps: AsaConfiguredMap[];
  /** `crypto map NAME interface I`. */
  mapInterfaces: { line: number; map: string; interface: string }[];
  transformSets: { line: number; name: string; version: 1 | 2; transforms: string[] }[];
  ikePolicies: AsaIkePolicy[];
  /** `crypto ikev1 enable I`. */
  ikeInterfaces: { line: number; version: 1 | 2; interface: string }[];
  tunnelGroups: AsaTunnelGroup[];
  accessLists: { name: string; entries: (AsaAccessEntry & { line: number })[] }[];
  accessGroups: { line: number; list: string; direction: string; interface?: string }[];
  objects: AsaObject[];
  objectGroups: AsaObject[];
  nat: AsaNatRule[];
  routes: AsaConfiguredRoute[];
  interfaces: AsaConfiguredInterface[];
  users: { line: number; name: string; privilege?: number; text: string }[];
  names: { line: number; address: string; name: string; description?: string }[];
}

export interface AsaConfiguredMap extends Sourced {
  name: string;
  sequence: number;
  isDynamic: boolean;
  /** `ipsec-isakmp dynamic NAME`. */
  template?: string;
  accessList?: string;
  peers: string[];
  pfs?: string;
  transformSets: string[];
  ipsecProposals: string[];
  connectionType?: string;
  phase1Mode?: string;
  ikev2Mode?: string;
  lifetimeSeconds?: number;
  lifetimeKilobytes?: string;
  isReverseRoute?: boolean;
  isTfc?: boolean;
  trustpoint?: string;
  /** Lines that have no field here. */
  others?: string[];
}

export interface AsaIkePolicy extends Sourced {
  version: 1 | 2;
  priority: number;
  authentication?: string;
  encryption?: string[];
  hash?: string;
  integrity?: string[];
  group?: string[];
  prf?: string[];
  lifetimeSeconds?: number;
}

export interface AsaTunnelGroup extends Sourced {
  name: string;
  type?: string;
  /** The lines of all its attributes. */
  attributes: string[];
  groupPolicy?: string;
}

export interface AsaObject extends Sourced {
  /** "network", "service", "protocol", "icmp-type", "user", "security". */
  kind: string;
  name: string;
  /** A service group for one protocol: "tcp", "tcp-udp". */
  protocol?: string;
  description?: string;
  /** What it holds, line by line: "host 10.1.1.1", "network-object object WEB". */
  members: string[];
}

export interface AsaNatRule extends Sourced {
  real: string;
  mapped: string;
  /** Of an object's own. */
  object?: string;
  isAfterAuto: boolean;
  /** What follows the interfaces. */
  text: string;
}

export interface AsaConfiguredRoute {
  line: number;
  interface: string;
  network: string;
  mask: string;
  gateway: string;
  distance?: number;
  text?: string;
}

export interface AsaConfiguredInterface extends Sourced {
  name: string;
  nameif?: string;
  securityLevel?: number;
  address?: string;
  mask?: string;
  standby?: string;
  vlan?: string;
  description?: string;
  isShutdown: boolean;
  isManagementOnly: boolean;
  tunnelSource?: string;
  tunnelDestination?: string;
  tunnelMode?: string;
  ipsecProfile?: string;
}
