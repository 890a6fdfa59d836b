/** Which security associations of IPsec exist with a peer, so that they can go when the peer says that they are gone. */
import type { ChildSa, IpsecSide } from './environment.ts';

interface Child {
  remote: number;
  inboundSpi: number;
  outboundSpi: number;
  /** When it came to be, by the serial numbers of associations. */
  serial: number;
}

export class Children {
  #all: Child[] = [];

  constructor(private readonly ipsec: IpsecSide) {}

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  install(child: ChildSa, serial: number): void {
    const { remote, inbound, outbound } = child;
    this.#all.push({ remote, inboundSpi: inbound.spi, outboundSpi: outbound.spi, serial });
    this.ipsec.install(child);
  }

  /** IPsec has deleted it itself. */
  forget(inboundSpi: number): void {
    this.#all = this.#all.filter((child) => child.inboundSpi !== inboundSpi);
  }

  /** The peer no longer receives with this SPI. */
  deletedByPeer(outboundSpi: number): void {
    this.#drop((child) => child.outboundSpi === outboundSpi);
  }

  /** What is older is not known to the peer any more. */
  dropOlderThan(serial: number): void {
    this.#drop((child) => child.serial < serial);
  }

  #drop(isGone: (child: Child) => boolean): void {
    const gone = this.#all.filter(isGone);
    this.#all = this.#all.filter((child) => !isGone(child));
    for (const { remote, outboundSpi } of gone) this.ipsec.deletedByPeer(remote, outboundSpi);
  }
}
