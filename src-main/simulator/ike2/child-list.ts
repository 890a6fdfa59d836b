/** The children of one association. When it ends they are gone; when it is renewed the new one has them. */
import { protocolOf } from './child-proposal.ts';
import type { Ikev2Environment } from './environment.ts';
import type { Ikev2ChildSa } from './ipsec-side.ts';
import type { Ikev2Child, Ikev2Sa } from './view.ts';

export class Child implements Ikev2Child {
  isDeleting = false;
  /** The peer has renewed it; with the lower nonce of that exchange. */
  rival: { lowestNonce: Uint8Array } | undefined;
  readonly createdAt: number;

  constructor(
    readonly sa: Ikev2ChildSa,
    now: number,
  ) {
    this.createdAt = now;
  }

  /** As deletions and renewals name it: by the SPI that the sender receives with. */
  get protocol(): number {
    return protocolOf(this.sa.proposal);
  }
}

type DeletionReason = 'told' | 'by-peer' | 'renewed' | 'redundant';

/** The association that they belong to. */
interface ChildListOwner extends Ikev2Sa {
  readonly env: Ikev2Environment;
  readonly isLive: boolean;
  /** A request for one is on its way. */
  readonly isMakingChild: boolean;
}

export class ChildList {
  #all: Child[] = [];
  /** Outbound SPIs that the peer has deleted before its answer, which names them, has come here. */
  readonly #deletedEarly = new Set<number>();

  constructor(private readonly association: ChildListOwner) {}

  get all(): readonly Child[] {
    return this.#all;
  }

  byInbound(spi: number): Child | undefined {
    return this.#all.find(({ sa }) => sa.inbound.spi === spi);
  }

  byOutbound(spi: number, protocol: number): Child | undefined {
    return this.#all.find((child) => child.sa.outbound.spi === spi && child.protocol === protocol);
  }

  /** A child that is not known is one that is to be, as long as a request for one is on its way. */
  deletedUnknown(spi: number): void {
    if (this.association.isMakingChild) this.#deletedEarly.add(spi);
  }

  /** Undefined when it is gone already. */
  install(sa: Ikev2ChildSa): Child | undefined {
    const { association } = this;
    if (!association.isLive || this.#deletedEarly.delete(sa.outbound.spi)) return undefined;
    const child = new Child(sa, association.env.clock.now());
    this.#all.push(child);
    association.env.trace({ kind: 'child-installed', sa: association, child: sa });
    association.env.ipsec.install(sa);
    return child;
  }

  /** @param isKnown IPsec itself has deleted it */
  remove(child: Child, reason: DeletionReason, isKnown = false): void {
    const index = this.#all.indexOf(child);
    if (index < 0) return;
    this.#all.splice(index, 1);
    const { association } = this;
    association.env.trace({ kind: 'child-deleted', sa: association, child: child.sa, reason });
    if (!isKnown) association.env.ipsec.deletedByPeer(child.sa.remote, child.sa.outbound.spi);
  }

  /** With their association. */
  dropAll(): void {
    for (const child of [...this.#all]) this.remove(child, 'by-peer');
  }

  moveTo(other: ChildList): void {
    other.#all.push(...this.#all.splice(0));
  }
}
