/** A console at the end of a cable that is plugged into this computer. */
import type { Stop } from '../../base/disposable.ts';
import { usualSpeed, type SerialSettings } from '../../base/serial.ts';
import { serialFailure } from './serial-failure.ts';
import { serialLibrary } from './serial-library.ts';
import type { Clock } from '../../base/clock.ts';
import { portTrouble } from './serial-ports.ts';
import { SerialStream } from './serial-stream.ts';
import type { TerminalDuplex } from './terminal.ts';
import { wallClock } from './wall-clock.ts';

export interface SerialOptions extends SerialSettings {
  /** "/dev/ttyUSB0", "COM3" */
  path: string;
  clock?: Clock | undefined;
}

/** Milliseconds that a port which is being closed is waited for. */
const CLOSING = 2000;

/**
 * A port is open once: who opens it has it alone. It says nothing by itself, and is not told the size of a terminal.
 * @throws Failure unreachable: no-serial-port, serial-port-not-allowed, no-serial-hardware; busy: serial-port-in-use;
 * bad-input: not-a-serial-port, serial-settings; not-supported: no-serial-ports
 */
export async function openSerial({ path, clock = wallClock, ...settings }: SerialOptions): Promise<TerminalDuplex> {
  await within(SerialStream.closings, CLOSING, clock);
  const trouble = await portTrouble(path);
  if (trouble) throw trouble;
  const { speed: baudRate = usualSpeed, dataBits = 8, parity = 'none', stopBits = 1 } = settings;
  const port = new (serialLibrary().SerialPort)({ path, baudRate, dataBits, parity, stopBits, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => {
      if (error) reject(serialFailure(error, path));
      else resolve();
    });
  });
  return new SerialStream(port, clock);
}

/** Waits until then, and no longer. */
async function within(promise: Promise<unknown>, milliseconds: number, clock: Clock): Promise<void> {
  let stop: Stop = () => undefined;
  const late = new Promise<void>((resolve) => (stop = clock.after(milliseconds, resolve)));
  await Promise.race([promise, late]);
  stop();
}
