/** What an operator configures of IKE version 2, in the terms of RFC 7296; IOS has the same four kinds of block. */

export type Ikev2Encryption = 'des' | '3des' | 'aes-cbc' | 'aes-gcm';
export type Ikev2Integrity = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

export interface Ikev2Cipher {
  algorithm: Ikev2Encryption;
  /** 56, 168, 128, 192 or 256. */
  keyBits: number;
}

/** `crypto ikev2 proposal NAME`: every combination of what stands in it is offered. */
export interface Ikev2Proposal {
  name: string;
  encryption: Ikev2Cipher[];
  /** Empty with AES-GCM, which needs none. */
  integrity: Ikev2Integrity[];
  /** Empty: the same as integrity. */
  prf: Ikev2Integrity[];
  /** By their IANA numbers. */
  groups: number[];
}

/** `crypto ikev2 policy NAME`: which proposals are for which local address (and front-door VRF). */
export interface Ikev2Policy {
  name: string;
  /** Names of proposals, in order. */
  proposals: string[];
  /** Undefined matches any. */
  localAddress: number | undefined;
  /** `match fvrf`: 'any', a name, or undefined for the global table. */
  vrf: string | undefined;
}

export type Ikev2Identity =
  | { kind: 'address'; address: number }
  | { kind: 'fqdn' | 'email'; name: string }
  | { kind: 'key-id'; id: string }
  /** The subject of a certificate, as its DER bytes. */
  | { kind: 'dn'; der: Uint8Array; text: string };

export type Ikev2IdentityMatch =
  | { kind: 'address'; address: number; mask: number }
  | { kind: 'fqdn' | 'email'; name: string; isDomain: boolean }
  | { kind: 'key-id'; id: string }
  | { kind: 'any' };

/** `crypto ikev2 keyring NAME` */
export interface Ikev2Keyring {
  name: string;
  peers: Ikev2KeyringPeer[];
}

export interface Ikev2KeyringPeer {
  name: string;
  address: number | undefined;
  mask: number;
  identity: Ikev2IdentityMatch | undefined;
  /** `pre-shared-key KEY` sets both, `pre-shared-key local|remote KEY` one. */
  localKey: string | undefined;
  remoteKey: string | undefined;
  /** Whether both were typed as one, and are written so. */
  isOneKey?: boolean;
  description?: string;
}

export type Ikev2Authentication = 'pre-share' | 'rsa-sig' | 'ecdsa-sig';

/** `crypto ikev2 profile NAME` */
export interface Ikev2Profile {
  name: string;
  matchRemote: Ikev2IdentityMatch[];
  /** `match certificate`: names of certificate maps; a peer that one of them means is as good as one that is named. */
  certificateMaps?: string[];
  /** Addresses of peers that it is for, whoever they say they are: what an ASA's tunnel groups are named by. */
  peers?: readonly { readonly address: number; readonly mask: number }[];
  /** `match address local`; undefined matches any. */
  matchLocalAddress: number | undefined;
  /** `ivrf NAME`: the table of routes for what is protected. */
  insideVrf?: string | undefined;
  /** `match fvrf`: 'any', a name, or undefined for the global table. */
  matchVrf: string | undefined;
  /** `identity local`; undefined stands for the address that is sent from. */
  identityLocal: Ikev2Identity | 'dn' | undefined;
  authenticationLocal: Ikev2Authentication | undefined;
  authenticationRemote: Ikev2Authentication[];
  keyring: string | undefined;
  /** Names of trustpoints. */
  trustpoints: string[];
  /** Seconds. */
  lifetime: number;
  dpd: Ikev2Dpd | undefined;
  /** `nat keepalive`, seconds; undefined when the global setting counts. */
  natKeepalive: number | undefined;
  description?: string;
  /** `aaa authorization group`: by how the peer proves who it is, the list of methods and the name of the policy. */
  authorizations?: Map<'psk' | 'cert', { list: string; policy: string }>;
  /** `virtual-template N`: the number of the template that tunnels of this profile's peers are made of. */
  virtualTemplate?: number;
}

/** `crypto ikev2 authorization policy NAME` */
export interface Ikev2AuthorizationPolicy {
  name: string;
  /** Of `ip local pool`. */
  pool: string | undefined;
  netmask: number | undefined;
  dns: number[];
  /** `route set interface`: the peer is told of our address in the tunnel. */
  setsInterface: boolean;
  /** `route set access-list`: the peer is told of what these permit. */
  setsLists: string[];
  /** `route accept any`: what the peer tells of becomes routes. */
  accepts: { distance: number; tag: number } | undefined;
}

export interface Ikev2Dpd {
  /** Seconds, as is retry. */
  interval: number;
  retry: number;
  mode: 'on-demand' | 'periodic';
}

export const defaultIkev2Lifetime = 86_400;
export const defaultName = 'default';

/** What is negotiated where an operator has configured no proposal: `show crypto ikev2 proposal default` of each line of software. */
export const smartDefaultProposals: Readonly<Record<'ios15' | 'iosxe17', Ikev2Proposal>> = {
  /** Prefers strength, and offers MD5 still. */
  ios15: {
    name: defaultName,
    encryption: [
      { algorithm: 'aes-cbc', keyBits: 256 },
      { algorithm: 'aes-cbc', keyBits: 192 },
      { algorithm: 'aes-cbc', keyBits: 128 },
    ],
    integrity: ['sha512', 'sha384', 'sha256', 'sha1', 'md5'],
    prf: ['sha512', 'sha384', 'sha256', 'sha1', 'md5'],
    groups: [5, 2],
  },
  /** Neither MD5 nor SHA-1 nor group 2 (genie corpus, gh id:36890752064). */
  iosxe17: {
    name: defaultName,
    encryption: [{ algorithm: 'aes-cbc', keyBits: 256 }],
    integrity: ['sha512', 'sha384'],
    prf: ['sha512', 'sha384'],
    groups: [19, 14, 21, 5],
  },
};

/** What holds where nothing is typed (`show crypto ikev2 authorization policy default` in the FlexVPN guide). */
export function newAuthorizationPolicy(name: string): Ikev2AuthorizationPolicy {
  return {
    ...{ name, pool: undefined, netmask: undefined, dns: [], setsLists: [] },
    setsInterface: name === defaultName,
    accepts: { distance: 1, tag: 1 },
  };
}

/** For every address and every front-door VRF; it is asked only where no other policy is for the address. */
export function defaultIkev2Policy(): Ikev2Policy {
  return { name: defaultName, proposals: [defaultName], localAddress: undefined, vrf: 'any' };
}

/** Everything of IKE version 2 that a router's operator has configured. */
export class Ikev2Configuration {
  /** Another line of software puts its own default here; `no crypto ikev2 proposal default` takes it away. */
  readonly proposals = new Map([[defaultName, structuredClone(smartDefaultProposals.iosxe17)]]);
  readonly policies = new Map([[defaultName, defaultIkev2Policy()]]);
  readonly keyrings = new Map<string, Ikev2Keyring>();
  readonly profiles = new Map<string, Ikev2Profile>();
  readonly authorizations = new Map([[defaultName, newAuthorizationPolicy(defaultName)]]);
  /** `crypto ikev2 dpd` */
  dpd: Ikev2Dpd | undefined;
  /** `crypto ikev2 fragmentation [mtu N]`: bytes, undefined when off. */
  fragmentationMtu: number | undefined;
  /** `crypto ikev2 cookie-challenge N`: from so many half-open associations on; undefined when off. */
  cookieChallenge: number | undefined;
  /** `crypto ikev2 nat keepalive`, seconds; undefined when off. */
  natKeepalive: number | undefined;
}
