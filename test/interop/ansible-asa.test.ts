/** Ansible's cisco.asa modules: commands, and configuration that is applied once and found there the second time. */
import { describe, expect, it } from 'vitest';
import { ansible, played } from './ansible-play.ts';
import { firewallNamed, loginConfiguration } from './firewall-end.ts';
import { simulate } from './simulation.ts';

const account =
  'ansible_user=lab ansible_password=lab ansible_become=yes ansible_become_method=enable ansible_become_password=opensesame';
const kind = `${account} ansible_network_os=cisco.asa.asa`;

const object = { parents: 'object network YELLOW', lines: ['subnet 192.168.100.0 255.255.255.0'] };
const rule = { lines: ['access-list VPN extended permit ip 192.168.100.0 255.255.255.0 172.16.10.0 255.255.255.0'] };
const policy = {
  parents: 'crypto ikev1 policy 10',
  lines: ['authentication pre-share', 'encryption aes-256', 'hash sha', 'group 5'],
};

const configure = [object, rule, policy].map((wanted) => ({ 'cisco.asa.asa_config': wanted }));
const tasks = [
  { 'cisco.asa.asa_command': { commands: ['show version', 'show interface ip brief'] } },
  ...configure,
  ...configure,
  { 'cisco.asa.asa_config': { lines: ['webvpn'] }, ignore_errors: true },
];

describe.skipIf(ansible === undefined)('Ansible at a firewall', () => {
  it('looks, and configures what is not yet there', { timeout: 180_000 }, async () => {
    const simulation = await simulate({ nodes: [firewallNamed('FW')], links: [] }, { FW: loginConfiguration });
    try {
      const { results, stats } = await played(tasks, { simulation, kind });
      expect(stats).toMatchObject({ failures: 0, unreachable: 0 });
      expect(results[0]?.['stdout']).toMatchObject(
        [/Adaptive Security Appliance/, /GigabitEthernet0\/0 +192\.0\.2\.1/].map(
          (one) => expect.stringMatching(one) as unknown,
        ),
      );
      expect(results.slice(1, 4).map(({ changed }) => changed)).toEqual([true, true, true]);
      expect(results.slice(4, 7).map(({ changed }) => changed)).toEqual([false, false, false]);
      expect(results[7]).toMatchObject({ failed: true });
    } finally {
      await simulation.end();
    }
  });
});
