/**
 * An inventory of our own kind, for what the others have no words for: devices with all that is said of them on one
 * level, consoles on serial lines among them.
 *
 *     name: the rack in room 2
 *     devices:
 *       R1: { platform: ios, protocol: serial, path: /dev/ttyUSB0, speed: 9600 }
 *       R2: { platform: ios, protocol: telnet, host: 192.0.2.5, port: 2002, enable-password: lab }
 */
import type { InventoryDevice } from '../../lab/inventory.ts';
import { isRecord, type Field } from '../field.ts';
import { deviceOf, type Draft } from './device.ts';
import type { InventoryImporter } from './inventory-importer.ts';
import { platformOf } from './platforms.ts';
import { secretOf } from './secrets.ts';
import { serialDeviceOf, settingsIn } from './serial.ts';

export const own: InventoryImporter = {
  format: 'quickmode',
  recognises: (value) => isRecord(value) && isRecord(value.devices) && Object.values(value.devices).some(isOurs),
  read: (root, name) => {
    const devices = root.get('devices');
    const read = devices.keys.flatMap((key) => deviceAt(key, devices.get(key)) ?? []);
    return { name: root.get('name').name() ?? name, devices: read, links: [] };
  },
};

/** A testbed of pyATS keeps its ways in "connections". */
function isOurs(device: unknown): boolean {
  return isRecord(device) && !('connections' in device) && ('path' in device || 'host' in device);
}

const KNOWN = [
  ...['platform', 'protocol', 'host', 'port', 'path', 'speed', 'data-bits', 'parity', 'stop-bits'],
  ...['username', 'password', 'enable-password', 'jump', 'old-algorithms'],
];

function deviceAt(name: string, field: Field): InventoryDevice | undefined {
  tellUnknown(field);
  const shared = { name, platform: platformOf(field.get('platform').text() ?? ''), field, login: loginIn(field) };
  const protocol = field.get('protocol').text() ?? (field.get('path').isPresent ? 'serial' : 'ssh');
  switch (protocol) {
    case 'serial':
      return serialDeviceOf({ ...shared, path: field.getFirst('path', 'host').text(), ...settingsIn(field) });
    case 'telnet':
    case 'ssh':
      return deviceOf({ ...shared, protocol, ...wayIn(field) });
    default: {
      const message = `"${protocol}" is no way to a console; ${name} is left out`;
      field.get('protocol').complain('error', message, 'expected serial, telnet or ssh');
      return undefined;
    }
  }
}

function tellUnknown(field: Field): void {
  const unknown = field.keys.filter((key) => !KNOWN.includes(key));
  for (const key of unknown)
    field.get(key).complain('warning', `"${key}" is not known here`, `known are ${KNOWN.join(', ')}`);
}

function wayIn(field: Field): Pick<Draft, 'host' | 'port' | 'jump' | 'allowsOldAlgorithms'> {
  const jump = field.get('jump').text();
  return {
    host: field.get('host').text(),
    port: field.get('port').count(),
    jump: jump === undefined ? undefined : { host: jump, login: {} },
    allowsOldAlgorithms: field.get('old-algorithms').value === true,
  };
}

function loginIn(field: Field): Record<'username' | 'password' | 'enablePassword', string | undefined> {
  return {
    username: secretOf(field.get('username'), 'user name'),
    password: secretOf(field.get('password'), 'password'),
    enablePassword: secretOf(field.get('enable-password'), 'enable password'),
  };
}
