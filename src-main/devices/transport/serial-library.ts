/**
 * The library of serial ports. It comes with binaries for the usual systems and is an optional package: where it has
 * none for this one, serial lines say so, and everything else goes on.
 */
import { createRequire } from 'node:module';
import type { SerialPort } from 'serialport';
import { Failure, messageOf } from '../../base/errors.ts';

export interface SerialPortName {
  path: string;
  /** Who made the adapter, where the system tells. */
  maker: string | undefined;
}

interface FoundPort {
  path: string;
  manufacturer?: string;
  /** Of what is plugged in at USB. */
  vendorId?: string;
}

/** What we use of it. */
interface SerialLibrary {
  SerialPort: (new (...given: ConstructorParameters<typeof SerialPort>) => SerialPort) & {
    list: () => Promise<FoundPort[]>;
  };
}

const load = createRequire(import.meta.url);

/** @throws Failure not-supported: no-serial-ports */
export function serialLibrary(): SerialLibrary {
  try {
    return load('serialport') as SerialLibrary;
  } catch (error) {
    const why = messageOf(error).split('\n')[0] ?? '';
    throw new Failure(
      'not-supported',
      'no-serial-ports',
      `serial ports cannot be used by this installation: its package "serialport" does not load (${why}); ` +
        'install QuickMode anew, or reach the console over telnet from a program that has the port (ser2net)',
    );
  }
}
