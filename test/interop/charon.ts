/**
 * strongSwan's charon as a peer on loopback: its own ports, its own control socket, its own folder, and ESP in a program
 * (kernel-libipsec), since many kernels have none. It needs root and a TUN device.
 *
 * - Where neither end's port is 500, every message of IKE has the four zero bytes of the non-ESP marker before it
 *   (on-sockets.ts does that).
 * - kernel-libipsec pretends that there is a NAT: charon goes over to its second port, and ESP is inside UDP.
 * - An association of IPsec needs an address of this machine within `local_ts`: name it in `addresses`.
 */
import { execFile, execFileSync, type ChildProcess } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { judge } from '../judges.ts';
import { spawnBound } from './bound-to-us.ts';
import type { Outcome, Peer } from './peer.ts';
import { inside, spawnApart } from './network-of-its-own.ts';
import { isSection, settingsText, viciSection, type Settings, type ViciSection } from './vici-text.ts';

const run = promisify(execFile);

/** Undefined where it is not installed, or may not make a TUN device: its tests are skipped, and that is on record. */
export const charon = charonAtHand();

function charonAtHand(): string | undefined {
  const packages =
    'charon-systemd strongswan-swanctl libcharon-extra-plugins libstrongswan-extra-plugins libstrongswan-standard-plugins';
  const swanctl = judge('swanctl', `apt-get install -y ${packages}`);
  if (swanctl === undefined || mayMakeTunnels()) return swanctl;
  return judge('a-tun-device-for-charon', 'run the tests as root where there is /dev/net/tun');
}

function mayMakeTunnels(): boolean {
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

/** Whether it can log in by extended authentication, and have others do so. It is on record where it can not. */
export function hasLogins(): boolean {
  const plugin = '/usr/lib/ipsec/plugins/libstrongswan-xauth-generic.so';
  if (existsSync(plugin)) return true;
  return judge('xauth-generic-of-charon', 'apt-get install -y libcharon-extauth-plugins') !== undefined;
}

export interface CharonOptions {
  /** For its folder and messages. */
  name: string;
  /** Of loopback, as 127.0.0.2. */
  address: string;
  port: number;
  natPort: number;
  /** The section `connections` of swanctl.conf; `local_addrs` is put in. */
  connections: Record<string, Settings>;
  /** The section `secrets`. */
  secrets?: Settings;
  /** The section `pools`: addresses that it gives. */
  pools?: Settings;
  /** Addresses that this machine has while charon runs, as 10.2.0.1. */
  addresses?: readonly string[];
  /** What charon's ESP is for: networks that are reached through its TUN device while it runs, as 10.1.0.0/24. */
  routes?: readonly string[];
  /** It has a network stack of its own, and this machine has these addresses on a cable to it. */
  neighbours?: readonly string[];
  /** By their paths under swanctl's folder: `x509/a.pem`, `x509ca/ca.pem`, `private/a.pem`. */
  files?: Record<string, string | Uint8Array>;
  /** More of the section `charon-systemd` of strongswan.conf. */
  settings?: Settings;
}

export type { Outcome } from './peer.ts';

export interface Charon extends Peer {
  /** The name of its TUN device. */
  readonly device: string;
  /** Any other command of swanctl. */
  swanctl(...words: string[]): Promise<Outcome>;
  /** Runs a command on the machine that charon is on: another one for the network where it has `neighbours`. */
  command(...words: string[]): Promise<Outcome>;
  /** The whole log so far; it has the keys in it (ike, chd and enc at level 3 and 4). */
  log(): string;
}

const program = '/usr/sbin/charon-systemd';

const plugins =
  'random nonce openssl gmp curve25519 aes sha1 sha2 md5 hmac kdf gcm ctr ccm cmac xcbc drbg pem pkcs1 pkcs8 pubkey ' +
  'x509 constraints revocation xauth-generic kernel-libipsec kernel-netlink socket-default vici updown';

/** Ready when its control socket is there and its configuration is loaded. */
export async function startCharon(options: CharonOptions): Promise<Charon> {
  const folder = mkdtempSync(join(tmpdir(), `qm-charon-${options.name}-`));
  const files = filesOf(options, folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const environment = { ...process.env, STRONGSWAN_CONF: join(folder, 'strongswan.conf') };
  const { address, neighbours } = options;
  let daemon =
    neighbours === undefined
      ? spawnBound(program, [], { env: environment, stdio: 'ignore' })
      : await spawnApart(program, { address, neighbours }, environment);
  const taken = takeAddresses(daemon, options.addresses ?? []);
  const log = (): string => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '');
  const stop = async (): Promise<void> => {
    await ended(daemon);
    keep(log(), options.name);
    if (neighbours === undefined) giveAddressesBack(taken);
    rmSync(folder, { recursive: true, force: true });
  };
  const swanctl = async (...words: string[]): Promise<Outcome> => {
    const socket = `unix://${join(folder, 'vici')}`;
    return outcomeOf(run(charon ?? 'swanctl', [...words, '--uri', socket], { env: environment }));
  };
  /** @param since bytes of the log that are of an earlier one */
  const ready = async (since: number): Promise<string> => {
    await until(() => existsSync(join(folder, 'vici')) && log().slice(since).includes('spawning'), daemon);
    const loaded = await swanctl('--load-all', '--noprompt', '--file', join(folder, 'swanctl.conf'));
    if (!/successfully loaded/.test(loaded.output)) throw new Error(loaded.output);
    const device = /created TUN device: (\S+)/.exec(log().slice(since))?.[1] ?? 'ipsec0';
    for (const route of options.routes ?? []) inside(daemon, 'ip', 'route', 'replace', route, 'dev', device);
    return device;
  };
  const restart = async (): Promise<void> => {
    const since = log().length;
    daemon = await replaced(daemon, environment, () => rmSync(join(folder, 'vici'), { force: true }));
    await ready(since);
  };
  try {
    const device = await ready(0);
    const command = (...words: string[]): Promise<Outcome> =>
      outcomeOf(run('nsenter', ['--net', '--target', String(daemon.pid), ...words]));
    const echo = async (from: string, to: string): Promise<boolean> =>
      (await command('/usr/bin/python3', join(import.meta.dirname, 'echo.py'), from, to)).isDone;
    const knock = (from: string, to: string, port: number): Promise<Outcome> =>
      command('/usr/bin/python3', join(import.meta.dirname, 'knock.py'), from, to, String(port));
    return { device, ...commands(swanctl), swanctl, command, echo, knock, restart, log, stop };
  } catch (error) {
    const whole = log();
    await stop();
    throw new Error(`charon did not start: ${String(error)}\n${whole}`, { cause: error });
  }
}

/** Another one where the last one was: somebody keeps its network, which would end with it. */
async function replaced(
  last: ChildProcess,
  environment: NodeJS.ProcessEnv,
  between: () => void,
): Promise<ChildProcess> {
  const network = (pid: number | undefined): string => readlinkSync(`/proc/${pid ?? 'self'}/ns/net`);
  const at = network(last.pid);
  const keeper = spawnBound('nsenter', ['--net', '--target', String(last.pid), 'sleep', '60'], { stdio: 'ignore' });
  await until(() => network(keeper.pid) === at, last);
  const exit = new Promise((resolve) => last.once('exit', resolve));
  last.kill('SIGKILL');
  await exit;
  between();
  const next = spawnBound('nsenter', ['--net', '--target', String(keeper.pid), program], {
    env: environment,
    stdio: 'ignore',
  });
  await until(() => network(next.pid) === at, next);
  keeper.kill();
  return next;
}

type Commands = Pick<Charon, 'initiate' | 'listSas' | 'rekey' | 'reauthenticate' | 'terminate' | 'forget'>;

function commands(swanctl: Charon['swanctl']): Commands {
  const meant = (what: { ike: string } | { child: string }): string[] =>
    'ike' in what ? ['--ike', what.ike] : ['--child', what.child];
  return {
    initiate: (child, patience = 10) => swanctl('--initiate', '--child', child, '--timeout', String(patience)),
    rekey: (what) => swanctl('--rekey', ...meant(what)),
    reauthenticate: (ike) => swanctl('--rekey', '--ike', ike, '--reauth'),
    // What charon asks just then goes first, and may be lost a few times.
    terminate: (what) => swanctl('--terminate', ...meant(what), '--timeout', '25'),
    forget: (ike) => swanctl('--terminate', '--ike', ike, '--force', '--timeout', '1'),
    listSas: async (connection) => {
      const { output } = await swanctl(
        '--list-sas',
        '--raw',
        ...(connection === undefined ? [] : ['--ike', connection]),
      );
      const events = output.split('\n').filter((line) => line.startsWith('list-sa event '));
      return events.flatMap((line) => associationsOf(viciSection(line.slice('list-sa event '.length))));
    },
  };
}

function associationsOf(event: ViciSection): { connection: string; sa: ViciSection; children: ViciSection[] }[] {
  return Object.entries(event).flatMap(([connection, sa]) => {
    if (!isSection(sa)) return [];
    const children = sa['child-sas'];
    return [{ connection, sa, children: isSection(children) ? Object.values(children).filter(isSection) : [] }];
  });
}

function filesOf(options: CharonOptions, folder: string): Record<string, string | Uint8Array> {
  const socket = `unix://${join(folder, 'vici')}`;
  const connections = Object.entries(options.connections).map(([name, settings]) => [
    name,
    { local_addrs: options.address, mobike: 'no', ...settings },
  ]);
  const daemon: Settings = {
    load: plugins,
    port: options.port,
    port_nat_t: options.natPort,
    install_routes: 'no',
    install_virtual_ip: 'no',
    i_dont_care_about_security_and_use_aggressive_mode_psk: 'yes',
    retransmit_tries: 2,
    plugins: {
      vici: { socket },
      openssl: { load_legacy: 'yes' },
      'socket-default': { use_ipv6: 'no', set_source: 'yes' },
    },
    filelog: {
      whole: {
        path: join(folder, 'log'),
        default: 1,
        ike: 4,
        chd: 4,
        enc: 3,
        net: 2,
        knl: 2,
        cfg: 2,
        flush_line: 'yes',
      },
    },
    journal: { default: -1 },
    ...options.settings,
  };
  return {
    'strongswan.conf': settingsText({
      'charon-systemd': daemon,
      swanctl: { load: 'pem pkcs1 pkcs8 x509 pubkey openssl random', socket },
    }),
    'swanctl.conf': settingsText({
      connections: Object.fromEntries(connections) as Settings,
      secrets: options.secrets ?? {},
      pools: options.pools ?? {},
    }),
    ...options.files,
  };
}

async function outcomeOf(running: Promise<{ stdout: string; stderr: string }>): Promise<Outcome> {
  try {
    const { stdout, stderr } = await running;
    return { isDone: true, output: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { isDone: false, output: stdout + stderr + (stdout + stderr === '' ? String(error) : '') };
  }
}

/** @returns those that the machine did not have before */
function takeAddresses(daemon: ChildProcess, addresses: readonly string[]): string[] {
  const present = inside(daemon, 'ip', '-4', '-o', 'address', 'show', 'dev', 'lo');
  const missing = addresses.filter((address) => !present.includes(` ${address}/`));
  for (const address of missing) inside(daemon, 'ip', 'address', 'add', `${address}/32`, 'dev', 'lo');
  return missing;
}

function giveAddressesBack(addresses: readonly string[]): void {
  for (const address of addresses)
    try {
      execFileSync('ip', ['address', 'del', `${address}/32`, 'dev', 'lo'], { stdio: 'ignore' });
    } catch {
      // Somebody else has taken it away, which is as good.
    }
}

/** QUICKMODE_CHARON_LOGS=folder keeps what charons have said, with their keys. */
function keep(log: string, name: string): void {
  const folder = process.env['QUICKMODE_CHARON_LOGS'];
  if (folder !== undefined) writeFileSync(join(folder, `${name}.log`), log);
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const exit = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  const late = setTimeout(() => daemon.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(late);
}

async function until(isReady: () => boolean, daemon: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 500 && daemon.exitCode === null; tries++) {
    if (isReady()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it was not ready within 10 seconds');
}
