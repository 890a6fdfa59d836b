/** The name of the router, and who may come in: hostname, enable secret and password, username. */
import { Refusal } from '../cli/refusal.ts';
import type { IosDevice } from './device.ts';
import { configureMode } from './modes.ts';
import { obfuscated, readPassword, readSecret, shown, typed, type StoredPassword } from './system/password.ts';
import { defaultHostname, type User } from './settings.ts';

export function declareIdentity(): void {
  declareVocabulary();
  configureMode
    .add('hostname ![WORD:name]', {
      run: ({ settings }, { name }) => (settings.hostname = checkedHostname(name)),
      no: ({ settings }) => (settings.hostname = defaultHostname),
      show: ({ settings }) => [`hostname ${settings.hostname}`],
    })
    .add('enable secret ![LINE:secret]', {
      run: ({ settings, random }, { secret }) => (settings.enableSecret = readSecret(secret, random)),
      no: ({ settings }) => (settings.enableSecret = undefined),
      show: ({ settings: { enableSecret } }) => (enableSecret ? [`enable secret ${typed(enableSecret)}`] : []),
    })
    .add('enable password ![LINE:password]', {
      run: (device, { password }) => (device.settings.enablePassword = kept(device, readPassword(password))),
      no: ({ settings }) => (settings.enablePassword = undefined),
      show: ({ settings: { enablePassword } }) => (enablePassword ? [`enable password ${shown(enablePassword)}`] : []),
    })
    .add('username WORD:name [privilege <0-15>:privilege] [{password|secret}:kind LINE:text]', {
      run: (device, given) => editUser(device, given),
      no: ({ settings }, { name }) => settings.users.delete(name),
      show: ({ settings }) => [...settings.users.values()].map(userLine),
    })
    .add('username WORD:name [privilege <0-15>:privilege] nopassword', {
      section: 'username',
      run: ({ settings }, { name, privilege }) => {
        const user = userOf(settings.users.get(name), name, privilege);
        settings.users.set(name, { ...user, password: undefined, isWithoutPassword: true });
      },
    });
}

function declareVocabulary(): void {
  configureMode.words({
    hostname: "Set system's network name",
    'hostname name': "This system's network name",
    enable: 'Modify enable password parameters',
    'enable secret': 'Assign the privileged level secret',
    'enable secret secret': 'The UNENCRYPTED (cleartext), or "0" and it, or "5" and the encrypted \'enable\' secret',
    'enable password': 'Assign the privileged level password',
    'enable password password': 'The UNENCRYPTED (cleartext) password, or "7" and the HIDDEN password',
    username: 'Establish User Name Authentication',
    'username name': 'User name',
    privilege: 'Set user privilege level',
    'privilege privilege': 'User privilege level',
    password: 'Specify the password for the user',
    secret: 'Specify the secret for the user',
    'kind text': 'The UNENCRYPTED (cleartext) text, or its encryption type and the encrypted text',
    nopassword: 'No password is required for the user to log in',
  });
}

/** RFC 1123, and no longer than 63 characters. IOS takes more than the standard does, and says so. */
function checkedHostname(name: string): string {
  if (/^[A-Za-z]([\w.-]{0,62})$/.test(name)) return name;
  throw Refusal.because('% Hostname contains one or more illegal characters.');
}

interface UserArguments {
  name: string;
  privilege?: number;
  kind?: 'password' | 'secret';
  text?: string;
}

function editUser(device: IosDevice, { name, privilege, kind, text = '' }: UserArguments): void {
  const { users } = device.settings;
  const user = userOf(users.get(name), name, privilege);
  if (kind === undefined) {
    users.set(name, user);
    return;
  }
  const other = kind === 'secret' ? 'a user password and' : 'a user secret and';
  if (user.password && (user.password.type === 5) !== (kind === 'secret')) {
    throw Refusal.because(`ERROR: Can not have both ${other} a user ${kind}.\nPlease choose one or the other.`);
  }
  const password = kind === 'secret' ? readSecret(text, device.random) : kept(device, readPassword(text));
  users.set(name, { ...user, password, isWithoutPassword: false });
}

function userOf(known: User | undefined, name: string, privilege: number | undefined): User {
  const user = known ?? { name, privilege: 1, password: undefined, isWithoutPassword: false };
  return { ...user, privilege: privilege ?? user.privilege };
}

function userLine({ name, privilege, password, isWithoutPassword }: User): string {
  const level = privilege === 1 ? '' : ` privilege ${privilege}`;
  if (isWithoutPassword) return `username ${name}${level} nopassword`;
  if (!password) return `username ${name}${level}`;
  return `username ${name}${level} ${password.type === 5 ? 'secret' : 'password'} ${typed(password)}`;
}

/** As it is stored: hidden when `service password-encryption` is on. */
export function kept({ settings, random }: IosDevice, password: StoredPassword): StoredPassword {
  return settings.encryptsPasswords ? obfuscated(password, random) : password;
}
