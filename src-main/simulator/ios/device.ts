/**
 * A router with the command line of IOS, as its commands see it. The class that owns it all is in ios-router.ts;
 * commands know no more than this.
 */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Interface } from '../router/interface.ts';
import type { Router } from '../router/router.ts';
import type { Debugging } from './debugging.ts';

export interface IosDevice {
  readonly clock: Clock;
  readonly random: Random;
  /** What is configured and shown. After a reload it is another one. */
  readonly router: Router;
  readonly debugging: Debugging;
}

/** What the commands of interface configuration act upon. */
export interface InterfaceContext {
  readonly device: IosDevice;
  readonly one: Interface;
}
