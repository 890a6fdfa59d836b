/** Nodes of all kinds that public labs hold: what each is to us, and how its ports are called. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importTopology, type ImportedTopology } from '../../src-main/importers/import.ts';
import { expectSound } from './soundness.ts';

type Row = readonly [platform: string, ports: string];

/** Each node as its platform and its first ports; the number of ports where there are more than four. */
function rowsOf(imported: ImportedTopology): Record<string, Row> {
  expectSound(imported);
  return Object.fromEntries(
    imported.topology.nodes.map(({ name, platform, interfaces }): [string, Row] => {
      const shown = interfaces.slice(0, 4).map((one) => one.name);
      return [name, [platform, [...shown, ...(interfaces.length > 4 ? [`of ${interfaces.length}`] : [])].join(' ')]];
    }),
  );
}

const linksOf = ({ topology }: ImportedTopology): string[] =>
  topology.links.map(({ ends }) => ends.map((end) => `${end.node} ${end.interface}`).join(' - '));

describe('nodes of GNS3', () => {
  const read = (nodes: readonly object[], links: readonly object[] = [], more: object = {}): ImportedTopology => {
    const topology = { nodes: nodes.map((node, id) => ({ node_id: `node-${id}`, x: 0, y: 0, ...node })), links };
    const project = { type: 'topology', revision: 9, name: 'kinds', topology, ...more };
    return importTopology({ name: 'kinds.gns3', text: JSON.stringify(project) });
  };
  const qemu = (name: string, image: string, naming: readonly [format: string, first?: string, segment?: number]) => {
    const [format, first = '', segment = 0] = naming;
    const own = { port_name_format: format, first_port_name: first, port_segment_size: segment };
    return { node_type: 'qemu', name, ...own, properties: { hda_disk_image: image, adapters: 4 } };
  };

  it('are known by their images, and else by how their appliance names their ports', () => {
    const rows = rowsOf(
      read([
        qemu('iosv', 'vios-adventerprisek9-m.SPA.159-3.M6.qcow2', ['Gi0/{0}']),
        qemu('iosv renamed', 'virtioa.qcow2', ['Gi0/{0}']),
        qemu('l2 renamed', 'hda.qcow2', ['Gi{1}/{0}', '', 4]),
        qemu('csr renamed', 'router.qcow2', ['GigabitEthernet{port1}']),
        qemu('asav renamed', 'disk0.qcow2', ['Gi0/{0}', 'Management0/0']),
        qemu('nexus renamed', 'disk0.qcow2', ['Ethernet1/{port1}', 'mgmt0']),
        qemu('xr', 'xrv9k.qcow2', ['GigabitEthernet0/0/0/{0}', 'MgmtEth0/RP0/CPU0/0']),
        qemu('asa 8', 'asa842-hda.qcow2', ['Ethernet{0}']),
        qemu('cat9k', 'cat9kv-prd-17.10.qcow2', ['Gi1/0/{port1}', 'Gi0/0']),
        qemu('junos', 'media-vsrx.qcow2', ['ge-0/0/{0}', 'fxp0']),
        qemu('arista', 'vEOS-lab-4.27.vmdk', ['Ethernet{port1}', 'Management1']),
        qemu('mikrotik', 'chr-6.48.img', ['ether{port1}']),
      ]),
    );
    expect(rows).toEqual({
      iosv: ['ios', 'GigabitEthernet0/0 GigabitEthernet0/1 GigabitEthernet0/2 GigabitEthernet0/3'],
      'iosv renamed': ['ios', 'GigabitEthernet0/0 GigabitEthernet0/1 GigabitEthernet0/2 GigabitEthernet0/3'],
      'l2 renamed': ['ios', 'GigabitEthernet0/0 GigabitEthernet0/1 GigabitEthernet0/2 GigabitEthernet0/3'],
      'csr renamed': ['iosxe', 'GigabitEthernet1 GigabitEthernet2 GigabitEthernet3 GigabitEthernet4'],
      'asav renamed': ['asa', 'Management0/0 GigabitEthernet0/0 GigabitEthernet0/1 GigabitEthernet0/2'],
      'nexus renamed': ['nxos', 'mgmt0 Ethernet1/1 Ethernet1/2 Ethernet1/3'],
      xr: ['iosxr', 'MgmtEth0/RP0/CPU0/0 GigabitEthernet0/0/0/0 GigabitEthernet0/0/0/1 GigabitEthernet0/0/0/2'],
      'asa 8': ['asa', 'GigabitEthernet0 GigabitEthernet1 GigabitEthernet2 GigabitEthernet3'],
      cat9k: ['iosxe', 'GigabitEthernet0/0 GigabitEthernet1/0/1 GigabitEthernet1/0/2 GigabitEthernet1/0/3'],
      junos: ['unknown', 'fxp0 ge-0/0/0 ge-0/0/1 ge-0/0/2'],
      arista: ['unknown', 'Management1 Ethernet1 Ethernet2 Ethernet3'],
      mikrotik: ['unknown', 'ether1 ether2 ether3 ether4'],
    });
  });

  it('are read of every emulator', () => {
    const ports = [0, 1].map((port) => ({ name: `Ethernet${port}`, port_number: port }));
    const rows = rowsOf(
      read([
        { node_type: 'docker', name: 'docker', properties: { image: 'gns3/ipterm:latest', adapters: 2 } },
        { node_type: 'iou', name: 'iou', properties: { path: 'i86bi-linux-l3-ms.bin', serial_adapters: 1 } },
        { node_type: 'cloud', name: 'cloud', properties: { ports_mapping: [{ name: 'tap0', port_number: 0 }] } },
        { node_type: 'nat', name: 'nat', properties: { ports_mapping: [{ name: 'nat0', port_number: 0 }] } },
        { node_type: 'frame_relay_switch', name: 'fr', properties: { mappings: { '1:101': '2:201' } } },
        { node_type: 'atm_switch', name: 'atm', properties: { mappings: { '1:0:100': '10:0:200' } } },
        { node_type: 'traceng', name: 'traceng', properties: {} },
        { node_type: 'virtualbox', name: 'vbox', properties: { adapters: 3 } },
        { node_type: 'vmware', name: 'vmware', port_name_format: 'eth{0}', properties: { adapters: 1 } },
        { node_type: 'ethernet_hub', name: 'hub', properties: { ports_mapping: ports } },
        { node_type: 'holodeck', name: 'of a later release', properties: { adapters: 2 } },
      ]),
    );
    expect(rows).toEqual({
      docker: ['linux', 'eth0 eth1'],
      iou: ['ios', 'Ethernet0/0 Ethernet0/1 Ethernet0/2 Ethernet0/3 of 12'],
      cloud: ['cloud', 'tap0'],
      nat: ['cloud', 'nat0'],
      fr: ['unknown', '1 2'],
      atm: ['unknown', '1 10'],
      traceng: ['unknown', 'Ethernet0'],
      vbox: ['unknown', 'Ethernet0 Ethernet1 Ethernet2'],
      vmware: ['unknown', 'eth0'],
      hub: ['switch', 'Ethernet0 Ethernet1'],
      'of a later release': ['unknown', 'Ethernet0 Ethernet1'],
    });
  });

  it('are read with numbers that somebody wrote as texts', () => {
    const { version, topology, diagnostics } = read([qemu('R1', 'csr1000v.qcow2', ['Gi{port1}'])], [], {
      revision: '9',
    });
    expect({ version, count: topology.nodes.length, diagnostics }).toEqual({ version: '9', count: 1, diagnostics: [] });
  });
});

describe('nodes of CML', () => {
  it('are known by their definitions, and by what copies of them are called', () => {
    const definitions = (
      'iol-xe ioll2-xe cat8000v csr1000v nxosv9000 iosxrv9000 ubuntu desktop wan_emulator frr asav ' +
      'external_connector unmanaged_switch csr1000v-17-3 iosv_159 cat9000v-uadp iosxrv ftdv fmcv kali win10'
    ).split(' ');
    const nodes = definitions.map((one, id) => {
      const lines = [`  - id: ${id}`, `    label: ${one}`, `    node_definition: ${one}`, '    interfaces:'];
      return [...lines, '      - {id: i0, slot: 1, type: physical}', ''].join('\n');
    });
    const text = `lab:\n  title: kinds\n  version: 0.2.0\nnodes:\n${nodes.join('')}links: []\n`;
    expect(rowsOf(importTopology({ name: 'kinds.yaml', text }))).toEqual({
      'iol-xe': ['iosxe', 'Ethernet0/1'],
      'ioll2-xe': ['iosxe', 'Ethernet0/1'],
      cat8000v: ['iosxe', 'GigabitEthernet2'],
      csr1000v: ['iosxe', 'GigabitEthernet2'],
      nxosv9000: ['nxos', 'Ethernet1/1'],
      iosxrv9000: ['iosxr', 'donotuse1'],
      ubuntu: ['linux', 'eth1'],
      desktop: ['linux', 'eth1'],
      wan_emulator: ['linux', 'eth1'],
      frr: ['linux', 'eth1'],
      asav: ['asa', 'GigabitEthernet0/0'],
      external_connector: ['cloud', 'port0'],
      unmanaged_switch: ['switch', 'port1'],
      'csr1000v-17-3': ['iosxe', 'GigabitEthernet2'],
      iosv_159: ['ios', 'GigabitEthernet0/1'],
      'cat9000v-uadp': ['iosxe', 'GigabitEthernet1/0/1'],
      iosxrv: ['iosxr', 'GigabitEthernet0/0/0/0'],
      ftdv: ['unknown', 'port1'],
      fmcv: ['unknown', 'port1'],
      kali: ['linux', 'eth1'],
      win10: ['unknown', 'port1'],
    });
  });
});

describe('nodes of EVE-NG', () => {
  const node = (id: number, of: string, ports: string): string =>
    `<node id="${id}" name="n${id}" left="10%" top="20" ${of}>${ports}</node>`;
  const port = (id: number, name: string, network: number): string =>
    `<interface id="${id}" name="${name}" type="ethernet" network_id="${network}"/>`;
  const net = (id: number, type: string, seen: number): string =>
    `<network id="${id}" type="${type}" name="net" left="1" top="1" visibility="${seen}"/>`;
  const nodes = [
    node(1, 'type="dynamips" template="c3640" slot0="NM-1FE-TX"', port(0, 'fa0/0', 1)),
    node(2, 'type="iol" template="iol" image="i86bi_linux_l2.bin" ethernet="1"', port(0, 'e0/0', 1)),
    node(3, 'type="docker" template="docker" image="x" ethernet="2"', port(0, 'eth0', 2)),
    node(4, 'type="qemu" template="vios" image="vios-15.6" ethernet="2"', port(1, 'Gi0/1', 2)),
    node(5, 'type="qemu" template="win" image="win-7" ethernet="1"', port(0, 'e0', 3)),
  ];
  const unl = `<?xml version="1.0"?><lab name="L" version="1"><topology><nodes>${nodes.join('')}</nodes><networks>${[
    net(1, 'bridge', 0),
    net(2, 'bridge', 0),
    net(3, 'nat0', 1),
  ].join('')}</networks></topology></lab>`;

  it('are read of every emulator, whatever places them', () => {
    const imported = importTopology({ name: 'L.unl', text: unl });
    expect(imported.diagnostics).toEqual([]);
    expect(imported.topology.nodes[0]?.position).toEqual({ x: 100, y: 20 });
    expect(linksOf(imported)).toEqual([
      '1 FastEthernet0/0 - 2 Ethernet0/0',
      '3 eth0 - 4 GigabitEthernet0/1',
      '5 e0 - net3 port0',
    ]);
    expect(Object.values(rowsOf(imported)).map(([platform]) => platform)).toEqual([
      ...['ios', 'ios', 'linux', 'ios', 'unknown'],
      'cloud',
    ]);
  });

  it('are read from the archive that EVE-NG exports, where it holds one lab', () => {
    const lab = strToU8(unl);
    const { topology } = importTopology({ name: 'export.zip', bytes: zipSync({ 'labs/L.unl': lab, 'a.txt': lab }) });
    expect(topology.nodes).toHaveLength(6);
    const several = zipSync({ 'a.unl': lab, 'b.unl': lab });
    expect(() => importTopology({ name: 'export.zip', bytes: several })).toThrow('2 files that may be topologies');
  });
});

describe('nodes of VIRL', () => {
  it('are known by their subtypes', () => {
    const subtypes = ['IOL-L2', 'NX-OSv 9000', 'IOS XRv 9000', 'lxc-iperf', 'CSR1000v', 'vMX'];
    const nodes = subtypes.map((one) => `<node name="${one}" type="SIMPLE" subtype="${one}" location="1,2"/>`);
    const text = `<topology xmlns="http://www.cisco.com/VIRL" schemaVersion="0.9">${nodes.join('')}</topology>`;
    const { topology } = importTopology({ name: 'kinds.virl', text });
    expect(topology.nodes.map(({ platform }) => platform)).toEqual([
      ...['ios', 'nxos', 'iosxr', 'linux', 'iosxe', 'unknown'],
    ]);
  });
});
