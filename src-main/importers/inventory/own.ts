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
import type { Platform } from '../../lab/topology.ts';
import { isRecord, type Field } from '../field.ts';
import { deviceOf, isHost, type Draft } from './device.ts';
import type { InventoryImporter } from './inventory-importer.ts';
import { oneOf } from './one-of.ts';
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

type Protocol = InventoryDevice['protocol'];

const ALWAYS = ['platform', 'protocol', 'username', 'password', 'enable-password'];
const KNOWN: Readonly<Record<Protocol, readonly string[]>> = {
  serial: [...ALWAYS, 'path', 'host', 'speed', 'data-bits', 'parity', 'stop-bits'],
  telnet: [...ALWAYS, 'host', 'port', 'jump'],
  ssh: [...ALWAYS, 'host', 'port', 'jump', 'old-algorithms'],
};

function deviceAt(name: string, field: Field): InventoryDevice | undefined {
  const protocol = protocolOf(name, field);
  if (protocol === undefined) return undefined;
  tellUnknown(field, KNOWN[protocol]);
  const shared = { name, platform: platformIn(field.get('platform')), field, login: loginIn(field) };
  if (protocol === 'serial')
    return serialDeviceOf({ ...shared, path: field.getFirst('path', 'host').text(), ...settingsIn(field) });
  const jump = field.get('jump').text();
  if (jump === undefined || isHost(jump)) return deviceOf({ ...shared, protocol, ...wayIn(field, jump) });
  const message = `${JSON.stringify(jump.slice(0, 60))} is no address; ${name} is left out`;
  field.get('jump').complain('error', message, 'give the address or the name of the host that is gone through');
  return undefined;
}

function protocolOf(name: string, field: Field): Protocol | undefined {
  const protocol = field.get('protocol').text() ?? (field.get('path').isPresent ? 'serial' : 'ssh');
  if (protocol === 'serial' || protocol === 'telnet' || protocol === 'ssh') return protocol;
  const message = `${JSON.stringify(protocol.slice(0, 60))} is no way to a console; ${name} is left out`;
  field.get('protocol').complain('error', message, 'expected serial, telnet or ssh');
  return undefined;
}

function tellUnknown(field: Field, known: readonly string[]): void {
  for (const key of field.keys.filter((one) => !known.includes(one)))
    field.get(key).complain('warning', `"${key}" is not known here`, `known are ${known.join(', ')}`);
}

function platformIn(field: Field): Platform {
  const text = field.text() ?? 'unknown';
  const platform = platformOf(text);
  if (platform === 'unknown' && text !== 'unknown')
    field.complain(
      'warning',
      `${JSON.stringify(text.slice(0, 60))} is no platform that is known`,
      'expected ios, iosxe, asa, nxos, iosxr or linux',
    );
  return platform;
}

function wayIn(field: Field, jump: string | undefined): Pick<Draft, 'host' | 'port' | 'jump' | 'allowsOldAlgorithms'> {
  return {
    host: field.get('host').text(),
    port: field.get('port').count(),
    jump: jump === undefined ? undefined : { host: jump, login: {} },
    // YAML is read as text.
    allowsOldAlgorithms: oneOf(field.get('old-algorithms'), ['true', 'false']) === 'true',
  };
}

function loginIn(field: Field): Record<'username' | 'password' | 'enablePassword', string | undefined> {
  return {
    username: secretOf(field.get('username'), 'user name'),
    password: secretOf(field.get('password'), 'password'),
    enablePassword: secretOf(field.get('enable-password'), 'enable password'),
  };
}
