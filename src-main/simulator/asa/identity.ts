/** The name of the firewall, and who may come in: hostname, enable password, passwd, username, aaa, telnet, ssh. */
import { formatIpv4 } from '../../base/address.ts';
import { Refusal } from '../cli/refusal.ts';
import { isPixHash, pixHash } from '../ios/pix-hash.ts';
import type { StoredPassword } from '../ios/system/password.ts';
import type { User } from '../ios/settings.ts';
import type { AsaDevice } from './device.ts';
import { configureMode } from './modes.ts';
import { defaultHostname, type Way } from './preferences.ts';

const longestPassword = 32;

export function declareIdentity(): void {
  declareVocabulary();
  declareNames();
  declareUsers();
  declareWays();
}

function declareNames(): void {
  configureMode
    .add('hostname ![WORD:name]', {
      run: ({ settings }, { name }) => (settings.hostname = checkedHostname(name)),
      no: ({ settings }) => (settings.hostname = defaultHostname),
      show: ({ settings }) => [`hostname ${settings.hostname}`],
    })
    .add('domain-name ![WORD:name]', {
      run: ({ settings }, { name }) => (settings.domainName = name),
      no: ({ settings }) => (settings.domainName = undefined),
      show: ({ settings: { domainName } }) => (domainName === undefined ? [] : [`domain-name ${domainName}`]),
    })
    .add('enable password ![WORD:password] [level <0-15>:level] [encrypted:encrypted]', {
      run: ({ settings }, { password, level = 15, encrypted }) => {
        if (level !== 15) throw Refusal.because('ERROR: passwords of other levels than 15 are not simulated');
        settings.enablePassword = stored(password, encrypted !== undefined);
      },
      no: ({ settings }) => (settings.enablePassword = { type: 'pix', text: pixHash('') }),
      show: ({ settings: { enablePassword } }) =>
        enablePassword ? [`enable password ${enablePassword.text} encrypted`] : [],
    })
    .add(['passwd ![WORD:password] [encrypted:encrypted]', 'password ![WORD:password] [encrypted:encrypted]'], {
      section: 'passwd',
      run: ({ settings }, { password, encrypted }) => {
        const kept = stored(password, encrypted !== undefined);
        for (const line of settings.vtys) line.password = kept;
      },
      no: ({ settings }) => {
        for (const line of settings.vtys) line.password = undefined;
      },
      show: ({ settings: { vtys } }) => {
        const password = vtys[0]?.password;
        return password ? [`passwd ${password.text} encrypted`] : [];
      },
    });
}

function declareUsers(): void {
  configureMode
    .add('username WORD:name ![password WORD:password] [encrypted:encrypted] [privilege <0-15>:privilege]', {
      run: ({ settings }, { name, password, encrypted, privilege = 2 }) => {
        const hash = stored(password, encrypted !== undefined, name);
        settings.users.set(name, { name, privilege, password: hash, isWithoutPassword: false });
      },
      no: ({ settings }, { name }) => removeUser(settings.users, name),
      show: ({ settings }) => [...settings.users.values()].map(userLine),
    })
    .add('username WORD:name nopassword [privilege <0-15>:privilege]', {
      run: ({ settings }, { name, privilege = 2 }) => {
        settings.users.set(name, { name, privilege, password: undefined, isWithoutPassword: true });
      },
    })
    .add('aaa authentication {enable|http|serial|ssh|telnet}:way console WORD:server', {
      run: (device, { way, server }) => {
        if (server !== 'LOCAL') throw Refusal.because(`ERROR: aaa-server group ${server} is not simulated: LOCAL is`);
        setLocal(device, way, true);
      },
      no: (device, { way }) => setLocal(device, way, false),
      show: ({ preferences }) =>
        [...preferences.localAuthentication].sort().map((way) => `aaa authentication ${way} console LOCAL `),
    });
}

function removeUser(users: Map<string, User>, name: string): void {
  if (!users.delete(name)) throw Refusal.because(`ERROR: Username ${name} does not exist`);
}

function declareWays(): void {
  for (const way of ['ssh', 'telnet'] as const) {
    configureMode
      .add(`${way} 0 0 WORD:interface`, {
        hidden: true,
        run: (device, { interface: name }) => keepDoor(device, way, { address: 0, mask: 0, name }),
        no: (device, { interface: name }) =>
          device.preferences.kept.delete(doorKey(way, { address: 0, mask: 0, name })),
      })
      .add(`${way} A.B.C.D:address MASK:mask WORD:interface`, {
        run: (device, { address, mask, interface: name }) => keepDoor(device, way, { address, mask, name }),
        no: (device, { address, mask, interface: name }) =>
          device.preferences.kept.delete(doorKey(way, { address, mask, name })),
        show: ({ preferences }) => keptIn(preferences.kept, `${way} door`),
      })
      .add(`${way} timeout <1-1440>:minutes`, {
        run: ({ settings, preferences }, { minutes }) => {
          preferences.kept.set(`${way} timeout`, { section: way, line: `${way} timeout ${minutes}` });
          for (const line of settings.vtys) line.execTimeout = minutes * 60;
        },
        show: ({ preferences }) => [preferences.kept.get(`${way} timeout`)?.line ?? `${way} timeout 5`],
      });
  }
  configureMode.add('console timeout <0-60>:minutes', {
    run: ({ settings }, { minutes }) => (settings.console.execTimeout = minutes * 60),
    show: ({ settings }) => [`console timeout ${settings.console.execTimeout / 60}`],
  });
}

interface Door {
  readonly address: number;
  readonly mask: number;
  readonly name: string;
}

function doorKey(way: string, { address, mask, name }: Door): string {
  return `${way} ${formatIpv4(address)} ${formatIpv4(mask)} ${name}`;
}

function keepDoor({ preferences, configuration }: AsaDevice, way: string, door: Door): void {
  if (!configuration.interfaces.byName(door.name)) throw Refusal.invalid('interface');
  const line = doorKey(way, door);
  preferences.kept.set(line, { section: `${way} door`, line });
}

function keptIn(kept: AsaDevice['preferences']['kept'], section: string): string[] {
  return [...kept.values()].flatMap((one) => (one.section === section ? [one.line] : []));
}

function setLocal({ settings, preferences }: AsaDevice, way: Way, isLocal: boolean): void {
  if (isLocal) preferences.localAuthentication.add(way);
  else preferences.localAuthentication.delete(way);
  if (way === 'serial') settings.console.login = isLocal ? 'local' : 'none';
  if (way === 'telnet') for (const line of settings.vtys) line.login = isLocal ? 'local' : 'password';
}

function stored(password: string, isHash: boolean, user = ''): StoredPassword {
  if (isHash && !isPixHash(password)) throw Refusal.because('ERROR: The encrypted password is not valid');
  if (password.length > longestPassword)
    throw Refusal.because('ERROR: passwords longer than 32 characters are not simulated');
  return { type: 'pix', text: isHash ? password : pixHash(password, user), salt: user };
}

function userLine({ name, password, privilege, isWithoutPassword }: User): string {
  const secret = isWithoutPassword ? 'nopassword' : `password ${password?.text ?? ''} encrypted`;
  return `username ${name} ${secret}${privilege === 2 ? '' : ` privilege ${privilege}`}`;
}

function checkedHostname(name: string): string {
  if (/^[A-Za-z]([\w-]{0,62})$/.test(name)) return name;
  throw Refusal.because('ERROR: Hostname must start with a letter and hold letters, digits and hyphens alone');
}

function declareVocabulary(): void {
  configureMode.words({
    hostname: "Set system's network name",
    'hostname name': "This system's network name",
    'domain-name': 'Change domain name',
    'domain-name name': 'Domain name',
    enable: 'Configure password for the enable command',
    'enable password': 'Configure password for the enable command',
    password: 'Password of up to 32 characters',
    'username name password': 'Configure a password for the user',
    encrypted: 'The password is encrypted',
    level: 'Configure a password for a privilege level',
    'level level': 'Privilege level',
    passwd: 'Change the password of telnet sessions',
    username: 'Configure user authentication local database',
    'username name': 'Name of the user',
    nopassword: 'The user needs no password',
    privilege: 'Privilege level of the user',
    aaa: 'Enable, disable, or view user authentication, authorization and accounting',
    'aaa authentication': 'Authentication of users',
    'authentication enable': 'The enable command',
    'authentication http': 'HTTP',
    'authentication serial': 'The console',
    'authentication ssh': 'SSH',
    'authentication telnet': 'Telnet',
    console: 'Configure the console',
    'way console': 'Access to the command line',
    server: 'LOCAL: the users of this device',
    ssh: 'Configure SSH options',
    telnet: 'Configure telnet options',
    'ssh address': 'Address or network of those who may come',
    'telnet address': 'Address or network of those who may come',
    mask: 'Mask of the network',
    'mask interface': 'Name of the interface by which they come',
    'ssh timeout': 'Minutes without a key after which a session ends',
    'telnet timeout': 'Minutes without a key after which a session ends',
    'console timeout': 'Minutes without a key after which a session ends',
    minutes: 'Minutes',
    name: 'Name',
  });
}
