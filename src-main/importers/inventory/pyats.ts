/** A pyATS testbed: devices with connections and credentials, and what joins them where it says so. */
import type { InventoryDevice, JumpHost } from '../../lab/inventory.ts';
import { isRecord, type Field } from '../field.ts';
import { deviceOf, loginOf } from './device.ts';
import type { InventoryImporter } from './inventory-importer.ts';
import { platformOf } from './platforms.ts';
import { needsOldAlgorithms, secretOf } from './secrets.ts';
import { serialCommand, serialDeviceOf } from './serial.ts';
import { testbedLinks } from './testbed-links.ts';

export const pyats: InventoryImporter = {
  format: 'pyats',
  recognises: (value) => isRecord(value) && isRecord(value.devices) && !('nodes' in value),
  read: (root, name) => {
    const devices = root.get('devices');
    const servers = consoleServers(devices);
    const read = devices.keys.flatMap((key) => (servers.has(key) ? [] : (deviceIn(root, key) ?? [])));
    return { name: root.get('testbed').get('name').name() ?? name, devices: read, links: testbedLinks(root) };
  },
};

interface Connection {
  field: Field;
  protocol: string;
}

function deviceIn(root: Field, key: string): InventoryDevice | undefined {
  const field = root.get('devices').get(key);
  const connections = connectionsOf(field);
  const connection = chosen(field, connections);
  if (!connection) {
    const has = connections.map(({ protocol }) => protocol).join(', ') || 'none';
    field.complain('warning', `no connection is telnet or SSH (there is: ${has}); the device is left out`);
    return undefined;
  }
  const { field: way, protocol } = connection;
  if (way.get('command').isPresent) return consoleOf(root, key, way);
  return deviceOf({
    name: key,
    platform: platformOf(field.get('os').text() ?? field.get('platform').text() ?? ''),
    field: way,
    host: hostOf(way),
    port: way.get('port').count(),
    protocol: protocol === 'telnet' ? 'telnet' : 'ssh',
    login: credentialsOf(root, field, way),
    jump: jumpOf(root, way),
    allowsOldAlgorithms: needsOldAlgorithms(way.get('ssh_options').text() ?? ''),
  });
}

/**
 * The console that a command on the proxy leads to, as testbeds of CML have it: `open /lab/R1/0`; or the serial line
 * that a terminal program is started for on this computer.
 */
function consoleOf(root: Field, key: string, way: Field): InventoryDevice | undefined {
  const device = root.get('devices').get(key);
  const command = way.get('command').name();
  const serial = command !== undefined && !way.get('proxy').isPresent ? serialCommand(command) : undefined;
  const shared = {
    ...{ name: key, platform: platformOf(device.getFirst('os', 'platform').text() ?? ''), field: way },
    login: credentialsOf(root, device, way),
  };
  if (serial) return serialDeviceOf({ ...shared, ...serial });
  const jump = command !== undefined && way.get('proxy').isPresent ? jumpOf(root, way) : undefined;
  if (jump) return deviceOf({ ...shared, host: jump.host, protocol: 'ssh', jump, command });
  const message = 'a command leads to the console, and no proxy to run it on is there; the device is left out';
  way.get('command').complain('warning', message, 'name the console server as proxy, or add the CML or GNS3 server');
  return undefined;
}

/** Devices on which nothing is done but commands that lead to consoles. */
function consoleServers(devices: Field): ReadonlySet<string> {
  const connections = devices.keys.flatMap((key) => connectionsOf(devices.get(key)));
  const proxies = connections
    .filter(({ field }) => field.get('command').isPresent)
    .map(({ field }) => field.get('proxy').value);
  return new Set(proxies.filter((one) => typeof one === 'string'));
}

/** Every connection that has a protocol; "defaults" tells which is meant. */
function connectionsOf(field: Field): Connection[] {
  const all = field.get('connections');
  return all.keys.flatMap((key) => {
    const one = all.get(key);
    if (key === 'defaults' || !isRecord(one.value)) return [];
    return [{ field: one, protocol: (one.get('protocol').text() ?? 'ssh').toLowerCase() }];
  });
}

function chosen(field: Field, connections: readonly Connection[]): Connection | undefined {
  const via = field.get('connections').get('defaults').get('via').text();
  const usable = connections.filter(({ protocol }) => ['ssh', 'telnet'].includes(protocol));
  const all = field.get('connections');
  const named = via === undefined ? undefined : usable.find((one) => one.field.value === all.get(via).value);
  return named ?? usable.find(({ protocol }) => protocol === 'ssh') ?? usable[0];
}

function hostOf(way: Field): string | undefined {
  const text = way.getFirst('ip', 'host').text()?.trim();
  // pyATS takes "address port" in one as well; the mask of an interface may follow.
  return text?.split(/[\s/]/)[0];
}

/** Of the connection, else of the device, else of the testbed; each as it is written today, or before pyATS 19. */
function credentialsOf(root: Field, device: Field, way: Field): Login {
  const places = [way, device, root.get('testbed')];
  const first = (find: (place: Field) => readonly Field[]): Field | undefined =>
    places.flatMap(find).find(({ isPresent }) => isPresent);
  const username = first((place) => [
    place.get('credentials').get('default').get('username'),
    place.get('tacacs').get('username'),
  ]);
  const password = first((place) => [
    place.get('credentials').get('default').get('password'),
    place.get('passwords').getFirst('tacacs', 'line'),
  ]);
  const enable = first((place) => [
    place.get('credentials').get('enable').get('password'),
    place.get('passwords').get('enable'),
  ]);
  return {
    username: username && secretOf(username, 'user name'),
    password: password && secretOf(password, 'password'),
    enablePassword: enable && secretOf(enable, 'enable password'),
  };
}

interface Login {
  username: string | undefined;
  password: string | undefined;
  enablePassword: string | undefined;
}

/** A proxy is another device of the testbed. */
function jumpOf(root: Field, way: Field): JumpHost | undefined {
  const proxy = way.get('proxy');
  if (!proxy.isPresent) return undefined;
  const jump = typeof proxy.value === 'string' ? hostNamed(root, proxy.value) : undefined;
  if (!jump)
    proxy.complain(
      'warning',
      'the way through this proxy is not understood: expected a device of the testbed with SSH',
    );
  return jump;
}

function hostNamed(root: Field, name: string): JumpHost | undefined {
  const device = root.get('devices').get(name);
  const connection = chosen(device, connectionsOf(device));
  const host = connection && hostOf(connection.field);
  if (connection?.protocol !== 'ssh' || host === undefined) return undefined;
  const port = connection.field.get('port').count();
  const { username, password } = credentialsOf(root, device, connection.field);
  return { host, ...(port !== undefined && { port }), login: loginOf({ username, password }) };
}
