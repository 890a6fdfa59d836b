/** The Virtual PC Simulator, which GNS3 has beside its routers: its console is a telnet port, with hardly any keys. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChannel } from '../../src-main/devices/channel/channel.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import { vpcs } from '../../src-main/devices/platform/vpcs.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import { judge } from '../judges.ts';
import { onATerminal, type Terminal } from './on-a-terminal.ts';

const [program, script] = [judge('vpcs', 'apt-get install -y vpcs'), judge('script', 'apt-get install -y bsdutils')];
const host = '127.0.0.1';
const port = 47_000 + (process.pid % 900);

describe.skipIf(program === undefined || script === undefined)('VPCS', () => {
  let terminal: Terminal;
  beforeAll(async () => {
    terminal = onATerminal(script ?? '', `${program ?? ''} -p ${port} -i 1 -F -s ${port + 1000} -c ${port + 2000}`);
    for (let tries = 100; ; tries--) {
      try {
        (await openTelnet({ host, port })).close();
        return;
      } catch (error) {
        if (tries === 0) throw error;
        await new Promise((resolve) => void setTimeout(resolve, 50));
      }
    }
  }, 20_000);
  afterAll(() => {
    terminal.end();
    // It leaves its terminal for a session of its own, parent and child: told from others by its port.
    spawnSync('pkill', ['-KILL', '-f', `vpcs -p ${port} `]);
  });

  async function open(before = ''): Promise<Device> {
    const line = await openTelnet({ host, port });
    if (before !== '') line.write(Buffer.from(before));
    return openChannel(line, { clock: wallClock, platform: vpcs, who: 'PC1', deadline: 15_000 });
  }

  it('is configured, shows what it has, and says which line was refused', async () => {
    const device = await open();
    const { accepted, rejected } = await device.configure([
      'ip 10.0.0.1/24 10.0.0.254',
      'frobnicate',
      'set pcname PC1',
    ]);
    expect(accepted).toEqual(['ip 10.0.0.1/24 10.0.0.254', 'set pcname PC1']);
    expect(rejected).toMatchObject([{ index: 1, message: 'Bad command: "frobnicate". Use ? for help.' }]);
    expect((await device.execute('show ip')).output).toMatch(/IP\/MASK +: 10\.0\.0\.1\/24\nGATEWAY +: 10\.0\.0\.254/);
    expect(device.name).toBe('PC1');
    device.close();
  });

  it('is found where somebody left half a command', async () => {
    const device = await open('show i');
    expect((await device.execute('echo whole')).output.trim()).toBe('whole');
    device.close();
  });
});
