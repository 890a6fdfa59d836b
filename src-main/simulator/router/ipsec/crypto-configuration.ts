/** The crypto configuration of a router: what its operator has typed, by name or number, as it stands now. */
import { lengthOfMask, networkOf } from '../../../base/address.ts';
import { newIsakmpSettings, type IsakmpKey, type IsakmpKeyring, type IsakmpProfile } from '../../ike/configuration.ts';
import type { IsakmpPolicy } from '../../ike/environment.ts';
import { Ikev2Configuration } from '../../ike2/configuration.ts';
import { defaultLifetime, type IpsecProposal, type Lifetime } from '../../ipsec/proposal.ts';
import { TrustStore } from '../../pki/trust-store.ts';
import { AccessConfiguration } from '../ike/access-configuration.ts';
import type { TransformSet } from './transform-set.ts';
import { ezvpnTransformSets, smartPolicies, smartTransformSet, weakGroups } from '../ike/built-in-suites.ts';
import type { CryptoMapEntry, DynamicMapEntry } from './crypto-map.ts';

export type { TransformSet } from './transform-set.ts';

/** `crypto ipsec profile NAME` */
export interface IpsecProfile {
  name: string;
  /** In order of preference. A name may stand here before its set is defined. */
  transformSets: string[];
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
  /** `set ikev2-profile`: with it the profile negotiates by IKE version 2. */
  ikev2Profile?: string;
  /** `set isakmp-profile` */
  isakmpProfile?: string;
  /** `set security-association replay window-size N` or `disable` (0). */
  replayWindow?: number;
  /** `set security-association idle-time`, seconds. */
  idleTime?: number;
}

/** The suite that IOS tries last of all; `show crypto isakmp policy` calls it the default protection suite. */
export const defaultIsakmpPolicy: Readonly<IsakmpPolicy> = {
  priority: 65535,
  cipher: 'des',
  keyBits: 56,
  hash: 'sha1',
  authentication: 'rsa-sig',
  group: 1,
  lifetime: 86_400,
};

const smartProfile: IpsecProfile = { name: 'default', transformSets: [], pfsGroup: undefined, lifetime: {} };

export class CryptoConfiguration {
  /** `no crypto isakmp enable` turns IKE off: nothing is asked for, and UDP port 500 is closed. */
  isIsakmpEnabled = true;
  readonly policies = new Map<number, IsakmpPolicy>();
  /** Whether the built-in suite is tried last of all: an ASA has none. */
  hasDefaultPolicy = true;
  /** From 15 on there are defaults where nothing is configured: policies, a transform set, and a profile with it. */
  hasSmartDefaults = false;
  /** `no crypto isakmp default policy`, `no crypto ipsec default transform-set` take them away. */
  readonly smart = { hasPolicies: true, hasTransformSet: true };
  /** After which number a release counts its associations. */
  numbersAfter = { ike: 1000, ipsec: 0 };
  readonly keys: IsakmpKey[] = [];
  readonly transformSets = new Map<string, TransformSet>();
  readonly profiles = new Map<string, IpsecProfile>();
  /** `crypto ipsec security-association lifetime` */
  lifetime: Lifetime = { ...defaultLifetime };
  /** `crypto ipsec security-association idle-time`, seconds. */
  idleTime: number | undefined;
  /** `crypto ipsec security-association replay window-size N` or `disable` (0). */
  replayWindow = 64;
  /** `crypto ipsec df-bit` */
  dfBit: 'copy' | 'set' | 'clear' = 'copy';
  /** `crypto ipsec fragmentation before-encryption` */
  isFragmentedBefore = true;
  /** Whether an association of IKE version 2 ends when its first child fails, as in IOS XE (faults.tsv, V2-CHILD). */
  endsWithFirstChild = false;
  /** `no crypto ipsec nat-transparency udp-encapsulation` turns it off. */
  isNatTransparent = true;
  /** `crypto logging session`: the log tells of sessions that come up and go down. */
  isSessionLogged = false;
  /** `crypto engine compliance shield disable`: weak algorithms may be configured. */
  isShieldDisabled = false;
  /** Whether the release has that shield. */
  hasShield = false;
  readonly isakmp = newIsakmpSettings();
  /** The router's name with its domain, as it calls itself to peers. */
  hostName: () => string = () => '';
  readonly keyrings = new Map<string, IsakmpKeyring>();
  readonly isakmpProfiles = new Map<string, IsakmpProfile>();
  /** By name, then in order of sequence numbers. */
  readonly maps = new Map<string, CryptoMapEntry[]>();
  readonly dynamicMaps = new Map<string, DynamicMapEntry[]>();
  /** `crypto map NAME local-address INTERFACE`: by map, the interface. */
  readonly mapSources = new Map<string, string>();
  /** `crypto map NAME` on an interface: by interface, the map. */
  readonly mapOn = new Map<string, string>();
  readonly ikev2 = new Ikev2Configuration();
  /** Trustpoints with their certificates, and keys of peers: what both versions of IKE have as credentials. */
  readonly trust = new TrustStore();
  /** Servers and clients of remote access. */
  readonly access = new AccessConfiguration();

  /** In the order in which they are tried; the built-in suite is the last. */
  policiesByPriority(): IsakmpPolicy[] {
    const configured = [...this.policies.values()].sort((a, b) => a.priority - b.priority);
    if (this.hasSmartDefaults)
      return configured.length > 0 || !this.smart.hasPolicies ? configured : this.smartPolicies();
    return this.hasDefaultPolicy ? [...configured, defaultIsakmpPolicy] : configured;
  }

  /** The shield is against their groups and MD5: it leaves none of them. */
  smartPolicies(): IsakmpPolicy[] {
    const isShielded = this.hasShield && !this.isShieldDisabled;
    return smartPolicies.filter(({ group, hash }) => !isShielded || (hash !== 'md5' && !weakGroups.includes(group)));
  }

  /** The key whose address matches the peer most exactly. */
  keyFor(peer: number, keys: readonly IsakmpKey[] = this.keys): IsakmpKey | undefined {
    let best: IsakmpKey | undefined;
    for (const key of keys) {
      if (key.hostname !== undefined || networkOf(peer, key.mask) !== networkOf(key.address, key.mask)) continue;
      if (!best || (lengthOfMask(key.mask) ?? 0) > (lengthOfMask(best.mask) ?? 0)) best = key;
    }
    return best;
  }

  /** The profiles that name a transform set: it may not be taken away from under them. */
  usersOf(transformSet: string): IpsecProfile[] {
    return [...this.profiles.values()].filter(({ transformSets }) => transformSets.includes(transformSet));
  }

  transformSetOf(name: string): TransformSet | undefined {
    const isDefault = name === smartTransformSet.name && this.hasSmartDefaults && this.smart.hasTransformSet;
    return this.transformSets.get(name) ?? ezvpnTransformSets.get(name) ?? (isDefault ? smartTransformSet : undefined);
  }

  /** What is named, or else the default. */
  transformSetsOf({ transformSets }: { transformSets: readonly string[] }): readonly string[] {
    const isDefault = transformSets.length === 0 && this.hasSmartDefaults && this.smart.hasTransformSet;
    return isDefault ? [smartTransformSet.name] : transformSets;
  }

  profileOf(name: string): IpsecProfile | undefined {
    return this.profiles.get(name) ?? (name === smartProfile.name && this.hasSmartDefaults ? smartProfile : undefined);
  }

  /** What a profile would negotiate: one proposal for each of its transform sets that exists. */
  proposalsOf(terms: { transformSets: readonly string[] }): IpsecProposal[] {
    const proposals: IpsecProposal[] = [];
    for (const name of this.transformSetsOf(terms)) {
      const set = this.transformSetOf(name);
      if (set && (set.esp || set.ah)) proposals.push({ mode: set.mode, esp: set.esp, ah: set.ah });
    }
    return proposals;
  }

  lifetimeOf({ lifetime }: { lifetime: Partial<Lifetime> }): Lifetime {
    return { ...this.lifetime, ...lifetime };
  }
}
