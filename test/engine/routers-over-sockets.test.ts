/** Built-in routers behind their doors, driven through real telnet and SSH sockets as any other router is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { openChannel, type ChannelOptions } from '../../src-main/devices/channel/channel.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import { ios } from '../../src-main/devices/platform/ios.ts';
import { generateHostKey } from '../../src-main/devices/transport/host-key.ts';
import { openSsh, type SshOptions } from '../../src-main/devices/transport/ssh.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import { openDoors, type Door, type Doors } from '../../src-main/engine/console-doors.ts';
import { importTopology } from '../../src-main/importers/import.ts';
import { BuiltinProvider } from '../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import { labFolder } from './workshop.ts';

const host = '127.0.0.1';
const name = 'gre-to-vti.gns3';
const { privateKey } = generateHostKey();

/** A user of full rights and one of few; an SSH user is not asked for more. */
const configuration = [
  'hostname R1',
  'enable secret letmein',
  'username lab privilege 15 password 0 lab',
  'username guest privilege 1 password 0 guest',
  'interface FastEthernet0/0',
  ' ip address 172.16.0.1 255.255.255.252',
  ' no shutdown',
  'ip route 0.0.0.0 0.0.0.0 172.16.0.2',
  'line con 0',
  ' login local',
  'line vty 0 4',
  ' login local',
].join('\n');

let provider: BuiltinProvider;
let doors: Doors;
let door: Door;
let devices: Device[];

beforeEach(async () => {
  const { topology } = importTopology({ name, text: readFileSync(path.join(labFolder, 'gre-to-vti', name), 'utf8') });
  const node = topology.nodes.find((one) => one.name === 'R1')?.id ?? '';
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: { [node]: configuration }, journal: [], seed: 'sockets', pace };
  provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  doors = await openDoors(provider, { telnetFrom: 0, sshFrom: 0 }, () => Promise.resolve(privateKey));
  const found = doors.doors.find((one) => one.name === 'R1');
  if (!found) throw new Error('R1 has no door');
  door = found;
  devices = [];
});
afterEach(async () => {
  for (const device of devices) device.close();
  await doors.close();
  await provider.stop();
});

const login = { username: 'lab', password: 'lab', enablePassword: 'letmein' };

async function drive(duplex: Duplex, more: Partial<ChannelOptions> = {}): Promise<Device> {
  const options = { clock: provider.clock, platform: ios, credentials: login, who: 'R1', ...more };
  const device = await openChannel(duplex, options);
  devices.push(device);
  return device;
}

const overTelnet = async (more: Partial<ChannelOptions> = {}): Promise<Device> =>
  drive(await openTelnet({ host, port: door.telnet }), more);

const sshTo = (more: Partial<SshOptions> = {}): ReturnType<typeof openSsh> =>
  openSsh({ host, port: door.ssh ?? 0, username: 'lab', password: 'lab', verify: () => true, ...more });

const overSsh = async (more: Partial<ChannelOptions> = {}): Promise<Device> =>
  drive(await sshTo(), { line: 'vty', ...more });

/** A line that delivers one byte at a time. */
function inSingleBytes(duplex: Duplex): Duplex {
  return {
    write: (bytes) => bytes.forEach((byte) => duplex.write(Uint8Array.of(byte))),
    onData: (listener) => duplex.onData((bytes) => bytes.forEach((byte) => listener(Uint8Array.of(byte)))),
    onClose: (listener) => duplex.onClose(listener),
    close: () => duplex.close(),
  };
}

const ways = { telnet: overTelnet, SSH: overSsh };

describe.each(Object.entries(ways))('a built-in router over %s', (_way, open) => {
  it('is logged in to, looked at and configured', async () => {
    const device = await open();
    expect((await device.execute('show version')).output).toContain('Version 12.4');
    const lines = ['interface Tunnel0', 'ip address 10.0.0.1 255.255.255.252', 'nonsense'];
    const { accepted, rejected } = await device.configure(lines);
    expect(accepted).toHaveLength(2);
    expect(rejected).toMatchObject([{ line: 'nonsense', index: 2 }]);
    expect((await device.execute('show running-config')).output).toMatch(/^interface Tunnel0$/m);
  });

  it('is read past its pager, without a trace of it', async () => {
    const paged = await open({ prepare: false });
    const { output } = await paged.execute('show running-config');
    await paged.execute('terminal length 0');
    const whole = (await paged.execute('show running-config')).output;
    expect(output.split('\n').length).toBeGreaterThan(50);
    expect(output).toBe(whole);
  });

  it('asks before it does harm, and is answered', async () => {
    const device = await open();
    await expect(device.execute('clear logging')).rejects.toMatchObject({
      kind: 'device',
      code: 'unexpected-question',
      message: expect.stringContaining('[confirm]') as unknown,
    });
    const answers = [{ question: /\[confirm\]/, answer: '' }];
    expect((await device.execute('clear logging', { answers })).output).toContain('Clear logging buffer [confirm]');
    expect((await device.execute('show clock')).output).toMatch(/UTC/);
  });

  it('is lost in the middle of a command, and says so', async () => {
    const device = await open();
    const lost = new Promise((resolve) => device.onLost(resolve));
    const running = device.execute('ping 172.16.0.2 repeat 100000');
    const failing = expect(running).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'connection-lost',
      message: expect.stringContaining('R1') as unknown,
    });
    await doors.close();
    await failing;
    expect(await lost).toMatchObject({ code: 'connection-lost' });
    expect(device.state).toBe('lost');
    await expect(device.execute('show clock')).rejects.toMatchObject({ code: 'connection-lost' });
  });
});

describe('a console over telnet', () => {
  it('is understood when every byte comes alone', async () => {
    const device = await drive(inSingleBytes(await openTelnet({ host, port: door.telnet })), { prepare: false });
    expect((await device.execute('show running-config')).output).toMatch(/^hostname R1$/m);
    const { accepted } = await device.configure(['interface Loopback0', 'description one byte at a time']);
    expect(accepted).toHaveLength(2);
  });

  it('has log messages in the middle of an answer, and the answer is whole without them', async () => {
    const [console, other] = [await overTelnet(), await overSsh()];
    const messages: string[] = [];
    console.onLog(({ text }) => messages.push(text));
    const [{ output }] = await Promise.all([
      console.execute('ping 192.0.2.1 repeat 4'),
      other.configure(['interface FastEthernet0/1', 'no shutdown']),
    ]);
    // A message begins on a line of its own, also in the middle of the row of dots.
    expect(output.replaceAll('\n', '')).toMatch(/2 seconds:\.{4}Success rate is 0 percent \(0\/4\)$/);
    expect(messages.join('\n')).toContain('Interface FastEthernet0/1, changed state to up');
  });

  it('tells a wrong password from everything else', async () => {
    await expect(overTelnet({ credentials: { username: 'lab', password: 'wrong' } })).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'wrong-password',
      message: expect.stringContaining('"lab"') as unknown,
    });
  });
});

describe('a virtual terminal over SSH', () => {
  it('is not given to who has the wrong password, and is there for who comes with the right one', async () => {
    await expect(sshTo({ password: 'wrong' })).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'wrong-password',
      message: expect.stringContaining(String(door.ssh)) as unknown,
    });
    expect((await overSsh()).level).toBe('privileged');
  });

  it('answers a single command without a session, with the rights of who sent it', async () => {
    expect(await run('lab', 'show running-config | include hostname')).toBe('hostname R1\r\n');
    expect(await run('guest', 'show ip interface brief')).toMatch(/^Interface .*\r\nFastEthernet0\/0 +172\.16\.0\.1 /);
    expect(await run('guest', 'show running-config')).toContain('% Invalid input');
  });

  it('answers commands that are piped into it, to the last', async () => {
    const heard = await shell('show clock\nshow version | include IOS\nexit\n');
    expect(heard).toMatch(/UTC [A-Z].*[^]*Cisco IOS Software.*\r\nR1#exit/);
  });
});

/** What a client without a terminal hears. */
function session(
  username: string,
  start: (client: ssh2.Client, heard: (error: Error | undefined, channel: ssh2.ClientChannel) => void) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on('error', reject).on('ready', () => {
      start(client, (error, channel) => {
        if (error) return reject(error);
        let heard = '';
        channel.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
        channel.on('close', () => {
          client.end();
          resolve(heard);
        });
      });
    });
    client.connect({ host, port: door.ssh ?? 0, username, password: username });
  });
}

const run = (username: string, command: string): Promise<string> =>
  session(username, (client, heard) => client.exec(command, heard));

const shell = (input: string): Promise<string> =>
  session('lab', (client, heard) =>
    client.shell(false, (error, channel) => {
      heard(error, channel);
      channel.end(input);
    }),
  );
