/** Which security associations of IPsec exist with a peer, so that they can go when the peer says that they are gone. */
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { ChildSa, IpsecSide, UdpPorts } from './environment.ts';
import type { Selectors } from './identity.ts';

const { PROTO_IPSEC_AH, PROTO_IPSEC_ESP } = securityProtocols;

/** One direction of one protocol. */
export interface ProtocolSpi {
  protocol: number;
  spi: number;
}

interface Child {
  remote: number;
  selectors: Selectors;
  /** By which we receive, and by which the peer does: AH and ESP have one each. */
  inbound: readonly ProtocolSpi[];
  outbound: readonly ProtocolSpi[];
  /** What names the pair to IPsec. */
  outboundSpi: number;
  /** When it came to be, by the serial numbers of associations. */
  serial: number;
}

const has = (spis: readonly ProtocolSpi[], { protocol, spi }: ProtocolSpi): boolean =>
  spis.some((one) => one.protocol === protocol && one.spi === spi);

export class Children {
  #all: Child[] = [];

  constructor(private readonly ipsec: IpsecSide) {}

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** What the youngest of them is for. */
  get selectors(): readonly Selectors[] {
    return this.#all.map(({ selectors }) => selectors);
  }

  install(child: ChildSa, serial: number): void {
    const { remote, localSelector, remoteSelector, outbound } = child;
    this.#all.push({
      remote,
      selectors: { localSelector, remoteSelector },
      inbound: spisOf(child, 'inbound'),
      outbound: spisOf(child, 'outbound'),
      outboundSpi: outbound.spi,
      serial,
    });
    this.ipsec.install(child);
  }

  moved(ports: UdpPorts): void {
    for (const { inbound } of this.#all) for (const { spi } of inbound) this.ipsec.moved?.(spi, ports);
  }

  /** IPsec has deleted it itself. @returns what it received with; ESP's alone when we have never seen it */
  forget(inboundSpi: number): readonly ProtocolSpi[] {
    const gone = this.#all.find(({ inbound }) => inbound.some(({ spi }) => spi === inboundSpi));
    this.#all = this.#all.filter((child) => child !== gone);
    return gone?.inbound ?? [{ protocol: PROTO_IPSEC_ESP, spi: inboundSpi }];
  }

  receivesWith(inboundSpi: number): boolean {
    return this.#all.some(({ inbound }) => inbound.some(({ spi }) => spi === inboundSpi));
  }

  /** The peer no longer receives with this SPI, or never did. */
  deletedByPeer(named: ProtocolSpi): void {
    this.#drop(({ outbound }) => has(outbound, named));
  }

  /** What is older is not known to the peer any more. */
  dropOlderThan(serial: number): void {
    this.#drop((child) => child.serial < serial);
  }

  dropAll(): void {
    this.#drop(() => true);
  }

  #drop(isGone: (child: Child) => boolean): void {
    const gone = this.#all.filter(isGone);
    this.#all = this.#all.filter((child) => !isGone(child));
    for (const { remote, outboundSpi } of gone) this.ipsec.deletedByPeer(remote, outboundSpi);
  }
}

function spisOf(child: ChildSa, way: 'inbound' | 'outbound'): ProtocolSpi[] {
  const protocol = child.proposal.esp ? PROTO_IPSEC_ESP : PROTO_IPSEC_AH;
  const own = { protocol, spi: child[way].spi };
  return child.bundledAh ? [{ protocol: PROTO_IPSEC_AH, spi: child.bundledAh[way].spi }, own] : [own];
}
