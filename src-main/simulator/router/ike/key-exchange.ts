/**
 * The two versions of IKE on a router, and their ports: it hands what peers offer to the policies, and to IPsec what has
 * been agreed on; whoever wants associations asks here and need not know which version makes them.
 */
import type { Clock } from '../../../base/clock.ts';
import { u8 } from '../../../base/bytes.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { Random } from '../../../base/random.ts';
import type { ChildRequest, ChildSa, IpsecSide, Traffic, UdpPorts } from '../../ike/environment.ts';
import type { IkeEvent } from '../../ike/events.ts';
import { Ikev1 } from '../../ike/ikev1.ts';
import type { IsakmpSa } from '../../ike/isakmp-sa.ts';
import type { Ikev2Event } from '../../ike2/events.ts';
import { Ikev2 } from '../../ike2/ikev2.ts';
import type { Ikev2ChildJudgement, Ikev2ChildSa } from '../../ike2/ipsec-side.ts';
import type { Ikev2Sa } from '../../ike2/view.ts';
import type { ProtectedEnds } from '../../ipsec/events.ts';
import type { IpsecProposal } from '../../ipsec/proposal.ts';
import { exchanges } from '../../wire/ikev2/numbers.ts';
import { isakmpHeader } from '../../wire/isakmp/message.ts';
import type { AccessServerOwner } from './access-server.ts';
import { RouterAccessServer } from './access-server.ts';
import type { EzvpnClients } from './ezvpn-clients.ts';
import { termsOf } from '../ipsec/flow-policy.ts';
import { FrontDoors, nameBehind } from './front-doors.ts';
import { ikev1Environment, ikev2Environment } from './ike-environment.ts';
import { Ikev2Authorization } from './ikev2-authorization.ts';
import { IkePorts } from './ike-ports.ts';
import type { Interface } from '../interface.ts';
import { offerOfChild, type OfferJudge } from '../ipsec/offer-judge.ts';
import type { ProtectedFlow } from '../ipsec/protected-flow.ts';
import type { SaPair } from '../ipsec/sa-pair.ts';
import type { Endpoints, Tunnel } from '../tunnel/tunnel.ts';
import type { Datagram, UdpEndpoint } from '../udp-endpoint.ts';

const second = 1000;

export interface KeyExchangeOwner extends AccessServerOwner {
  tunnels: () => Iterable<Interface<Tunnel>>;
  changedSoon(): void;
  clock: Clock;
  random: Random;
  udp: UdpEndpoint;
}

export interface Agreement {
  keying: 'ikev1' | 'ikev2';
  /** Whether it is there beside the one that it renews, which somebody deletes. */
  isOneMore: boolean;
}

/** IPsec, as IKE needs it. */
export interface KeyExchangeClient {
  ezvpn: EzvpnClients;
  judge: OfferJudge;
  /** What is configured may have changed since the policies were made of it. */
  bringUpToDate(): void;
  judged(ends: ProtectedEnds, proposal: IpsecProposal, verdict: Ikev2ChildJudgement['kind']): void;
  install(child: ChildSa, flow: ProtectedFlow, agreement: Agreement): void;
  allocateSpi(): number;
  deletedByPeer(remote: number, spi: number, frontDoor: string | undefined): void;
  moved(inboundSpi: number, ports: UdpPorts): void;
  failed(request: ChildRequest, frontDoor: string | undefined): void;
  traffic(ends: Endpoints, frontDoor: string | undefined, isOf: (inboundSpi: number) => boolean): Traffic;
  /** Whether a message was not for IKE but about who the peer is. */
  heardDiscovery(datagram: Datagram, message: Uint8Array): boolean;
  /** ESP in UDP. */
  esp(datagram: Datagram): void;
  noted(event: IkeEvent): void;
}

export class KeyExchange {
  /** IKE version 1, and version 2 for what has a profile of that. */
  readonly ike = new FrontDoors<IsakmpSa, Ikev1>((door) => this.#newIkev1(door));
  readonly ikev2 = new FrontDoors<Ikev2Sa, Ikev2>((door) => this.#newIkev2(door));
  /** What IKE does, for debugging. */
  readonly ikeEvents = new Emitter<IkeEvent>();
  readonly ikev2Events = new Emitter<Ikev2Event>();
  readonly ports: IkePorts;
  /** What peers of version 2 are given, and tell of. */
  readonly authorization: Ikev2Authorization;
  /** Behind all doors: they share their pools of addresses. */
  readonly #accessServer: RouterAccessServer;
  #isClosing = false;
  /** Associations are numbered without regard to their doors. */
  readonly #counts = { ike: 0, ikev2: 0 };

  constructor(
    private readonly owner: KeyExchangeOwner,
    private readonly client: KeyExchangeClient,
  ) {
    const { crypto, accessLists, tunnels } = owner;
    this.authorization = new Ikev2Authorization({
      ...{ crypto, accessLists, tunnels },
      associations: () => this.ikev2.associations,
      isLeased: (address) => this.#accessServer.isLeased(address),
      changed: () => owner.changedSoon(),
    });
    this.#accessServer = new RouterAccessServer(owner, (address) => this.authorization.isGiven(address));
    this.ports = new IkePorts(owner.udp, {
      message: (version, datagram, message) => this.#hear(version, datagram, message),
      esp: (datagram) => client.esp(datagram),
    });
  }

  get isOpen(): boolean {
    return this.ports.areOpen && !this.#isClosing;
  }

  open(): void {
    this.#isClosing = false;
    this.ports.open();
  }

  /** What version 2 has to say has to be answered, one message after the other, before nobody listens any more. */
  close(): void {
    this.#isClosing = true;
    this.ike.clear();
    this.ikev2.clear();
    this.#closePorts();
  }

  #closePorts(): void {
    if (!this.#isClosing) return;
    if (this.ikev2.associations.length === 0) this.ports.close();
    else this.owner.clock.after(second, () => this.#closePorts());
  }

  ask(flow: ProtectedFlow, request: ChildRequest): void {
    const profile = termsOf(this.owner.crypto, flow)?.ikev2Profile;
    const { current, frontDoor } = flow;
    if (profile === undefined) return this.ike.through(frontDoor).request(request);
    const engine = this.ikev2.through(frontDoor);
    if (current?.keying === 'ikev2') engine.rekeyChild(current.inbound.spi, { profile, ...request });
    else engine.request({ profile, ...request });
  }

  /** The peer is told that nobody receives with these any more. */
  deleteChild({ frontDoor }: ProtectedFlow, { keying, child, inbound }: SaPair): void {
    if (keying === 'manual') return;
    const doors = keying === 'ikev2' ? this.ikev2 : this.ike;
    doors.through(frontDoor).deleteChild(child.local, child.remote, inbound.spi);
  }

  /** A NAT has given the peer another port, as packets that are its own show (RFC 7296 section 2.23, RFC 3947 section 4). */
  follow({ frontDoor }: ProtectedFlow, { keying, child, inbound }: SaPair, ports: UdpPorts): void {
    if (keying === 'manual') return;
    const doors = keying === 'ikev2' ? this.ikev2 : this.ike;
    doors.through(frontDoor).follow(child.local, child.remote, inbound.spi, ports);
  }

  #newIkev1(frontDoor: string | undefined): Ikev1 {
    const { clock, random, crypto } = this.owner;
    return new Ikev1(
      ikev1Environment({
        frontDoor,
        nextNumber: () => crypto.numbersAfter.ike + ++this.#counts.ike,
        server: this.#accessServer,
        ezvpn: this.client.ezvpn,
        clock,
        random: random.fork(nameBehind('ike', frontDoor)),
        crypto,
        ports: this.ports,
        ipsec: this.#sideOfIkev1(frontDoor),
        traffic: (local, remote, isOf) => this.client.traffic({ local, remote }, frontDoor, isOf),
        trace: (event) => this.note(event),
      }),
    );
  }

  #newIkev2(frontDoor: string | undefined): Ikev2 {
    const { clock, random, crypto } = this.owner;
    return new Ikev2(
      ikev2Environment({
        frontDoor,
        nextNumber: () => ++this.#counts.ikev2,
        clock,
        random: random.fork(nameBehind('ikev2', frontDoor)),
        crypto,
        ports: this.ports,
        ipsec: {
          judge: (offer) => {
            this.client.bringUpToDate();
            const { judgement, flow } = this.client.judge.version2(offer, frontDoor);
            const [proposal] = offer.proposals;
            // Without a flow nobody can say which selectors were meant.
            if (proposal && flow) this.client.judged(flow, proposal, judgement.kind);
            return judgement;
          },
          install: (child) => this.#installIkev2(child, frontDoor),
          ...this.#sideOf(frontDoor),
        },
        configurationSide: this.authorization,
        trace: (event) => {
          this.authorization.heed(event);
          this.ikev2Events.emit(event);
        },
      }),
    );
  }

  #sideOfIkev1(frontDoor: string | undefined): IpsecSide {
    const { judge } = this.client;
    return {
      judge: (offer) => {
        this.client.bringUpToDate();
        const { judgement } = judge.version1(offer, frontDoor);
        for (const proposal of offer.proposals) this.client.judged(offer, proposal, judgement.kind);
        return judgement;
      },
      install: (child) => {
        const { proposal, encapsulation } = child;
        const isTranslated = encapsulation !== undefined && proposal.mode === 'transport';
        const remotePort = encapsulation?.remote;
        const { flow } = judge.version1({ proposals: [proposal], isTranslated, remotePort, ...child }, frontDoor);
        if (flow) this.client.install(child, flow, { keying: 'ikev1', isOneMore: false });
        else dropUnwanted(this.ike.through(frontDoor), child);
      },
      ...this.#sideOf(frontDoor),
    };
  }

  #installIkev2(child: Ikev2ChildSa, frontDoor: string | undefined): void {
    const { flow } = this.client.judge.version2(offerOfChild(child), frontDoor);
    if (flow) this.client.install(child, flow, { keying: 'ikev2', isOneMore: child.replaces !== undefined });
    else dropUnwanted(this.ikev2.through(frontDoor), child);
  }

  /** What both versions want of IPsec in the same way. */
  #sideOf(frontDoor: string | undefined): Pick<IpsecSide, 'allocateSpi' | 'deletedByPeer' | 'moved' | 'failed'> {
    return {
      allocateSpi: () => this.client.allocateSpi(),
      deletedByPeer: (remote, spi) => this.client.deletedByPeer(remote, spi, frontDoor),
      moved: (inboundSpi, ports) => this.client.moved(inboundSpi, ports),
      failed: (request) => this.client.failed(request, frontDoor),
    };
  }

  #hear(version: number, datagram: Datagram, message: Uint8Array): void {
    if (this.#isClosing && (version < 2 || u8(message, isakmpHeader.exchangeType) === exchanges.IKE_SA_INIT)) return;
    if (this.client.heardDiscovery(datagram, message)) return;
    const { source, sourcePort, destination, destinationPort, vrf } = datagram;
    const engine = (version >= 2 ? this.ikev2 : this.ike).through(vrf);
    engine.receive(destination, source, message, { local: destinationPort, remote: sourcePort });
  }

  /** What happens beside the engines is told where they tell. */
  note(event: IkeEvent): void {
    this.ikeEvents.emit(event);
    this.client.noted(event);
  }
}

/** What it was for went away while it was being negotiated. */
function dropUnwanted(engine: Ikev1 | Ikev2, { local, remote, inbound }: ChildSa): void {
  engine.deleteChild(local, remote, inbound.spi);
}
