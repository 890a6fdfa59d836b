import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { duplexPair, type Duplex } from '../../../src-main/base/duplex.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import type { Executed } from '../../../src-main/devices/channel/device.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { FakeClock, settled } from '../fake-clock.ts';
import { bench } from './bench.ts';
import { FakeRouter } from './fake-router.ts';

const commands = { 'show a': 'A', 'show b': 'B', 'show c': 'C' };
const all = Object.keys(commands);
const UP = '*Mar  1 00:13:31.891: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up';

const outputs = (given: readonly Executed[]): string[] => given.map(({ output }) => output);

describe('commands in their order', () => {
  it('are typed one by one, each in the moment of the prompt before it', async () => {
    const told: string[] = [];
    const [near, far] = duplexPair();
    new FakeRouter(far, { commands });
    const line: Duplex = {
      ...{ onClose: (listener) => near.onClose(listener), close: () => near.close() },
      // What a network brings comes by itself, and not among what is still to be done.
      onData: (listener) => near.onData((bytes) => void setImmediate(() => hear(bytes, listener))),
      write: (bytes) => {
        told.push(latin1Of(bytes));
        near.write(bytes);
      },
    };
    const hear = (bytes: Uint8Array, listener: (bytes: Uint8Array) => void): void => {
      told.push(latin1Of(bytes));
      listener(bytes);
      told.push('|');
    };
    const device = await openChannel(line, { platform: ios, clock: new FakeClock() });
    await device.execute('show a');
    told.length = 0;
    expect(outputs(await device.executeInOrder(all))).toEqual(['A', 'B', 'C']);
    expect(told.join('').match(/R1#[^|]*\|/g)).toEqual(['R1#show b\r|', 'R1#show c\r|', 'R1#|']);
  });

  it('are none where there are none, and one where there is one', async () => {
    const { device, router } = await bench({ commands });
    expect(await device.executeInOrder([])).toEqual([]);
    expect(outputs(await device.executeInOrder(['show b']))).toEqual(['B']);
    expect(router.run.filter((line) => line.startsWith('show'))).toEqual(['show b']);
  });

  it('are carried out before what is asked after them', async () => {
    const { device, router } = await bench({ commands });
    await Promise.all([device.executeInOrder(all), device.execute('show a')]);
    expect(router.run.filter((line) => line.startsWith('show'))).toEqual([...all, 'show a']);
  });

  it('are told each as it is answered', async () => {
    const { device, router } = await bench({ commands: { ...commands, 'show b': () => undefined } });
    const told: string[] = [];
    const running = device.executeInOrder(all, { answered: ({ output }) => told.push(output) });
    await settled();
    expect(told).toEqual(['A']);
    router.finish('later');
    await running;
    expect(told).toEqual(['A', 'later', 'C']);
  });

  it('keep their places, their times and their refusals apart', async () => {
    const clock = new FakeClock();
    const wrong = `${' '.repeat(8)}^\n% Invalid input detected at '^' marker.\n\n`;
    const { device, router } = await bench(
      { commands: { ...commands, 'show foo': wrong, 'show late': () => undefined } },
      { clock },
    );
    await device.execute('show a');
    const running = device.executeInOrder(['show a', 'show foo', 'show late', 'show b']);
    await clock.advance(1000);
    router.log(UP, false);
    router.finish('late');
    const done = await running;
    expect(done.map(({ rejection }) => rejection?.word)).toEqual([undefined, 'foo', undefined, undefined]);
    expect(done.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([[0, 0], [0, 0], [0, 1000], [1000, 1000]]); // prettier-ignore
    expect(done.map(({ log }) => log.length)).toEqual([0, 0, 1, 0]);
    expect(done.map(({ raw, from, to }) => raw.length === to - from)).toEqual([true, true, true, true]);
    expect(done.slice(1).map(({ from }) => from)).toEqual(done.slice(0, -1).map(({ to }) => to));
    expect(done.at(-1)?.raw).toBe('show b\r\nB\r\nR1#');
  });
});

describe('commands in their order end', () => {
  it('where it is said so: nothing more is typed', async () => {
    const { device, router } = await bench({ commands });
    const told: string[] = [];
    const done = await device.executeInOrder(all, {
      answered: ({ output }) => told.push(output),
      mayGoOn: () => router.run.at(-1) === 'show a',
    });
    expect([told, outputs(done)]).toEqual([['A', 'B'], ['A', 'B']]); // prettier-ignore
    expect(router.run.at(-1)).toBe('show b');
  });

  it('where one fails: those before it are told, those after it are not typed', async () => {
    const reload = (fake: FakeRouter): undefined => fake.confirm('Proceed with reload? [confirm]', () => fake.finish());
    const { device, router } = await bench({ commands: { ...commands, reload } });
    const told: string[] = [];
    const running = device.executeInOrder(['show a', 'reload', 'show c'], {
      answered: ({ output }) => told.push(output),
    });
    await expect(running).rejects.toMatchObject({ code: 'unexpected-question' });
    expect(told).toEqual(['A']);
    expect(router.run).not.toContain('show c');
    expect((await device.execute('show b')).output).toBe('B');
  });

  it('where one is no command, before it is typed', async () => {
    const { device, router } = await bench({ commands });
    const running = device.executeInOrder(['show a', 'show b\rreload', 'show c']);
    await expect(running).rejects.toMatchObject({ code: 'not-a-command' });
    expect(router.run.filter((line) => !line.startsWith('terminal'))).toEqual(['show a']);
  });

  it('where a deadline has come, which is that of each by itself', async () => {
    const clock = new FakeClock();
    const { device, router } = await bench({ commands: { ...commands, ping: () => undefined } }, { clock });
    await device.execute('show a');
    const told: string[] = [];
    const running = device.executeInOrder(['ping', 'ping', 'show c'], {
      deadline: 10_000,
      answered: ({ output }) => told.push(output),
    });
    const failed = expect(running).rejects.toMatchObject({ code: 'no-answer' });
    await clock.advance(9000);
    router.finish('!!!!!');
    await clock.advance(9000);
    expect(told).toEqual(['!!!!!']);
    await clock.advance(1000);
    await failed;
    expect((await device.execute('show b')).output).toBe('B');
    expect(router.run).not.toContain('show c');
  });

  it('with the connection', async () => {
    const { device, console } = await bench({ commands: { ...commands, 'show b': () => undefined } });
    const told: string[] = [];
    const running = device.executeInOrder(all, { answered: ({ output }) => told.push(output) });
    const failed = expect(running).rejects.toMatchObject({ code: 'connection-lost' });
    await settled();
    console.close();
    await failed;
    expect(told).toEqual(['A']);
  });

  it('where whoever is told throws: what is typed already is waited for', async () => {
    const { device, router } = await bench({ commands: { ...commands, 'show b': () => undefined } });
    const thrown = new Error('full disk');
    const running = device.executeInOrder(all, {
      answered: () => {
        throw thrown;
      },
    });
    const failed = expect(running).rejects.toBe(thrown);
    const next = device.execute('show c');
    await settled();
    expect(router.run.at(-1)).toBe('show b');
    router.finish('B');
    await failed;
    expect((await next).output).toBe('C');
    expect(router.run.filter((line) => line.startsWith('show'))).toEqual(['show a', 'show b', 'show c']);
  });
});

describe('commands in their order go no faster than is certain', () => {
  it('where the prompt is that of another mode', async () => {
    const leaves = (fake: FakeRouter): string => {
      fake.mode = 'user';
      return 'B';
    };
    const { device, router } = await bench({ commands: { ...commands, 'show b': leaves } });
    expect(outputs(await device.executeInOrder(all))).toEqual(['A', 'B', 'C']);
    expect(router.run.slice(-2)).toEqual(['enable', 'show c']);
  });

  it('where somebody has typed into one that only looks: it is run again before the next', async () => {
    const { device, router, console } = await bench({ commands: { ...commands, 'show xb': '% Invalid' } });
    await device.execute('show a');
    const write = console.write.bind(console);
    let isDone = false;
    console.write = (bytes) => {
      const text = latin1Of(bytes);
      const isMeant = !isDone && text === 'show b\r';
      isDone ||= isMeant;
      write(isMeant ? bytesOfLatin1('show xb\r') : bytes);
    };
    expect(outputs(await device.executeInOrder(all))).toEqual(['A', 'B', 'C']);
    expect(router.run.slice(-4)).toEqual(['show a', 'show xb', 'show b', 'show c']);
  });

  it('where a command stands in an answer: whether it is quoted is looked at before the next', async () => {
    const { device, router } = await bench({ commands: { ...commands, 'show run': 'R1#show arp\nend' } });
    expect(outputs(await device.executeInOrder(['show run', 'show c']))).toEqual(['R1#show arp\nend', 'C']);
    expect(router.run.slice(-3)).toEqual(['show run', 'show run', 'show c']);
  });

  it('where somebody has typed at his view of the console: his keys go out at the next prompt', async () => {
    const { device, router } = await bench({ commands: { ...commands, 'show b': () => undefined, 'show mine': 'M' } });
    await device.execute('show a');
    const terminal = device.terminal();
    let seen = '';
    terminal.onData((bytes) => (seen += latin1Of(bytes)));
    const running = device.executeInOrder(all);
    await settled();
    terminal.write(bytesOfLatin1('show mine\r'));
    await settled();
    router.finish('B');
    expect(outputs(await running)).toEqual(['A', 'B', 'C']);
    expect(router.run.slice(-4)).toEqual(['show a', 'show b', 'show mine', 'show c']);
    expect(seen).toContain('show mine\r\nM\r\nR1#');
  });

  it('and what somebody had begun to type stands there again after the last', async () => {
    const { device, router } = await bench({ commands: { ...commands, 'show arp': 'none' } });
    await device.execute('show a');
    const terminal = device.terminal();
    terminal.write(bytesOfLatin1('show '));
    await settled();
    expect(outputs(await device.executeInOrder(all))).toEqual(['A', 'B', 'C']);
    terminal.write(bytesOfLatin1('arp\r'));
    await settled();
    expect(router.run.at(-1)).toBe('show arp');
  });
});
