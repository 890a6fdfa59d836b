/** Consoles on serial lines of this computer, as inventories write them: by keys, or as the command of a terminal program. */
import { isSerialPath, isSpeed, parities, usualSpeed, type SerialSettings } from '../../base/serial.ts';
import type { InventoryDevice } from '../../lab/inventory.ts';
import type { Field } from '../field.ts';
import { present } from '../present.ts';
import { loginOf, type Draft } from './device.ts';
import { oneOf } from './one-of.ts';

interface SerialDraft extends Pick<Draft, 'name' | 'platform' | 'field' | 'login'> {
  path: string | undefined;
  serial: SerialSettings;
}

export function serialDeviceOf(draft: SerialDraft): InventoryDevice | undefined {
  const { name, platform, field, path, serial, login } = draft;
  if (path === undefined || !isSerialPath(path)) {
    const what = path === undefined ? `${name} has no path` : `${JSON.stringify(path.slice(0, 60))} is no serial port`;
    field.complain('error', `${what}; it is left out`, 'give the path of its port: /dev/ttyUSB0, COM3');
    return undefined;
  }
  const settings = Object.keys(serial).length > 0 && { serial };
  return { name, platform, host: path, protocol: 'serial', ...settings, login: loginOf(login) };
}

/** What is no setting is complained of, and the usual taken. */
export function settingsIn(field: Field): { serial: SerialSettings } {
  const speed = field.get('speed').number();
  if (speed !== undefined && !isSpeed(speed))
    field
      .get('speed')
      .complain('warning', `${speed} is no speed of a serial line; ${usualSpeed} is taken`, 'expected bits a second');
  const serial = {
    speed: speed !== undefined && isSpeed(speed) ? speed : undefined,
    dataBits: oneOf(field.get('data-bits'), [7, 8] as const),
    parity: oneOf(field.get('parity'), parities),
    stopBits: oneOf(field.get('stop-bits'), [1, 2] as const),
  };
  return { serial: present(serial) };
}

/** Programs that make a terminal of a serial port, as their manual pages have them called. */
const PROGRAMS = /^(?:sudo\s+)?(?:\S*\/)?(?:cu|screen|picocom|minicom|tio|microcom|kermit)\s/;

/** "cu -l /dev/ttyUSB0 -s 9600", "screen /dev/ttyUSB0 115200": the port itself is what is meant. */
export function serialCommand(command: string): { path: string; serial: SerialSettings } | undefined {
  if (!PROGRAMS.test(command)) return undefined;
  const words = command.split(/[\s=]+/).map((word) => word.replace(/^-[a-zA-Z](?=[/\d])/, ''));
  const path = words.find((word) => word.startsWith('/dev/') && isSerialPath(word)) ?? lineOfCu(command);
  if (path === undefined) return undefined;
  const speed = words.flatMap((word) => (/^\d+(?:,|$)/.test(word) ? [Number.parseInt(word, 10)] : [])).find(isSpeed);
  return { path, serial: speed === undefined ? {} : { speed } };
}

/** cu takes the name of the port alone as well. */
function lineOfCu(command: string): string | undefined {
  const name = /\bcu\b.*\s-l\s*(tty\w+|cu\.\S+)/.exec(command)?.[1];
  return name === undefined ? undefined : `/dev/${name}`;
}
