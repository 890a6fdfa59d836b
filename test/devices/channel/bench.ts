import { latin1Of } from '../../../src-main/base/bytes.ts';
import { duplexPair, type Duplex } from '../../../src-main/base/duplex.ts';
import { openChannel, type ChannelOptions } from '../../../src-main/devices/channel/channel.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { FakeClock } from '../fake-clock.ts';
import { tracingDuplex, type Traced } from '../tracing-duplex.ts';
import { FakeRouter, type FakeRouterOptions } from './fake-router.ts';

interface Bench {
  router: FakeRouter;
  device: Device;
  clock: FakeClock;
  /** The end of the console that the device is driven through. */
  console: Duplex;
}

/** A router of ours and a channel to it, opened. */
export async function bench(
  router: FakeRouterOptions = {},
  { spy, ...channel }: Partial<ChannelOptions> & { clock?: FakeClock; spy?: (text: string) => unknown } = {},
): Promise<Bench> {
  const clock = channel.clock ?? new FakeClock();
  const [near, far] = duplexPair();
  const console = spy ? tracingDuplex(near, (event) => spy(shown(event))) : near;
  const fake = new FakeRouter(far, router);
  const device = await openChannel(console, { platform: ios, who: 'R1', ...channel, clock });
  return { router: fake, device, clock, console };
}

function shown(event: Traced): string {
  if (event.kind === 'closed') return event.reason;
  const text = JSON.stringify(latin1Of(event.bytes)).slice(1, -1);
  return event.kind === 'sent' ? `«${text}»` : text;
}
