/** A console that reads lines without a prompt, and takes whatever is typed for one of them. */
import { expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { Emitter } from '../../../src-main/base/emitter.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { FakeClock } from '../fake-clock.ts';

it.each([true, false])(
  'ends in a failure within the deadline (echoes: %s), and the next call as well',
  async (echoes) => {
    const clock = new FakeClock();
    const data = new Emitter<Uint8Array>();
    let mode = '';
    let line = '';
    const say = (text: string): void => data.emit(bytesOfLatin1(text));
    const enter = (typed: string): void => {
      if (mode === 'swallow') return say(echoes ? '\r\n' : '');
      if (/^conf/.test(typed)) mode = '(config)';
      if (typed === 'end') mode = '';
      if (typed === 'key-string') mode = 'swallow';
      say(`\r\n${mode === 'swallow' ? '' : `R1${mode}#`}`);
    };
    const duplex = {
      write: (bytes: Uint8Array) =>
        void Promise.resolve().then(() => {
          for (const key of latin1Of(bytes)) {
            if (key === '\r') enter(line.trim());
            else if (key >= ' ' && (echoes || mode !== 'swallow')) say(key);
            line = key === '\r' ? '' : key >= ' ' ? line + key : key === '\x15' ? '' : line;
          }
        }),
      onData: (listener: (bytes: Uint8Array) => void) => data.on(listener),
      onClose: () => () => undefined,
      close: () => undefined,
    };
    const device = await openChannel(duplex, { clock, platform: ios, who: 'R1' });
    const configuring = device.configure(['key-string', 'AABB', 'more']);
    let outcome: unknown;
    void configuring.catch((error: unknown) => (outcome = error));
    for (let seconds = 0; seconds < 700 && outcome === undefined; seconds++) await clock.advance(1000);
    expect(outcome).toMatchObject({ kind: 'device', code: 'no-answer' });
    outcome = undefined;
    void device.execute('show clock').catch((error: unknown) => (outcome = error));
    for (let seconds = 0; seconds < 700 && outcome === undefined; seconds++) await clock.advance(1000);
    expect(outcome).toMatchObject({ kind: 'device', code: 'no-answer' });
  },
);
