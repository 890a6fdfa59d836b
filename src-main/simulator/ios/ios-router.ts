/** A router that runs Cisco IOS: a Router, its configuration, its log, and the lines on which people type. */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { Router } from '../router/router.ts';
import './commands.ts';
import { Debugging } from './debugging.ts';
import type { IosDevice } from './device.ts';
import { services } from './services.ts';

export class IosRouter implements IosDevice {
  readonly router: Router;
  readonly debugging = new Debugging(() => undefined);

  constructor(
    readonly clock: Clock,
    readonly random: Random,
  ) {
    this.router = new Router(clock, random.fork('router'));
    for (const attach of services) attach(this);
  }
}
