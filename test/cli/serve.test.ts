import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeHost, root } from './fake-host.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

describe.each([['serve'], ['start', '--no-open']])('quickmode %s %s', (...command) => {
  it('prints an address that lets one browser in, and ends when it is interrupted', async () => {
    const ending = host.run(...command);
    const [address] = await host.hears(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/);
    const first = await fetch(address, { redirect: 'manual' });
    expect(first.status).toBeLessThan(400);
    const second = await fetch(address, { redirect: 'manual' });
    expect(second.status).toBeGreaterThanOrEqual(400);
    host.interrupt();
    expect(await ending).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it('says that the port is taken', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    expect(await host.run(...command, '--port', String(port))).toBe(2);
    expect(host.said).toContain(`Port ${port} is taken`);
    server.close();
  });
});

describe('the program', () => {
  it.skipIf(process.platform === 'win32')('ends well when the system asks it to', async () => {
    const program = path.join(root, 'src-main/cli/quickmode.mjs');
    const child = spawn(process.execPath, [program, 'serve'], { env: { ...process.env, QUICKMODE_HOME: host.home } });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('is quiet about a reader that has seen enough', async () => {
    const program = path.join(root, 'src-main/cli/quickmode.mjs');
    const child = spawn(process.execPath, [program, '--help']);
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    await once(child, 'exit');
    expect(said).toBe('');
  });
});
