/** The exchange that tells and asks (RFC 7296 sections 1.4 and 1.4.1): deletions, and whether the peer is there. */
import { bytesOfNumber, u32 } from '../../base/bytes.ts';
import { exchanges, notifications, protocols } from '../wire/ikev2/numbers.ts';
import { payloadsOfKind, type Payload, type PayloadOf } from '../wire/ikev2/payloads.ts';
import type { Association } from './association.ts';
import type { Child } from './child-list.ts';
import { answerConfiguration } from './configuration-exchange.ts';
import { isEndOfAssociation } from './notify.ts';
import type { Pace } from './retransmission.ts';
import type { Outcome, Task } from './task.ts';

/** Says that an association ends. */
export class DeleteAssociation implements Task<Association> {
  readonly exchange = exchanges.INFORMATIONAL;
  readonly subject = 'association';

  constructor(private readonly association: Association) {}

  build(): Payload[] {
    return [{ kind: 'delete', protocol: protocols.IKE, spis: [] }];
  }

  answered(): Outcome {
    this.association.end('cleared');
    return 'done';
  }

  abandoned(): void {
    this.association.end('cleared');
  }
}

/** Says that a child ends; it goes here when the peer has said so too. */
export class DeleteChild implements Task<Association> {
  readonly exchange = exchanges.INFORMATIONAL;
  readonly subject = 'child';

  constructor(
    private readonly association: Association,
    private readonly child: Child,
    private readonly reason: 'told' | 'renewed' | 'redundant',
  ) {
    child.isDeleting = true;
  }

  build(): Payload[] | undefined {
    const { child, association } = this;
    // The peer has been faster.
    if (!association.list.all.includes(child)) return undefined;
    return [{ kind: 'delete', protocol: child.protocol, spis: [bytesOfNumber(child.sa.inbound.spi, 4)] }];
  }

  answered(): Outcome {
    this.association.list.remove(this.child, this.reason, this.reason === 'told');
    return 'done';
  }

  abandoned(): void {
    // It has gone with its association.
  }

  transferred(to: Association): Task<Association> {
    return new DeleteChild(to, this.child, this.reason);
  }
}

/** Says that an SPI that has been handed out will not be used. */
export class Disown implements Task<Association> {
  readonly exchange = exchanges.INFORMATIONAL;
  readonly subject = 'child';

  constructor(
    private readonly protocol: number,
    private readonly spi: number,
  ) {}

  build(): Payload[] {
    return [{ kind: 'delete', protocol: this.protocol, spis: [bytesOfNumber(this.spi, 4)] }];
  }

  answered(): Outcome {
    return 'done';
  }

  abandoned(): void {
    // Nothing was kept.
  }

  transferred(): Task<Association> {
    return this;
  }
}

/** Asks whether the peer is there: an empty request (section 2.4). */
export class Probe implements Task<Association> {
  readonly exchange = exchanges.INFORMATIONAL;
  readonly subject = 'other';

  constructor(private readonly association: Association) {}

  get pace(): Pace {
    const { dpd } = this.association;
    return { interval: 1000 * (dpd?.retry ?? 2), isSteady: true };
  }

  build(): Payload[] {
    this.#trace('asked');
    return [];
  }

  answered(): Outcome {
    this.#trace('answered');
    return 'done';
  }

  abandoned(): void {
    // Why the association is gone it says itself: the peer may be there, and have ended it.
  }

  #trace(step: 'asked' | 'answered'): void {
    this.association.trace({ kind: 'dead-peer-detection', sa: this.association, step });
  }
}

/** The answer to the peer's request; the association may be gone after it. */
export function answerInformational(association: Association, payloads: readonly Payload[]): Payload[] {
  const notices = payloadsOfKind(payloads, 'notify');
  for (const { type, data } of notices)
    association.trace({ kind: 'notify', sa: association, isOurs: false, type, data });
  if (notices.some(isEnd)) {
    association.retire('peer-failed');
    return [];
  }
  const configured = answerConfiguration(association, payloads);
  if (configured) return configured;
  if (isEndOfAssociation(payloads)) {
    // Its own last word has crossed the peer's, or is not needed any more.
    association.retire('deleted-by-peer');
    return [];
  }
  return payloadsOfKind(payloads, 'delete').flatMap((deletion) => deleteChildren(association, deletion));
}

/** Who has begun, and does not believe our answer, says so here: that ends an association, without a deletion (2.21.2). */
const isEnd = ({ type }: PayloadOf<'notify'>): boolean =>
  type === notifications.AUTHENTICATION_FAILED || type === notifications.INVALID_SYNTAX;

/** The other halves are named in the answer, but for those that a deletion of ours names already (section 1.4.1). */
function deleteChildren(association: Association, { protocol, spis }: PayloadOf<'delete'>): Payload[] {
  const own: Uint8Array[] = [];
  for (const spi of spis) {
    const child = association.list.byOutbound(u32(spi, 0), protocol);
    if (!child) {
      association.list.deletedUnknown(u32(spi, 0));
      continue;
    }
    if (!child.isDeleting) own.push(bytesOfNumber(child.sa.inbound.spi, 4));
    association.list.remove(child, 'by-peer');
  }
  return own.length > 0 ? [{ kind: 'delete', protocol, spis: own }] : [];
}
