/**
 * Operations that ask again and again whether an address answers (`ip sla`, ICMP echo alone), and objects that follow
 * them or the line protocol of an interface (`track`): static routes are in force while theirs is up.
 */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { IcmpEndpoint, Probe } from '../icmp-endpoint.ts';
import type { Interface } from '../interface.ts';

export interface SlaOperation {
  readonly number: number;
  destination: number | undefined;
  source: { readonly address: number } | { readonly interface: string } | undefined;
  vrf: string | undefined;
  /** Seconds between two echo requests. */
  frequency: number;
  /** Milliseconds to wait for an answer. */
  timeout: number;
  threshold: number;
  tag: string;
  /** `life` and `start-time` of its schedule, as typed; undefined while it has none. */
  schedule: string | undefined;
  /** What the last request came to, and when it was sent; undefined before the first. */
  last: { readonly isOk: boolean; readonly milliseconds: number; readonly at: number } | undefined;
  successes: number;
  failures: number;
}

export type TrackSubject =
  | { readonly kind: 'sla'; readonly operation: number; readonly what: 'reachability' | 'state' }
  | { readonly kind: 'line-protocol'; readonly interface: string };

export interface TrackedObject {
  readonly number: number;
  subject: TrackSubject;
  isUp: boolean;
  /** Seconds that a change must last before it counts. */
  delay: { up: number; down: number };
  changes: number;
  changedAt: number;
}

/** What it needs of the router it is part of. */
export interface ReachabilityOwner {
  readonly clock: Clock;
  readonly icmp: IcmpEndpoint;
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** An object has gone up or down: routes may follow. */
  converge(): void;
}

/** The size of an echo request of `ip sla`: 28 bytes of data and headers, as the command reference has it by default. */
const probeSize = 56;

export class Reachability {
  readonly operations = new Map<number, SlaOperation>();
  readonly objects = new Map<number, TrackedObject>();
  readonly changed = new Emitter<TrackedObject>();
  readonly #running = new Map<number, Stop>();
  readonly #delayed = new Map<number, Stop>();

  constructor(private readonly owner: ReachabilityOwner) {}

  /** An object that does not exist is down. */
  isUp(track: number): boolean {
    return this.objects.get(track)?.isUp ?? false;
  }

  start(operation: SlaOperation): void {
    this.stop(operation.number);
    this.#ask(operation);
  }

  stop(number: number): void {
    this.#running.get(number)?.();
    this.#running.delete(number);
  }

  isRunning(number: number): boolean {
    return this.#running.has(number);
  }

  removeOperation(number: number): void {
    this.stop(number);
    this.operations.delete(number);
    this.refresh();
  }

  removeObject(number: number): void {
    this.#delayed.get(number)?.();
    this.objects.delete(number);
    this.owner.converge();
  }

  /** Looks at every object anew: an operation or a line protocol has changed. */
  refresh(): void {
    for (const object of this.objects.values()) this.#follow(object, this.#stateOf(object.subject));
  }

  #stateOf(subject: TrackSubject): boolean {
    if (subject.kind === 'line-protocol') return this.owner.interfaces.get(subject.interface)?.isUp ?? false;
    return this.operations.get(subject.operation)?.last?.isOk ?? false;
  }

  #follow(object: TrackedObject, isUp: boolean): void {
    const { number, delay } = object;
    if (object.isUp === isUp) {
      this.#delayed.get(number)?.();
      this.#delayed.delete(number);
      return;
    }
    if (this.#delayed.has(number)) return;
    const seconds = isUp ? delay.up : delay.down;
    if (seconds === 0) return this.#become(object, isUp);
    const stop = this.owner.clock.after(1000 * seconds, () => {
      this.#delayed.delete(number);
      this.#become(object, isUp);
    });
    this.#delayed.set(number, stop);
  }

  #become(object: TrackedObject, isUp: boolean): void {
    object.isUp = isUp;
    object.changes++;
    object.changedAt = this.owner.clock.now();
    this.changed.emit(object);
    this.owner.converge();
  }

  #ask(operation: SlaOperation): void {
    const { number, frequency } = operation;
    const at = this.owner.clock.now();
    const probe = this.#probeOf(operation);
    const note = (isOk: boolean, milliseconds: number): void => {
      operation.last = { isOk, milliseconds, at };
      if (isOk) operation.successes++;
      else operation.failures++;
      this.refresh();
    };
    const identifier = this.owner.icmp.newIdentifier();
    const stopProbe =
      probe &&
      this.owner.icmp.probe(probe, identifier, 0, (outcome) => {
        note(outcome.kind === 'reply', outcome.kind === 'reply' ? outcome.milliseconds : 0);
      });
    if (!probe) note(false, 0);
    const stopWaiting = this.owner.clock.after(1000 * frequency, () => this.#ask(operation));
    this.#running.set(number, () => {
      stopProbe?.();
      stopWaiting();
    });
  }

  #probeOf({ destination, source, vrf, timeout }: SlaOperation): Probe | undefined {
    const address = source && 'interface' in source ? this.owner.interfaces.get(source.interface)?.sourceAddress : source?.address; // prettier-ignore
    if (destination === undefined || (source && address === undefined)) return undefined;
    return {
      destination,
      size: probeSize,
      dontFragment: false,
      timeout,
      ...(address !== undefined && { source: address }),
      ...(vrf !== undefined && { vrf }),
    };
  }
}
