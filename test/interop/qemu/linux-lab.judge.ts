/**
 * The lab linux-strongswan on two Linux routers in QEMU, with the kernel's own ESP and strongSwan: started as the lab says,
 * reached by their serial consoles as devices of an inventory, solved and graded from the command line.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exerciseOrFailure } from '../../../src-main/engine/exercise-of.ts';
import { readLabFolder } from '../../../src-main/engine/lab-folder.ts';
import { FakeHost, root } from '../../cli/fake-host.ts';
import { startLinuxMachines, type LinuxMachines } from './linux-machines.ts';

const lab = 'linux-strongswan';

/** What Debian's packages bring along, and these small machines do not have. */
const daemon = [
  'modprobe -a xfrm_user esp4 authenc echainiv seqiv cbc aes_generic sha256_generic ip_gre ip_vti dummy',
  "cat >/etc/strongswan.conf <<'EOT'",
  'charon-systemd { load = random nonce openssl aes sha1 sha2 hmac kdf drbg pem pkcs1 x509 pubkey kernel-netlink socket-default vici updown',
  '  install_routes = no',
  '  plugins { socket-default { use_ipv6 = no',
  '  } }',
  '  journal { default = -1',
  '} }',
  'swanctl { load = pem pkcs1 x509 pubkey openssl random',
  '}',
  'EOT',
  'mkdir -p /etc/swanctl/conf.d',
  "echo 'include conf.d/*.conf' >/etc/swanctl/swanctl.conf",
  'charon-systemd >/dev/null 2>&1 &',
  'for try in $(seq 120); do swanctl --stats >/dev/null 2>&1 && break; sleep 0.5; done; swanctl --stats >/dev/null',
];

const host = new FakeHost();
let machines: LinuxMachines | undefined;

beforeAll(async () => {
  machines = await startLinuxMachines(inject('qemu'));
}, 300_000);

afterAll(async () => {
  await machines?.end();
  host.dispose();
});

describe('the lab on Linux routers', () => {
  it('is solved and graded in full', async () => {
    const { devices = [], consoles = [] } = machines ?? {};
    const exercise = exerciseOrFailure(readLabFolder(path.join(root, 'labs', lab)), lab);
    for (const [index, device] of devices.entries()) {
      const start = exercise.roles[index]?.start.split('\n').filter((line) => line !== '') ?? [];
      // busybox's shell would take its own ip, which knows neither VTI nor xfrm.
      const { rejected } = await device.configure(['exec dash -i', ...start, ...daemon]);
      expect(rejected).toEqual([]);
      device.close();
    }
    const entry = (port: number, index: number): string =>
      `L${index + 1} ansible_host=127.0.0.1 ansible_port=${port} ansible_connection=ansible.netcommon.telnet`;
    const file = path.join(host.home, 'linux.ini');
    writeFileSync(file, `[routers]\n${consoles.map(entry).join('\n')}\n`);
    const report = path.join(host.home, 'report.json');
    const status = await host.run('run', lab, '--solve', '--on', `inventory:${file}`, '--report', report);
    // On a failure this is what tells most.
    expect(host.printed).toContain('100 of 100 points');
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ score: { points: 100, of: 100 } });
  }, 600_000);
});
