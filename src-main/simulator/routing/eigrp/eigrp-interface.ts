/** EIGRP on one interface: what it runs with there, and the hellos by which neighbours find it (RFC 7868 section 5.3). */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import { saysSame } from '../../../base/same.ts';
import type { EigrpParameters } from '../../wire/eigrp/message.ts';
import type { LinkMetric } from './metric.ts';
import type { EigrpSummary } from './summaries.ts';

export interface EigrpInterfaceParameters extends LinkMetric {
  readonly name: string;
  readonly address: number;
  readonly mask: number;
  /** The address is another interface's, which tells of the network. */
  readonly isUnnumbered: boolean;
  readonly helloInterval: number;
  readonly holdTime: number;
  readonly isPassive: boolean;
  readonly hasSplitHorizon: boolean;
  readonly isNextHopSelf: boolean;
  readonly summaries: readonly EigrpSummary[];
}

export interface EigrpInterfaceOwner {
  readonly clock: Clock;
  sendHello(interfaceName: string, parameters: EigrpParameters): void;
}

const usualWeights = [1, 0, 1, 0, 0, 0];
/** Weights that nobody counts with: whoever says them goes. Of the sixth from memory. */
const farewell = [255, 255, 255, 255, 255, 0];

export const isFarewell = ({ k }: EigrpParameters): boolean => k.slice(0, 5).join() === farewell.slice(0, 5).join();
/** Neighbours have to count alike. */
export const hasUsualWeights = ({ k }: EigrpParameters): boolean => k.join() === usualWeights.join();

export class EigrpInterface {
  #stopHello: Stop | undefined;

  constructor(
    public parameters: EigrpInterfaceParameters,
    private readonly owner: EigrpInterfaceOwner,
  ) {}

  /** Whether it needs not begin anew for these. */
  differsInTimersAlone(wanted: EigrpInterfaceParameters): boolean {
    const { helloInterval, holdTime } = this.parameters;
    return saysSame({ ...wanted, helloInterval, holdTime }, this.parameters);
  }

  /** Neighbours learn of the timers by the next hello, which goes at once. */
  retime(parameters: EigrpInterfaceParameters): void {
    const { helloInterval, holdTime } = this.parameters;
    if (parameters.helloInterval === helloInterval && parameters.holdTime === holdTime) return;
    this.parameters = parameters;
    this.stop();
    this.start();
  }

  start(): void {
    if (this.parameters.isPassive) return;
    this.#send(usualWeights);
    this.#stopHello = this.owner.clock.after(1000 * this.parameters.helloInterval, () => this.start());
  }

  stop(): void {
    this.#stopHello?.();
  }

  /** Neighbours need not wait until they miss this router. */
  sayFarewell(): void {
    if (!this.parameters.isPassive) this.#send(farewell);
  }

  #send(k: readonly number[]): void {
    const { name, holdTime } = this.parameters;
    this.owner.sendHello(name, { k, holdTime });
  }
}
