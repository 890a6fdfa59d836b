/** A neighbour of EIGRP: found by its hellos, and told things reliably, one packet at a time (RFC 7868 section 5.4). */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import { eigrpFlags, eigrpOpcodes, type EigrpMessage, type EigrpRoute } from '../../wire/eigrp/message.ts';

/** As IOS has them in its log. */
export type EigrpDownReason =
  'holding time expired' | 'interface down' | 'retry limit exceeded' | 'peer restarted' | 'Interface Goodbye received';

export interface EigrpNeighbourOwner {
  readonly clock: Clock;
  nextSequence(): number;
  send(neighbour: EigrpNeighbour, message: Omit<EigrpMessage, 'autonomousSystem'>): void;
  down(neighbour: EigrpNeighbour, reason: EigrpDownReason): void;
}

type Content = Pick<EigrpMessage, 'opcode' | 'routes'> & { flags?: number };

/** IOS tells the first hello of "retransmission time out" anew; a fixed one will do on links without congestion. */
const retransmitInterval = 200;
const longestInterval = 5000;
const attempts = 16;
/** Routes in one packet: far below what fits 1500 bytes. */
const routesAtOnce = 25;

/** It asks for everything, and will tell everything. */
export const isInit = ({ opcode, flags }: Pick<EigrpMessage, 'opcode' | 'flags'>): boolean =>
  opcode === eigrpOpcodes.update && (flags & eigrpFlags.init) !== 0;

export class EigrpNeighbour {
  /** Virtual time since which it is known. */
  readonly upSince: number;
  /** Virtual time at which it is given up. */
  holdsUntil = 0;
  /** Whether it has yet to begin from its side: after that, another beginning says that it has forgotten all. */
  awaitsInit = true;
  /** What it tells of, if it has said that it is a stub. */
  stub: number | undefined;
  /** Whether anything that it was told has arrived. */
  hasAcknowledged = false;
  readonly #queue: Content[] = [];
  #outstanding: EigrpMessage | undefined;
  #lastReceived: number | undefined;
  /** The packet that last began from this side. */
  #begunWith: number | undefined;
  #attempt = 0;
  #stopHold: Stop | undefined;
  #stopRetransmission: Stop | undefined;

  constructor(
    readonly address: number,
    readonly interfaceName: string,
    private readonly owner: EigrpNeighbourOwner,
  ) {
    this.upSince = owner.clock.now();
  }

  /** How many packets wait for it. */
  get queueLength(): number {
    return this.#queue.length;
  }

  /** The last sequence number that came of it. */
  get lastSequence(): number {
    return this.#lastReceived ?? 0;
  }

  heard(holdTime: number, stub: number | undefined): void {
    this.stub = stub;
    this.holdsUntil = this.owner.clock.now() + 1000 * holdTime;
    this.#stopHold?.();
    this.#stopHold = this.owner.clock.after(1000 * holdTime, () => this.owner.down(this, 'holding time expired'));
  }

  end(): void {
    this.#stopHold?.();
    this.#stopRetransmission?.();
    this.#queue.length = 0;
    this.#outstanding = undefined;
  }

  tell(content: Content): void {
    this.#queue.push(content);
    this.#next();
  }

  /** In as many packets as it takes: none for no routes. */
  tellRoutes(opcode: number, routes: readonly EigrpRoute[]): void {
    for (let start = 0; start < routes.length; start += routesAtOnce)
      this.tell({ opcode, routes: routes.slice(start, start + routesAtOnce) });
  }

  /** Whether it is sent by one that has heard how this side began: it need not begin once more, or neither would end. */
  isAnswer({ acknowledgement }: EigrpMessage): boolean {
    return acknowledgement !== 0 && acknowledgement === this.#begunWith;
  }

  /** Whether it has begun already, with another packet than this one. */
  hasBegunBefore({ sequence }: EigrpMessage): boolean {
    return !this.awaitsInit && sequence !== this.#lastReceived;
  }

  /** Whether the packet is new: a repetition is acknowledged and nothing else. */
  receive(message: EigrpMessage): boolean {
    const { sequence, acknowledgement } = message;
    if (acknowledgement !== 0 && acknowledgement === this.#outstanding?.sequence) this.#acknowledged();
    if (sequence === 0) return true;
    const isNew = sequence !== this.#lastReceived;
    this.#lastReceived = sequence;
    if (isInit(message)) this.awaitsInit = false;
    this.owner.send(this, { opcode: eigrpOpcodes.hello, flags: 0, sequence: 0, acknowledgement: sequence, routes: [] });
    return isNew;
  }

  #acknowledged(): void {
    this.#stopRetransmission?.();
    this.#outstanding = undefined;
    this.hasAcknowledged = true;
    this.#next();
  }

  #next(): void {
    const content = this.#outstanding ? undefined : this.#queue.shift();
    if (!content) return;
    const { opcode, routes, flags = 0 } = content;
    const sequence = this.owner.nextSequence();
    this.#outstanding = { opcode, routes, flags, sequence, acknowledgement: this.lastSequence, autonomousSystem: 0 };
    if ((flags & eigrpFlags.init) !== 0) this.#begunWith = sequence;
    this.#attempt = 0;
    this.#transmit();
  }

  #transmit(): void {
    if (!this.#outstanding) return;
    if (this.#attempt >= attempts) return this.owner.down(this, 'retry limit exceeded');
    this.owner.send(this, this.#outstanding);
    const wait = Math.min(longestInterval, retransmitInterval * 1.5 ** this.#attempt);
    this.#attempt++;
    this.#stopRetransmission = this.owner.clock.after(wait, () => this.#transmit());
  }
}
