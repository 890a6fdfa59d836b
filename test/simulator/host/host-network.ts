/** PC1, R1, R2 and a Linux host in a row, and what is shown on the consoles of the two ends. */
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Topology } from '../../../src-main/lab/topology.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';
import { cable } from '../topology/cable.ts';

const position = { x: 0, y: 0 };
const routerPorts = [{ name: 'FastEthernet0/0' }, { name: 'FastEthernet0/1' }];

const topology: Topology = {
  name: 'hosts',
  nodes: [
    {
      id: 'PC1',
      name: 'PC1',
      platform: 'vpcs',
      model: 'vpcs',
      interfaces: [{ name: 'Ethernet0', mac: '00:50:79:66:68:00' }],
      position,
      configuration: 'set pcname PC1\nip 10.1.0.2/24 10.1.0.1\n',
    },
    { id: 'R1', name: 'R1', platform: 'ios', model: 'dynamips c3725', interfaces: routerPorts, position },
    { id: 'R2', name: 'R2', platform: 'ios', model: 'dynamips c3725', interfaces: routerPorts, position },
    {
      id: 'H2',
      name: 'alpine-0',
      platform: 'linux',
      model: 'alpine',
      interfaces: [{ name: 'eth0', mac: '52:54:00:0c:e7:a6' }],
      position,
      configuration: [
        '# this is a shell script which will be sourced at boot',
        'hostname Site2-Host1',
        '# configurable user account',
        'USERNAME=learner',
        'PASSWORD=secret',
        'ip addr add 172.16.10.11/24 dev eth0',
        'ip link set dev eth0 up',
        'ip route add default via 172.16.10.1',
        '',
      ].join('\n'),
    },
  ],
  links: [
    cable('west', ['PC1', 'Ethernet0'], ['R1', 'FastEthernet0/0']),
    cable('core', ['R1', 'FastEthernet0/1'], ['R2', 'FastEthernet0/1']),
    cable('east', ['R2', 'FastEthernet0/0'], ['H2', 'eth0']),
  ],
};

const configurations = {
  R1: `interface FastEthernet0/0
 ip address 10.1.0.1 255.255.255.0
 no shutdown
interface FastEthernet0/1
 ip address 10.0.0.1 255.255.255.252
 no shutdown
ip route 172.16.10.0 255.255.255.0 10.0.0.2
`,
  R2: `interface FastEthernet0/0
 ip address 172.16.10.1 255.255.255.0
 no shutdown
interface FastEthernet0/1
 ip address 10.0.0.2 255.255.255.252
 no shutdown
ip route 10.1.0.0 255.255.255.0 10.0.0.1
`,
};

export class HostNetwork {
  private constructor(readonly network: SimulatedNetwork) {}

  static async start(
    change: { configurations?: Record<string, string>; journal?: Record<string, { path: []; line: string }[]> } = {},
  ): Promise<HostNetwork> {
    const plan = { topology, configurations: { ...configurations, ...change.configurations }, seed: 'hosts' };
    const journal = change.journal ?? {};
    return new HostNetwork(await SimulatedNetwork.start({ ...plan, journal }, () => undefined));
  }

  /** Types a line on a node's console; what is shown from there to the next prompt. */
  async type(node: string, line: string, { until }: { until?: number } = {}): Promise<string> {
    const device = this.network.devices.get(node);
    let shown = '';
    const terminal = device?.terminals.console.attach((bytes) => (shown += latin1Of(bytes)));
    terminal?.receive(bytesOfLatin1(`${line}\r`));
    await this.settle(until);
    terminal?.detach();
    return shown.replaceAll('\r\n', '\n');
  }

  /** Lets time pass as long as a command waits for it, or to an instant. */
  async settle(until?: number): Promise<void> {
    const { clock } = this.network;
    await turn();
    while (this.network.isBusy || (until !== undefined && (clock.nextAt ?? Infinity) <= until)) {
      clock.runInstant();
      await turn();
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
