/** What may come in with a call about servers, inventories and secrets. No fault of an argument repeats what it held. */
import { z } from 'zod';
import { isSerialPath, isSpeed, parities } from '../base/serial.ts';
import type { Contract } from '../base/remote.ts';
import type { Servers } from './contract/servers.ts';
import { binaryFile, id, takes, textFile } from './arguments.ts';

const name = z.string().trim().min(1).max(200);
/** Longer than any that a person types; a private key is a file of its own. */
const secret = z.string().max(1000);
const key = z.string().max(100_000);
const host = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\s/@]+$/, 'expected an address or the name of a host');
const port = z.int().min(1).max(65_535);
const remember = z.enum(['sealed', 'memory']);
/** Names and passwords have fields of their own: an address is shown to everybody. */
const url = z
  .string()
  .max(2000)
  .regex(
    /^(?:https?:\/\/|(?!\w+:\/\/))[^/@\s]+(?:\/[^@\s]*)?$/,
    'expected http:// or https:// and a host, without a name or password',
  );
const fingerprint = z
  .string()
  .regex(/^$|^([0-9A-Fa-f]{2}:?){32}$/, 'expected the SHA-256 of a certificate: 64 hexadecimal digits');

const serverFields = {
  name,
  url,
  username: secret.optional(),
  password: secret.optional(),
  remember,
  certificate: fingerprint.optional(),
  consoles: z.enum(['telnet', 'websocket']).optional(),
  consolePort: port.optional(),
};
const serverEntry = z.strictObject({ kind: z.enum(['gns3', 'cml']), ...serverFields });
const serverChange = z.strictObject(serverFields).partial();

const source = z.union([
  z.strictObject({ kind: z.literal('lab'), lab: id, seed: z.string().min(1).max(100).optional() }),
  textFile.extend({ kind: z.literal('file') }),
  binaryFile.extend({ kind: z.literal('file') }),
]);
const deployment = z.strictObject({ server: id, source, choices: z.record(id, id) });

const bind = z.record(id, z.record(id, id)).optional();
export const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('builtin') }),
  z.strictObject({ kind: z.literal('server'), server: id, project: id, bind }),
  z.strictObject({ kind: z.literal('inventory'), inventory: id, bind }),
]);

const sshLogin = z.strictObject({
  username: secret.optional(),
  password: secret.optional(),
  privateKey: key.optional(),
  passphrase: secret.optional(),
  usesAgent: z.boolean().optional(),
});
const jump = z.strictObject({
  host,
  port: port.optional(),
  login: sshLogin,
  allowsOldAlgorithms: z.boolean().optional(),
});
const platform = z.enum(['ios', 'iosxe', 'asa', 'nxos', 'iosxr', 'linux', 'vpcs', 'switch', 'cloud', 'unknown']);
const serial = z.strictObject({
  speed: z.number().refine(isSpeed, 'expected bits a second, as 9600').optional(),
  dataBits: z.union([z.literal(7), z.literal(8)]).optional(),
  parity: z.enum(parities).optional(),
  stopBits: z.union([z.literal(1), z.literal(2)]).optional(),
});
const device = z
  .strictObject({
    name,
    formerName: name.optional(),
    platform,
    host: host.or(z.string().refine(isSerialPath)),
    port: port.optional(),
    protocol: z.enum(['telnet', 'ssh', 'serial']),
    serial: serial.optional(),
    login: sshLogin.extend({ enablePassword: secret.optional() }),
    jump: jump.optional(),
    allowsOldAlgorithms: z.boolean().optional(),
  })
  .refine(({ protocol, host: place }) => isSerialPath(place) === (protocol === 'serial'), {
    path: ['host'],
    message: 'expected a serial port (/dev/ttyUSB0, COM3) where the protocol is serial, and an address elsewhere',
  });
const inventoryEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('typed'), name, devices: z.array(device).min(1).max(1000), remember }),
  textFile.extend({ kind: z.literal('file'), remember }),
]);

const answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('trust'), trust: z.enum(['once', 'always']) }),
  z.strictObject({
    kind: z.literal('login'),
    username: secret.optional(),
    password: secret.optional(),
    enablePassword: secret.optional(),
    remember,
  }),
  z.strictObject({ kind: z.literal('passphrase'), passphrase: secret.min(1) }),
  z.strictObject({ kind: z.literal('refuse') }),
]);

export const serversContract: Contract<Servers> = {
  servers: takes(),
  addServer: takes(serverEntry),
  changeServer: takes(id, serverChange),
  removeServer: takes(id),
  testServer: takes(z.union([id, serverEntry])),
  projects: takes(id),
  openProject: takes(id, id),
  removeProject: takes(id, id),
  planDeployment: takes(id, source),
  onDeployment: takes(deployment),
  inventories: takes(),
  readInventory: takes(textFile),
  addInventory: takes(inventoryEntry),
  changeInventory: takes(id, inventoryEntry),
  removeInventory: takes(id),
  serialPorts: takes(),
  binding: takes(id, place),
  secrets: takes(),
  unlockSecrets: takes(secret.min(1)),
  onQuestion: takes(),
  answer: takes(z.int().positive(), answer),
};
