/**
 * vpnc, a client of Easy VPN with an ESP of its own, at a router of ours that is the server: aggressive mode with the key
 * of a group, a login, an address from the pool and the networks behind the tunnel; data, rekeying of vpnc's, and its end.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { parseIpv4 } from '../../src-main/base/address.ts';
import { isRootFor, judge } from '../judges.ts';
import { spawnApart } from './network-of-its-own.ts';
import { RouterConsole } from './router-console.ts';
import { routerNamed, simulate, type RunningSimulation } from './simulation.ts';

const client = judge('vpnc', 'apt-get install -y vpnc');
const mayRun = client !== undefined && isRootFor('vpnc');

const [name, network, server] = ['GigabitEthernet0/0', '10.2.2.0', '10.2.2.1'];
const echo = path.join(import.meta.dirname, 'echo.py');

interface Suite {
  /** Of the network between the two, which is the suite's own. */
  number: number;
  ike: string;
  esp: string;
  group: number;
  pfs: string;
}

const suites: readonly Suite[] = [
  { number: 0, ike: 'encryption 3des\n hash sha', esp: 'esp-3des esp-sha-hmac', group: 2, pfs: 'nopfs' },
  { number: 1, ike: 'encryption aes 256\n hash sha', esp: 'esp-aes 256 esp-sha-hmac', group: 5, pfs: 'dh5' },
  { number: 2, ike: 'encryption aes\n hash md5', esp: 'esp-aes esp-md5-hmac', group: 14, pfs: 'nopfs' },
];

const placeOf = ({ number }: Suite): { router: string; outside: string } => {
  const network = `198.51.${(process.pid % 60) * 4 + number}`;
  return { router: `${network}.1`, outside: `${network}.254` };
};

const configurationOf = ({ ike, esp, group, pfs, ...rest }: Suite): string => `hostname R1
aaa new-model
aaa authentication login USERS local
aaa authorization network GROUPS local
username learner password 0 right
ip local pool CLIENTS 10.9.9.10 10.9.9.20
interface Loopback0
 ip address 10.2.2.1 255.255.255.0
crypto isakmp policy 10
 ${ike}
 authentication pre-share
 group ${group}
crypto isakmp client configuration group STUDENTS
 key group-key
 dns 10.2.2.53
 domain lab.example
 pool CLIENTS
 acl 101
access-list 101 permit ip ${network} 0.0.0.255 any
crypto ipsec transform-set T ${esp}
crypto dynamic-map D 10
 set transform-set T
${pfs === 'nopfs' ? '' : ` set pfs group${group}\n`} reverse-route
crypto map M client authentication list USERS
crypto map M isakmp authorization list GROUPS
crypto map M client configuration address respond
crypto map M 10 ipsec-isakmp dynamic D
interface ${name}
 ip address ${placeOf({ ike, esp, group, pfs, ...rest }).router} 255.255.255.0
 crypto map M
 no shutdown
no logging console
logging buffered 100000 debugging
line con 0
 exec-timeout 0 0
 privilege level 15
`;

/** What vpnc has learnt, and what an administrator's script makes of it. */
const script = (folder: string): string => `#!/bin/sh
env >"${folder}/$reason.part" && mv "${folder}/$reason.part" "${folder}/$reason"
[ "$reason" = connect ] || exit 0
ip link set "$TUNDEV" up
ip address add "$INTERNAL_IP4_ADDRESS/32" dev "$TUNDEV"
ip route add "$CISCO_SPLIT_INC_0_ADDR/$CISCO_SPLIT_INC_0_MASKLEN" dev "$TUNDEV"
`;

/** A router, and a machine next to it on which vpnc is started. */
class Visit implements AsyncDisposable {
  #client: ChildProcess | undefined;

  private constructor(
    private readonly suite: Suite,
    private readonly machine: ChildProcess,
    private readonly simulation: RunningSimulation,
    readonly console: RouterConsole,
  ) {}

  readonly folder = mkdtempSync(path.join(tmpdir(), 'qm-vpnc-'));

  static async start(suite: Suite): Promise<Visit> {
    const { router, outside } = placeOf(suite);
    const machine = await spawnApart('sleep 300', { address: outside, neighbours: [router] }, process.env);
    const [own, other] = [router, outside].map((text) => parseIpv4(text) ?? 0) as [number, number];
    const ports = [500, 4500];
    const way = {
      kind: 'gateway',
      published: ports.map((port) => ({ address: other, port, program: { host: outside, port } })),
      forwarded: ports.map((port) => ({ at: { host: router, port }, address: own, port })),
    } as const;
    const nodes = [routerNamed('R1', { model: 'iosv', interfaces: [{ name }] })];
    const uplink = { node: 'R1', interface: name, way };
    const simulation = await simulate({ nodes, links: [] }, { R1: configurationOf(suite) }, [uplink]);
    expect(simulation.notices).toEqual([]);
    const console = await RouterConsole.open(simulation.doors[0]?.telnet ?? 0);
    await console.type(`ping ${outside} repeat 1 timeout 1`);
    return new Visit(suite, machine, simulation, console);
  }

  connect(password = 'right'): void {
    const at = (file: string): string => path.join(this.folder, file);
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(at('script'), script(this.folder), { mode: 0o700 });
    chmodSync(at('script'), 0o700);
    writeFileSync(at('conf'), settingsOf(this.suite, password, at('script')), { mode: 0o600 });
    const log = openSync(at('log'), 'a');
    const words = ['--net', '--target', String(this.machine.pid), client ?? '', at('conf')];
    this.#client = spawn('nsenter', words, { stdio: ['ignore', log, log] });
  }

  /** It is asked to end, and tells the router. */
  leave(): void {
    this.#client?.kill('SIGTERM');
  }

  get hasEnded(): boolean {
    return this.#client?.exitCode !== null || this.#client.signalCode !== null;
  }

  isThere(reason: string): boolean {
    return existsSync(path.join(this.folder, reason));
  }

  /** What vpnc told its script. */
  told(reason: string): Record<string, string> {
    const lines = readFileSync(path.join(this.folder, reason), 'utf8').split('\n');
    return Object.fromEntries(lines.map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]));
  }

  /** From the address that it was given. */
  async isReached(): Promise<boolean> {
    const words = ['--net', '--target', String(this.machine.pid), '/usr/bin/python3', echo, '10.9.9.10', server];
    // The router is in this process: it has to go on meanwhile.
    const asked = await Promise.allSettled([promisify(execFile)('nsenter', words)]);
    return asked[0].status === 'fulfilled';
  }

  async until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
    try {
      await vi.waitUntil(isSo, { timeout: 30_000, interval: 200 });
    } catch (error) {
      const log = readFileSync(path.join(this.folder, 'log'), 'utf8').slice(-6000);
      throw new Error(`${what}: ${log}\n${await this.console.type('show logging')}`, { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client?.kill('SIGKILL');
    this.console.close();
    await this.simulation.end();
    this.machine.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function settingsOf(suite: Suite, password: string, scriptFile: string): string {
  const settings = {
    'IPSec gateway': placeOf(suite).router,
    'IPSec ID': 'STUDENTS',
    'IPSec secret': 'group-key',
    'Xauth username': 'learner',
    'Xauth password': password,
    // Without it ESP is no UDP, and the way between the two has UDP alone.
    'NAT Traversal Mode': 'force-natt',
    'Local Port': '500',
    'IKE DH Group': `dh${suite.group}`,
    'Perfect Forward Secrecy': suite.pfs,
    Script: scriptFile,
    Debug: '2',
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} ${value}\n`);
  return `${lines.join('')}No Detach\nEnable weak encryption\nEnable weak authentication\n`;
}

const session = ({ console }: Visit): Promise<string> => console.type('show crypto session');

describe.skipIf(!mayRun)('vpnc and a router that is the server of Easy VPN', () => {
  it.each(suites)('agree, carry data, and part: $ike, $esp', { timeout: 90_000 }, async (suite) => {
    await using visit = await Visit.start(suite);
    visit.connect();
    await visit.until(() => visit.isThere('connect'), 'vpnc has an address');
    expect(visit.told('connect')).toMatchObject({
      INTERNAL_IP4_ADDRESS: '10.9.9.10',
      INTERNAL_IP4_DNS: '10.2.2.53',
      CISCO_DEF_DOMAIN: 'lab.example',
      CISCO_SPLIT_INC_0_ADDR: network,
      CISCO_SPLIT_INC_0_MASKLEN: '24',
    });
    await visit.until(() => visit.isReached(), 'an echo through the tunnel');
    expect(await visit.console.type('ping 10.9.9.10 source Loopback0')).toContain('(5/5)');
    expect(await session(visit)).toMatch(/Active SAs: 2/);
    visit.leave();
    await visit.until(() => visit.hasEnded, 'vpnc has ended');
    await visit.until(async () => !/Active/.test(await session(visit)), 'the router has nothing any more');
  });

  it('come to nothing with a wrong password', { timeout: 60_000 }, async () => {
    const [suite] = suites;
    if (!suite) throw new TypeError('there is no suite');
    await using visit = await Visit.start({ ...suite, number: 3 });
    visit.connect('wrong');
    await visit.until(() => visit.hasEnded, 'vpnc has ended');
    expect(visit.isThere('connect')).toBe(false);
    expect(await session(visit)).not.toMatch(/Active SAs: [1-9]/);
  });
});
