/** The wait for a node that boots: what ends it, and that nothing of it goes on afterwards. */
import { expect, it } from 'vitest';
import { bytesOfLatin1 } from '../../src-main/base/bytes.ts';
import { duplexPair } from '../../src-main/base/duplex.ts';
import { ios } from '../../src-main/devices/platform/ios.ts';
import { bootEnd } from '../../src-main/engine/boot-end.ts';
import { FakeClock } from '../devices/fake-clock.ts';

const patience = 60_000;

/** A wait at a console, and when it ended: milliseconds of the clock. */
function waiting() {
  const clock = new FakeClock();
  const [line, node] = duplexPair();
  const end = new AbortController();
  let endedAt: number | undefined;
  const open = () => Promise.resolve(Object.assign(line, { resize: () => undefined }));
  const wait = bootEnd(open, { platform: ios, clock, patience, signal: end.signal }).then(() => {
    endedAt = clock.now();
  });
  const shown = (text: string): void => node.write(bytesOfLatin1(text));
  return { clock, node, end, wait, shown, endedAt: () => endedAt };
}

it('ends where the node waits for somebody, or has been quiet for a while', async () => {
  const told = waiting();
  await told.clock.advance(9000);
  told.shown('GRUB loading\r\nPress RETURN to get started!\r\n');
  await told.clock.advance(1000);
  expect(told.endedAt()).toBe(9000);
  const quiet = waiting();
  await quiet.clock.advance(9000);
  quiet.shown('The highlighted entry will be booted in 5s');
  await quiet.clock.advance(30_000);
  expect(quiet.endedAt()).toBe(19_000);
});

it('does not wait for ever where a console is never quiet', async () => {
  const { clock, shown, endedAt } = waiting();
  while (clock.now() < 2 * patience) {
    shown('one more message\r\n');
    await clock.advance(5000);
  }
  expect(endedAt()).toBe(patience);
});

it('leaves nothing that goes on, whether it is given up, or the console closes', async () => {
  const given = waiting();
  await given.clock.advance(1000);
  given.end.abort();
  await given.wait;
  given.shown('later');
  await given.clock.advance(0);
  expect(given.clock.isWaitedFor).toBe(false);
  const closed = waiting();
  await closed.clock.advance(1000);
  closed.node.close();
  await closed.wait;
  expect(closed.clock.isWaitedFor).toBe(false);
});
