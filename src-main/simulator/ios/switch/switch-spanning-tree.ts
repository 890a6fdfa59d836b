/** spanning-tree: which trees there are, who is likely their root, and which ports are ends of them. */
import { Refusal } from '../../cli/refusal.ts';
import type { EthernetSwitch } from '../../switch/ethernet-switch.ts';
import type { InterfaceContext, IosDevice } from '../device.ts';
import { configureMode, interfaceMode } from '../modes.ts';
import { hasSwitch, linesOfSwitch, switchOf, switchPortOf, textOfVlans, vlansOf } from './switch-words.ts';

const isPort = (context: InterfaceContext): boolean => switchPortOf(context) !== undefined;

export function declareSpanningTree(): void {
  configureMode.words({
    'spanning-tree': 'Spanning Tree Subsystem',
    'spanning-tree mode': 'Spanning tree operating mode',
    pvst: 'Per-Vlan spanning tree mode',
    'rapid-pvst': 'Per-Vlan rapid spanning tree mode',
    'mode mst': 'Multiple spanning tree mode',
    'spanning-tree extend': 'Spanning Tree 802.1t extensions',
    'system-id': 'Extend system-id into priority portion of the bridge id (PVST & Rapid PVST only)',
    'spanning-tree portfast': 'Spanning tree portfast options',
    'portfast default': 'Enable portfast by default on all access ports',
    'portfast edge': 'Spanning tree portfast edge options',
    'edge default': 'Enable portfast edge by default on all access ports',
    'spanning-tree vlan': 'VLAN Switch Spanning Tree',
    'vlan range': 'vlan range, example: 1,3-5,7,9-11',
    'range priority': 'Set the bridge priority for the spanning tree',
    'priority priority': 'bridge priority in increments of 4096',
    'range root': 'Configure switch as root',
    primary: 'Configure this switch as primary root for this spanning tree',
    secondary: 'Configure switch as secondary root',
  });
  declareModes();
  declareTrees();
  declarePorts();
}

function refresh(device: IosDevice): void {
  switchOf(device).refresh();
  device.router.converge();
}

function declareModes(): void {
  configureMode
    .add('spanning-tree mode {pvst|rapid-pvst|mst}:mode', {
      section: 'spanning-tree',
      when: hasSwitch,
      run: (device, { mode }) => {
        if (mode === 'mst') throw Refusal.notSimulated('Multiple spanning trees (mst) are not simulated');
        switchOf(device).treeSettings.mode = mode;
      },
      no: (device) => (switchOf(device).treeSettings.mode = 'pvst'),
      show: (device) => linesOfSwitch(device, ({ treeSettings }) => [`spanning-tree mode ${treeSettings.mode}`]),
    })
    .add('spanning-tree portfast [edge] default', {
      section: 'spanning-tree',
      when: hasSwitch,
      run: (device) => setEdgeByDefault(device, true),
      no: (device) => setEdgeByDefault(device, false),
      show: (device) =>
        linesOfSwitch(device, ({ treeSettings }) =>
          treeSettings.isEdgeByDefault ? ['spanning-tree portfast edge default'] : [],
        ),
    })
    .add('spanning-tree extend system-id', {
      section: 'spanning-tree',
      when: hasSwitch,
      run: () => undefined,
      show: (device) => linesOfSwitch(device, () => ['spanning-tree extend system-id']),
    });
}

function setEdgeByDefault(device: IosDevice, isOn: boolean): void {
  switchOf(device).treeSettings.isEdgeByDefault = isOn;
  refresh(device);
}

function declareTrees(): void {
  configureMode
    .add('spanning-tree vlan WORD:range', {
      section: 'spanning-tree vlan',
      when: hasSwitch,
      run: (device, { range }) => setOff(device, vlansOf(range), false),
      no: (device, { range }) => setOff(device, vlansOf(range), true),
      show: (device) =>
        linesOfSwitch(device, ({ treeSettings: { off } }) =>
          off.size === 0 ? [] : [`no spanning-tree vlan ${textOfVlans(off)}`],
        ),
    })
    .add('spanning-tree vlan WORD:range priority ![<0-61440>:priority]', {
      section: 'spanning-tree vlan',
      when: hasSwitch,
      run: (device, { range, priority }) => {
        if (priority % 4096 !== 0) throw Refusal.because(badPriority);
        setPriority(device, vlansOf(range), priority);
      },
      no: (device, { range }) => setPriority(device, vlansOf(range), undefined),
      show: (device) => linesOfSwitch(device, priorityLines),
    })
    .add('spanning-tree vlan WORD:range root {primary|secondary}:rank', {
      when: hasSwitch,
      run: (device, { range, rank }) => setPriority(device, vlansOf(range), rank === 'primary' ? 24576 : 28672),
      no: (device, { range }) => setPriority(device, vlansOf(range), undefined),
    });
}

const badPriority = [
  '% Bridge Priority must be in increments of 4096.',
  '% Allowed values are: ',
  '  0     4096  8192  12288 16384 20480 24576 28672',
  '  32768 36864 40960 45056 49152 53248 57344 61440',
].join('\n');

function setOff(device: IosDevice, vlans: number[], isOff: boolean): void {
  const { off } = switchOf(device).treeSettings;
  for (const vlan of vlans) {
    if (isOff) off.add(vlan);
    else off.delete(vlan);
  }
  refresh(device);
}

function setPriority(device: IosDevice, vlans: number[], priority: number | undefined): void {
  const { priorities } = switchOf(device).treeSettings;
  for (const vlan of vlans) {
    if (priority === undefined) priorities.delete(vlan);
    else priorities.set(vlan, priority);
  }
  refresh(device);
}

function priorityLines({ treeSettings }: EthernetSwitch): string[] {
  const byPriority = new Map<number, number[]>();
  for (const [vlan, priority] of treeSettings.priorities) {
    const list = byPriority.get(priority);
    if (list) list.push(vlan);
    else byPriority.set(priority, [vlan]);
  }
  return [...byPriority].map(([priority, vlans]) => `spanning-tree vlan ${textOfVlans(vlans)} priority ${priority}`);
}

function declarePorts(): void {
  interfaceMode
    .words({
      'spanning-tree': 'Spanning Tree Subsystem',
      portfast: 'Enable an interface to move directly to forwarding on link up',
      'portfast edge': 'Enable portfast edge on the interface',
      'spanning-tree cost': "Change an interface's spanning tree port path cost",
      'cost cost': 'port path cost',
      'spanning-tree port-priority': "Change an interface's spanning tree port priority",
      'port-priority priority': 'port priority in increments of 64',
    })
    .add('spanning-tree portfast [edge]', {
      section: 'spanning-tree',
      when: isPort,
      run: (context) => set(context, { isEdge: true }),
      no: (context) => set(context, { isEdge: false }),
      show: (context) => (settingsOf(context)?.isEdge === true ? ['spanning-tree portfast edge'] : []),
    })
    .add('spanning-tree cost ![<1-200000000>:cost]', {
      section: 'spanning-tree',
      when: isPort,
      run: (context, { cost }) => set(context, { cost }),
      no: (context) => set(context, { cost: undefined }),
      show: (context) => {
        const cost = settingsOf(context)?.cost;
        return cost === undefined ? [] : [`spanning-tree cost ${cost}`];
      },
    })
    .add('spanning-tree port-priority ![<0-192>:priority]', {
      section: 'spanning-tree',
      when: isPort,
      run: (context, { priority }) => set(context, { priority }),
      no: (context) => set(context, { priority: 128 }),
      show: (context) => {
        const { priority = 128 } = settingsOf(context) ?? {};
        return priority === 128 ? [] : [`spanning-tree port-priority ${priority}`];
      },
    });
}

interface PortChange {
  readonly isEdge?: boolean;
  readonly cost?: number | undefined;
  readonly priority?: number;
}

function settingsOf(context: InterfaceContext): PortChange | undefined {
  return context.device.switching?.treeSettings.ports.get(context.one.name);
}

function set({ device, one }: InterfaceContext, change: PortChange): void {
  Object.assign(switchOf(device).treeSettings.of(one.name), change);
  refresh(device);
}
