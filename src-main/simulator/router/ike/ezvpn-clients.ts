/**
 * The clients of Easy VPN that a router is: each makes an association with its server, logs in, is given an address or
 * the networks behind the server, and protects what is between.
 */
import { networkOf } from '../../../base/address.ts';
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { IsakmpSettings } from '../../ike/configuration.ts';
import type {
  AccessClient,
  ClientConfiguration,
  ConfigurationWish,
  IsakmpPolicy,
  Login,
} from '../../ike/environment.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import { anyAddress, type AddressMatch } from '../access/access-entry.ts';
import type { AppliedMap } from '../ipsec/applied-map.ts';
import { ezvpnPolicies } from './built-in-suites.ts';
import type { CryptoConfiguration } from '../ipsec/crypto-configuration.ts';
import { EzvpnTranslation } from './ezvpn-translation.ts';
import { EzvpnTunnel, mapOf, permitsOf } from './ezvpn-tunnel.ts';
import type { Interface } from '../interface.ts';
import type { ProtectedFlow } from '../ipsec/protected-flow.ts';

export interface EzvpnOwner {
  clock: Clock;
  crypto: CryptoConfiguration;
  interfaces: () => Iterable<Interface>;
  /** A loopback for the address that a server has given. */
  lendLoopback(address: number, mask: number): Interface;
  removeInterface(name: string): void;
  connect(local: number, remote: number): void;
  disconnect(local: number, remote: number): void;
  changed(): void;
}

export interface EzvpnNotice {
  kind: 'login-wanted' | 'up' | 'down';
  tunnel: EzvpnTunnel;
}

/** Milliseconds after which a client that connects by itself tries again. */
const pause = 10_000;

export class EzvpnClients implements AccessClient {
  readonly tunnels = new Map<string, EzvpnTunnel>();
  readonly notices = new Emitter<EzvpnNotice>();

  constructor(private readonly owner: EzvpnOwner) {}

  /** Whether there is any that IKE is of use for. */
  get areWanted(): boolean {
    return [...this.tunnels.values()].some(({ outside, isComplete }) => outside !== undefined && isComplete);
  }

  get maps(): readonly AppliedMap[] {
    return [...this.tunnels.values()].flatMap(({ map }) => (map ? [map] : []));
  }

  /** Brings the clients in line with the configuration and with the state of their interfaces. */
  refresh(): void {
    const { ezvpn } = this.owner.crypto.access;
    for (const [name, tunnel] of this.tunnels) {
      if (ezvpn.get(name) === tunnel.profile) continue;
      this.#takeDown(tunnel);
      this.tunnels.delete(name);
    }
    for (const profile of ezvpn.values()) {
      const tunnel = this.tunnels.get(profile.name) ?? new EzvpnTunnel(profile);
      this.tunnels.set(profile.name, tunnel);
      this.#follow(tunnel);
    }
  }

  /** `crypto ipsec client ezvpn connect` */
  connect(tunnel: EzvpnTunnel): void {
    const { outside, peer, isComplete } = tunnel;
    const local = outside?.isUp ? outside.sourceAddress : undefined;
    if (tunnel.ends || !isComplete || local === undefined || peer === undefined) return;
    const ends = { local, remote: peer };
    tunnel.ends = ends;
    tunnel.move('READY', 'CONNECT');
    this.owner.clock.after(0, () => {
      if (tunnel.ends === ends) this.owner.connect(local, peer);
    });
  }

  /** `clear crypto ipsec client ezvpn`: one that connects by itself does so again. */
  clear(tunnel: EzvpnTunnel): void {
    this.#takeDown(tunnel);
    this.#rest(tunnel, 'RESET');
    this.owner.changed();
  }

  /** The settings that IKE has with servers: aggressive mode, with the group as identity and its key. */
  settingsWith(settings: IsakmpSettings): IsakmpSettings {
    if (this.tunnels.size === 0) return settings;
    const servers = [...this.tunnels.values()].flatMap(({ ends, profile: { group } }) =>
      ends && group ? [[ends.remote, { password: group.key, clientEndpoint: `key-id ${group.name}` }] as const] : [],
    );
    if (servers.length === 0) return settings;
    return { ...settings, aggressivePeers: new Map([...settings.aggressivePeers, ...servers]) };
  }

  policiesWith(peer: number | undefined): readonly IsakmpPolicy[] | undefined {
    return peer !== undefined && this.#at(peer) ? ezvpnPolicies : undefined;
  }

  logsIn(peer: number): boolean {
    return this.#at(peer) !== undefined;
  }

  /** What the configuration has is the answer (`xauth userid mode local`); otherwise somebody is asked to type it. */
  login(peer: number, answer: (login: Login) => void): void {
    const tunnel = this.#at(peer);
    if (!tunnel) return;
    const { user, isXauthLocal } = tunnel.profile;
    if (user && isXauthLocal) return answer({ userName: user.name, password: user.password });
    tunnel.answer = answer;
    tunnel.move('XAUTH_REQ', 'XAUTH_REQUEST');
    this.notices.emit({ kind: 'login-wanted', tunnel });
  }

  /** `crypto ipsec client ezvpn xauth` */
  supply(tunnel: EzvpnTunnel, login: Login): void {
    const { answer } = tunnel;
    tunnel.answer = undefined;
    tunnel.move('READY', 'XAUTH_REQ_INFO');
    answer?.(login);
  }

  wish(peer: number): ConfigurationWish | undefined {
    const mode = this.#at(peer)?.profile.mode;
    return mode && (mode === 'network-extension' ? 'networks' : 'address');
  }

  configured(peer: number, configuration: ClientConfiguration): void {
    const { clock, interfaces } = this.owner;
    const tunnel = this.#at(peer);
    const { outside, ends } = tunnel ?? {};
    // A renewed association tells the same again.
    if (!tunnel || !outside || !ends || tunnel.map) return;
    const { address, mask = 0xffffffff } = configuration;
    tunnel.configuration = configuration;
    tunnel.map = mapOf(outside, ends, permitsOf(this.#sourcesOf(tunnel, address), configuration));
    tunnel.move('SS_OPEN', 'MODE_CONFIG_REPLY');
    if (address !== undefined) {
      tunnel.loopback = this.owner.lendLoopback(address, mask);
      const meant = permitsOf([anyAddress], configuration);
      const isInside = (one: Interface): boolean => this.#isOn(one, tunnel, 'inside');
      const sides = { isInside, isOutside: (one: Interface) => one === outside, interfaces };
      if (tunnel.profile.mode === 'client') tunnel.translation = new EzvpnTranslation(clock, sides, { address, meant });
    }
    this.owner.changed();
  }

  /** A flow has got associations. */
  installed({ entry, remote }: ProtectedFlow): void {
    const tunnel = this.#at(remote);
    if (!tunnel?.map || !entry || !tunnel.map.entries.includes(entry) || tunnel.state === 'IPSEC_ACTIVE') return;
    tunnel.attempts = 0;
    tunnel.move('IPSEC_ACTIVE', 'SOCKET_UP');
    this.notices.emit({ kind: 'up', tunnel });
  }

  ended(peer: number): void {
    const tunnel = this.#at(peer);
    if (!tunnel) return;
    this.#takeDown(tunnel);
    tunnel.attempts++;
    this.#rest(tunnel, 'CONN_DOWN');
    this.owner.changed();
  }

  outbound(packet: Ipv4Packet, out: Interface, incoming: Interface | undefined): Ipv4Packet | 'taken' {
    const translation = this.#translationAt(out);
    return translation ? translation.outbound(packet, out, incoming) : packet;
  }

  inbound(packet: Ipv4Packet, incoming: Interface): Ipv4Packet {
    return this.#translationAt(incoming)?.inbound(packet, incoming) ?? packet;
  }

  /** The interfaces on one side of a client. */
  interfacesOf(tunnel: EzvpnTunnel, side: 'inside' | 'outside'): Interface[] {
    return [...this.owner.interfaces()].filter((one) => this.#isOn(one, tunnel, side));
  }

  #isOn({ name }: Interface, { profile }: EzvpnTunnel, side: 'inside' | 'outside'): boolean {
    const on = this.owner.crypto.access.ezvpnOn.get(name);
    return on?.profile === profile.name && on.side === side;
  }

  #at(peer: number): EzvpnTunnel | undefined {
    if (this.tunnels.size === 0) return undefined;
    return [...this.tunnels.values()].find(({ ends }) => ends?.remote === peer);
  }

  #translationAt(one: Interface): EzvpnTranslation | undefined {
    if (this.tunnels.size === 0) return undefined;
    return [...this.tunnels.values()].find(({ outside, translation }) => translation && outside === one)?.translation;
  }

  #follow(tunnel: EzvpnTunnel): void {
    const [outside] = this.interfacesOf(tunnel, 'outside');
    if (tunnel.ends && !isStillAt(outside, tunnel)) this.#takeDown(tunnel);
    tunnel.outside = outside;
    if (tunnel.ends) return;
    if (!outside) return tunnel.move('IDLE', 'CONFIG_CHANGED');
    if (!tunnel.profile.isAutomatic) return tunnel.move('CONNECT_REQUIRED', tunnel.lastEvent);
    if (tunnel.attempts === 0) this.connect(tunnel);
  }

  /** In between, and then on, if it connects by itself. */
  #rest(tunnel: EzvpnTunnel, event: 'CONN_DOWN' | 'RESET'): void {
    const { isAutomatic } = tunnel.profile;
    tunnel.move(isAutomatic ? 'READY' : 'CONNECT_REQUIRED', event);
    tunnel.attempts = Math.max(1, tunnel.attempts);
    if (isAutomatic) this.owner.clock.after(pause, () => this.connect(tunnel));
  }

  #takeDown(tunnel: EzvpnTunnel): void {
    const { ends, loopback, state } = tunnel;
    if (!ends) return;
    if (state === 'IPSEC_ACTIVE') this.notices.emit({ kind: 'down', tunnel });
    tunnel.ends = undefined;
    tunnel.map = undefined;
    tunnel.translation = undefined;
    tunnel.configuration = undefined;
    tunnel.loopback = undefined;
    tunnel.answer = undefined;
    if (loopback) this.owner.removeInterface(loopback.name);
    this.owner.clock.after(0, () => {
      this.owner.disconnect(ends.local, ends.remote);
    });
  }

  /** In client mode the one address that the server has given; otherwise the networks inside are known to it. */
  #sourcesOf(tunnel: EzvpnTunnel, address: number | undefined): AddressMatch[] {
    const own = address === undefined ? [] : [{ address, wildcard: 0 }];
    if (tunnel.profile.mode === 'client') return own;
    const networks = this.interfacesOf(tunnel, 'inside').flatMap(({ address: inside }) =>
      inside ? [{ address: networkOf(inside.address, inside.mask), wildcard: ~inside.mask >>> 0 }] : [],
    );
    return [...own, ...networks];
  }
}

function isStillAt(outside: Interface | undefined, tunnel: EzvpnTunnel): boolean {
  if (!outside || outside !== tunnel.outside) return false;
  return outside.isUp && outside.sourceAddress === tunnel.ends?.local;
}
