/** Three switches in a ring of trunks, and a host at each: PC1 and PC2 in VLAN 10, PC3 in VLAN 20. SW1 routes. */
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Topology } from '../../../src-main/lab/topology.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';
import { cable } from '../topology/cable.ts';

const position = { x: 0, y: 0 };
const ports = [0, 1, 2, 3].map((number) => ({ name: `GigabitEthernet0/${number}` }));
const names = [1, 2, 3] as const;

const topology: Topology = {
  name: 'switches',
  nodes: [
    ...names.map((number) => ({
      id: `SW${number}`,
      name: `SW${number}`,
      platform: 'ios' as const,
      model: 'iosvl2',
      interfaces: ports,
      position,
    })),
    ...names.map((number) => ({
      id: `PC${number}`,
      name: `PC${number}`,
      platform: 'vpcs' as const,
      model: 'vpcs',
      interfaces: [{ name: 'Ethernet0', mac: `00:50:79:66:68:0${number}` }],
      position,
      configuration: `ip 10.1.${number === 3 ? 20 : 10}.${10 + number}/24 10.1.${number === 3 ? 20 : 10}.1\n`,
    })),
  ],
  links: [
    ...names.map((number) =>
      cable(`host ${number}`, [`PC${number}`, 'Ethernet0'], [`SW${number}`, ports[0]?.name ?? '']),
    ),
    cable('1-2', ['SW1', 'GigabitEthernet0/1'], ['SW2', 'GigabitEthernet0/1']),
    cable('2-3', ['SW2', 'GigabitEthernet0/2'], ['SW3', 'GigabitEthernet0/2']),
    cable('3-1', ['SW3', 'GigabitEthernet0/3'], ['SW1', 'GigabitEthernet0/3']),
  ],
};

const trunk = (number: number): string =>
  `interface GigabitEthernet0/${number}\n switchport trunk encapsulation dot1q\n switchport mode trunk\n`;

function configurationOf(number: number): string {
  return `hostname SW${number}
spanning-tree mode pvst
vlan 10
 name USERS
vlan 20
 name SERVERS
interface GigabitEthernet0/0
 switchport access vlan ${number === 3 ? 20 : 10}
 switchport mode access
${[1, 2, 3].map(trunk).join('')}`;
}

const routing = `interface Vlan10
 ip address 10.1.10.1 255.255.255.0
interface Vlan20
 ip address 10.1.20.1 255.255.255.0
`;

const configurations = {
  SW1: `${configurationOf(1)}spanning-tree vlan 10,20 priority 4096\n${routing}`,
  SW2: configurationOf(2),
  SW3: configurationOf(3),
};

export class SwitchLab {
  private constructor(readonly network: SimulatedNetwork) {}

  static async start(more: Record<string, string> = {}): Promise<SwitchLab> {
    const plan = { topology, configurations: { ...configurations, ...more }, journal: {}, seed: 'switches' };
    const lab = new SwitchLab(await SimulatedNetwork.start(plan, () => undefined));
    await lab.pass(1000);
    for (const name of ['SW1', 'SW2', 'SW3']) await lab.type(name, '\renable\rterminal length 0');
    return lab;
  }

  /** Types lines on a node's console; what is shown. */
  async type(node: string, line: string): Promise<string> {
    const pieces: string[] = [];
    const device = this.network.devices.get(node);
    const terminal = device?.terminals.console.attach((bytes) => pieces.push(latin1Of(bytes)));
    terminal?.receive(bytesOfLatin1(`${line}\r`));
    await turn();
    while (this.network.isBusy) {
      this.network.clock.runInstant();
      await turn();
    }
    terminal?.detach();
    return pieces.join('').replaceAll('\r\n', '\n');
  }

  async pass(milliseconds: number): Promise<void> {
    this.network.clock.runUntil(this.network.clock.now() + milliseconds);
    await turn();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
