import { afterEach, describe, expect, it } from 'vitest';
import { bytesOfLatin1 } from '../../../src-main/base/bytes.ts';
import type { Failure } from '../../../src-main/base/errors.ts';
import { noPort, portNotAllowed, serialFailure } from '../../../src-main/devices/transport/serial-failure.ts';
import { openSerial } from '../../../src-main/devices/transport/serial.ts';
import { FakeClock } from '../fake-clock.ts';
import { serialPair, socat, type SerialPair } from './serial-pair.ts';
import { behavesAsDuplex, heard, type Ends } from './duplex.common.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function pair(): Promise<SerialPair> {
  const made = await serialPair();
  ends.push(() => made.unplug());
  return made;
}

async function open(path: string): ReturnType<typeof openSerial> {
  const line = await openSerial({ path });
  ends.push(() => line.close());
  return line;
}

const cable = async (): Promise<Ends> => {
  const { near, far, unplug } = await serialPair();
  const [a, b] = [await openSerial({ path: near }), await openSerial({ path: far, speed: 115_200 })];
  return { a, b, dispose: unplug };
};
if (socat !== undefined) behavesAsDuplex('openSerial to openSerial', cable, true);

describe.skipIf(socat === undefined)('a serial line', () => {
  it('is refused where somebody else has it open, and is to be had when he has left', async () => {
    const { near, far } = await pair();
    const first = await open(near);
    await expect(openSerial({ path: near })).rejects.toMatchObject({
      ...{ kind: 'busy', code: 'serial-port-in-use' },
      message: `the serial port ${near} is in use: another program, or another attempt, has it open; end that first`,
    });
    const other = await open(far);
    const words = heard(other, 5);
    first.write(bytesOfLatin1('first'));
    expect(await words).toBe('first');
    first.close();
    const next = heard(other, 4);
    (await open(near)).write(bytesOfLatin1('next'));
    expect(await next).toBe('next');
  });

  it('drops what is written after the close, and is told of it once', async () => {
    const { near } = await pair();
    const line = await open(near);
    const reasons: string[] = [];
    line.onClose((reason) => void reasons.push(reason));
    line.close();
    line.close();
    expect(() => line.write(bytesOfLatin1('x'))).not.toThrow();
    await open(near);
    expect(reasons).toEqual(['closed']);
  });

  it('says that it was unplugged', async () => {
    const { near, unplug } = await pair();
    const clock = new FakeClock();
    const line = await openSerial({ path: near, clock });
    const closed = new Promise((resolve) => line.onClose(resolve));
    await clock.advance(1000);
    await unplug();
    await clock.advance(1000);
    expect(await closed).toBe(`the serial port ${near} is gone: its cable or adapter was unplugged`);
    await expect(openSerial({ path: near })).rejects.toMatchObject({ code: 'no-serial-port' });
  });

  it('takes settings that are not the usual ones', async () => {
    const { near, far } = await pair();
    const odd = { speed: 1200, dataBits: 8, parity: 'none', stopBits: 2 } as const;
    const [a, b] = [await openSerial({ path: near, ...odd }), await open(far)];
    ends.push(() => a.close());
    const words = heard(b, 5);
    a.write(bytesOfLatin1('hello'));
    expect(await words).toBe('hello');
  });
});

describe('a serial port that cannot be had', () => {
  it.each([
    ['/dev/quickmode-none', 'no-serial-port', /^there is no serial port \/dev\/quickmode-none on this computer; /],
    ['/dev/null', 'not-a-serial-port', /^\/dev\/null is no serial port$/],
  ])('%s is refused as %s', async (path, code, message) => {
    const failed = openSerial({ path });
    await expect(failed).rejects.toMatchObject({ code });
    await expect(failed).rejects.toThrow(message);
  });

  it('is told with those that there are, and with what lets one use it', () => {
    const there = [
      { path: '/dev/ttyUSB0', maker: 'FTDI' },
      { path: '/dev/ttyS0', maker: undefined },
    ];
    expect(noPort('/dev/ttyUSB1', there).message).toBe(
      'there is no serial port /dev/ttyUSB1 on this computer; there are: /dev/ttyUSB0 (FTDI), /dev/ttyS0 (is the cable plugged in?)',
    );
    expect(noPort('COM4', []).message).toContain('it has none at all');
    expect(portNotAllowed('/dev/ttyUSB0', 'dialout').message).toBe(
      'you may not use the serial port /dev/ttyUSB0: join the group dialout, by "sudo usermod -aG dialout $USER", and log in anew',
    );
  });

  /** As the library words them, for each system. */
  it.each([
    ['Error Resource temporarily unavailable Cannot lock port', 'serial-port-in-use'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'serial-port-in-use'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'serial-port-not-allowed'],
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'no-serial-port'],
    ['Error: Input/output error setting custom baud rate of 13', 'no-serial-hardware'],
    ['Error: Inappropriate ioctl for device setting custom baud rate of 9600', 'not-a-serial-port'],
    ['Error baud rate of 12345 is not supported on your platform', 'serial-settings'],
    ['Opening COM3: Access denied', 'serial-port-in-use'],
    ['Opening COM3: File not found', 'no-serial-port'],
    ['Opening COM3: Unknown error code 1117', 'connection-failed'],
  ])('"%s" is %s', (words, code) => {
    const failure: Failure = serialFailure(new Error(words), 'COM3');
    expect(failure.code).toBe(code);
    expect(failure.message).toContain('COM3');
  });
});
