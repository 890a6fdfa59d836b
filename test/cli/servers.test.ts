/** The commands about servers, on a GNS3 server that fails on whatever a real one would refuse. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContractServer } from '../providers/gns3/contract-server/contract-server.ts';
import { FakeHost } from './fake-host.ts';

const login = { username: 'admin', password: 'admin-4711' };

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
  host.env['QUICKMODE_PASSPHRASE'] = 'correct horse battery';
});
afterEach(() => host.dispose());

/** What one command printed, and its exit status. */
async function told(...args: string[]): Promise<{ status: number; printed: string; said: string }> {
  host.printed = '';
  host.said = '';
  const status = await host.run(...args);
  const { printed, said } = host;
  return { status, printed, said };
}

describe('quickmode servers', () => {
  it('takes a lab from the shelf to a GNS3 server, starts it there and grades it in full', async () => {
    const server = await ContractServer.start({ major: 2, login });
    try {
      host.env['QUICKMODE_PASSWORD'] = login.password;
      const added = await told('servers', 'add', 'rack', server.url, '--kind', 'gns3', '--username', login.username);
      expect(added).toEqual({ status: 0, printed: 'rack is known from now on.\n', said: '' });
      delete host.env['QUICKMODE_PASSWORD'];
      expect((await told('servers')).printed).toMatch(/^rack +GNS3 +http:.* +kept$/m);
      expect(await told('servers', 'test', 'rack')).toMatchObject({ status: 0 });

      expect(await told('deploy', 'gre-to-vti', '--on', 'rack')).toMatchObject({ status: 0 });
      const title = 'From GRE to a virtual tunnel interface';
      expect((await told('projects', 'rack')).printed).toContain(title);
      const started = await told('nodes', 'rack', title, 'start');
      expect(started.printed).toMatch(/^R1 +running/m);
      expect(started.printed).toMatch(/^R3 +running/m);

      const report = path.join(host.home, 'report.json');
      const run = await told('run', 'gre-to-vti', '--solve', '--on', 'rack', '--project', title, '--report', report);
      expect(run).toMatchObject({ status: 0, printed: expect.stringContaining('100 of 100 points') as string });
      expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ score: { points: 100, of: 100 } });

      const stopped = await told('nodes', 'rack', title, 'stop', 'R2');
      expect(stopped.printed).toMatch(/^R2 +stopped/m);
      expect(stopped.printed).toMatch(/^R1 +running/m);
      expect((await told('servers', 'remove', 'rack')).status).toBe(0);
      expect(server.breaches).toEqual([]);
    } finally {
      await server.stop();
    }
    for (const file of readdirSync(host.home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()))
      expect(readFileSync(path.join(file.parentPath, file.name)).toString('latin1')).not.toContain(login.password);
  }, 120_000);

  it('asks for what is missing at the terminal, and says what to do where there is none', async () => {
    const server = await ContractServer.start({ major: 2, login });
    try {
      const add = ['servers', 'add', 'rack', server.url, '--kind', 'gns3', '--username', login.username];
      expect(await told(...add)).toMatchObject({
        status: 2,
        said: expect.stringContaining('QUICKMODE_PASSWORD') as string,
      });
      expect(await told(...add, '--no-keep-password')).toMatchObject({ status: 0 });
      expect(await told('projects', 'rack')).toMatchObject({ status: 3, printed: '' });
      host.answers.push('', login.password);
      host.answers[0] = login.username;
      expect((await told('projects', 'rack')).status).toBe(0);
      expect(host.questions.slice(-2)).toEqual([expect.stringMatching(/\nUser name on rack: $/), 'Password on rack: ']);
    } finally {
      await server.stop();
    }
  });

  it.each([
    ['a server that is not known', ['projects', 'rock'], 2, /no server "rock"/],
    ['an address with a password in it', ['servers', 'add', 'a', 'http://a:b@c', '--kind', 'gns3'], 2, /--username/],
    ['a kind that there is not', ['servers', 'add', 'a', 'http://c', '--kind', 'eve'], 2, /gns3, cml/],
    ['a project that is not named', ['run', 'gre-to-vti', '--on', 'rack'], 2, /--project/],
    ['an inventory that is not there', ['grade', 'gre-to-vti', '--on', 'inventory:none.yml'], 2, /no such file/],
    ['a role that is bound to nothing', ['run', 'gre-to-vti', '--on', 'rack', '--bind', 'R1'], 2, /ROLE=NODE/],
  ])('says so of %s', async (_, args, status, sentence) => {
    expect(await told(...args)).toEqual({ status, printed: '', said: expect.stringMatching(sentence) as string });
  });

  it('says that nothing listens where a server should be', async () => {
    expect(await told('servers', 'add', 'gone', 'http://127.0.0.1:1', '--kind', 'gns3')).toMatchObject({ status: 0 });
    expect(await told('servers', 'test', 'gone')).toMatchObject({
      status: 3,
      said: expect.stringContaining('127.0.0.1:1') as string,
    });
  });
});

describe('a lab on an inventory', () => {
  /** The consoles of routers that run, as an inventory. */
  async function inventory(routers: FakeHost): Promise<string> {
    const hosts: string[] = [];
    for (const name of ['R1', 'R2', 'R3']) {
      const [, port] = await routers.hears(new RegExp(`^${name} +telnet 127\\.0\\.0\\.1 (\\d+)$`, 'm'));
      hosts.push(
        `rack-${name.toLowerCase()} ansible_host=127.0.0.1 ansible_port=${port} ansible_network_os=cisco.ios.ios ` +
          'ansible_connection=ansible.netcommon.telnet',
      );
    }
    const file = path.join(host.home, 'rack.ini');
    writeFileSync(file, `[routers]\n${hosts.join('\n')}\n`);
    return `inventory:${file}`;
  }
  const bind = ['1', '2', '3'].flatMap((n) => ['--bind', `R${n}=rack-r${n}`]);

  it('is solved over the consoles of quickmode sim, and stops with status 3 when they are gone', async () => {
    const routers = new FakeHost();
    const ending = routers.run('sim', 'gre-to-vti', '--speed', '50');
    const on = await inventory(routers);
    const steps = ['--until', 'pre-shared-key'];
    const run = await told('run', 'gre-to-vti', '--solve', '--on', on, ...bind, ...steps);
    expect(run).toMatchObject({ status: 0, printed: expect.stringMatching(/passed.*Share a secret/) as string });
    routers.interrupt();
    expect(await ending).toBe(0);
    routers.dispose();
    const report = path.join(host.home, 'report.json');
    const gone = await told('grade', 'gre-to-vti', '--on', on, ...bind, '--report', report);
    expect(gone).toMatchObject({ status: 3, said: expect.stringContaining('127.0.0.1') as string });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      stopped: { code: 'connection-refused' },
      steps: [{ id: 'observe-gre', verdict: 'error' }],
    });
  });

  it('names what keeps its roles from being bound', async () => {
    const file = path.join(host.home, 'one.ini');
    writeFileSync(file, '[routers]\nR1 ansible_host=127.0.0.1 ansible_network_os=cisco.ios.ios\n');
    expect(await told('grade', 'gre-to-vti', '--on', `inventory:${file}`)).toMatchObject({
      status: 2,
      said: expect.stringMatching(/no node "R2" for the role R2.*\n.*no node "R3"/) as string,
    });
  });

  it('is told what of the inventory was left out', async () => {
    const file = path.join(host.home, 'rack.yml');
    const lines = ['R1: { platform: ios, path: /etc/passwd }', 'R2: { platform: ios, host: 127.0.0.1 }'];
    writeFileSync(file, `devices:\n${lines.map((line) => `  ${line}\n`).join('')}`);
    expect(await told('grade', 'gre-to-vti', '--on', `inventory:${file}`)).toMatchObject({
      status: 2,
      said: expect.stringMatching(/R1.*serial port[^]*no node "R1"/) as string,
    });
  });
});
