/** Ansible's cisco.ios modules: commands, facts, and configuration that is applied once and found there the second time. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { judge } from '../judges.ts';
import { routerNamed, simulate } from './simulation.ts';

const run = promisify(execFile);
const ansible = judge('ansible-playbook', 'apt-get install -y ansible');

const configuration = `hostname R1
username lab privilege 15 password 0 lab
interface FastEthernet0/0
 ip address 192.0.2.1 255.255.255.0
 no shutdown
line vty 0 4
 login local
end
`;

const policy = {
  parents: 'crypto isakmp policy 77',
  lines: ['encr aes 256', 'authentication pre-share', 'group 5'],
};
const transformSet = { lines: ['crypto ipsec transform-set TS esp-aes esp-sha-hmac'] };
const host = {
  parents: 'interface Loopback7',
  lines: ['description made by Ansible', 'ip address 7.7.7.7 255.255.255.255'],
};

const configure = [policy, transformSet, host].map((wanted) => ({ 'cisco.ios.ios_config': wanted }));
const play = [
  {
    hosts: 'all',
    gather_facts: false,
    tasks: [
      { 'cisco.ios.ios_command': { commands: ['show version', 'show ip interface brief'] }, register: 'look' },
      { 'cisco.ios.ios_facts': { gather_subset: ['default', 'interfaces', 'config'] }, register: 'facts' },
      ...configure.map((task, index) => ({ ...task, register: `first${index}` })),
      ...configure.map((task, index) => ({ ...task, register: `second${index}` })),
      { 'cisco.ios.ios_config': { save_when: 'modified' }, register: 'saved' },
    ],
  },
];

interface Said {
  plays: { tasks: { task: { name: string }; hosts: Record<string, Record<string, unknown>> }[] }[];
  stats: Record<string, Record<string, number>>;
}

/** The results of the tasks, in their order. */
async function played(
  port: number,
  folder: string,
): Promise<{ results: Record<string, unknown>[]; stats: Said['stats'] }> {
  const account = 'ansible_user=lab ansible_password=lab ansible_host=127.0.0.1';
  const kind = 'ansible_connection=ansible.netcommon.network_cli ansible_network_os=cisco.ios.ios';
  writeFileSync(path.join(folder, 'inventory'), `R1 ${account} ansible_port=${port} ${kind}\n`);
  writeFileSync(path.join(folder, 'play.json'), JSON.stringify(play));
  const environment = {
    ...process.env,
    HOME: folder,
    ANSIBLE_STDOUT_CALLBACK: 'json',
    ANSIBLE_HOST_KEY_CHECKING: 'False',
    ANSIBLE_LOCALHOST_WARNING: 'False',
  };
  const args = ['-i', path.join(folder, 'inventory'), path.join(folder, 'play.json')];
  const { stdout } = await run(ansible ?? '', args, { env: environment, timeout: 110_000, maxBuffer: 1 << 24 });
  const said = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Said;
  const results = said.plays.flatMap(({ tasks }) => tasks.map(({ hosts }) => hosts['R1'] ?? {}));
  return { results, stats: said.stats };
}

describe.skipIf(ansible === undefined)('Ansible', () => {
  it('looks, learns facts, and configures what is not yet there', { timeout: 120_000 }, async () => {
    const simulation = await simulate({ nodes: [routerNamed('R1')], links: [] }, { R1: configuration });
    try {
      const { results, stats } = await played(simulation.doors[0]?.ssh ?? 0, simulation.folder);
      expect(stats['R1']).toMatchObject({ failures: 0, unreachable: 0 });
      const [look, facts] = results;
      expect(look?.['stdout']).toMatchObject(
        [/^Cisco IOS Software/, /FastEthernet0\/0 +192\.0\.2\.1/].map((one) => expect.stringMatching(one) as unknown),
      );
      expect(facts?.['ansible_facts']).toMatchObject({
        ansible_net_hostname: 'R1',
        ansible_net_version: '12.4(15)T14',
        ansible_net_all_ipv4_addresses: ['192.0.2.1'],
      });
      expect(results.slice(2, 5).map(({ changed }) => changed)).toEqual([true, true, true]);
      expect(results.slice(5, 8).map(({ changed }) => changed)).toEqual([false, false, false]);
    } finally {
      await simulation.end();
    }
  });
});
