/** The crypto configuration of a router: what its operator has typed, by name or number, as it stands now. */
import { lengthOfMask, networkOf } from '../../base/address.ts';
import type { IsakmpPolicy } from '../ike/environment.ts';
import {
  defaultLifetime,
  type EncapsulationMode,
  type EspProposal,
  type EspTransform,
  type Lifetime,
} from '../ipsec/proposal.ts';

/** `crypto isakmp key SECRET address ADDRESS [MASK]` */
export interface IsakmpKey {
  secret: string;
  address: number;
  mask: number;
  noXauth: boolean;
}

/** `crypto ipsec transform-set NAME TRANSFORM...` */
export interface TransformSet {
  name: string;
  /** Undefined when the set names no ESP transform. */
  esp: EspTransform | undefined;
  mode: EncapsulationMode;
}

/** `crypto ipsec profile NAME` */
export interface IpsecProfile {
  name: string;
  /** In order of preference. A name may stand here before its set is defined. */
  transformSets: string[];
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
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

export class CryptoConfiguration {
  /** `no crypto isakmp enable` turns IKE off: nothing is asked for, and UDP port 500 is closed. */
  isIsakmpEnabled = true;
  readonly policies = new Map<number, IsakmpPolicy>();
  readonly keys: IsakmpKey[] = [];
  readonly transformSets = new Map<string, TransformSet>();
  readonly profiles = new Map<string, IpsecProfile>();
  /** `crypto ipsec security-association lifetime` */
  lifetime: Lifetime = { ...defaultLifetime };

  /** In the order in which they are tried; the built-in suite is the last. */
  policiesByPriority(): IsakmpPolicy[] {
    const configured = [...this.policies.values()].sort((a, b) => a.priority - b.priority);
    return [...configured, defaultIsakmpPolicy];
  }

  /** The key whose address matches the peer most exactly. */
  keyFor(peer: number): IsakmpKey | undefined {
    return this.keys
      .filter(({ address, mask }) => networkOf(peer, mask) === networkOf(address, mask))
      .sort((a, b) => (lengthOfMask(b.mask) ?? 0) - (lengthOfMask(a.mask) ?? 0))[0];
  }

  /** The profiles that name a transform set: it may not be taken away from under them. */
  usersOf(transformSet: string): IpsecProfile[] {
    return [...this.profiles.values()].filter(({ transformSets }) => transformSets.includes(transformSet));
  }

  /** What a profile would negotiate: one proposal for each of its transform sets that exists. */
  proposalsOf({ transformSets }: IpsecProfile): EspProposal[] {
    return transformSets.flatMap((name) => {
      const set = this.transformSets.get(name);
      return set?.esp ? [{ ...set.esp, mode: set.mode }] : [];
    });
  }

  lifetimeOf({ lifetime }: IpsecProfile): Lifetime {
    return { ...this.lifetime, ...lifetime };
  }
}
