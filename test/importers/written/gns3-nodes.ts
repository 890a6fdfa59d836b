/** The nodes that GNS3 has beside routers of Dynamips, with the ports that its server gives them. */
import type { Dice } from './dice.ts';
import { routerOf, type Gns3Port } from './gns3-routers.ts';

export interface Gns3Made {
  type: string;
  platform: string;
  word: string;
  /** Of the node itself, beside its properties. */
  more?: Record<string, unknown>;
  properties: Record<string, unknown>;
  ports: readonly Gns3Port[];
}

type Make = (dice: Dice) => Gns3Made;

const ethernet = (name: string, adapter: number, port = 0): Gns3Port => ({ name, adapter, port, kind: 'ethernet' });
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

interface Machine {
  image: string;
  platform: string;
  format: string;
  first?: string;
  segment?: number;
  names: (adapter: number) => string;
}

/** As the appliances of GNS3 set them up; what their interfaces are called is what their makers document. */
const machines: readonly Machine[] = [
  {
    image: 'vios-adventerprisek9-m.spa.159-3.m3.qcow2',
    platform: 'ios',
    format: 'Gi0/{0}',
    names: (n) => `GigabitEthernet0/${n}`,
  },
  {
    image: 'vios_l2-adventerprisek9-m.ssa.high_iron_20200929.qcow2',
    platform: 'ios',
    format: 'Gi{1}/{0}',
    segment: 4,
    names: (n) => `GigabitEthernet${Math.floor(n / 4)}/${n % 4}`,
  },
  {
    image: 'csr1000v-universalk9.17.03.02.qcow2',
    platform: 'iosxe',
    format: 'Gi{port1}',
    names: (n) => `GigabitEthernet${n + 1}`,
  },
  {
    image: 'c8000v-universalk9_8G_serial.17.06.01a.qcow2',
    platform: 'iosxe',
    format: 'Gi{port1}',
    names: (n) => `GigabitEthernet${n + 1}`,
  },
  {
    image: 'asav9-18-1.qcow2',
    platform: 'asa',
    format: 'Gi0/{0}',
    first: 'Management0/0',
    names: (n) => (n === 0 ? 'Management0/0' : `GigabitEthernet0/${n - 1}`),
  },
  {
    image: 'nexus9300v.9.3.9.qcow2',
    platform: 'nxos',
    format: 'Ethernet1/{port1}',
    first: 'mgmt0',
    names: (n) => (n === 0 ? 'mgmt0' : `Ethernet1/${n}`),
  },
  {
    image: 'vsrx-21.qcow2',
    platform: 'unknown',
    format: 'ge-0/0/{0}',
    first: 'fxp0',
    names: (n) => (n === 0 ? 'fxp0' : `ge-0/0/${n - 1}`),
  },
  {
    image: 'vEOS-lab-4.29.2F.vmdk',
    platform: 'unknown',
    format: 'Ethernet{port1}',
    first: 'Management1',
    names: (n) => (n === 0 ? 'Management1' : `Ethernet${n}`),
  },
  { image: 'chr-7.11.2.img', platform: 'unknown', format: 'ether{port1}', names: (n) => `ether${n + 1}` },
  { image: 'ubuntu-22.04.qcow2', platform: 'linux', format: 'Ethernet{0}', names: (n) => `eth${n}` },
  { image: 'hda.qcow2', platform: 'unknown', format: 'Ethernet{0}', names: (n) => `Ethernet${n}` },
  {
    image: 'hda.qcow2',
    platform: 'unknown',
    format: 'port{segment1}/{port1}',
    segment: 3,
    names: (n) => `port${Math.floor(n / 3) + 1}/${(n % 3) + 1}`,
  },
  { image: 'hda.qcow2', platform: 'unknown', format: 'sfp{adapter}', names: (n) => `sfp${n}` },
];

const qemu: Make = (dice) => {
  const { image, platform, format, first, segment, names } = dice.one(machines);
  const adapters = 1 + dice.number(16);
  const isNamed = dice.oneIn(5);
  const custom = isNamed ? [{ adapter_number: adapters - 1, port_name: 'uplink', adapter_type: 'e1000' }] : [];
  const ports = range(adapters).map((one) =>
    ethernet(
      isNamed && one === adapters - 1 ? 'uplink' : isNamed && format === 'Ethernet{0}' ? `Ethernet${one}` : names(one),
      one,
    ),
  );
  return {
    type: 'qemu',
    platform,
    word: 'Q',
    more: {
      port_name_format: format,
      port_segment_size: segment ?? dice.one([0, 0, null]),
      first_port_name: first ?? dice.one(['', null]),
      custom_adapters: custom,
    },
    properties: { hda_disk_image: image, adapters, ram: 1024, mac_address: '0c:11:22:33:00:00', platform: 'x86_64' },
    ports,
  };
};

const iou: Make = (dice) => {
  const [ethernets, serials] = [dice.number(5), dice.number(5)];
  const [path, platform] = dice.one([
    ['i86bi-linux-l3-adventerprisek9-15.4.1T.bin', 'ios'],
    ['/opt/gns3/images/IOU/i86bi-linux-l2-adventerprisek9-15.1a.bin', 'ios'],
    ['x86_64_crb_linux-adventerprisek9-ms.bin', 'iosxe'],
    ['x86_64_crb_linux_l2-adventerprisek9-ms.bin', 'iosxe'],
  ] as const);
  const ports = range(4 * (ethernets + serials)).map((one): Gns3Port => {
    const [adapter, port] = [Math.floor(one / 4), one % 4];
    const isSerial = adapter >= ethernets;
    return {
      adapter,
      port,
      name: `${isSerial ? 'Serial' : 'Ethernet'}${adapter}/${port}`,
      kind: isSerial ? 'serial' : 'ethernet',
    };
  });
  const more = { port_name_format: 'Ethernet{segment0}/{port0}', port_segment_size: 4, first_port_name: null };
  const properties = { path, ethernet_adapters: ethernets, serial_adapters: serials, application_id: 1 };
  return { type: 'iou', platform, word: 'IOU', more, properties, ports };
};

const dynamips: Make = (dice) => {
  const { properties, ports } = routerOf(dice);
  const image = 'c7200-adventerprisek9-mz.152-4.S7.image';
  return { type: 'dynamips', platform: 'ios', word: 'R', properties: { ...properties, image, dynamips_id: 1 }, ports };
};

const docker: Make = (dice) => {
  const adapters = 1 + dice.number(4);
  const isNamed = dice.oneIn(4);
  const more = { custom_adapters: isNamed ? [{ adapter_number: 0, port_name: 'lan0' }] : [] };
  const ports = range(adapters).map((one) => ethernet(isNamed && one === 0 ? 'lan0' : `eth${one}`, one));
  return {
    type: 'docker',
    platform: 'linux',
    word: 'D',
    more,
    properties: { adapters, image: 'alpine:latest' },
    ports,
  };
};

const machine: Make = (dice) => {
  const adapters = 1 + dice.number(8);
  const ports = range(adapters).map((one) => ethernet(`Ethernet${one}`, one));
  const more = { port_name_format: 'Ethernet{0}', port_segment_size: 0, first_port_name: null };
  return {
    type: dice.one(['virtualbox', 'vmware']),
    platform: 'unknown',
    word: 'VM',
    more,
    properties: { adapters },
    ports,
  };
};

const ofSwitch: Make = (dice) => {
  const count = 1 + dice.number(12);
  const ports_mapping = range(count).map((port_number) => ({
    name: `Ethernet${port_number}`,
    port_number,
    type: dice.one(['access', 'access', 'dot1q', 'qinq']),
    vlan: 1 + dice.number(100),
    ethertype: dice.one(['', '0x8100', '0x88A8']),
  }));
  const ports = range(count).map((port) => ethernet(`Ethernet${port}`, 0, port));
  return { type: 'ethernet_switch', platform: 'switch', word: 'SW', properties: { ports_mapping }, ports };
};

const hub: Make = () => {
  const ports_mapping = range(8).map((port_number) => ({ name: `Ethernet${port_number}`, port_number }));
  const ports = range(8).map((port) => ethernet(`Ethernet${port}`, 0, port));
  return { type: 'ethernet_hub', platform: 'switch', word: 'HUB', properties: { ports_mapping }, ports };
};

const cloud: Make = (dice) => {
  const names = dice
    .shuffled(['eth0', 'eth1', 'virbr0', 'tap0', 'Ethernet 2', 'VirtualBox Host-Only Network'])
    .slice(0, 1 + dice.number(5));
  const ports_mapping = names.map((name, port_number) => ({ interface: name, name, port_number, type: 'ethernet' }));
  const ports = names.map((name, port) => ethernet(name, 0, port));
  return {
    type: 'cloud',
    platform: 'cloud',
    word: 'Cloud',
    properties: { ports_mapping, remote_console_port: 23 },
    ports,
  };
};

const nat: Make = (dice) => {
  const ports_mapping = [{ interface: 'virbr0', name: 'nat0', port_number: 0, type: 'ethernet' }];
  const properties = dice.oneIn(3) ? {} : { ports_mapping };
  return { type: 'nat', platform: 'cloud', word: 'NAT', properties, ports: [ethernet('nat0', 0)] };
};

const frameRelay: Make = (dice) => {
  const mappings = Object.fromEntries(
    range(1 + dice.number(4)).map((one) => [`${one + 1}:10${one}`, `${one + 2}:20${one}`]),
  );
  const highest = Object.keys(mappings).length + 1;
  const ports = range(highest).map((one): Gns3Port => ({
    adapter: 0,
    port: one + 1,
    name: String(one + 1),
    kind: 'serial',
  }));
  return { type: 'frame_relay_switch', platform: 'unknown', word: 'FR', properties: { mappings }, ports };
};

const atm: Make = () => {
  const ports = [1, 10].map((port): Gns3Port => ({ adapter: 0, port, name: String(port), kind: 'atm' }));
  return {
    type: 'atm_switch',
    platform: 'unknown',
    word: 'ATM',
    properties: { mappings: { '1:0:100': '10:0:200' } },
    ports,
  };
};

const one =
  (type: string, platform: string, word: string): Make =>
  () => ({ type, platform, word, properties: {}, ports: [ethernet('Ethernet0', 0)] });

const makers: readonly Make[] = [
  dynamips,
  dynamips,
  dynamips,
  iou,
  iou,
  qemu,
  qemu,
  qemu,
  docker,
  machine,
  ofSwitch,
  hub,
  cloud,
  nat,
  frameRelay,
  atm,
  one('vpcs', 'vpcs', 'PC'),
  one('traceng', 'unknown', 'T'),
];

export const nodeOf = (dice: Dice): Gns3Made => dice.one(makers)(dice);
