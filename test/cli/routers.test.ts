/** The commands that start routers, through real sockets, with the built simulator in its worker. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { openSsh } from '../../src-main/devices/transport/ssh.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import { openCommand } from '../../src-main/cli/wireshark-folder.ts';
import { parsePcap } from '../../src-main/simulator/wire/pcap.ts';
import { judge } from '../judges.ts';
import { FakeHost } from './fake-host.ts';

const tshark = judge('tshark', 'apt-get install -y tshark');

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Resolves when the pattern has been printed. */
function answers(duplex: Duplex, pattern: RegExp): Promise<string> {
  let heard = '';
  return new Promise((resolve) => {
    const stop = duplex.onData((data) => {
      heard += new TextDecoder().decode(data);
      if (!pattern.test(heard)) return;
      stop();
      resolve(heard);
    });
  });
}

describe('quickmode sim', () => {
  it('offers each console by telnet until it is interrupted', async () => {
    const ending = host.run('sim', 'gre-to-vti');
    const [, port] = await host.hears(/^R3 +telnet 127\.0\.0\.1 (\d+)$/m);
    const duplex = await openTelnet({ host: '127.0.0.1', port: Number(port) });
    const prompt = answers(duplex, /R3[>#]/);
    duplex.write(bytes('\r'));
    await prompt;
    const version = answers(duplex, /Version 12\.4/);
    duplex.write(bytes('show version\r'));
    expect(await version).toContain('Cisco IOS Software');
    duplex.close();
    host.interrupt();
    expect(await ending).toBe(0);
  });

  it('offers a virtual terminal by SSH to who has the password, with the same host key the next time', async () => {
    const keys: string[] = [];
    for (let start = 0; start < 2; start++) {
      const one = new FakeHost();
      const shared = Object.assign(one, { installation: host.installation });
      const ending = shared.run('sim', 'gre-to-vti', '--ssh-from', '0');
      const [, port] = await shared.hears(/^R1 .*ssh -p (\d+) /m);
      const login = { host: '127.0.0.1', port: Number(port), username: 'lab', allowsOldAlgorithms: true };
      const verify = ({ fingerprint }: { fingerprint: string }): boolean => keys.push(fingerprint) > 0;
      await expect(openSsh({ ...login, password: 'wrong', verify })).rejects.toMatchObject({ kind: 'unreachable' });
      const duplex = await openSsh({ ...login, password: 'lab', verify });
      expect(await answers(duplex, /R1#/)).toContain('R1#');
      duplex.close();
      shared.interrupt();
      expect(await ending).toBe(0);
      one.dispose();
    }
    expect(new Set(keys).size).toBe(1);
  });

  it('lets time leap and links become worse while the routers run', async () => {
    const ending = host.run('sim', 'gre-to-vti', '--speed', '10', '--link', 'R1-R2:delay=5,loss=1');
    await host.hears(/jump 1h/);
    host.type('jump 1h');
    host.type('leap 1h');
    await host.hears(/^01:0\d:\d\d since the start\.\nThere is no "leap" here\. There is:$/m);
    host.type('link R1-R2 loss=200');
    await host.hears(/^loss is a number from 0 to 100\.$/m);
    host.type('link nowhere down');
    await host.hears(/^There is no link "nowhere"\./m);
    host.type('keys');
    await host.hears(/^No keys of IPsec have been negotiated/m);
    host.type('speed warp');
    await host.hears(/^speed takes a number/m);
    host.type('link R1-R2 down');
    host.type('speed max');
    host.interrupt();
    expect(await ending).toBe(0);
  });

  it('captures links as it happens, with the keys beside the file', async () => {
    const file = path.join(host.home, 'live.pcap');
    const ending = host.run('sim', 'gre-to-vti', '--capture', `west-link=${file}`);
    await host.hears(/^west-link is captured into .*live\.pcap; with its keys: /m);
    const [, port] = await host.hears(/^R1 +telnet 127\.0\.0\.1 (\d+)$/m);
    const duplex = await openTelnet({ host: '127.0.0.1', port: Number(port) });
    const rate = answers(duplex, /Success rate/);
    duplex.write(bytes('\rping 172.16.0.2\r'));
    await rate;
    duplex.close();
    host.interrupt();
    expect(await ending).toBe(0);
    expect(host.printed).toMatch(/^[1-9]\d* frames of west-link are in /m);
    const capture = parsePcap(readFileSync(file));
    expect(capture).toMatchObject({ linkType: 1 });
    expect(readdirSync(path.join(host.home, 'live-keys'))).toContain('esp_sa');
  });

  it('ends with a sentence when one of the captures cannot be made', async () => {
    const file = path.join(host.home, 'live.pcap');
    const captures = ['--capture', `west-link=${file}`, '--capture', `nowhere=${file}`];
    expect(await host.run('sim', 'gre-to-vti', ...captures)).toBe(2);
    expect(host.said).toContain('There is no link "nowhere"');
    writeFileSync(path.join(host.home, 'other-keys'), 'a file');
    const other = path.join(host.home, 'other.pcap');
    expect(await host.run('sim', 'gre-to-vti', '--capture', `west-link=${other}`)).toBe(2);
    expect(host.said).toMatch(/The keys cannot be written to .*other-keys/);
  });

  it('says what is wrong with a way out before anything starts', async () => {
    expect(await host.run('sim', 'gre-to-vti', '--uplink', 'R1=1:2')).toBe(2);
    expect(host.said).toContain('Expected NODE:INTERFACE=LOCALPORT:127.x.x.x:PORT.');
    expect(await host.run('sim', 'gre-to-vti', '--uplink', 'R1:Foo0/0=5000:127.0.0.1:5001')).toBe(2);
    expect(host.said).toContain('R1 has no interface "Foo0/0". There are: FastEthernet0/0');
    expect(await host.run('sim', 'gre-to-vti', '--gateway', 'R1:FastEthernet0/0=203.0.113.1:500:10.0.0.1:500')).toBe(2);
    expect(host.said).toContain('Expected NODE:INTERFACE=ADDRESS:PORT:127.x.x.x:PORT');
    expect(await host.run('sim', 'gre-to-vti', '--speed', 'ludicrous')).toBe(2);
    expect(await host.run('sim', 'gre-to-vti', '--link', 'R1-R2:frogs=2')).toBe(2);
    expect(host.said).toContain('"frogs=2" is no condition of a link');
  });

  it('says that a port is taken, and lets go of those that it had', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    expect(await host.run('sim', 'gre-to-vti', '--telnet-from', String(port))).toBe(2);
    expect(host.said).toContain(`127.0.0.1:${port}`);
    server.close();
  });

  it('says that ports overlap or do not fit, before it opens any', async () => {
    expect(await host.run('sim', 'gre-to-vti', '--telnet-from', '65534')).toBe(2);
    expect(host.said).toContain('3 routers do not fit between port 65534 and 65535');
    expect(await host.run('sim', 'gre-to-vti', '--telnet-from', '40000', '--ssh-from', '40002')).toBe(2);
    expect(host.said).toContain('overlap');
  });

  it('lists what it cannot simulate, a line each, and starts the rest', async () => {
    const file = path.join(host.home, 'mixed.yaml');
    const node = (id: string, label: string, definition: string, configuration: string): string =>
      `  - {id: ${id}, label: ${label}, node_definition: ${definition}, x: 0, y: 0, configuration: "${configuration}", interfaces: []}\n`;
    const nodes = node('n0', 'edge', 'iosv', 'hostname edge\\nfrobnicate 7\\n') + node('n1', 'spine', 'nxosv', '');
    writeFileSync(file, `lab: {title: mixed, version: 0.1.0}\nnodes:\n${nodes}links: []\n`);
    const ending = host.run('sim', file);
    await host.hears(/^edge +telnet 127\.0\.0\.1 \d+$/m);
    expect(host.said).toMatch(/^spine: a Nexus switch: not simulated$/m);
    expect(host.said).toMatch(/^edge: line 2 "frobnicate 7": /m);
    host.interrupt();
    expect(await ending).toBe(0);
  });
});

describe('quickmode capture', () => {
  const output = (): string => path.join(host.home, 'west.pcap');

  it('writes what went over the link while the lab was solved, and the keys beside it', async () => {
    expect(await host.run('capture', 'gre-to-vti', '--link', 'west-link', '--output', output())).toBe(0);
    const capture = parsePcap(readFileSync(output()));
    expect(capture).toMatchObject({ linkType: 1 });
    const folder = path.join(host.home, 'west-keys');
    const files = ['esp_sa', 'how-the-keys-were-made.txt', 'ikev1_decryption_table', 'preferences'];
    expect(readdirSync(folder).sort()).toEqual(files);
    expect(host.printed).toContain(openCommand(folder, output(), process.platform));
    if (tshark === undefined) return;
    const seen = spawnSync(tshark, ['-r', output(), '-T', 'fields', '-e', 'frame.protocols'], {
      env: { ...process.env, WIRESHARK_CONFIG_DIR: folder },
      encoding: 'utf8',
    }).stdout;
    expect(seen).toContain('eth:ethertype:ip:gre:ip:icmp');
    expect(seen).toContain('eth:ethertype:ip:esp:ip:icmp');
    expect(seen).not.toContain('malformed');
  });

  it('writes the newer format where the name asks for it, and to the output for a pipe', async () => {
    const file = path.join(host.home, 'west.pcapng');
    expect(await host.run('capture', 'gre-to-vti', '--link', 'west-link', '--output', file)).toBe(0);
    expect(readFileSync(file).subarray(0, 4)).toEqual(Buffer.from('0a0d0d0a', 'hex'));
    const keys = path.join(host.home, 'keys');
    const piped = ['--link', 'west-link', '--output', '-', '--keys', keys];
    host.printed = '';
    expect(await host.run('capture', 'gre-to-vti', ...piped)).toBe(0);
    expect(host.printed).toBe('');
    expect(Buffer.concat(host.piped).subarray(0, 4)).toEqual(Buffer.from('0a0d0d0a', 'hex'));
    if (tshark === undefined) return;
    const options = {
      env: { ...process.env, WIRESHARK_CONFIG_DIR: path.join(host.home, 'west-keys') },
      encoding: 'utf8',
    } as const;
    const seen = spawnSync(
      tshark,
      ['-r', file, '-T', 'fields', '-e', 'frame.interface_name', '-e', 'frame.protocols'],
      options,
    );
    expect(seen.stdout).toMatch(
      /^west-link \(R1 FastEthernet0\/0 - R2 FastEthernet0\/0\)\teth:ethertype:ip:esp:ip:icmp/m,
    );
    expect(seen.stdout).not.toContain('malformed');
    // Through a pipe of the shell: what Node gives a program as its input is a socket, which tshark does not open.
    writeFileSync(path.join(host.home, 'piped'), Buffer.concat(host.piped));
    const pipe = ['-c', 'cat "$1" | "$2" -r -', 'sh', path.join(host.home, 'piped'), tshark];
    const read = spawnSync('sh', pipe, { encoding: 'utf8' });
    expect(read.stdout).toMatch(/ESP/);
  });

  it('lets so many seconds pass when that is asked for', async () => {
    expect(await host.run('capture', 'gre-to-vti', '--link', 'r2-r3', '--output', output(), '--seconds', '5')).toBe(0);
    expect(host.printed).toMatch(/^\d+ frames of east-link \(R2 FastEthernet0\/1 - R3 FastEthernet0\/0\) are in /);
  });

  it('names the links when there is no such link, and the steps when there is no such step', async () => {
    expect(await host.run('capture', 'gre-to-vti', '--link', 'north', '--output', output())).toBe(2);
    expect(host.said).toContain('There is no link "north". There are: west-link (R1 FastEthernet0/0 - R2');
    const solved = ['--link', 'west-link', '--output', output(), '--solve-to', 'nowhere'];
    expect(await host.run('capture', 'gre-to-vti', ...solved)).toBe(2);
    expect(host.said).toContain('has no step "nowhere"');
    expect(existsSync(output())).toBe(false);
  });

  it('says where it cannot write', async () => {
    const file = path.join(host.home, 'no', 'such', 'west.pcap');
    expect(await host.run('capture', 'gre-to-vti', '--link', 'west-link', '--output', file)).toBe(2);
    expect(host.said).toContain('west.pcap cannot be written: there is no such folder.');
  });

  it('refuses options that contradict each other', async () => {
    const both = ['--link', 'west-link', '--output', output(), '--seconds', '5', '--solve-to', 'verify'];
    expect(await host.run('capture', 'gre-to-vti', ...both)).toBe(2);
    expect(host.said).toContain('Give --solve-to or --seconds, not both.');
  });
});

describe('the command that opens a capture', () => {
  it('can be pasted into a shell, whatever the folder is called', () => {
    expect(openCommand('/tmp/k', '/tmp/my lab/w.pcap', 'linux')).toBe(
      "WIRESHARK_CONFIG_DIR=/tmp/k tshark -r '/tmp/my lab/w.pcap'",
    );
  });
});

describe('quickmode run', () => {
  it('solves and grades the lab, and writes the report', async () => {
    const report = path.join(host.home, 'report.json');
    expect(await host.run('run', 'gre-to-vti', '--solve', '--report', report)).toBe(0);
    const { score, steps } = JSON.parse(readFileSync(report, 'utf8')) as {
      score: { points: number; of: number };
      steps: { id: string; kind: string; verdict: string; expectations: object[] }[];
    };
    expect(score).toEqual({ points: 100, of: 100 });
    expect(steps.map(({ verdict }) => verdict)).toEqual(steps.map(() => 'passed'));
    expect(host.printed).toContain('100 of 100 points');
  });

  it('has exit status 1 when a step has not passed', async () => {
    expect(await host.run('run', 'gre-to-vti', '--until', 'ike-policy')).toBe(1);
    expect(host.printed).toMatch(/^failed {6}/m);
  });
});

describe('quickmode grade', () => {
  it('configures nothing, and says what is lacking', async () => {
    expect(await host.run('grade', 'gre-to-vti')).toBe(1);
    expect(host.printed).toMatch(/^partial {5}Look at the tunnel as it is/m);
  });
});
