/** Labs as CML 2.0 to 2.10 export them, and as its API answers: YAML of several styles, or JSON. */
import { stringify } from 'yaml';
import type { LinkConditioning } from '../../../src-main/lab/topology.ts';
import { nameOf, type Dice } from './dice.ts';
import { joints, type Written } from './written.ts';

interface Definition {
  platform: string;
  port: (slot: number) => string;
  hasLoopback?: true;
  file?: string;
}

const gigabit = (slot: number): string => `GigabitEthernet0/${slot}`;
const segmented =
  (type: string) =>
  (slot: number): string =>
    `${type}${Math.floor(slot / 4)}/${slot % 4}`;
const ofLinux: Definition = { platform: 'linux', port: (slot) => `eth${slot}`, file: 'node.cfg' };
const xr = (first: string): Definition['port'] => {
  return (slot) => (slot === 0 ? first : `GigabitEthernet0/0/0/${slot - 1}`);
};

/** As the reference platforms of CML call their interfaces. */
const definitions: Readonly<Record<string, Definition>> = {
  iosv: { platform: 'ios', port: gigabit, hasLoopback: true, file: 'ios_config.txt' },
  iosvl2: { platform: 'ios', port: segmented('GigabitEthernet'), hasLoopback: true, file: 'ios_config.txt' },
  'iol-xe': { platform: 'iosxe', port: segmented('Ethernet'), hasLoopback: true, file: 'ios_config.txt' },
  'ioll2-xe': { platform: 'iosxe', port: segmented('Ethernet'), hasLoopback: true, file: 'ios_config.txt' },
  csr1000v: {
    platform: 'iosxe',
    port: (slot) => `GigabitEthernet${slot + 1}`,
    hasLoopback: true,
    file: 'iosxe_config.txt',
  },
  cat8000v: {
    platform: 'iosxe',
    port: (slot) => `GigabitEthernet${slot + 1}`,
    hasLoopback: true,
    file: 'iosxe_config.txt',
  },
  'cat9000v-q200': {
    platform: 'iosxe',
    port: (slot) => (slot === 0 ? 'GigabitEthernet0/0' : `GigabitEthernet1/0/${slot}`),
    file: 'conf/iosxe_config.txt',
  },
  asav: { platform: 'asa', port: (slot) => (slot === 0 ? 'Management0/0' : gigabit(slot - 1)), file: 'day0-config' },
  nxosv9000: {
    platform: 'nxos',
    port: (slot) => (slot === 0 ? 'mgmt0' : `Ethernet1/${slot}`),
    file: 'nxos_config.txt',
  },
  iosxrv9000: {
    platform: 'iosxr',
    port: (slot) => ['MgmtEth0/RP0/CPU0/0', 'donotuse1', 'donotuse2'][slot] ?? `GigabitEthernet0/0/0/${slot - 3}`,
    file: 'iosxr_config.txt',
  },
  xrd: { platform: 'iosxr', port: xr('MgmtEth0/RP0/CPU0/0'), file: 'xrd.cfg' },
  alpine: ofLinux,
  ubuntu: { ...ofLinux, port: (slot) => `ens${slot + 2}`, file: 'user-data' },
  server: ofLinux,
  desktop: ofLinux,
  wan_emulator: ofLinux,
  external_connector: { platform: 'cloud', port: () => 'port' },
  unmanaged_switch: { platform: 'switch', port: (slot) => `port${slot}` },
  'pfsense-plus': { platform: 'unknown', port: (slot) => `vtnet${slot}`, file: 'config.xml' },
};

const versions = ['0.0.1', '0.0.3', '0.0.4', '0.0.5', '0.1.0', '0.2.0', '0.2.1', '0.2.2', '0.3.0', '0.3.1'] as const;

interface MadePort {
  id: string;
  name: string;
}

export function cmlLab(dice: Dice): Written {
  const version = dice.one(versions);
  const hasFiles = version >= '0.2.2';
  const ids = dice.one([(index: number) => `n${index}`, () => dice.uuid()]);
  const made = dice.times(1 + dice.number(14), (index) => {
    const [type, definition] = dice.one(Object.entries(definitions));
    const text = definition.file !== undefined && dice.oneIn(2) ? configurationOf(dice, index) : undefined;
    const count = type === 'external_connector' ? 1 : 1 + dice.number(9);
    const ports = dice.times(count, (slot): MadePort => ({ id: `i${slot + 1}`, name: definition.port(slot) }));
    return { type, definition, id: ids(index), name: nameOf(dice, type.toUpperCase(), index), text, ports };
  });
  const joined = joints(
    dice,
    made.map(({ ports }) => ports),
    () => true,
  );
  const links = joined.map((joint, index) => ({ ...joint, id: `l${index}`, conditioning: conditioned(dice) }));
  const notes = dice.times(dice.number(4), (index) => `Task ${index}: bring up the tunnel\n- with AES`);
  const nodes = made.map(({ type, definition, id, name, text, ports }) => {
    const loopback = definition.hasLoopback
      ? [{ id: 'i0', label: 'Loopback0', type: 'loopback', ...(dice.oneIn(2) && { slot: null }) }]
      : [];
    const interfaces = ports.map((port, slot) => ({
      id: port.id,
      label: port.name,
      type: 'physical',
      slot,
      ...dice.without({ mac_address: '52:54:00:11:22:33' }, 'mac_address'),
    }));
    return {
      ...dice.without(
        {
          boot_disk_size: 16,
          cpu_limit: 100,
          cpus: 1,
          data_volume: 0,
          hide_links: false,
          tags: ['core'],
          image_definition: 'iosv-159-3-m3',
          ram: 512,
        },
        'boot_disk_size',
        'cpu_limit',
        'cpus',
        'data_volume',
        'tags',
        'image_definition',
        'ram',
        'hide_links',
      ),
      ...configuration(dice, { text, isFile: hasFiles, file: definition.file ?? '' }),
      id,
      label: name,
      node_definition: type,
      x: dice.number(2000) - 1000,
      y: dice.oneIn(5) ? -12.5 : dice.number(900),
      ...(version >= '0.3.0' &&
        dice.oneIn(2) && {
          parameters: {},
          pyats: { username: null },
          priority: null,
          pinned_compute_id: null,
          pyats_override: null,
        }),
      interfaces: dice.oneIn(3) ? dice.shuffled([...loopback, ...interfaces]) : [...loopback, ...interfaces],
    };
  });
  const lab = {
    ...(notes.length > 0 || dice.oneIn(2) ? { annotations: annotationsOf(dice, notes) } : {}),
    ...(version >= '0.3.0' && {
      smart_annotations: [{ tag: 'core', is_on: true, padding: 35, label: 'Core', thickness: 1 }],
    }),
    nodes,
    links: links.map(({ a, b, id, conditioning: { given } }) =>
      dice.without(
        {
          id,
          n1: made[a.node]?.id,
          n2: made[b.node]?.id,
          i1: a.port.id,
          i2: b.port.id,
          label: 'R1-GigabitEthernet0/0<->R9-port3',
          conditioning: given,
        },
        'label',
      ),
    ),
    lab: {
      description: 'a lab: with "quotes" and #signs',
      notes: '# Notes\n\n- one\n- two\n',
      title: 'written',
      version,
      ...(version < '0.0.5' && { timestamp: 1_600_000_000.5 }),
      ...(version >= '0.3.0' &&
        dice.oneIn(2) && {
          autostart: { enabled: false, priority: null, delay: null },
          node_staging: { enabled: false, start_remaining: true, abort_on_failure: false },
        }),
    },
  };
  return {
    format: 'cml',
    file: { name: 'written.yaml', text: textOf(dice, lab) },
    nodes: made.map(({ name, definition, text, ports }) => ({
      name,
      platform: definition.platform,
      ports: [...(definition.hasLoopback ? ['Loopback0'] : []), ...ports.map((port) => port.name)],
      configuration: text,
    })),
    links: links.map(({ a, b, conditioning: { conditions } }) => ({
      ends: [
        [a.node, a.port.name],
        [b.node, b.port.name],
      ],
      conditions,
    })),
    notes,
  };
}

function configurationOf(dice: Dice, index: number): string {
  return dice.one([
    `hostname R${index}\n!\ninterface GigabitEthernet0/0\n ip address 10.0.0.${index} 255.255.255.0\n!\nend\n`,
    `#cloud-config\nhostname: h${index}\nruncmd:\n  - "echo: yes"\n`,
    `banner motd ^C\n  *** # "keep" : out *** \n\n^C\nline con 0\n\texec-timeout 0 0`,
    `hostname only${index}`,
    `! été ${index}\nhostname x\n\n\n`,
  ]);
}

function configuration(
  dice: Dice,
  { text, isFile, file }: { text: string | undefined; isFile: boolean; file: string },
): object {
  if (text === undefined)
    return dice.one<object>([{}, { configuration: '' }, { configuration: [] }, { configuration: null }]);
  return { configuration: isFile ? [{ name: file, content: text }] : text };
}

function conditioned(dice: Dice): { given: unknown; conditions?: LinkConditioning } {
  return dice.one([
    { given: {} },
    { given: null },
    { given: { bandwidth: 0, latency: 0, jitter: 0, loss: 0, enabled: true } },
    {
      given: { bandwidth: 1000, latency: 20, jitter: 3, loss: 0.5 },
      conditions: { bandwidth: 1000, delay: 20, jitter: 3, loss: 0.5 },
    },
    { given: { latency: 20, enabled: false } },
    {
      given: { duplicate: 1, reorder_prob: 2, latency: 9, limit: 100 },
      conditions: { duplication: 1, reordering: 2, delay: 9 },
    },
  ]);
}

function annotationsOf(dice: Dice, notes: readonly string[]): object[] {
  const common = {
    border_color: '#00000000',
    border_style: '',
    color: '#FFFFFFFF',
    rotation: 0,
    thickness: 1,
    z_index: 1,
  };
  const figures = [
    { type: 'rectangle', x1: -10.5, y1: 0, x2: 100, y2: 200, border_radius: 5, ...common },
    { type: 'ellipse', x1: 1, y1: 2, x2: 30, y2: 40, ...common },
    { type: 'line', x1: 1, y1: 2, x2: 30, y2: 40, line_start: null, line_end: 'arrow', ...common },
  ];
  const texts = notes.map((text_content) => ({
    type: 'text',
    text_content,
    text_bold: false,
    text_font: 'monospace',
    text_size: 12,
    text_unit: 'pt',
    x1: 3,
    y1: 4,
    ...common,
  }));
  return [...texts, ...dice.times(dice.number(3), () => dice.one(figures))];
}

/** PyYAML as CML uses it, other editors, and the API's JSON. */
function textOf(dice: Dice, lab: object): string {
  const style = dice.number(5);
  if (style === 0) return JSON.stringify(lab);
  if (style === 1) return stringify(lab, { version: '1.1', lineWidth: 80, aliasDuplicateObjects: false });
  if (style === 2)
    return stringify(lab, { indent: 4, lineWidth: 0, aliasDuplicateObjects: false }).replaceAll('\n', '\r\n');
  if (style === 3)
    return `---\n${stringify(lab, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 60, aliasDuplicateObjects: false })}`;
  return stringify(lab, { blockQuote: 'literal', indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false });
}
