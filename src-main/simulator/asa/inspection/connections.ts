/** The connections that a firewall has let through: what belongs to one passes in both directions without being judged. */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import type { Hop } from '../../router/routing/routing-table.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { NamedInterface } from '../named-interfaces.ts';
import type { NatRule } from '../nat/nat-rules.ts';
import type { Timeouts } from './timeouts.ts';
import { dataLengthOf, endsOfPacket, keyOf, reversed, tcpFlagsOf, type Ends } from './transport.ts';

/** Seconds without a packet after which a connection goes that `timeout` does not name. */
const otherTimeouts = { embryonic: 30, other: 120 } as const;

export interface Connection {
  readonly id: number;
  readonly protocol: number;
  /** Where the first packet came from, and where it went. */
  readonly ingress: NamedInterface;
  readonly egress: NamedInterface;
  /** The ends of its first packet as it came, and as it left. */
  readonly near: Ends;
  readonly far: Ends;
  /** Type and code of the message that began it. */
  readonly icmp: { readonly type: number; readonly code: number };
  readonly rule: NatRule | undefined;
  /** Where its packets go, where a rule of translation says so and not the routes. */
  readonly divert?: Hop | undefined;
  readonly createdAt: number;
  lastAt: number;
  bytes: number;
  /** What has been seen of TCP: SYN, the answer to it, data in, data out, the ends of both sides. */
  readonly tcp: { isAnswered: boolean; hasInbound: boolean; hasOutbound: boolean; ends: number; isReset: boolean };
}

type NewConnection = Pick<Connection, 'protocol' | 'ingress' | 'egress' | 'near' | 'far' | 'icmp' | 'rule' | 'divert'>;

/** A packet of a connection, in the direction of its first packet or against it. */
export interface Belonging {
  readonly connection: Connection;
  readonly isForward: boolean;
}

export class Connections {
  /** Called when one has ended. */
  ended: (connection: Connection, reason: string) => void = () => undefined;
  readonly #forward = new Map<string, Connection>();
  readonly #backward = new Map<string, Connection>();
  readonly #timers = new Map<Connection, Stop>();
  #lastId = 0;
  #most = 0;

  constructor(
    private readonly clock: Clock,
    private readonly timeouts: Timeouts,
  ) {}

  get all(): Connection[] {
    return [...this.#forward.values()];
  }

  /** The number of the connection that would come next. */
  get nextId(): number {
    return this.#lastId + 1;
  }

  get most(): number {
    return this.#most;
  }

  find(packet: Ipv4Packet, incoming: NamedInterface): Belonging | undefined {
    return this.findEnds(packet.protocol, endsOfPacket(packet), incoming);
  }

  findEnds(protocol: number, ends: Ends, incoming: NamedInterface): Belonging | undefined {
    const key = keyOf(protocol, ends);
    const forward = this.#forward.get(key);
    if (forward?.ingress === incoming) return { connection: forward, isForward: true };
    const backward = this.#backward.get(key);
    return backward?.egress === incoming ? { connection: backward, isForward: false } : undefined;
  }

  /** Whether an answer to these ends would be taken for another connection's. */
  isTaken(protocol: number, far: Ends): boolean {
    return this.#backward.has(keyOf(protocol, reversed(far)));
  }

  add(made: NewConnection): Connection {
    const now = this.clock.now();
    const tcp = { isAnswered: false, hasInbound: false, hasOutbound: false, ends: 0, isReset: false };
    const connection: Connection = { ...made, id: ++this.#lastId, createdAt: now, lastAt: now, bytes: 0, tcp };
    this.#forward.set(keyOf(made.protocol, made.near), connection);
    this.#backward.set(keyOf(made.protocol, reversed(made.far)), connection);
    this.#most = Math.max(this.#most, this.#forward.size);
    this.#await(connection);
    return connection;
  }

  /** A packet of it passes. */
  note({ connection, isForward }: Belonging, packet: Ipv4Packet): void {
    connection.lastAt = this.clock.now();
    const length = dataLengthOf(packet);
    connection.bytes += length;
    if (connection.protocol === ipProtocols.tcp) noteTcp({ connection, isForward }, packet, length);
    // One answer is all that an echo gets.
    const isDone = connection.tcp.isReset || (connection.protocol === ipProtocols.icmp && !isForward);
    if (isDone) this.clock.after(0, () => this.end(connection, connection.tcp.isReset ? 'TCP Reset-I' : ''));
    else if (connection.tcp.ends === 2) this.clock.after(0, () => this.end(connection, 'TCP FINs'));
  }

  end(connection: Connection, reason: string): void {
    const stop = this.#timers.get(connection);
    if (!stop) return;
    stop();
    this.#timers.delete(connection);
    this.#forward.delete(keyOf(connection.protocol, connection.near));
    this.#backward.delete(keyOf(connection.protocol, reversed(connection.far)));
    this.ended(connection, reason);
  }

  clear(): void {
    this.endThoseOf(() => true);
  }

  endThoseOf(isMeant: (connection: Connection) => boolean): void {
    for (const connection of this.all.filter(isMeant)) this.end(connection, 'Connection terminated by user');
  }

  /** Seconds without a packet after which it goes; 0 for never. */
  timeoutOf({ protocol, tcp }: Connection): number {
    if (protocol === ipProtocols.icmp) return this.timeouts.secondsOf('icmp');
    if (protocol === ipProtocols.udp) return this.timeouts.secondsOf('udp');
    if (protocol !== ipProtocols.tcp) return otherTimeouts.other;
    if (!tcp.isAnswered) return otherTimeouts.embryonic;
    return this.timeouts.secondsOf(tcp.ends > 0 ? 'half-closed' : 'conn');
  }

  /** The times have changed. */
  heedTimeouts(): void {
    for (const [connection, stop] of [...this.#timers]) {
      stop();
      this.#await(connection);
    }
  }

  #await(connection: Connection): void {
    const patience = this.#patienceWith(connection);
    if (patience === Infinity) {
      this.#timers.set(connection, () => undefined);
      return;
    }
    const due = connection.lastAt + patience - this.clock.now();
    const stop = this.clock.after(Math.max(1, due), () => {
      const isIdle = this.clock.now() - connection.lastAt >= this.#patienceWith(connection);
      if (isIdle) this.end(connection, connection.tcp.isAnswered ? 'Connection timeout' : 'SYN Timeout');
      else this.#await(connection);
    });
    this.#timers.set(connection, stop);
  }

  #patienceWith(connection: Connection): number {
    return 1000 * (this.timeoutOf(connection) || Infinity);
  }
}

function noteTcp({ connection: { tcp }, isForward }: Belonging, packet: Ipv4Packet, length: number): void {
  const { syn, ack, fin, rst } = tcpFlagsOf(packet);
  if (!isForward && syn && ack) tcp.isAnswered = true;
  if (length > 0 && isForward) tcp.hasOutbound = true;
  if (length > 0 && !isForward) tcp.hasInbound = true;
  if (fin) tcp.ends++;
  if (rst) tcp.isReset = true;
}
