/** Labs of VIRL 1 and CML 1 (`.virl`), and of EVE-NG and UNetLab (`.unl`): both are XML. */
import { nameOf, type Dice } from './dice.ts';
import { joints, type Written } from './written.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one);

interface Kind {
  platform: string;
  port: (index: number) => string;
}

/** The ports that VIRL lists: that for management comes before them, and is not in the file. */
const subtypes: Readonly<Record<string, Kind>> = {
  IOSv: { platform: 'ios', port: (index) => `GigabitEthernet0/${index + 1}` },
  IOSvL2: { platform: 'ios', port: (index) => `GigabitEthernet${Math.floor((index + 1) / 4)}/${(index + 1) % 4}` },
  CSR1000v: { platform: 'iosxe', port: (index) => `GigabitEthernet${index + 2}` },
  ASAv: { platform: 'asa', port: (index) => `GigabitEthernet0/${index}` },
  'NX-OSv': { platform: 'nxos', port: (index) => `Ethernet2/${index + 1}` },
  'NX-OSv 9000': { platform: 'nxos', port: (index) => `Ethernet1/${index + 1}` },
  'IOS XRv': { platform: 'iosxr', port: (index) => `GigabitEthernet0/0/0/${index}` },
  server: { platform: 'linux', port: (index) => `eth${index + 1}` },
  'lxc-iperf': { platform: 'linux', port: (index) => `eth${index + 1}` },
  'vSRX-thing': { platform: 'unknown', port: (index) => `ge-0/0/${index}` },
};

export function virlLab(dice: Dice): Written {
  const prefix = dice.one(['', '', 'virl:']);
  const made = dice.times(1 + dice.number(12), (index) => {
    const [subtype, kind] = dice.one(Object.entries(subtypes));
    const text = dice.oneIn(3) ? `hostname r-${index}\n!\nip route 0.0.0.0 0.0.0.0 <& "x">\n` : undefined;
    const ports = dice.times(1 + dice.number(6), (at) => kind.port(at));
    return { subtype, kind, name: `r-${index}`, text, ports };
  });
  const joined = joints(
    dice,
    made.map(({ ports }) => ports.map((name, at) => ({ name, at }))),
    () => true,
  );
  const path = (node: number, at: number): string => `/virl:topology/virl:node[${node + 1}]/virl:interface[${at + 1}]`;
  const notes = dice.times(dice.number(3), (index) => `AS ${65_000 + index}`);
  const nodes = made.map(
    ({ subtype, name, text, ports }, index) => `
    <${prefix}node name="${name}" type="SIMPLE" subtype="${subtype}" location="${index * 10},${dice.number(500)}"${dice.one([' ipv4="192.168.0.1"', '', ' excludeFromLaunch="false"'])}>
        <${prefix}extensions>
            <${prefix}entry key="AutoNetkit.ASN" type="Integer">${index}</${prefix}entry>${
              text === undefined
                ? ''
                : `
            <${prefix}entry key="config" type="String">${escaped(text)}</${prefix}entry>`
            }
        </${prefix}extensions>${ports
          .map(
            (port, at) => `
        <${prefix}interface id="${at}" name="${port}"${dice.one([' ipv4="10.0.0.1" netPrefixLenV4="30"', ''])}/>`,
          )
          .join('')}
    </${prefix}node>`,
  );
  const links = joined.map(
    ({ a, b }) => `
    <${prefix}connection dst="${path(b.node, b.port.at)}" src="${path(a.node, a.port.at)}"/>`,
  );
  const annotations = notes.map((note) => `<${prefix}text location="1,2" color="FF">${escaped(note)}</${prefix}text>`);
  const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<${prefix}topology xmlns${prefix === '' ? '' : ':virl'}="http://www.cisco.com/VIRL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" schemaVersion="0.95" xsi:schemaLocation="http://www.cisco.com/VIRL https://raw.github.com/CiscoVIRL/schema/v0.95/virl.xsd">
    <${prefix}extensions><${prefix}entry key="management_network" type="String">flat</${prefix}entry></${prefix}extensions>${nodes.join('')}
    <${prefix}annotations><${prefix}rect location="0,0" color="FFCC00" width="20" height="40"/>${annotations.join('')}</${prefix}annotations>${links.join('')}
</${prefix}topology>
`;
  return {
    format: 'virl',
    file: { name: 'written.virl', text },
    nodes: made.map(({ name, kind, text: configuration, ports }) => {
      return { name, platform: kind.platform, ports, configuration };
    }),
    links: joined.map(({ a, b }) => ({
      ends: [
        [a.node, a.port.name],
        [b.node, b.port.name],
      ],
    })),
    notes,
  };
}

interface Template extends Kind {
  type: string;
  image: string;
}

const templates: Readonly<Record<string, Template>> = {
  vios: {
    type: 'qemu',
    platform: 'ios',
    image: 'vios-adventerprisek9-m.SPA.159-3.M3',
    port: (index) => `Gi0/${index}`,
  },
  viosl2: {
    type: 'qemu',
    platform: 'ios',
    image: 'viosl2-15.2',
    port: (index) => `Gi${Math.floor(index / 4)}/${index % 4}`,
  },
  csr1000vng: { type: 'qemu', platform: 'iosxe', image: 'csr1000vng-17.03.02', port: (index) => `Gi${index + 1}` },
  asav: {
    type: 'qemu',
    platform: 'asa',
    image: 'asav-9.15',
    port: (index) => (index === 0 ? 'Mgmt0/0' : `Gi0/${index - 1}`),
  },
  iol: {
    type: 'iol',
    platform: 'ios',
    image: 'i86bi_LinuxL3-AdvEnterpriseK9-M2_157_3_May_2018.bin',
    port: (index) => `e${Math.floor(index / 4)}/${index % 4}`,
  },
  vpcs: { type: 'vpcs', platform: 'vpcs', image: '', port: () => 'eth0' },
  linux: { type: 'qemu', platform: 'linux', image: 'linux-ubuntu-22.04', port: (index) => `e${index}` },
  docker: { type: 'docker', platform: 'linux', image: 'alpine:latest', port: (index) => `eth${index}` },
};

const full: readonly (readonly [RegExp, string])[] = [
  [/^Gi(?=\d)/, 'GigabitEthernet'],
  [/^Mgmt(?=\d)/, 'Management'],
  [/^e(?=\d\/)/, 'Ethernet'],
];
const nameIn = (port: string): string => full.reduce((name, [short, long]) => name.replace(short, long), port);

/** Links are hidden networks of two interfaces; a network that is seen is a node, after all others. */
export function eveLab(dice: Dice): Written {
  const made = dice.times(1 + dice.number(12), (index) => {
    const [template, kind] = dice.one(Object.entries(templates));
    const text = kind.type === 'iol' && dice.oneIn(2) ? `hostname R${index}\nend\n` : undefined;
    const count = template === 'vpcs' ? 1 : 4;
    return { template, kind, name: nameOf(dice, 'N', index), text, ports: dice.times(count, (at) => kind.port(at)) };
  });
  const joined = joints(
    dice,
    made.map(({ ports }) => ports.map((port, at) => ({ port, at: portId(at, ports.length) }))),
    () => true,
  );
  const interfaces = (node: number): string =>
    joined
      .flatMap(({ a, b }, index) =>
        [a, b]
          .filter((end) => end.node === node)
          .map(
            (end) => `
          <interface id="${end.port.at}" name="${end.port.port}" type="ethernet" network_id="${index + 1}"/>`,
          ),
      )
      .join('');
  const nodes = made.map(
    ({ template, kind, name, text, ports }, index) => `
      <node id="${index + 1}" name="${escaped(name)}" type="${kind.type}" template="${template}" image="${kind.image}" ethernet="${kind.type === 'iol' ? 1 : ports.length}" serial="0" left="${dice.one(['10', '20.5%'])}" top="30" config="${text === undefined ? 0 : 1}">${interfaces(index)}
      </node>`,
  );
  const networks = joined.map(
    (_, index) => `
      <network id="${index + 1}" type="bridge" name="Net-${index}" left="1" top="2" visibility="0"/>`,
  );
  const configs = made.flatMap(({ text }, index) =>
    text === undefined ? [] : [`<config id="${index + 1}">${Buffer.from(text).toString('base64')}</config>`],
  );
  const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<lab name="written" version="1" scripttimeout="300" lock="0" author="somebody">
  <topology>
    <nodes>${nodes.join('')}
    </nodes>
    <networks>${networks.join('')}
    </networks>
  </topology>
  <objects><configs>${configs.join('')}</configs></objects>
</lab>
`;
  return {
    format: 'eve',
    file: { name: 'written.unl', text },
    nodes: made.map(({ name, kind, text: configuration }) => {
      return { name, platform: kind.platform, ports: undefined, configuration };
    }),
    // In the order of the nodes: it is they that name the networks.
    links: joined.map(({ a, b }) => {
      const [first, second] = a.node < b.node ? [a, b] : [b, a];
      return {
        ends: [
          [first.node, nameIn(first.port.port)],
          [second.node, nameIn(second.port.port)],
        ],
      };
    }),
    notes: [],
  };
}

/** The only port of a VPCS is its first, whatever is chosen. */
function portId(at: number, count: number): number {
  return count === 1 ? 0 : at;
}
