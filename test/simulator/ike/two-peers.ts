/** Two IKE peers joined by a network that loses, repeats and delays what it is told to, on a virtual clock. */
import { bytesOfLatin1, hexOf, latin1Of } from '../../../src-main/base/bytes.ts';
import { Emitter } from '../../../src-main/base/emitter.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import {
  newIsakmpSettings,
  type IsakmpProfile,
  type IsakmpSettings,
} from '../../../src-main/simulator/ike/configuration.ts';
import type { Credentials } from '../../../src-main/simulator/pki/credentials.ts';
import type {
  AccessClient,
  AccessServer,
  ChildJudgement,
  ChildOffer,
  ChildRequest,
  ChildSa,
  IkeEnvironment,
  IpsecSide,
  IsakmpPolicy,
  PeerIdentity,
  Traffic,
  UdpPorts,
} from '../../../src-main/simulator/ike/environment.ts';
import type { IkeEvent } from '../../../src-main/simulator/ike/events.ts';
import { Ikev1 } from '../../../src-main/simulator/ike/ikev1.ts';
import type { IsakmpSa } from '../../../src-main/simulator/ike/isakmp-sa.ts';
import {
  anySelector,
  defaultLifetime,
  isSameProposal,
  isSameSelector,
  type IpsecProposal,
  type Lifetime,
  type Selector,
} from '../../../src-main/simulator/ipsec/proposal.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { Network, reliable, type Datagram, type Fate } from './network.ts';

export const addressA = 0xac100001;
export const addressB = 0xac100006;

export const desPolicy: IsakmpPolicy = {
  priority: 10,
  cipher: 'des',
  keyBits: 56,
  hash: 'sha1',
  authentication: 'pre-share',
  group: 1,
  lifetime: 86_400,
};
export const builtIn: IsakmpPolicy = { ...desPolicy, priority: 65_535, authentication: 'rsa-sig' };
export const aesPolicy: IsakmpPolicy = { ...desPolicy, cipher: 'aes', keyBits: 128, group: 14 };

export const tripleDes: IpsecProposal = {
  mode: 'tunnel',
  esp: { cipher: '3des', keyBits: 168, integrity: 'sha1' },
  ah: undefined,
};

export interface Configuration {
  policies: IsakmpPolicy[];
  key: string | undefined;
  proposals: IpsecProposal[];
  lifetime: Lifetime;
  pfsGroup: number | undefined;
  localSelector: Selector;
  remoteSelector: Selector;
  settings: Partial<IsakmpSettings>;
  profile: IsakmpProfile | undefined;
  hostName: string | undefined;
  isNatTransparent: boolean;
  /** Keys by the peer's identity, as text. */
  keysByName: Record<string, string>;
  credentials: Credentials | undefined;
  traffic: Traffic;
  accessServer: AccessServer | undefined;
  accessClient: AccessClient | undefined;
}

export const configuration: Configuration = {
  policies: [desPolicy, builtIn],
  key: 'FooB4r',
  proposals: [tripleDes],
  lifetime: defaultLifetime,
  pfsGroup: undefined,
  localSelector: anySelector,
  remoteSelector: anySelector,
  settings: {},
  profile: undefined,
  hostName: undefined,
  isNatTransparent: true,
  keysByName: {},
  credentials: undefined,
  traffic: { sentAt: undefined, receivedAt: undefined },
  accessServer: undefined,
  accessClient: undefined,
};

/** A router reduced to what IKE sees of it. */
export class Side implements IpsecSide {
  readonly ike: Ikev1;
  readonly events: IkeEvent[] = [];
  /** Something has happened: an event, or IPsec has been told. */
  readonly changed = new Emitter<void>();
  readonly installed: ChildSa[] = [];
  readonly failures: ChildRequest[] = [];
  readonly natKeepalives: number[] = [];
  readonly address: number;
  readonly other: number;
  #lastSpi: number;

  constructor(
    readonly name: 'A' | 'B',
    { address, other }: { address: number; other: number },
    readonly configuration: Configuration,
    environment: Pick<IkeEnvironment, 'clock' | 'send'> & { seed: string },
  ) {
    const { seed, clock, send } = environment;
    const { credentials, accessServer, accessClient, hostName } = configuration;
    this.address = address;
    this.other = other;
    this.#lastSpi = name === 'A' ? 0x1000 : 0x2000;
    this.ike = new Ikev1({
      clock,
      send,
      random: seededRandom(seed).fork(name),
      policies: () => this.configuration.policies,
      preSharedKey: (_, identity) => this.#keyFor(identity),
      settings: () => ({ ...newIsakmpSettings(), ...this.configuration.settings }),
      profileFor: () => this.configuration.profile,
      isNatTransparent: () => this.configuration.isNatTransparent,
      traffic: () => this.configuration.traffic,
      keepNatOpen: () => this.natKeepalives.push(clock.now()),
      ...(hostName === undefined ? {} : { hostName: () => hostName }),
      ...(credentials ? { credentials } : {}),
      ...(accessServer ? { accessServer } : {}),
      ...(accessClient ? { accessClient } : {}),
      ipsec: this,
      trace: (event) => {
        this.events.push(event);
        this.changed.emit();
      },
    });
  }

  #keyFor(identity: PeerIdentity | undefined): Uint8Array | undefined {
    const named = identity && this.configuration.keysByName[latin1Of(identity.data)];
    const key = named ?? this.configuration.key;
    return key === undefined ? undefined : bytesOfLatin1(key);
  }

  get request(): ChildRequest {
    const { proposals, lifetime, pfsGroup, localSelector, remoteSelector } = this.configuration;
    return { local: this.address, remote: this.other, proposals, lifetime, pfsGroup, localSelector, remoteSelector };
  }

  ask(): void {
    this.ike.request(this.request);
  }

  allocateSpi(): number {
    return ++this.#lastSpi;
  }

  judge(offer: ChildOffer): ChildJudgement {
    const { proposals, lifetime, pfsGroup, localSelector, remoteSelector } = this.configuration;
    const isKnown =
      isSameSelector(offer.localSelector, localSelector) && isSameSelector(offer.remoteSelector, remoteSelector);
    if (!isKnown) return { kind: 'no-identity' };
    const proposal = offer.proposals.findIndex((theirs) => proposals.some((own) => isSameProposal(own, theirs)));
    if (proposal < 0) return { kind: 'no-proposal' };
    if (pfsGroup !== undefined && pfsGroup !== offer.pfsGroup) return { kind: 'pfs-mismatch' };
    return { kind: 'accepted', proposal, lifetime };
  }

  install(child: ChildSa): void {
    this.installed.push(child);
    this.changed.emit();
  }

  deletedByPeer(remote: number, spi: number): void {
    const index = this.installed.findIndex((child) => child.remote === remote && child.outbound.spi === spi);
    if (index >= 0) this.installed.splice(index, 1);
    this.changed.emit();
  }

  failed(request: ChildRequest): void {
    this.failures.push(request);
    this.changed.emit();
  }

  /** What IPsec does when it deletes associations itself. */
  drop(child: ChildSa): void {
    this.installed.splice(this.installed.indexOf(child), 1);
    this.ike.deleteChild(this.address, this.other, child.inbound.spi);
  }

  get live(): readonly IsakmpSa[] {
    return this.ike.associations.filter(({ isDeleted }) => !isDeleted);
  }

  get states(): string[] {
    return this.ike.associations.map(({ state, isDeleted }) => (isDeleted ? `${state} (deleted)` : state));
  }

  /** The events of some kinds, in their order. */
  only<Kind extends IkeEvent['kind']>(...kinds: Kind[]): (IkeEvent & { kind: Kind })[] {
    return this.events.filter((event): event is IkeEvent & { kind: Kind } => (kinds as string[]).includes(event.kind));
  }

  /** "I1 I2 I2 I3": where main mode went. */
  get steps(): string {
    return this.only('state')
      .map(({ to }) => to)
      .join(' ');
  }
}

export interface TwoPeers {
  clock: VirtualClock;
  a: Side;
  b: Side;
  sent: Datagram[];
  /** Changes what becomes of datagrams from now on. */
  setFate: (fate: Fate) => void;
  run: (milliseconds: number) => void;
  /** Router A loses all that it has, and starts anew. */
  reloadA: () => Side;
}

export interface Setup {
  a?: Partial<Configuration>;
  b?: Partial<Configuration>;
  both?: Partial<Configuration>;
  fate?: Fate;
  /** A is behind a NAT: B sees another address and other ports. */
  nat?: boolean;
  seed?: string;
}

export function twoPeers({
  a = {},
  b = {},
  both = {},
  fate = reliable,
  nat = false,
  seed = 'ike',
}: Setup = {}): TwoPeers {
  const clock = new VirtualClock();
  const network = new Network(clock, fate);
  const side = (name: 'A' | 'B', own: Partial<Configuration>, ownSeed = seed): Side => {
    const seenA = nat ? addressOfNat : addressA;
    const [address, other] = name === 'A' ? [addressA, addressB] : [addressB, seenA];
    const send = (local: number, remote: number, bytes: Uint8Array, ports: UdpPorts = plain): void => {
      if (local !== address || remote !== other) throw new Error('sent with the wrong addresses');
      network.carry(name, { bytes, ports }, (copy) => {
        const to = name === 'A' ? sides.b : sides.a;
        const [from, there] = nat ? translated(name, ports) : [address, { local: ports.remote, remote: ports.local }];
        to.ike.receive(name === 'A' ? addressB : addressA, from, copy, there);
      });
    };
    return new Side(name, { address, other }, { ...configuration, ...both, ...own }, { clock, send, seed: ownSeed });
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

const plain: UdpPorts = { local: 500, remote: 500 };
export const addressOfNat = 0xc6336401;
/** What the NAT makes of A's ports. */
const outside = 10_000;

/** The source and the ports of a datagram as its receiver sees them. */
function translated(from: 'A' | 'B', { local, remote }: UdpPorts): [number, UdpPorts] {
  return from === 'A'
    ? [addressOfNat, { local: remote, remote: local + outside }]
    : [addressB, { local: remote - outside, remote: local }];
}

/** Each side's pairs as text: equal at both ends when they agree on SPIs, keys and everything else. */
export function agreements({ installed }: Side): string[] {
  return installed
    .map(({ inbound, outbound, bundledAh, proposal, lifetime, local, remote }) => {
      const half = (to: number, { spi, keyMaterial }: ChildSa['inbound']): string =>
        `${to}:${spi}:${hexOf(keyMaterial)}`;
      const ah = bundledAh ? [half(local, bundledAh.inbound), half(remote, bundledAh.outbound)] : [];
      const both = [half(local, inbound), half(remote, outbound), ...ah].sort().join(' ');
      return `${both} ${JSON.stringify(proposal)} ${JSON.stringify(lifetime)}`;
    })
    .sort();
}

/** IPsec deletes all that it has, at both ends: nothing needs an association of IKE any more. */
export function dropAll(...sides: Side[]): void {
  for (const side of sides) for (const child of [...side.installed]) side.drop(child);
}
