/**
 * Both ends may begin at the same time, and each would then answer the other: two associations, and two pairs of
 * children. IKE version 1 has no rule for it. Here the end with the lower address goes on with what it has begun, and
 * the other one withdraws its own and answers: one association, one pair, whoever was first. A NAT may show them another
 * order, so that both go on or both give way: when they meet again at once, what has the lower initiator's cookie goes on,
 * and of quick modes with a NAT between what has the lower message ID, which both ends see alike.
 */
import { compareBytes, equalBytes, noBytes } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Association } from './association.ts';
import type { QuickMode } from './quick-mode.ts';

interface Ends {
  readonly local: number;
  readonly remote: number;
}

/** For how many milliseconds two ends that have both begun have met: until what came of it has succeeded or got stuck. */
const encounter = 10_000;

export class SimultaneousBeginnings {
  readonly #isSenior: boolean;
  /** When the peer's beginning last met one of ours, and nothing has come of it yet. */
  #metAt = -Infinity;
  /** The cookie of what we have begun and withdrawn for the peer's. */
  #withdrawn: Uint8Array = noBytes;

  constructor(
    { local, remote }: Ends,
    private readonly clock: Clock,
  ) {
    this.#isSenior = local < remote;
  }

  /**
   * The peer has begun an association, with this cookie, and we have begun some that nobody has answered.
   * @returns whether ours go on: the peer is not answered
   */
  meet(rivals: readonly Association[], initiatorCookie: Uint8Array): boolean {
    if (rivals.length === 0) return false;
    const now = this.clock.now();
    const isAgain = now - this.#metAt < encounter;
    this.#metAt = now;
    if (!isAgain) return this.#isSenior;
    return rivals.some((rival) => compareBytes(rival.initiatorCookie, initiatorCookie) < 0);
  }

  /** The same of a quick mode that the peer has begun for what one of ours is for. */
  meetInQuickMode(rivals: readonly QuickMode[], messageId: number, isNatFound: boolean): boolean {
    return rivals.some((rival) => (isNatFound ? rival.messageId < messageId : this.#isSenior));
  }

  giveWay(rival: Association): void {
    this.#withdrawn = rival.initiatorCookie;
    rival.withdraw();
  }

  /** The peer answers what we have withdrawn for what it had begun: it has withdrawn that for ours. @returns true once */
  haveBothGivenWay(initiatorCookie: Uint8Array): boolean {
    if (!equalBytes(this.#withdrawn, initiatorCookie)) return false;
    this.#withdrawn = noBytes;
    return true;
  }

  /** One has succeeded. */
  settle(): void {
    this.#metAt = -Infinity;
  }
}
