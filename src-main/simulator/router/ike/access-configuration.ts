/**
 * Remote access as an operator configures it: who may log in (AAA lists), what a group of clients gets (mode config),
 * and the clients of Easy VPN that a router is itself.
 */
import type { ClientTerms } from '../../ike/configuration.ts';

/** `ip local pool NAME FIRST [LAST]` */
export interface LocalPool {
  name: string;
  first: number;
  last: number;
}

/** `crypto isakmp client configuration group NAME` */
export interface ClientGroup {
  name: string;
  key: string | undefined;
  dns: number[];
  domain: string | undefined;
  pool: string | undefined;
  /** The access list whose sources are the networks that go through the tunnel; without it everything does. */
  accessList: string | undefined;
  netmask: number | undefined;
  banner: string | undefined;
  maySavePassword: boolean;
}

export type EzvpnMode = 'client' | 'network-extension' | 'network-plus';

/** `crypto ipsec client ezvpn NAME` */
export interface EzvpnProfile {
  name: string;
  isAutomatic: boolean;
  group: { name: string; key: string } | undefined;
  mode: EzvpnMode;
  peers: number[];
  user: { name: string; password: string } | undefined;
  isXauthLocal: boolean;
}

/** `crypto ipsec client ezvpn NAME [inside|outside]` on an interface. */
export interface EzvpnInterface {
  profile: string;
  side: 'inside' | 'outside';
}

export class AccessConfiguration {
  /** `aaa new-model` */
  hasAaa = false;
  /** `aaa authentication login NAME METHODS`, `aaa authorization network NAME METHODS` */
  readonly loginLists = new Map<string, readonly string[]>();
  readonly networkLists = new Map<string, readonly string[]>();
  readonly pools = new Map<string, LocalPool>();
  readonly groups = new Map<string, ClientGroup>();
  /** By crypto map. */
  readonly mapTerms = new Map<string, ClientTerms>();
  readonly ezvpn = new Map<string, EzvpnProfile>();
  /** By interface. */
  readonly ezvpnOn = new Map<string, EzvpnInterface>();
  /** Whether somebody with this password is among the local users. */
  isUser: (name: string, password: string) => boolean = () => false;

  /** Whether there is anything that clients could come for. */
  get isServer(): boolean {
    return this.groups.size > 0 || this.mapTerms.size > 0;
  }
}
