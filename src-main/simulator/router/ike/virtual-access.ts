/**
 * Dynamic virtual tunnel interfaces: a profile of IKE names a Virtual-Template, and each peer that comes by the profile
 * has a Virtual-Access interface of its own, made as the template says, for as long as it has associations.
 */
import type { Clock } from '../../../base/clock.ts';
import type { CryptoConfiguration } from '../ipsec/crypto-configuration.ts';
import type { Interface } from '../interface.ts';
import { isForPeer, type OfferPlace } from '../ipsec/offer-place.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';

export interface VirtualAccessOwner {
  clock: Clock;
  crypto: CryptoConfiguration;
  interfaces: () => Iterable<Interface>;
  tunnels: () => Iterable<Interface<Tunnel>>;
  lendTunnel(name: string): Interface<Tunnel>;
  removeInterface(name: string): void;
  changed(): void;
}

/** Milliseconds that a peer has to go on with what it has begun. */
const patience = 30_000;

const templateName = (number: number): string => `Virtual-Template${number}`;

export class VirtualAccess {
  /** Those that are made, and until when they may be without associations. */
  readonly #made = new Map<string, number>();

  /** @param isProtected whether a tunnel has associations, by its name */
  constructor(
    private readonly owner: VirtualAccessOwner,
    private readonly isProtected: (name: string) => boolean,
  ) {}

  /** Whether peers may come for an interface: IKE listens for them. */
  get isWanted(): boolean {
    const { isakmpProfiles, ikev2 } = this.owner.crypto;
    return [...isakmpProfiles.values(), ...ikev2.profiles.values()].some(
      ({ virtualTemplate }) => virtualTemplate !== undefined && this.#template(virtualTemplate) !== undefined,
    );
  }

  /** A peer of a profile with a template offers something: it has its interface then. */
  admit(ends: OfferPlace, number: number | undefined): void {
    const template = number === undefined ? undefined : this.#template(number);
    if (!template || this.#isConnected(ends)) return;
    const { clock } = this.owner;
    const one = this.owner.lendTunnel(this.#freeName());
    this.#made.set(one.name, clock.now() + patience);
    copySettings(template, one);
    Object.assign(one.carrier.settings, template.carrier.settings, {
      source: { address: ends.local },
      destination: ends.remote,
      vrf: ends.frontDoor,
    });
    one.carrier.peerPort = ends.remotePort;
    this.owner.changed();
    clock.after(patience, () => this.#sweep());
  }

  hasMade({ name }: Interface): boolean {
    return this.#made.has(name);
  }

  /** A pair has gone, and perhaps it was the last one. */
  sweepSoon(): void {
    this.owner.clock.after(0, () => this.#sweep());
  }

  #sweep(): void {
    for (const [name, until] of this.#made) {
      if (this.isProtected(name)) this.#made.set(name, 0);
      else if (this.owner.clock.now() >= until) {
        this.#made.delete(name);
        this.owner.removeInterface(name);
      }
    }
  }

  #template(number: number): Interface<Tunnel> | undefined {
    for (const one of this.owner.tunnels())
      if (one.name === templateName(number)) return one.carrier.settings.protection === undefined ? undefined : one;
    return undefined;
  }

  #isConnected(ends: OfferPlace): boolean {
    for (const one of this.owner.tunnels()) if (isTunnelTo(one.carrier, ends) && isForPeer(one, ends)) return true;
    return false;
  }

  #freeName(): string {
    let number = 1;
    while (this.#made.has(`Virtual-Access${number}`)) number++;
    return `Virtual-Access${number}`;
  }
}

function isTunnelTo({ endpoints, settings }: Tunnel, { local, remote, frontDoor }: OfferPlace): boolean {
  return endpoints?.local === local && endpoints.remote === remote && settings.vrf === frontDoor;
}

/** What holds for the template holds for what is made of it. */
function copySettings(template: Interface, one: Interface): void {
  const { lender, vrf, accessGroup, natSide, segmentLimit, configuredIpMtu, bandwidth, delay } = template;
  const { sendsUnreachables, sendsRedirects } = template;
  const settings = { lender, vrf, natSide, segmentLimit, configuredIpMtu, bandwidth, delay };
  Object.assign(one, settings, { accessGroup: { ...accessGroup }, sendsUnreachables, sendsRedirects });
}
