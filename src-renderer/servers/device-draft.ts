/** A device as it stands in the form, and what becomes of it. */
import type { DeviceEntry, DeviceView, Platform, SshLoginEntry } from '../../src-main/api/contract/laboratory.ts';
import { draftOfSerial, serialFault, serialOf, serialSays } from './serial-draft.ts';

export interface DeviceDraft {
  name: string;
  platform: Platform;
  protocol: 'telnet' | 'ssh' | 'serial';
  host: string;
  port: string;
  /** The port of this computer that a serial line is plugged into, and how bytes are put on it. */
  serialPath: string;
  speed: string;
  framing: string;
  username: string;
  password: string;
  enablePassword: string;
  privateKey: string;
  passphrase: string;
  usesAgent: boolean;
  allowsOldAlgorithms: boolean;
  hasJump: boolean;
  jumpHost: string;
  jumpPort: string;
  jumpUsername: string;
  jumpPassword: string;
  /** Its name so far, where it is in the list already: what is kept of it is kept under that name. */
  formerName: string | undefined;
  /** What is kept of it already; it stays unless something else is typed, or it is to be forgotten. */
  has: DeviceView['has'];
  forgets: KeptSecret[];
}

/** How a console is reached, for a list to choose from; a word for each is what a table has room for. */
export const protocols: readonly { value: DeviceDraft['protocol']; title: string; short: string }[] = [
  { value: 'ssh', title: 'SSH', short: 'SSH' },
  { value: 'telnet', title: 'Telnet, or a console server', short: 'Telnet' },
  { value: 'serial', title: 'A serial port of this computer', short: 'Serial' },
];

/** What can be kept of a device and taken away again, in the order of the form. */
export const keptSecrets = ['password', 'enable password', 'private key'] as const;
export type KeptSecret = (typeof keptSecrets)[number];

export const blankDevice: DeviceDraft = {
  ...{ name: '', platform: 'ios', protocol: 'ssh', host: '', port: '' },
  ...{ serialPath: '', speed: '', framing: '8N1' },
  ...{ username: '', password: '', enablePassword: '', privateKey: '', passphrase: '' },
  ...{ usesAgent: false, allowsOldAlgorithms: false },
  ...{ hasJump: false, jumpHost: '', jumpPort: '', jumpUsername: '', jumpPassword: '' },
  ...{ formerName: undefined, has: [], forgets: [] },
};

export function draftOfDevice(device: DeviceView): DeviceDraft {
  const { name, platform, protocol, host, has, jump, allowsOldAlgorithms } = device;
  return {
    ...blankDevice,
    ...{ name, formerName: name, platform, protocol, has, allowsOldAlgorithms },
    ...(protocol === 'serial' ? { serialPath: host, ...draftOfSerial(device.serial) } : { host }),
    ...{ port: textOf(device.port), username: device.username ?? '', usesAgent: has.includes('agent') },
    ...(jump && {
      ...{ hasJump: true, jumpHost: jump.host, jumpPort: textOf(jump.port), jumpUsername: jump.username ?? '' },
    }),
  };
}

export function entryOfDevice(draft: DeviceDraft): DeviceEntry {
  const { platform, protocol, allowsOldAlgorithms } = draft;
  const isSsh = protocol === 'ssh';
  const shared = {
    ...{ name: draft.name.trim(), platform, protocol },
    ...(draft.formerName !== undefined && draft.formerName !== draft.name.trim() && { formerName: draft.formerName }),
    login: { ...loginOf(draft, isSsh), ...typed(draft, 'enablePassword', 'enable password') },
  };
  if (protocol === 'serial') return { ...shared, host: draft.serialPath.trim(), ...serialOf(draft) };
  return {
    ...{ ...shared, host: draft.host.trim() },
    ...withPort(draft.port),
    ...(draft.hasJump && { jump: jumpOf(draft) }),
    ...(allowsOldAlgorithms && isSsh && { allowsOldAlgorithms }),
  };
}

/** What is missing or wrong, the first of it, in a sentence; undefined where the device can be kept. */
export function deviceFault(draft: DeviceDraft, others: readonly string[]): string | undefined {
  const name = draft.name.trim();
  if (name === '') return 'It needs a name.';
  if (others.includes(name)) return `Another device of this inventory is called ${name}.`;
  if (draft.protocol === 'serial') return serialFault(draft);
  if (!isHost(draft.host)) return 'It needs an address or the name of a host, without blanks.';
  if (!isPort(draft.port)) return 'A port is a number from 1 to 65535.';
  if (draft.hasJump && !isHost(draft.jumpHost)) return 'The jump host needs an address.';
  return draft.hasJump && !isPort(draft.jumpPort)
    ? 'The port of the jump host is a number from 1 to 65535.'
    : undefined;
}

/** "192.0.2.1, port 2001, through 192.0.2.99"; "/dev/ttyUSB0, 9600 8N1" */
export function wayTo({ host, port, jump, protocol, serial }: Way): string {
  if (protocol === 'serial') return `${host}, ${serialSays(serial)}`;
  const parts = [host, port === undefined ? '' : `port ${port}`, jump ? `through ${jump.host}` : ''];
  return parts.filter(Boolean).join(', ');
}

type Way = Pick<DeviceView, 'host' | 'port' | 'jump' | 'protocol' | 'serial'>;

function loginOf(draft: DeviceDraft, isSsh: boolean): SshLoginEntry {
  const { username, privateKey, passphrase, usesAgent } = draft;
  // Empty it takes away what is kept; what is not typed of the secrets stays.
  const login = { username, ...typed(draft, 'password', 'password') };
  if (!isSsh) return login;
  const key = typed(draft, 'privateKey', 'private key');
  const isOther = key.privateKey !== undefined;
  return { ...login, ...key, ...(isOther && { passphrase: privateKey && passphrase }), usesAgent };
}

/** A secret as the engine takes it: what was typed, an empty text that takes away what is kept, or nothing at all. */
function typed<Name extends 'password' | 'enablePassword' | 'privateKey'>(
  draft: DeviceDraft,
  name: Name,
  secret: KeptSecret,
): Partial<Record<Name, string>> {
  if (!draft[name] && !draft.forgets.includes(secret)) return {};
  return { [name]: draft[name] } as Partial<Record<Name, string>>;
}

/** Of what is kept, what stays as far as the form says. */
export function staysKept(
  { has, forgets }: Pick<DeviceDraft, 'has' | 'forgets'>,
  what: DeviceView['has'][number],
): boolean {
  return has.includes(what) && !forgets.some((one) => one === what);
}

function jumpOf(draft: DeviceDraft): NonNullable<DeviceEntry['jump']> {
  const { jumpUsername: username, jumpPassword: password } = draft;
  const login = { username, ...(password && { password }) };
  return { host: draft.jumpHost.trim(), ...withPort(draft.jumpPort), login };
}

function withPort(text: string): { port?: number } {
  return text.trim() === '' ? {} : { port: Number(text) };
}

function isPort(text: string): boolean {
  if (text.trim() === '') return true;
  const port = Number(text);
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

function isHost(text: string): boolean {
  return /^[^\s/@]+$/.test(text.trim());
}

function textOf(port: number | undefined): string {
  return port === undefined ? '' : String(port);
}

/** A draft as the table shows it beside devices that are kept. */
export function viewOfDraft(draft: DeviceDraft): DeviceView {
  const { password, enablePassword, privateKey, usesAgent } = draft;
  const known: [DeviceView['has'][number], boolean][] = [
    ['password', password !== '' || staysKept(draft, 'password')],
    ['enable password', enablePassword !== '' || staysKept(draft, 'enable password')],
    ['private key', privateKey !== '' || staysKept(draft, 'private key')],
    ['agent', usesAgent],
  ];
  return {
    ...{ name: draft.name.trim(), platform: draft.platform, protocol: draft.protocol, ...placeOfDraft(draft) },
    username: draft.username || undefined,
    has: known.flatMap(([what, isKnown]) => (isKnown ? what : [])),
    allowsOldAlgorithms: draft.allowsOldAlgorithms && draft.protocol === 'ssh',
  };
}

function placeOfDraft(draft: DeviceDraft): Pick<DeviceView, 'host' | 'port' | 'jump' | 'serial'> {
  if (draft.protocol === 'serial')
    return { host: draft.serialPath.trim(), port: undefined, jump: undefined, ...serialOf(draft) };
  const jump = { host: draft.jumpHost, port: withPort(draft.jumpPort).port, username: draft.jumpUsername || undefined };
  return { host: draft.host.trim(), port: withPort(draft.port).port, jump: draft.hasJump ? jump : undefined };
}

/** Those that nobody could log in on by SSH without being asked. */
export function withoutSecret(devices: readonly DeviceView[]): string[] {
  const secrets = ['password', 'private key', 'agent'] as const;
  return devices
    .filter(({ protocol, has }) => protocol === 'ssh' && !secrets.some((secret) => has.includes(secret)))
    .map(({ name }) => name);
}

/** "admin, with password and enable password" */
export function loginSays({ username, has }: Pick<DeviceView, 'username' | 'has'>): string {
  const known = has.length === 0 ? 'no password' : `with ${has.join(' and ')}`;
  return username === undefined || username === '' ? known : `${username}, ${known}`;
}
