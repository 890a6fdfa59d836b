import { afterEach, describe, expect, test } from 'vitest';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { generateHostKey } from '../../../src-main/devices/transport/host-key.ts';
import { listenSsh } from '../../../src-main/devices/transport/ssh-server.ts';
import { openSsh } from '../../../src-main/devices/transport/ssh.ts';
import { listenTelnet } from '../../../src-main/devices/transport/telnet-server.ts';
import { openTelnet } from '../../../src-main/devices/transport/telnet.ts';
import { wallClock } from '../../../src-main/devices/transport/wall-clock.ts';
import type { Duplex } from '../../../src-main/base/duplex.ts';
import type { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import type { JournalEntry, Line } from '../../../src-main/providers/provider.ts';
import { converse, startLaboratory, watch } from './three-routers.ts';

const host = '127.0.0.1';
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function laboratory(change: Parameters<typeof startLaboratory>[0] = {}): Promise<BuiltinProvider> {
  const provider = await startLaboratory(change);
  closers.push(() => provider.stop());
  return provider;
}

function join(duplex: Duplex, line: Line): void {
  line.onData((bytes) => duplex.write(bytes));
  duplex.onData((bytes) => line.write(bytes));
  line.onClose(() => duplex.close());
}

describe('the routers of the first lab', () => {
  test('start, and take every line of their configurations', async () => {
    const { nodes, notices } = await laboratory();
    expect(nodes.map(({ name, state }) => [name, state])).toEqual([
      ['R1', 'running'],
      ['R2', 'running'],
      ['R3', 'running'],
    ]);
    expect(notices).toEqual([]);
  });

  test('ping each other through the GRE tunnel, typed at a console', async () => {
    const provider = await laboratory();
    const terminal = watch(await provider.open('R1', 'terminal'));
    terminal.type('\r');
    await terminal.until('R1>');
    terminal.type('ping 10.0.0.2\r');
    expect(await terminal.until(/Success rate.*\n/)).toMatch(/\.\.!!!\nSuccess rate is 60 percent \(3\/5\)/);
    terminal.type('ping 10.0.0.2\r');
    expect(await terminal.until(/Success rate.*\n/)).toMatch(/!!!!!\nSuccess rate is 100 percent \(5\/5\)/);
    expect(provider.clock.now()).toBeGreaterThan(4000);
  });

  test('ping each other over a real telnet socket, driven as any other device', async () => {
    const provider = await laboratory();
    const listener = await listenTelnet({ host, port: 0 }, (duplex) => {
      void provider.open('R1', 'terminal').then((line) => join(duplex, line));
    });
    closers.push(() => listener.close());
    const duplex = await openTelnet({ host, port: listener.port, clock: wallClock });
    closers.push(() => duplex.close());
    const device = await openChannel(duplex, { clock: wallClock, platform: ios, who: 'R1', line: 'console' });
    await device.execute('ping 10.0.0.2');
    const { output } = await device.execute('ping 10.0.0.2 repeat 20');
    expect(output).toMatch(/Success rate is 100 percent \(20\/20\)/);
    const { output: configuration } = await device.execute('show running-config | include tunnel|hostname');
    expect(configuration.trim()).toBe('hostname R1\n tunnel source 172.16.0.1\n tunnel destination 172.16.0.6'.trim());
  });

  test('let somebody in over SSH who knows the password, and nobody else', async () => {
    const provider = await laboratory();
    const listener = await listenSsh({
      host,
      port: 0,
      hostKey: generateHostKey().privateKey,
      authenticate: ({ username, password }) => provider.service.authenticate('R3', username, password),
      accept: (duplex, { width: columns, height: rows }, user) => {
        void provider.openLine({ node: 'R3', kind: 'vty', columns, rows, user }).then((line) => join(duplex, line));
      },
    });
    closers.push(() => listener.close());
    const login = { host, port: listener.port, clock: wallClock, username: 'lab', verify: () => true };
    await expect(openSsh({ ...login, password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-password' });
    const duplex = await openSsh({ ...login, password: 'lab' });
    closers.push(() => duplex.close());
    const device = await openChannel(duplex, { clock: wallClock, platform: ios, who: 'R3', line: 'vty' });
    expect((await device.execute('show users')).output).toMatch(/\* 98 vty 0 {5}lab/);
    expect((await device.execute('show privilege')).output).toMatch(/level is 15/);
  });

  test('share a console among all who look at it', async () => {
    const provider = await laboratory();
    const [one, other] = [watch(await provider.open('R2', 'terminal')), watch(await provider.open('R2', 'terminal'))];
    expect(await one.until(/protocol on Interface FastEthernet0\/1, changed state to up\n/)).toMatch(/Press RETURN/);
    one.type('\renable\r');
    expect(await other.until('R2#')).toBe(await one.until('R2#'));
    other.type('show clock\r');
    expect(await one.until('R2#')).toMatch(/show clock\n\*00:00:/);
  });

  test('are driven over a line of their own that nobody else sees', async () => {
    const provider = await laboratory();
    const terminal = watch(await provider.open('R1', 'terminal'));
    terminal.type('\r');
    await terminal.until('R1>');
    const device = await converse(provider, 'R1');
    const configured = await device.configure(['interface Loopback0', 'ip address 1.1.1.1 255.255.255.255']);
    expect(configured).toMatchObject({ rejected: [] });
    expect((await device.execute('show version')).output).toMatch(/^Cisco IOS Software, 3700/);
    // The log tells the person at the console, and shows the prompt again.
    expect(await terminal.until(/by aux0\n/)).toMatch(/^\n\*Mar .*CONFIG_I/);
    expect(terminal.text).toBe('R1>');
  });

  test('are there again after a restart, from the journal', async () => {
    const provider = await laboratory();
    const journal: JournalEntry[] = [];
    provider.onJournal((entry) => journal.push(entry));
    const device = await converse(provider, 'R1');
    await device.configure([
      'crypto isakmp policy 10',
      'encryption aes',
      'authentication pre-share',
      'enable secret x',
    ]);
    await device.execute('write memory');
    const { output } = await device.execute('show running-config');
    const again = await converse(await laboratory({ journal }), 'R1');
    expect((await again.execute('show running-config')).output).toBe(output);
    expect(journal).toContainEqual({ node: 'R1', path: ['crypto isakmp policy 10'], line: 'encryption aes' });
  });

  test('log nobody out because time runs ahead, but in a leap that was asked for', async () => {
    const provider = await laboratory({ pace: { kind: 'flat-out' } });
    const line = await provider.openLine({ node: 'R1', kind: 'vty', columns: 80, rows: 24, user: 'lab' });
    let reason: string | undefined;
    line.onClose((why) => (reason = why));
    const terminal = watch(line);
    await terminal.until('R1#');
    for (let before = -Infinity; provider.clock.now() - before < 3_600_000;) {
      before = provider.clock.now();
      terminal.type('show clock\r');
      await terminal.until(/\d\n+R1#/);
    }
    expect(reason).toBeUndefined();
    await provider.setPace({ kind: 'on-demand' });
    await provider.clock.sleep(601_000);
    expect(reason).toBe('the router has ended the session');
  });

  test('come back after a reload, in virtual time', async () => {
    const provider = await laboratory();
    const terminal = watch(await provider.open('R1', 'terminal'));
    terminal.type('\renable\rreload\r');
    await terminal.until('[confirm]');
    terminal.type('\r');
    await terminal.until('Press RETURN to get started!');
    await terminal.until('Line protocol on Interface Tunnel0, changed state to up');
    terminal.type('\rping 10.0.0.2\rping 10.0.0.2\r');
    await terminal.until(/Success rate.*\n/);
    expect(await terminal.until(/Success rate.*\n/)).toMatch(/100 percent/);
    expect(provider.clock.now()).toBeGreaterThanOrEqual(10_000);
  });

  test('do the same again for the same seed, and something else for another', async () => {
    const frames = async (seed: string): Promise<string[]> => {
      const provider = await laboratory({ seed });
      const seen: string[] = [];
      const started = provider.onFrames('west', ({ frame }) => seen.push(Buffer.from(frame).toString('hex')));
      const device = await converse(provider, 'R1');
      await device.execute('ping 10.0.0.2');
      started();
      return seen;
    };
    const first = await frames('a');
    expect(first.length).toBeGreaterThan(6);
    expect(await frames('a')).toEqual(first);
    expect(await frames('b')).not.toEqual(first);
  });

  test('say why a line cannot be opened', async () => {
    const provider = await laboratory();
    await expect(provider.open('R9', 'terminal')).rejects.toMatchObject({ code: 'unknown-node' });
    const lines = [];
    for (let i = 0; i < 6; i++) lines.push(await provider.openLine({ node: 'R1', kind: 'vty', columns: 80, rows: 24 }));
    const reasons = await Promise.race(lines.map((line) => new Promise<string>((resolve) => line.onClose(resolve))));
    expect(reasons).toBe('no virtual terminal of the router is free');
  });
});
