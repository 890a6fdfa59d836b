/**
 * The channel beside the least that could do the same at the same routers: one shell of ssh2 that waits for its prompt,
 * and connections that do nothing. Prints what each took, in milliseconds, as JSON.
 */
import ssh2, { type Client, type ClientChannel } from 'ssh2';
import { openChannel } from '../../src-main/devices/channel/channel.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import { ios } from '../../src-main/devices/platform/ios.ts';
import { openSsh } from '../../src-main/devices/transport/ssh.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';

const host = '127.0.0.1';
const login = { username: 'lab', password: 'lab' };
const command = 'show ip interface brief';
const rounds = 21;
const commands = 100;

const [sshText = '', telnetText = ''] = process.argv.slice(2);
const [sshPorts, telnetPorts] = [sshText, telnetText].map((text) => text.split(',').map(Number));

interface Shell {
  client: Client;
  channel: ClientChannel;
}

function bareShell(port: number): Promise<Shell> {
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.on('error', reject);
    client.on('ready', () => {
      client.shell({ term: 'xterm', cols: 511, rows: 24 }, (error, channel) => {
        if (error) reject(error);
        else resolve({ client, channel });
      });
    });
    client.connect({ host, port, ...login });
  });
}

/** Types lines, each when the prompt follows the last. */
function typed({ channel }: Shell, lines: readonly string[]): Promise<void> {
  let index = -1;
  let tail = '';
  return new Promise((resolve) => {
    channel.on('data', (bytes: Buffer) => {
      tail = (tail + bytes.toString('latin1')).slice(-200);
      if (!/\n\S+#$/.test(tail)) return;
      tail = '';
      const line = lines[++index];
      if (line === undefined) {
        channel.removeAllListeners('data');
        resolve();
      } else channel.write(`${line}\r`);
    });
    channel.write('\r');
  });
}

async function ours(port: number): Promise<Device> {
  const duplex = await openSsh({ host, port, ...login, verify: () => true, timeout: 60_000 });
  return openChannel(duplex, { clock: wallClock, platform: ios, line: 'vty' });
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

interface Spent {
  wall: number;
  /** Of the processor, in this process alone. */
  processor: number;
}

async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const before = process.cpuUsage();
  const wall = await took(work);
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}

interface Session {
  bare: Spent;
  /** Each command asked for when the answer to the last is known. */
  oneByOne: Spent;
  /** As the product takes what it wants of one device. */
  inOrder: Spent;
}

/** One session of each, in turns. */
async function oneSession(port: number): Promise<Session[]> {
  const shell = await bareShell(port);
  await typed(shell, ['terminal length 0', 'terminal width 511']);
  const device = await ours(port);
  await device.execute(command);
  const results: Session[] = [];
  const all = Array<string>(commands).fill(command);
  for (let round = 0; round < rounds; round++) {
    const bare = await spent(() => typed(shell, all));
    const oneByOne = await spent(async () => {
      for (const one of all) await device.execute(one);
    });
    const inOrder = await spent(() => device.executeInOrder(all));
    results.push({ bare, oneByOne, inOrder });
  }
  device.close();
  shell.client.end();
  return results;
}

/** All at once: connections alone, and with a show captured on each. */
async function manySessions(ports: readonly number[]): Promise<{ bare: number; ours: number }> {
  const shells: Shell[] = [];
  const devices: Device[] = [];
  const bare = await took(async () => shells.push(...(await Promise.all(ports.map(bareShell)))));
  for (const { client } of shells) client.end();
  const captured = await took(async () => {
    devices.push(...(await Promise.all(ports.map(ours))));
    await Promise.all(devices.map((device) => device.execute(command)));
  });
  for (const device of devices) device.close();
  return { bare, ours: captured };
}

/** The same by telnet, where a bare connection is one that has shown a prompt. */
async function manyConsoles(ports: readonly number[]): Promise<{ bare: number; ours: number }> {
  const open = (port: number) => openTelnet({ host, port });
  const bare = await took(() =>
    Promise.all(
      ports.map(async (port) => {
        const line = await open(port);
        await new Promise<void>((resolve) => {
          let seen = '';
          line.onData((bytes) => {
            seen += Buffer.from(bytes).toString('latin1');
            if (/[>#]$/.test(seen)) resolve();
          });
          line.write(Buffer.from('\r'));
        });
        line.close();
      }),
    ),
  );
  const captured = await took(() =>
    Promise.all(
      ports.map(async (port) => {
        const device = await openChannel(await open(port), { clock: wallClock, platform: ios });
        await device.execute(command);
        device.close();
      }),
    ),
  );
  return { bare, ours: captured };
}

const session = await oneSession(sshPorts?.[0] ?? 0);
const sessions: { bare: number; ours: number }[] = [];
for (let round = 0; round < 3; round++) sessions.push(await manySessions(sshPorts ?? []));
const consoles = await manyConsoles(telnetPorts ?? []);
process.stdout.write(JSON.stringify({ session, sessions, consoles }), () => process.exit(0));
