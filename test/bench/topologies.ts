/** Topologies as CML writes them, as large as is wanted. */

interface Node {
  name: string;
  configuration: readonly string[];
}

/** Routers in a row, each linked with the next, each with addresses and a route. */
export function chainOfRouters(count: number): string {
  const nodes = Array.from({ length: count }, (_, index) => chained(index));
  const links = nodes.slice(1).map((_, index) => ({ from: index, to: index + 1 }));
  return topology(nodes, links);
}

function chained(index: number): Node {
  const address = (link: number, host: number): string =>
    `172.${16 + (link >> 8)}.${link & 0xff}.${host} 255.255.255.252`;
  return {
    name: `R${index + 1}`,
    configuration: [
      `hostname R${index + 1}`,
      'interface GigabitEthernet0/0',
      ` ip address ${address(index, 2)}`,
      ' no shutdown',
      'interface GigabitEthernet0/1',
      ` ip address ${address(index + 1, 1)}`,
      ' no shutdown',
      `ip route 0.0.0.0 0.0.0.0 ${address(index, 1).split(' ')[0] ?? ''}`,
    ],
  };
}

/**
 * Pairs of routers that have IPsec between them: AES, SHA-1. The first has a tunnel interface and begins as soon as it
 * can; the second has a crypto map and only answers, so that no two negotiations cross. Without protection they are the
 * same but for the lines that make them negotiate.
 */
export function pairsWithTunnels(pairs: number, options: PairOptions): string {
  const nodes = Array.from({ length: pairs }, (_, pair) => [1, 2].map((host) => tunnelled(pair, host, options))).flat();
  const links = Array.from({ length: pairs }, (_, pair) => ({ from: 2 * pair, to: 2 * pair + 1 }));
  return topology(nodes, links);
}

export interface PairOptions {
  version: 1 | 2;
  group: number;
  isProtected: boolean;
  /** The tunnel waits for somebody to open it. */
  isShut: boolean;
}

function keyExchange({ version, group }: PairOptions, peer: string): string[] {
  if (version === 1) {
    const policy = ['crypto isakmp policy 10', ' encryption aes', ' authentication pre-share', ` group ${group}`];
    return [...policy, `crypto isakmp key bench address ${peer}`];
  }
  return [
    'crypto ikev2 proposal PR',
    ' encryption aes-cbc-128',
    ' integrity sha1',
    ` group ${group}`,
    'crypto ikev2 policy PO',
    ' proposal PR',
    'crypto ikev2 keyring K',
    ' peer P',
    `  address ${peer}`,
    '  pre-shared-key bench',
    'crypto ikev2 profile V2',
    ` match identity remote address ${peer} 255.255.255.255`,
    ' authentication remote pre-share',
    ' authentication local pre-share',
    ' keyring local K',
  ];
}

function tunnelled(pair: number, host: number, options: PairOptions): Node {
  const network = `172.${16 + (pair >> 8)}.${pair & 0xff}`;
  const peer = `${network}.${3 - host}`;
  const terms = [' set transform-set T', ...(options.version === 2 ? [' set ikev2-profile V2'] : [])];
  return {
    name: `P${pair}-${host}`,
    configuration: [
      ...keyExchange(options, peer),
      'crypto ipsec transform-set T esp-aes esp-sha-hmac',
      'crypto ipsec profile P',
      ...terms,
      'access-list 100 permit ip any any',
      'crypto map M 10 ipsec-isakmp',
      ` set peer ${peer}`,
      ...terms,
      ' match address 100',
      'interface GigabitEthernet0/1',
      ` ip address ${network}.${host} 255.255.255.0`,
      ' no shutdown',
      ...(options.isProtected && host === 2 ? [' crypto map M'] : []),
      ...(host === 1 ? tunnelInterface(`10.${pair >> 8}.${pair & 0xff}.${host}`, peer, options) : []),
    ],
  };
}

function tunnelInterface(address: string, peer: string, { isProtected, isShut }: PairOptions): string[] {
  return [
    'interface Tunnel0',
    ` ip address ${address} 255.255.255.0`,
    ' tunnel source GigabitEthernet0/1',
    ` tunnel destination ${peer}`,
    ' tunnel mode ipsec ipv4',
    ...(isProtected ? [' tunnel protection ipsec profile P'] : []),
    ...(isShut ? [' shutdown'] : []),
  ];
}

/** A hub with a port, and a tunnel interface of IPsec, for each of its spokes: AES, SHA-1, group 14. */
export function hubAndSpokes(spokes: number): string {
  const policy = ['crypto isakmp policy 10', ' encryption aes', ' authentication pre-share', ' group 14'];
  const profile = [
    'crypto ipsec transform-set T esp-aes esp-sha-hmac',
    'crypto ipsec profile P',
    ' set transform-set T',
  ];
  const crypto = [...policy, 'crypto isakmp key bench address 0.0.0.0 0.0.0.0', ...profile];
  const all = Array.from({ length: spokes }, (_, index) => index);
  const hub: Node = { name: 'HUB', configuration: [...crypto, ...all.flatMap((index) => joined(index, 1, index))] };
  const others = all.map((index): Node => ({
    name: `S${index + 1}`,
    configuration: [...crypto, ...joined(index, 2, 0)],
  }));
  return starOf([hub, ...others]);
}

/** One end of a spoke's link and tunnel. @param port of this end */
function joined(index: number, host: number, port: number): string[] {
  const address = (network: string, end: number): string => `${network}.${index >> 6}.${(index & 0x3f) * 4 + end}`;
  return [
    `interface GigabitEthernet0/${port}`,
    ` ip address ${address('172.20', host)} 255.255.255.252`,
    ' no shutdown',
    `interface Tunnel${port}`,
    ` ip address ${address('10.0', host)} 255.255.255.252`,
    ` tunnel source GigabitEthernet0/${port}`,
    ` tunnel destination ${address('172.20', 3 - host)}`,
    ' tunnel mode ipsec ipv4',
    ' tunnel protection ipsec profile P',
  ];
}

/** The first node has a port for each of the others, which have one. */
function starOf(nodes: readonly Node[]): string {
  const ports = (count: number): string[] =>
    Array.from({ length: count }, (_, slot) => [
      `      - id: i${slot}`,
      `        slot: ${slot}`,
      `        label: GigabitEthernet0/${slot}`,
      '        type: physical',
    ]).flat();
  const nodeLines = nodes.flatMap(({ name, configuration }, index) => [
    `  - id: n${index}`,
    `    label: ${name}`,
    '    node_definition: iosv',
    `    x: ${(index % 40) * 80}`,
    `    y: ${Math.floor(index / 40) * 80}`,
    '    configuration: |-',
    ...configuration.map((line) => `      ${line}`),
    '    interfaces:',
    ...ports(index === 0 ? nodes.length - 1 : 1),
  ]);
  const linkLines = nodes
    .slice(1)
    .flatMap((_, index) => [
      `  - id: l${index}`,
      '    n1: n0',
      `    n2: n${index + 1}`,
      `    i1: i${index}`,
      '    i2: i0',
    ]);
  return ['lab:', '  title: bench', '  version: 0.1.0', 'nodes:', ...nodeLines, 'links:', ...linkLines, ''].join('\n');
}

/** Every link runs from the second interface of the one to the first of the other; in a pair, to its second. */
function topology(nodes: readonly Node[], links: readonly { from: number; to: number }[]): string {
  const isPairs = links.length === nodes.length / 2;
  const nodeLines = nodes.map(({ name, configuration }, index) =>
    [
      `  - id: n${index}`,
      `    label: ${name}`,
      '    node_definition: iosv',
      `    x: ${(index % 20) * 80}`,
      `    y: ${Math.floor(index / 20) * 80}`,
      '    configuration: |-',
      ...configuration.map((line) => `      ${line}`),
      '    interfaces:',
      ...[0, 1].flatMap((slot) => [
        `      - id: i${slot}`,
        `        slot: ${slot}`,
        `        label: GigabitEthernet0/${slot}`,
        '        type: physical',
      ]),
    ].join('\n'),
  );
  const linkLines = links.flatMap(({ from, to }, index) => [
    `  - id: l${index}`,
    `    n1: n${from}`,
    `    n2: n${to}`,
    '    i1: i1',
    `    i2: ${isPairs ? 'i1' : 'i0'}`,
  ]);
  const linkPart = links.length === 0 ? ['links: []'] : ['links:', ...linkLines];
  return ['lab:', '  title: bench', '  version: 0.1.0', 'nodes:', ...nodeLines, ...linkPart, ''].join('\n');
}

/** Routers by themselves that somebody may log in to by SSH: lab, lab. */
export function routersWithLogins(count: number): string {
  const nodes = Array.from({ length: count }, (_, index) => ({
    name: `R${index + 1}`,
    configuration: [
      `hostname R${index + 1}`,
      'username lab privilege 15 password 0 lab',
      'interface GigabitEthernet0/0',
      ` ip address 10.${index >> 8}.${index & 0xff}.1 255.255.255.0`,
      ' no shutdown',
      'line con 0',
      ' privilege level 15',
      'line vty 0 4',
      ' login local',
    ],
  }));
  return topology(nodes, []);
}
