import { duplexPair, type Duplex } from '../../../src-main/base/duplex.ts';
import { openChannel, type ChannelOptions } from '../../../src-main/devices/channel/channel.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { FakeClock } from '../fake-clock.ts';
import { FakeRouter, type FakeRouterOptions } from './fake-router.ts';

export interface Bench {
  router: FakeRouter;
  device: Device;
  clock: FakeClock;
  /** The end of the console that the device is driven through. */
  console: Duplex;
}

/** A router of ours and a channel to it, opened. */
export async function bench(
  router: FakeRouterOptions = {},
  channel: Partial<ChannelOptions> & { clock?: FakeClock } = {},
): Promise<Bench> {
  const clock = channel.clock ?? new FakeClock();
  const [console, far] = duplexPair();
  const fake = new FakeRouter(far, router);
  const device = await openChannel(console, { platform: ios, who: 'R1', ...channel, clock });
  return { router: fake, device, clock, console };
}
