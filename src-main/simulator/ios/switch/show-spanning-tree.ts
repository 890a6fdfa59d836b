/** show spanning-tree: the tree of each VLAN as this switch sees it (layout: from memory). */
import { hexOf } from '../../../base/bytes.ts';
import type { BridgeId } from '../../wire/bpdu.ts';
import type { SpanningTree, TreePlace } from '../../switch/spanning-tree.ts';
import type { EthernetSwitch } from '../../switch/ethernet-switch.ts';
import { shortNameOf } from '../interface/interface-state.ts';
import { execMode } from '../modes.ts';
import { dottedMac } from './switch-mac.ts';
import { hasSwitch, switchOf } from './switch-words.ts';

export function declareShowSpanningTree(): void {
  execMode
    .words({
      'show spanning-tree': 'Spanning tree topology',
      'spanning-tree vlan': 'VLAN Switch Spanning Trees',
      'vlan vlan': 'VLAN number',
    })
    .add('show spanning-tree [vlan <1-4094>:vlan]', {
      when: hasSwitch,
      run: (device, { vlan: only }, exec) => {
        const switching = switchOf(device);
        const shown = [...switching.trees].filter(([vlan, { places }]) =>
          only === undefined ? places.size > 0 : vlan === only,
        );
        for (const [vlan, tree] of shown.sort(([a], [b]) => a - b)) exec.print(...treeLines(switching, vlan, tree));
        if (shown.length > 0) return;
        exec.print('', only === undefined ? 'No spanning tree instances exist.' : noTree(only), '');
      },
    });
}

const noTree = (vlan: number): string => `Spanning tree instance(s) for vlan ${vlan} does not exist.`;
const words = { root: 'Root', designated: 'Desg', alternate: 'Altn', backup: 'Back' } as const;
const states = { blocking: 'BLK', listening: 'LIS', learning: 'LRN', forwarding: 'FWD' } as const;
const times = 'Hello Time   2 sec  Max Age 20 sec  Forward Delay 15 sec';

function treeLines({ treeSettings }: EthernetSwitch, vlan: number, tree: SpanningTree): string[] {
  const { root, bridge, rootPort } = tree;
  return [
    '',
    `VLAN${String(vlan).padStart(4, '0')}`,
    `  Spanning tree enabled protocol ${treeSettings.isRapid ? 'rstp' : 'ieee'}`,
    ...idLines('Root ID', root),
    ...(rootPort
      ? [
          `             Cost        ${tree.rootCost}`,
          `             Port        ${rootPort.port.id & 0xff} (${rootPort.port.name})`,
        ]
      : ['             This bridge is the root']),
    `             ${times}`,
    '',
    ...idLines('Bridge ID', bridge, `  (priority ${bridge.priority - vlan} sys-id-ext ${vlan})`),
    `             ${times}`,
    '             Aging Time  300 sec',
    '',
    'Interface           Role Sts Cost      Prio.Nbr Type',
    '------------------- ---- --- --------- -------- --------------------------------',
    ...[...tree.places.values()].map(placeLine),
    '',
  ];
}

function idLines(title: string, { priority, mac }: BridgeId, more = ''): string[] {
  return [`  ${title.padEnd(11)}Priority    ${priority}${more}`, `             Address     ${dottedMac(hexOf(mac))}`];
}

function placeLine({ port, role, state }: TreePlace): string {
  const number = `${port.id >>> 8}.${port.id & 0xff}`;
  const type = port.isEdge ? 'P2p Edge ' : 'P2p ';
  return `${shortNameOf(port.name).padEnd(20)}${words[role]} ${states[state]} ${String(port.cost).padEnd(10)}${number.padEnd(9)}${type}`;
}
