/** FRRouting, a command line that we did not write: its vtysh over SSH, also from a shell, and zebra's own over telnet. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openChannel, type ChannelOptions } from '../../src-main/devices/channel/channel.ts';
import { checkpoint, rollback } from '../../src-main/devices/channel/checkpoint.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import { frr } from '../../src-main/devices/platform/frr.ts';
import { openSsh } from '../../src-main/devices/transport/ssh.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { isRootFor, judge } from '../judges.ts';
import { startFrr, type FrrRouter } from './frr-router.ts';

const programs = [
  judge('vtysh', 'apt-get install -y frr'),
  judge('sshd', 'apt-get install -y openssh-server'),
  judge('ping', 'apt-get install -y iputils-ping'),
];
const isReady = programs.every((one) => one !== undefined) && isRootFor('vtysh');

describe.skipIf(!isReady)('FRRouting', () => {
  let router: FrrRouter;
  const devices: Device[] = [];
  beforeAll(async () => {
    router = await startFrr();
  }, 60_000);
  afterEach(() => {
    for (const device of devices.splice(0)) device.close();
  });
  afterAll(() => router.end());

  async function overSsh(port: number, width = 511): Promise<Device> {
    const login = { username: 'root', privateKey: router.privateKey };
    const terminal = { width, height: 24 };
    return drive(await openSsh({ host: router.host, port, ...login, verify: () => true, terminal }), { line: 'vty' });
  }

  async function overTelnet(options: Partial<ChannelOptions>): Promise<Device> {
    return drive(await openTelnet({ host: router.host, port: router.telnet }), { line: 'vty', ...options });
  }

  async function drive(line: Duplex, options: Partial<ChannelOptions>): Promise<Device> {
    const device = await openChannel(line, {
      clock: wallClock,
      platform: frr,
      who: 'edge',
      deadline: 15_000,
      ...options,
    });
    devices.push(device);
    return device;
  }

  it('shows and configures by vtysh over SSH, and says which line was refused', async () => {
    const device = await overSsh(router.vtysh);
    expect((await device.execute('show version')).output).toMatch(/^FRRouting \d/);
    expect(device.name).toBe('edge');
    const { accepted, rejected } = await device.configure([
      '! a comment',
      'interface lo',
      'description a line that is long enough to go beyond the eighty columns that a terminal has where nobody says else',
      'ip address 10.7.7.7/33',
      'ip address 10.7.7.7/32',
      'exit',
      'ip route 10.50.0.0/16 blackhole',
      'nonsense of mine',
      'ip route',
    ]);
    expect(accepted).toHaveLength(5);
    expect(rejected.map(({ index }) => index)).toEqual([3, 7, 8]);
    expect(rejected[1]?.message).toBe('% Unknown command: nonsense of mine');
    expect(device.level).toBe('privileged');
    await expect.poll(async () => (await device.execute('show ip route static')).output).toMatch(/10\.50\.0\.0\/16/);
    await device.configure([
      'no ip route 10.50.0.0/16 blackhole',
      'interface lo',
      'no ip address 10.7.7.7/32',
      'no description',
    ]);
  });

  it('is found in a shell, and in configuration mode', async () => {
    const device = await overSsh(router.shell);
    const { output } = await device.execute('show running-config');
    expect(output).toContain('hostname edge');
    expect(output).not.toMatch(/edge#|show running-config/);
    expect((await device.execute('show nothing')).rejection?.message).toMatch(/^% Unknown command/);
  });

  it('is asked in its shell what only Linux knows, and in vtysh again what FRR knows', async () => {
    const device = await overSsh(router.shell);
    await device.configure(['interface lo', 'ip address 10.7.7.9/32']);
    expect((await device.execute('ip -d address')).output).toContain('inet 10.7.7.9/32');
    expect((await device.execute('ping -c 1 -s 72 10.7.7.9')).output).toContain('1 packets transmitted, 1 received');
    expect((await device.execute('show interface lo')).output).toContain('inet 10.7.7.9/32');
    expect((await device.execute('id -un')).output).toBe('root');
    expect((await device.execute('swanctl-of-nobody')).rejection?.message).toMatch(/swanctl-of-nobody: .*not found$/);
    expect((await device.configure(['interface lo', 'no ip address 10.7.7.9/32'])).rejected).toEqual([]);
    expect(device.level).toBe('privileged');
  });

  it('is not left where there is no shell beneath it', async () => {
    const device = await overSsh(router.vtysh);
    expect((await device.execute('ip -s xfrm state')).rejection?.message).toMatch(/^% Unknown command/);
    expect((await device.execute('show version')).output).toMatch(/^FRRouting/);
  });

  it('survives the folding of long lines at 80 columns', async () => {
    const device = await overSsh(router.vtysh, 80);
    const description =
      'description one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';
    expect((await device.configure(['interface lo', description])).rejected).toEqual([]);
    expect((await device.execute('show running-config')).output).toContain(` ${description}\n`);
    await device.configure(['interface lo', 'no description']);
  });

  it('comes back to a checkpoint', async () => {
    const device = await overSsh(router.vtysh);
    const before = (await device.execute('show running-config')).output;
    const kept = await checkpoint(device);
    await device.configure([
      'hostname other',
      'interface lo',
      'ip address 10.9.9.9/32',
      'description x',
      'exit',
      'ip route 10.60.0.0/16 Null0',
    ]);
    await device.configure([
      'access-list L seq 5 permit any',
      'ip prefix-list P seq 5 permit 10.0.0.0/8',
      'route-map R permit 10',
    ]);
    expect((await device.execute('show running-config')).output).not.toBe(before);
    await rollback(device, kept);
    expect((await device.execute('show running-config')).output).toBe(before);
  });

  it('lets in, enables and pages at its telnet port', async () => {
    const device = await overTelnet({ credentials: { password: 'lab', enablePassword: 'sesame' } });
    expect((await device.execute('show version')).output).toMatch(/^FRRouting \d/);
    expect(device.level).toBe('privileged');
    expect((await device.execute('list')).output.split('\n').length).toBeGreaterThan(100);
    expect((await device.configure(['interface lo', 'descripption x'])).rejected).toMatchObject([{ index: 1 }]);
  });

  it('is paged through where nobody switches that off', async () => {
    const credentials = { password: 'lab', enablePassword: 'sesame' };
    const paged = await overTelnet({ credentials, prepare: false });
    const plain = await overTelnet({ credentials });
    expect((await paged.execute('list')).output).toBe((await plain.execute('list')).output);
  });

  it('refuses wrong passwords in words of their own', async () => {
    await expect(overTelnet({ credentials: { password: 'wrong' } })).rejects.toMatchObject({ code: 'wrong-password' });
    const device = await overTelnet({ credentials: { password: 'lab', enablePassword: 'wrong' } });
    await expect(device.execute('show running-config')).rejects.toMatchObject({ code: 'wrong-enable-password' });
  });
});
