/** Two routers' IKEv2 joined by a network that loses, repeats and delays what it is told to, on a virtual clock. */
import { hexOf } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import type { UdpPorts } from '../../../src-main/simulator/ike/environment.ts';
import {
  Ikev2Configuration,
  type Ikev2Profile,
  type Ikev2Proposal,
} from '../../../src-main/simulator/ike2/configuration.ts';
import { usualHabits, type Ikev2Environment, type Ikev2Habits } from '../../../src-main/simulator/ike2/environment.ts';
import type {
  Ikev2ChildJudgement,
  Ikev2ChildOffer,
  Ikev2ChildRequest,
  Ikev2ChildSa,
  Ikev2IpsecSide,
} from '../../../src-main/simulator/ike2/ipsec-side.ts';
import type { Ikev2Event } from '../../../src-main/simulator/ike2/events.ts';
import { Ikev2 } from '../../../src-main/simulator/ike2/ikev2.ts';
import { ikePorts } from '../../../src-main/simulator/ike2/nat.ts';
import { narrow } from '../../../src-main/simulator/ike2/narrowing.ts';
import type { Ikev2Sa } from '../../../src-main/simulator/ike2/view.ts';
import {
  anySelector,
  defaultLifetime,
  isSameProposal,
  type IpsecProposal,
  type Lifetime,
  type Selector,
} from '../../../src-main/simulator/ipsec/proposal.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import type { Credentials } from '../../../src-main/simulator/pki/credentials.ts';
import { Network, reliable, type Datagram, type Fate } from '../ike/network.ts';

export const addressA = 0x0a000001;
export const addressB = 0x0a000002;

export const suite: Ikev2Proposal = {
  name: 'P',
  encryption: [{ algorithm: 'aes-cbc', keyBits: 256 }],
  integrity: ['sha256'],
  prf: [],
  groups: [19],
};
export const aes: IpsecProposal = {
  mode: 'tunnel',
  esp: { cipher: 'aes', keyBits: 256, integrity: 'sha256' },
  ah: undefined,
};

export interface Settings {
  proposals: Ikev2Proposal[];
  key: string;
  ipsec: IpsecProposal[];
  pfsGroup: number | undefined;
  localSelector: Selector;
  remoteSelector: Selector;
  lifetime: Lifetime;
  profile: Partial<Ikev2Profile>;
  habits: Partial<Ikev2Habits>;
  configuration: Partial<Pick<Ikev2Configuration, 'dpd' | 'fragmentationMtu' | 'cookieChallenge' | 'natKeepalive'>>;
  credentials: Credentials | undefined;
}

const settings: Settings = {
  proposals: [suite],
  key: 'FooB4r',
  ipsec: [aes],
  pfsGroup: undefined,
  localSelector: anySelector,
  remoteSelector: anySelector,
  lifetime: defaultLifetime,
  profile: {},
  habits: {},
  configuration: {},
  credentials: undefined,
};

function configurationOf({ proposals, key, profile, configuration }: Settings): Ikev2Configuration {
  const made = new Ikev2Configuration();
  for (const proposal of proposals) made.proposals.set(proposal.name, proposal);
  const names = proposals.map(({ name }) => name);
  made.policies.set('POLICY', { name: 'POLICY', proposals: names, localAddress: undefined, vrf: undefined });
  const peer = { name: 'ANY', address: 0, mask: 0, identity: undefined, localKey: key, remoteKey: key };
  made.keyrings.set('KEYS', { name: 'KEYS', peers: [peer] });
  const usual: Ikev2Profile = {
    name: 'PROFILE',
    matchRemote: [{ kind: 'any' }],
    matchLocalAddress: undefined,
    matchVrf: undefined,
    identityLocal: undefined,
    authenticationLocal: 'pre-share',
    authenticationRemote: ['pre-share'],
    keyring: 'KEYS',
    trustpoints: [],
    lifetime: 86_400,
    dpd: undefined,
    natKeepalive: undefined,
  };
  made.profiles.set('PROFILE', Object.assign(usual, profile));
  Object.assign(made, configuration);
  return made;
}

/** A router reduced to what IKE sees of it. */
export class Side implements Ikev2IpsecSide {
  readonly ike: Ikev2;
  readonly events: Ikev2Event[] = [];
  readonly installed: Ikev2ChildSa[] = [];
  readonly failures: Ikev2ChildRequest[] = [];
  readonly offers: Ikev2ChildOffer[] = [];
  readonly settings: Settings;
  readonly configuration: Ikev2Configuration;
  #lastSpi: number;

  constructor(
    readonly name: 'A' | 'B',
    readonly ends: { address: number; other: number },
    own: Partial<Settings>,
    environment: Pick<Ikev2Environment, 'clock' | 'send'> & { seed: string },
  ) {
    this.settings = { ...settings, ...own };
    this.configuration = configurationOf(this.settings);
    this.#lastSpi = name === 'A' ? 0x1000 : 0x2000;
    const { seed, clock, send } = environment;
    const { credentials } = this.settings;
    this.ike = new Ikev2({
      clock,
      send,
      random: seededRandom(seed).fork(name),
      configuration: this.configuration,
      habits: () => ({ ...usualHabits, ...this.settings.habits }),
      ...(credentials ? { credentials } : {}),
      ipsec: this,
      trace: (event) => this.events.push(event),
    });
  }

  get request(): Ikev2ChildRequest {
    const { ipsec, lifetime, pfsGroup, localSelector, remoteSelector } = this.settings;
    const { address: local, other: remote } = this.ends;
    return { local, remote, proposals: ipsec, lifetime, pfsGroup, localSelector, remoteSelector, profile: 'PROFILE' };
  }

  ask(changes: Partial<Ikev2ChildRequest> = {}): void {
    this.ike.request({ ...this.request, ...changes });
  }

  /** Renews the newest pair. */
  renewChild(): void {
    const child = this.installed.at(-1);
    if (child) this.ike.rekeyChild(child.inbound.spi, this.request);
  }

  renew(): void {
    const ready = this.ready.at(-1);
    if (ready) this.ike.rekey(ready.id);
  }

  drop(child: Ikev2ChildSa): void {
    this.installed.splice(this.installed.indexOf(child), 1);
    this.ike.deleteChild(this.ends.address, this.ends.other, child.inbound.spi);
  }

  allocateSpi(): number {
    return ++this.#lastSpi;
  }

  judge(offer: Ikev2ChildOffer): Ikev2ChildJudgement {
    this.offers.push(offer);
    const { ipsec, lifetime, pfsGroup, localSelector, remoteSelector } = this.settings;
    const local = narrow(localSelector, offer.localSelectors);
    const remote = narrow(remoteSelector, offer.remoteSelectors);
    if (!local || !remote) return { kind: 'no-identity' };
    const proposal = offer.proposals.findIndex((theirs) => ipsec.some((own) => isSameProposal(own, theirs)));
    if (proposal < 0) return { kind: 'no-proposal' };
    const groups = offer.pfsGroups[proposal] ?? [];
    const group = pfsGroup ?? groups[0];
    if (!offer.isFirst && group !== undefined && !groups.includes(group)) return { kind: 'pfs-mismatch' };
    return {
      kind: 'accepted',
      proposal,
      lifetime,
      localSelector: local,
      remoteSelector: remote,
      pfsGroup: offer.isFirst ? undefined : group,
    };
  }

  install(child: Ikev2ChildSa): void {
    this.installed.push(child);
  }

  deletedByPeer(remote: number, spi: number): void {
    const index = this.installed.findIndex((child) => child.remote === remote && child.outbound.spi === spi);
    if (index >= 0) this.installed.splice(index, 1);
  }

  failed(request: Ikev2ChildRequest): void {
    this.failures.push(request);
  }

  get ready(): readonly Ikev2Sa[] {
    return this.ike.associations.filter(({ status }) => status === 'READY');
  }

  get statuses(): string[] {
    return this.ike.associations.map(({ status }) => status);
  }

  /** The events of some kinds, in their order. */
  only<Kind extends Ikev2Event['kind']>(...kinds: Kind[]): (Ikev2Event & { kind: Kind })[] {
    return this.events.filter((event): event is Ikev2Event & { kind: Kind } =>
      (kinds as string[]).includes(event.kind),
    );
  }
}

/** What a NAT in front of A makes of its ports: B sees these. */
type Translation = (port: number) => number;

export interface TwoPeers {
  clock: VirtualClock;
  a: Side;
  b: Side;
  sent: Datagram[];
  setFate: (fate: Fate) => void;
  run: (milliseconds: number) => void;
  /** Router A loses all that it has, and starts anew. */
  reloadA: () => Side;
}

interface Setup {
  a?: Partial<Settings>;
  b?: Partial<Settings>;
  both?: Partial<Settings>;
  fate?: Fate;
  seed?: string;
  nat?: Translation;
}

export function twoPeers({ a = {}, b = {}, both = {}, fate = reliable, seed = 'ike2', nat }: Setup = {}): TwoPeers {
  const clock = new VirtualClock();
  const network = new Network(clock, fate);
  const translated = new Map<number, number>();
  const deliver = (name: 'A' | 'B', bytes: Uint8Array, ports: UdpPorts): void => {
    if (name === 'A') {
      const outside = nat?.(ports.local) ?? ports.local;
      translated.set(outside, ports.local);
      sides.b.ike.receive(addressB, addressA, bytes, { local: ports.remote, remote: outside });
    } else {
      const inside = translated.get(ports.remote) ?? ports.remote;
      sides.a.ike.receive(addressA, addressB, bytes, { local: inside, remote: ports.local });
    }
  };
  const side = (name: 'A' | 'B', own: Partial<Settings>, ownSeed = seed): Side => {
    const [address, other] = name === 'A' ? [addressA, addressB] : [addressB, addressA];
    const send = (local: number, remote: number, bytes: Uint8Array, ports = ikePorts): void => {
      if (local !== address || remote !== other) throw new Error('sent with the wrong addresses');
      network.carry(name, { bytes, ports }, (copy) => deliver(name, copy, ports));
    };
    return new Side(name, { address, other }, { ...both, ...own }, { clock, send, seed: ownSeed });
  };
  const sides = { a: side('A', a), b: side('B', b) };
  return {
    clock,
    ...sides,
    sent: network.sent,
    setFate: (next) => (network.fate = next),
    run: (milliseconds) => clock.runUntil(clock.now() + milliseconds),
    reloadA: () => (sides.a = side('A', a, `${seed}, reloaded`)),
  };
}

/** Each side's pairs as text: equal at both ends when they agree on SPIs, keys, traffic and algorithms. */
export function agreements({ installed }: Side): string[] {
  return installed
    .map((child) => {
      const { inbound, outbound, proposal, local, remote } = child;
      const half = (to: number, { spi, keyMaterial }: Ikev2ChildSa['inbound'], traffic: Selector): string =>
        `${to}:${spi}:${hexOf(keyMaterial)}:${JSON.stringify(traffic)}`;
      const both = [half(local, inbound, child.localSelector), half(remote, outbound, child.remoteSelector)];
      return `${both.sort().join(' ')} ${JSON.stringify(proposal)} ${child.pfsGroup ?? '-'}`;
    })
    .sort();
}
