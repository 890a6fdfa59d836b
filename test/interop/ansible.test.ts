/** Ansible's cisco.ios modules: commands, facts, and configuration that is applied once and found there the second time. */
import { describe, expect, it } from 'vitest';
import { ansible, played } from './ansible-play.ts';
import { routerNamed, simulate } from './simulation.ts';

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

const prefixes = {
  name: 'LAN',
  description: 'of the lab',
  entries: [{ action: 'permit', prefix: '10.1.0.0/16', sequence: 5, le: 24 }],
};
const prefixLists = { config: [{ afi: 'ipv4', prefix_lists: [prefixes] }] };
const match = { ip: { address: { prefix_lists: ['LAN'] } }, tag: { value: ['7'] } };
const routeMaps = {
  config: [
    { route_map: 'M', entries: [{ sequence: 10, action: 'permit', match, set: { metric: { metric_value: 25 } } }] },
  ],
};
/** Read from `show running-config all`. */
const datetime = { timestamp: 'datetime', datetime_options: { msec: true, localtime: true } };
const timestamps = ['debug', 'log'].map((msg) => ({ msg, enable: true, ...datetime }));
const services = { config: { tcp_keepalives_in: true, dhcp: true, timestamps } };
const resources = [
  { 'cisco.ios.ios_prefix_lists': prefixLists },
  { 'cisco.ios.ios_route_maps': routeMaps },
  { 'cisco.ios.ios_service': services },
];

const configure = [policy, transformSet, host].map((wanted) => ({ 'cisco.ios.ios_config': wanted }));
const tasks = [
  { 'cisco.ios.ios_command': { commands: ['show version', 'show ip interface brief'] } },
  { 'cisco.ios.ios_facts': { gather_subset: ['default', 'interfaces', 'config'] } },
  ...configure,
  ...configure,
  { 'cisco.ios.ios_config': { save_when: 'modified' } },
  ...resources,
  ...resources,
  { 'cisco.ios.ios_config': { lines: ['router bgp 65000'] }, ignore_errors: true },
];

const kind = 'ansible_user=lab ansible_password=lab ansible_network_os=cisco.ios.ios';

describe.skipIf(ansible === undefined)('Ansible', () => {
  it('looks, learns facts, and configures what is not yet there', { timeout: 180_000 }, async () => {
    const simulation = await simulate({ nodes: [routerNamed('R1')], links: [] }, { R1: configuration });
    try {
      const { results, stats } = await played(tasks, { simulation, kind });
      expect(stats).toMatchObject({ failures: 0, unreachable: 0 });
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
      expect(results.slice(9, 15).map(({ changed }) => changed)).toEqual([true, true, true, false, false, false]);
      expect(results[15]).toMatchObject({
        failed: true,
        module_stderr: expect.stringContaining('is not simulated') as unknown,
      });
    } finally {
      await simulation.end();
    }
  });
});
