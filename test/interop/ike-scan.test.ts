/**
 * ike-scan, which sends first messages of IKE and reads what comes back, and psk-crack, which tries keys on the hash of
 * aggressive mode: what others find out about a router from outside, they find out about ours.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../src-main/base/address.ts';
import { judge } from '../judges.ts';
import { RouterConsole } from './router-console.ts';
import { routerNamed, simulate, type RunningSimulation } from './simulation.ts';

const run = promisify(execFile);
const scanner = judge('ike-scan', 'apt-get install -y ike-scan');

/** On loopback: where the router answers, and where the scanner asks from. */
const doors = { router: { host: '127.0.45.1', port: 5770 }, scanner: { host: '127.0.45.2', port: 5771 } };
const [router, outside] = ['192.0.2.1', '192.0.2.254'];
const key = 'labPSK-cisco123';

const configuration = `hostname R1
crypto isakmp policy 10
 encryption 3des
 hash sha
 authentication pre-share
 group 2
 lifetime 14400
crypto isakmp policy 20
 encryption aes 256
 hash sha256
 authentication pre-share
 group 14
crypto isakmp key 0 ${key} address 0.0.0.0
crypto ikev2 proposal P
 encryption aes-cbc-256
 integrity sha1
 group 2
crypto ikev2 policy P
 proposal P
crypto ipsec transform-set T esp-aes esp-sha-hmac
crypto dynamic-map D 10
 set transform-set T
crypto map M 10 ipsec-isakmp dynamic D
interface GigabitEthernet0/0
 ip address ${router} 255.255.255.0
 crypto map M
 no shutdown
no logging console
line con 0
 exec-timeout 0 0
 privilege level 15
`;

describe.skipIf(scanner === undefined)('ike-scan', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qm-ike-scan-'));
  let simulation: RunningSimulation;
  let console: RouterConsole;

  beforeAll(async () => {
    const name = 'GigabitEthernet0/0';
    const [inside, asker] = [router, outside].map((text) => parseIpv4(text) ?? 0) as [number, number];
    const way = {
      kind: 'gateway',
      published: [{ address: asker, port: 500, program: doors.scanner }],
      forwarded: [{ at: doors.router, address: inside, port: 500 }],
    } as const;
    const nodes = [routerNamed('R1', { model: 'iosv', interfaces: [{ name }] })];
    simulation = await simulate({ nodes, links: [] }, { R1: configuration }, [{ node: 'R1', interface: name, way }]);
    expect(simulation.notices).toEqual([]);
    console = await RouterConsole.open(simulation.doors[0]?.telnet ?? 0);
    // Whom it does not know yet a router does not answer at once.
    await console.type(`ping ${outside} repeat 1 timeout 1`);
  }, 30_000);
  afterAll(async () => {
    console.close();
    await simulation.end();
    rmSync(folder, { recursive: true });
  });

  async function scan(...words: string[]): Promise<string> {
    const from = ['--bindip', doors.scanner.host, '--sport', String(doors.scanner.port)];
    const to = ['--dport', String(doors.router.port), '--nodns', '--retry', '1', '--timeout', '3000'];
    const { stdout } = await run(scanner ?? '', ['--multiline', ...from, ...to, ...words, doors.router.host]);
    return stdout;
  }

  it('reads the first answer of main mode: the policy that fits', async () => {
    const said = await scan();
    expect(said).toContain('Main Mode Handshake returned');
    // What was offered comes back as it was, the lifetime included: the router keeps its own, which is shorter.
    const chosen = 'Enc=3DES Hash=SHA1 Auth=PSK Group=2:modp1024 LifeType=Seconds LifeDuration(4)=0x00007080';
    expect(said).toContain(`SA=(${chosen})`);
    expect(said).toContain('1 returned handshake; 0 returned notify');
  });

  it('is told that nothing fits', async () => {
    expect(await scan('--trans=(1=1,2=1,3=1,4=1)')).toMatch(
      /Notify message 14 \(NO-PROPOSAL-CHOSEN\)[^]*0 returned handshake; 1 returned notify/,
    );
  });

  it('finds each policy among transforms that it tries, and no other', async () => {
    for (const [transform, isKnown] of [
      ['(1=5,2=2,3=1,4=2)', true],
      ['(1=7,14=256,2=4,3=1,4=14)', true],
      ['(1=7,14=128,2=4,3=1,4=14)', false],
      ['(1=5,2=2,3=3,4=2)', false],
    ] as const)
      expect(await scan(`--trans=${transform}`), transform).toContain(
        isKnown ? '1 returned handshake' : '0 returned handshake',
      );
  });

  it('reads aggressive mode, and psk-crack finds the key in it and no other', async () => {
    const parameters = path.join(folder, 'parameters');
    const said = await scan('--aggressive', '--id=lab', `--pskcrack=${parameters}`);
    expect(said).toContain('Aggressive Mode Handshake returned');
    expect(said).toMatch(/ID\(Type=ID_IPV4_ADDR, Value=192\.0\.2\.1\)/);
    expect(said).toMatch(/VID=afcad71368a1f1c96b8696fc77570100 \(Dead Peer Detection v1\.0\)/);
    expect(readFileSync(parameters, 'utf8').split(':')).toHaveLength(9);
    const words = path.join(folder, 'words');
    writeFileSync(words, `cisco\n${key}\nsecret\n`);
    const { stdout } = await run('psk-crack', ['--dictionary', words, parameters]);
    expect(stdout).toContain(`key "${key}" matches SHA1 hash`);
  });

  it('reads the first answer of version 2', async () => {
    const said = await scan('--ikev2');
    expect(said).toContain('IKEv2 SA_INIT Handshake returned');
    expect(said).toMatch(/SA=\(Encr=AES_CBC,KeyLength=256 Prf=HMAC_SHA1 Integ=HMAC_SHA1_96 DH_Group=2:modp1024\)/);
  });

  it('leaves nothing behind that is half open, when its time is over', async () => {
    await scan();
    await scan('--ikev2');
    await simulation.jump(300);
    expect(await console.type('show crypto isakmp sa')).not.toMatch(/MM_|AG_/);
    expect(await console.type('show crypto ikev2 sa')).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });
});
