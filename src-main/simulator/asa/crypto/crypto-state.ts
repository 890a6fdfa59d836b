/** What is configured of IPsec on a firewall, in the terms of its own command line; crypto-compile.ts makes a router's of it. */
import { saysSame } from '../../../base/same.ts';
import type { Ikev2Cipher, Ikev2Integrity } from '../../ike2/configuration.ts';
import type { EspTransform, Lifetime } from '../../ipsec/proposal.ts';
import { defaultLifetime } from '../../ipsec/proposal.ts';
import type { ConnectionType } from '../../router/ipsec/crypto-map.ts';

/** `crypto ikev1 policy N` */
export interface Ikev1PolicySettings {
  readonly priority: number;
  authentication: 'pre-share' | 'rsa-sig';
  encryption: CipherWord;
  hash: 'md5' | 'sha';
  group: number;
  /** Seconds; undefined for `none`. */
  lifetime: number | undefined;
}

type CipherWord = 'des' | '3des' | 'aes' | 'aes-192' | 'aes-256';

/** `crypto ikev2 policy N` */
export interface Ikev2PolicySettings {
  readonly priority: number;
  encryption: Ikev2Cipher[];
  integrity: Ikev2Integrity[];
  prf: Ikev2Integrity[];
  groups: number[];
  /** Seconds. */
  lifetime: number;
}

/** `crypto ipsec ikev1 transform-set NAME` */
interface TransformSetSettings {
  readonly name: string;
  transform: EspTransform;
  /** The words that it was typed with: `esp-aes-256 esp-sha-hmac`. */
  words: string;
  isTransport: boolean;
}

/** `crypto ipsec ikev2 ipsec-proposal NAME` */
export interface IpsecProposalSettings {
  readonly name: string;
  /** The words as they are written: `aes-256`, `aes-gcm-256`. */
  encryption: string[];
  integrity: string[];
}

/** `crypto map NAME N`: undefined and empty where nothing is set. */
export interface MapEntrySettings {
  readonly map: string;
  readonly sequence: number;
  accessList: string | undefined;
  peers: number[];
  ikev1TransformSets: string[];
  ikev2Proposals: string[];
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
  hasReverseRoute: boolean;
  /** `set connection-type`; undefined for `bidirectional`. */
  connectionType: ConnectionType | undefined;
  /** `set trustpoint NAME [chain]`: with whose certificate the firewall begins by IKE version 1. */
  trustpoint: ShownTrustpoint | undefined;
}

export interface ShownTrustpoint {
  readonly name: string;
  /** Whether the authorities' certificates are sent along. */
  readonly isWithChain: boolean;
}

/** `crypto map NAME N ipsec-isakmp dynamic DYNAMIC` */
export interface DynamicReference {
  readonly map: string;
  readonly sequence: number;
  readonly dynamic: string;
}

/** `crypto ipsec profile NAME`: how a tunnel interface is protected. */
export interface IpsecProfileSettings {
  readonly name: string;
  ikev1TransformSets: string[];
  ikev2Proposals: string[];
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
  /** `set trustpoint NAME [chain]` */
  trustpoint: ShownTrustpoint | undefined;
}

/** `tunnel-group NAME` */
export interface TunnelGroup {
  readonly name: string;
  groupPolicy: string | undefined;
  ikev1Key: string | undefined;
  ikev2RemoteKey: string | undefined;
  ikev2LocalKey: string | undefined;
  /** `ikev1 trust-point NAME`: whose certificate a peer that begins is shown. */
  ikev1Trustpoint: string | undefined;
  /** `chain` */
  isWithChain: boolean;
  /** `peer-id-validate` */
  peerIdValidate: 'req' | 'cert' | 'nocheck';
  /** `ikev2 local-authentication certificate NAME` */
  ikev2Trustpoint: string | undefined;
  /** `ikev2 remote-authentication certificate` */
  takesCertificate: boolean;
  /** `isakmp keepalive threshold S retry R`; undefined with `disable`. */
  keepalive: { threshold: number; retry: number } | undefined;
}

/** `group-policy NAME internal` */
export interface GroupPolicy {
  readonly name: string;
  /** `vpn-tunnel-protocol`; undefined where nothing is said. */
  protocols: readonly string[] | undefined;
  /** `vpn-idle-timeout`: minutes, 0 for `none`; undefined where nothing is said. */
  idleTimeout: number | undefined;
  /** `vpn-filter value LIST`; empty for `none`. */
  filter: string | undefined;
}

/** `vpn-idle-timeout` of the group policy of the factory, minutes. */
export const defaultIdleTimeout = 30;

export const defaultKeepalive = { threshold: 10, retry: 2 } as const;
/** The tunnel group of peers that have none of their own. */
export const defaultGroup = 'DefaultL2LGroup';
/** Packets. */
export const defaultReplayWindow = 64;
/** Of both versions of IKE, seconds. */
export const defaultIkeLifetime = 86_400;
/** An ASA's own is eight hours. */
export const defaultIpsecLifetime: Lifetime = { ...defaultLifetime, seconds: 28_800 };

/** What is set of transforms: transform sets are of version 1, proposals of version 2. */
export interface Transforms {
  readonly ikev1TransformSets: readonly string[];
  readonly ikev2Proposals: readonly string[];
}

/** The group policy of all groups that have none of their own, and from which the others inherit. */
export const factoryPolicy = 'DfltGrpPolicy';

export function newGroupPolicy(name: string): GroupPolicy {
  return { name, protocols: undefined, idleTimeout: undefined, filter: undefined };
}

export class AsaCrypto {
  readonly ikev1Policies = new Map<number, Ikev1PolicySettings>();
  readonly ikev2Policies = new Map<number, Ikev2PolicySettings>();
  readonly ikev1Interfaces = new Set<string>();
  readonly ikev2Interfaces = new Set<string>();
  readonly transformSets = new Map<string, TransformSetSettings>();
  readonly proposals = new Map<string, IpsecProposalSettings>();
  readonly maps: MapEntrySettings[] = [];
  /** `crypto dynamic-map NAME N`, in the same shape. */
  readonly dynamicMaps: MapEntrySettings[] = [];
  readonly references: DynamicReference[] = [];
  readonly profiles = new Map<string, IpsecProfileSettings>();
  /** The version of IKE that a peer was last met with, where an entry allows both: version 2 before that. */
  readonly spoken = new Map<number, 1 | 2>();
  /** `crypto map NAME interface IF`: by interface, the map. */
  readonly mapOn = new Map<string, string>();
  /** `crypto ipsec security-association lifetime` */
  readonly lifetime: Lifetime = { ...defaultIpsecLifetime };
  /** `crypto ipsec security-association replay window-size N`; 0 with `disable`. */
  replayWindow = defaultReplayWindow;
  readonly tunnelGroups = new Map<string, TunnelGroup>();
  readonly groupPolicies = new Map<string, GroupPolicy>([[factoryPolicy, newGroupPolicy(factoryPolicy)]]);
  /** `crypto isakmp identity` */
  identity: 'address' | 'auto' | 'hostname' = 'auto';
  /** `crypto isakmp nat-traversal`, seconds; undefined when off. */
  natKeepalive: number | undefined = 20;
  isAggressiveModeDisabled = false;

  /** The group of a peer: its own, or the one of all who have none. */
  groupOf(peer: string): TunnelGroup | undefined {
    return this.tunnelGroups.get(peer) ?? this.tunnelGroups.get(defaultGroup);
  }

  /** What has such transforms set, in the words of its line. */
  userOf(hasThem: (transforms: Transforms) => boolean): string | undefined {
    const placed = [
      ...this.maps.map((one) => ({ words: 'crypto map', one })),
      ...this.dynamicMaps.map((one) => ({ words: 'crypto dynamic-map', one })),
    ].find(({ one }) => hasThem(one));
    if (placed) return `${placed.words} ${placed.one.map} ${placed.one.sequence}`;
    const profile = [...this.profiles.values()].find(hasThem);
    return profile && `crypto ipsec profile ${profile.name}`;
  }

  /** What shows the certificate of a trustpoint, in the words of its line. */
  userOfTrustpoint(name: string): string | undefined {
    const group = [...this.tunnelGroups.values()].find(
      (one) => one.ikev1Trustpoint === name || one.ikev2Trustpoint === name,
    );
    if (group) return `tunnel-group ${group.name}`;
    const entry = [...this.maps, ...this.dynamicMaps].find(({ trustpoint }) => trustpoint?.name === name);
    if (entry) return `crypto map ${entry.map} ${entry.sequence}`;
    const profile = [...this.profiles.values()].find(({ trustpoint }) => trustpoint?.name === name);
    return profile && `crypto ipsec profile ${profile.name}`;
  }

  /** What a group's own policy does not say, that of the factory says. */
  policyOf(group: TunnelGroup | undefined): GroupPolicy {
    const factory = this.groupPolicies.get(factoryPolicy) ?? newGroupPolicy(factoryPolicy);
    const own = this.groupPolicies.get(group?.groupPolicy ?? factoryPolicy) ?? factory;
    const filter = own.filter ?? factory.filter;
    return {
      name: own.name,
      protocols: own.protocols ?? factory.protocols,
      idleTimeout: own.idleTimeout ?? factory.idleTimeout,
      filter: filter === '' ? undefined : filter,
    };
  }

  /** After how many minutes without a packet the tunnels of a group end; 0 for never. */
  idleMinutesOf(group: TunnelGroup | undefined): number {
    return this.policyOf(group).idleTimeout ?? defaultIdleTimeout;
  }
}

/** The entry of a map, made when it is not there. */
export function entryIn(entries: MapEntrySettings[], map: string, sequence: number): MapEntrySettings {
  const known = entries.find((one) => one.map === map && one.sequence === sequence);
  if (known) return known;
  const made: MapEntrySettings = { map, sequence, ...newTerms() };
  entries.push(made);
  return made;
}

export function saysNothing(entry: MapEntrySettings): boolean {
  const { map, sequence } = entry;
  return saysSame(entry, { map, sequence, ...newTerms() });
}

function newTerms(): Omit<MapEntrySettings, 'map' | 'sequence'> {
  return {
    accessList: undefined,
    peers: [],
    ikev1TransformSets: [],
    ikev2Proposals: [],
    pfsGroup: undefined,
    lifetime: {},
    hasReverseRoute: false,
    connectionType: undefined,
    trustpoint: undefined,
  };
}
