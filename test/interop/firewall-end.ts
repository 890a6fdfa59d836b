/** A firewall at whose doors programs of others log in, as an administrator sets one up. */
import type { TopologyNode } from '../../src-main/lab/topology.ts';

export function firewallNamed(name: string): TopologyNode {
  const interfaces = [{ name: 'GigabitEthernet0/0' }, { name: 'GigabitEthernet0/1' }];
  return { id: name, name, platform: 'asa', model: 'asav', interfaces, position: { x: 0, y: 0 } };
}

export const loginConfiguration = `hostname FW
enable password opensesame
username lab password lab privilege 15
aaa authentication ssh console LOCAL
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 192.0.2.1 255.255.255.0
 no shutdown
`;
