/**
 * A router on paper: its configuration and what became of it, and the answers that a 12.4 or a 15 would print. Layouts
 * of seed 000, reference/device-output.md and the corpus; the tests of the parsers hold them against captures.
 */

export interface PaperPolicy {
  number: number;
  encryption: 'des' | '3des' | 'aes 256' | 'aes 192';
  hash: 'sha' | 'md5';
  authentication: 'pre-share' | 'rsa-sig';
  group: number;
  lifetime: number;
}

export interface PaperSet {
  name: string;
  transforms: string;
  mode?: 'tunnel' | 'transport';
}

export interface PaperProfile {
  name: string;
  sets: string[];
  pfs?: number;
}

export interface PaperTunnel {
  address: string;
  source: string;
  destination: string;
  mode: 'gre ip' | 'ipsec ipv4';
  profile?: string;
  isShut?: boolean;
  line: 'up' | 'down';
}

export interface PaperIke {
  destination: string;
  source: string;
  state: string;
  id: number;
  isDeleted?: boolean;
  /** encr, hash, auth, group, as the detail prints them; nothing before a suite is agreed on. */
  suite?: [string, string, string, number];
}

export interface PaperChild {
  peer: string;
  local: string;
  remote: string;
  inbound: number;
  outbound: number;
  transforms: string;
  mode: 'Tunnel' | 'Transport';
  interface: string;
}

export interface PaperRouter {
  name: string;
  wan: string;
  release: '12.4' | '15';
  policies: PaperPolicy[];
  keys: { peer: string; secret: string; mask?: string }[];
  sets: PaperSet[];
  profiles: PaperProfile[];
  tunnel: PaperTunnel;
  ike: PaperIke[];
  children: PaperChild[];
  /** Of the flow of the tunnel. */
  encaps: number;
  decaps: number;
  sendErrors: number;
  log: string[];
  /** Lines of the configuration. */
  routes: string[];
}

export function answer(router: PaperRouter, command: string): string {
  const print = ANSWERS[command];
  if (print) return print(router);
  if (command === 'show interfaces Tunnel0') return interfaceText(router);
  throw new Error(`the router on paper does not know "${command}"`);
}

const ANSWERS: Record<string, (router: PaperRouter) => string> = {
  'show crypto isakmp policy': policyText,
  'show crypto isakmp key': keyText,
  'show crypto ipsec transform-set': setText,
  'show crypto ipsec profile': profileText,
  'show crypto isakmp sa': saText,
  'show crypto isakmp sa detail': detailText,
  'show crypto ipsec sa': ipsecText,
  'show running-config': configurationText,
  'show logging': loggingText,
  'show ip interface brief': briefText,
  'show ip route': routeText,
  'clear crypto session': () => '',
};

function briefText({ wan, tunnel }: PaperRouter): string {
  const row = (name: string, address: string, ...states: string[]): string => `${name.padEnd(27)}${address.padEnd(16)}YES NVRAM  ${(states[0] ?? '').padEnd(21)} ${states[1] ?? ''}`; // prettier-ignore
  const state = tunnel.isShut === true ? 'administratively down' : 'up';
  return ['Interface                  IP-Address      OK? Method Status                Protocol', row('FastEthernet0/0', wan, 'up', 'up'), row('Tunnel0', tunnel.address, state, tunnel.line), ''].join('\n'); // prettier-ignore
}

function routeText({ wan, routes }: PaperRouter): string {
  const network = wan.replace(/\d+$/, (last) => String(Number(last) & ~3));
  const gateway = /0\.0\.0\.0 0\.0\.0\.0 (\S+)/.exec(routes.join('\n'))?.[1];
  return [
    'Codes: C - connected, S - static, R - RIP, M - mobile, B - BGP',
    '',
    gateway === undefined
      ? 'Gateway of last resort is not set'
      : `Gateway of last resort is ${gateway} to network 0.0.0.0`,
    '',
    `     ${network}/30 is subnetted, 1 subnets`,
    `C       ${network} is directly connected, FastEthernet0/0`,
    ...(gateway === undefined ? [] : [`S*   0.0.0.0/0 [1/0] via ${gateway}`]),
    '',
  ].join('\n');
}

const CIPHERS = {
  des: 'DES - Data Encryption Standard (56 bit keys).',
  '3des': 'Three key triple DES',
  'aes 192': 'AES - Advanced Encryption Standard (192 bit keys).',
  'aes 256': 'AES - Advanced Encryption Standard (256 bit keys).',
};
const HASHES = { sha: 'Secure Hash Standard', md5: 'Message Digest 5' };
const METHODS = { 'pre-share': 'Pre-Shared Key', 'rsa-sig': 'Rivest-Shamir-Adleman Signature' };
const BITS: Record<number, number> = { 1: 768, 2: 1024, 5: 1536, 14: 2048 };

function policyText({ policies }: PaperRouter): string {
  const suites = policies.toSorted((a, b) => a.number - b.number).map((one) => suiteText(`Protection suite of priority ${one.number}`, one)); // prettier-ignore
  const builtIn = suiteText('Default protection suite', { number: 0, encryption: 'des', hash: 'sha', authentication: 'rsa-sig', group: 1, lifetime: 86400 }); // prettier-ignore
  return ['', 'Global IKE policy', ...suites, builtIn, ''].join('\n');
}

function suiteText(heading: string, { encryption, hash, authentication, group, lifetime }: PaperPolicy): string {
  return [
    heading,
    `\tencryption algorithm:\t${CIPHERS[encryption]}`,
    `\thash algorithm:\t\t${HASHES[hash]}`,
    `\tauthentication method:\t${METHODS[authentication]}`,
    `\tDiffie-Hellman group:\t#${group} (${BITS[group] ?? 0} bit)`,
    `\tlifetime:\t\t${lifetime} seconds, no volume limit`,
  ].join('\n');
}

function keyText({ keys }: PaperRouter): string {
  const rows = keys.map(({ peer, secret, mask }, index) => {
    const place = mask === undefined ? peer : `${peer.padEnd(15)}[${mask.padEnd(15)}]`;
    return `${(index === 0 ? 'default' : '').padEnd(13)}${place.padEnd(44)}${secret}`;
  });
  return ['Keyring      Hostname/Address                            Preshared Key', '', ...rows, ''].join('\n');
}

function setText({ sets }: PaperRouter): string {
  return sets
    .map(({ name, transforms, mode = 'tunnel' }) => {
      const shown = mode === 'tunnel' ? 'Tunnel' : 'Transport';
      return `Transform set ${name}: { ${transforms}  } \n   will negotiate = { ${shown},  }, \n`;
    })
    .join('');
}

function profileText({ profiles, release, sets }: PaperRouter): string {
  return profiles
    .map(({ name, sets: used, pfs }) =>
      [
        `IPSEC profile ${name}`,
        ...(release === '15' ? ['\tSecurity association lifetime: 4608000 kilobytes/3600 seconds', '\tResponder-Only (Y/N): N'] : ['\tSecurity association lifetime: 4608000 kilobytes/3600 seconds']),
        `\tPFS (Y/N): ${pfs === undefined ? 'N' : 'Y'}`,
        ...(pfs === undefined ? [] : [`\tDH group:  group${pfs}`]),
        '\tTransform sets={ ',
        ...used.map((set) => (release === '15' ? `\t\t${set}:  { ${sets.find((one) => one.name === set)?.transforms ?? ''}  } , ` : `\t\t${set}, `)),
        '\t}',
        '',
      ].join('\n'),
    )
    .join('\n');
} // prettier-ignore

function saText({ ike, release }: PaperRouter): string {
  const slot = release === '12.4' ? '    0' : '';
  const rows = ike.map(
    ({ destination, source, state, id, isDeleted }) =>
      `${destination.padEnd(16)}${source.padEnd(16)}${state.padEnd(15)}${String(id).padStart(7)}${slot} ACTIVE${isDeleted ? ' (deleted)' : ''}`,
  );
  const heading = `dst             src             state          conn-id ${release === '12.4' ? 'slot ' : ''}status`;
  return ['IPv4 Crypto ISAKMP SA', heading, ...rows, '', 'IPv6 Crypto ISAKMP SA', '', ''].join('\n');
}

function detailText(router: PaperRouter): string {
  return [
    'Codes: C - IKE configuration mode, D - Dead Peer Detection',
    '       K - Keepalives, N - NAT-traversal',
    '       T - cTCP encapsulation, X - IKE Extended Authentication',
    '       psk - Preshared key, rsig - RSA signature',
    '       renc - RSA encryption',
    'IPv4 Crypto ISAKMP SA',
    '',
    'C-id  Local           Remote          I-VRF  Status Encr Hash   Auth DH Lifetime Cap.',
    '',
    ...router.ike.flatMap((one) => detailRow(router.wan, one)),
    'IPv6 Crypto ISAKMP SA',
    '',
    '',
  ].join('\n');
}

function detailRow(wan: string, { destination, source, id, isDeleted, suite }: PaperIke): string[] {
  const ends = wan.padEnd(16) + (destination === wan ? source : destination).padEnd(16);
  const status = `${String(id).padEnd(6)}${ends}       ACTIVE `;
  const deleted = isDeleted ? '(deleted)' : '';
  if (!suite || isDeleted) return [`${status}                 0  0            ${deleted}`, '       Engine-id:Conn-id =  ???', '']; // prettier-ignore
  const [encryption, hash, method, group] = suite;
  const names = encryption.padEnd(5) + hash.padEnd(7) + method.padEnd(5) + String(group).padEnd(3);
  return [`${status}${names}23:59:12     ${deleted}`, `       Engine-id:Conn-id =  SW:${id - 1000}`, ''];
}

function ipsecText(router: PaperRouter): string {
  const flows = router.children.length > 0 ? router.children : router.tunnel.profile === undefined ? [] : [undefined];
  return flows.length === 0 ? '\nNo SAs found\n' : flows.map((child) => flowText(router, child)).join('\n');
}

const spi = (value: number): string => `0x${value.toString(16).toUpperCase()}(${value})`;

function flowText(router: PaperRouter, child?: PaperChild): string {
  const { wan, tunnel, encaps, decaps, sendErrors, release } = router;
  const any = '0.0.0.0/0.0.0.0/0/0';
  const flow = { local: any, remote: any, peer: tunnel.destination, interface: 'Tunnel0', outbound: 0, ...child };
  return [
    '',
    `interface: ${flow.interface}`,
    `    Crypto map tag: ${flow.interface}-head-0, local addr ${wan}`,
    '',
    '   protected vrf: (none)',
    `   local  ident (addr/mask/prot/port): (${flow.local})`,
    `   remote ident (addr/mask/prot/port): (${flow.remote})`,
    `   current_peer ${flow.peer} port 500`,
    '     PERMIT, flags={origin_is_acl,}',
    `    #pkts encaps: ${encaps}, #pkts encrypt: ${encaps}, #pkts digest: ${encaps}`,
    `    #pkts decaps: ${decaps}, #pkts decrypt: ${decaps}, #pkts verify: ${decaps}`,
    '    #pkts compressed: 0, #pkts decompressed: 0',
    '    #pkts not compressed: 0, #pkts compr. failed: 0',
    '    #pkts not decompressed: 0, #pkts decompress failed: 0',
    `    #send errors ${sendErrors}, #recv errors 0`,
    '',
    `     local crypto endpt.: ${wan}, remote crypto endpt.: ${flow.peer}`,
    '     path mtu 1500, ip mtu 1500, ip mtu idb FastEthernet0/0',
    `     current outbound spi: ${spi(flow.outbound)}`,
    ...(release === '15' ? ['     PFS (Y/N): N, DH group: none'] : []),
    '',
    ...listLines(router, 'inbound', child),
    ...listLines(router, 'outbound', child),
  ].join('\n');
}

function listLines({ release }: PaperRouter, way: 'inbound' | 'outbound', child?: PaperChild): string[] {
  const flags = release === '15' ? 'sibling_flags 80000046, ' : '';
  const associations = child
    ? [
        `      spi: ${spi(child[way])}`,
        `        transform: ${child.transforms} ,`,
        `        in use settings ={${child.mode}, }`,
        `        conn id: 3, flow_id: SW:3, ${flags}crypto map: ${child.interface}-head-0`,
        '        sa timing: remaining key lifetime (k/sec): (4540862/3379)',
        '        IV size: 8 bytes',
        '        replay detection support: Y',
        `        Status: ${release === '15' ? 'ACTIVE(ACTIVE)' : 'ACTIVE'}`,
      ]
    : [];
  return [`     ${way} esp sas:`, ...associations, '', `     ${way} ah sas:`, '', `     ${way} pcp sas:`, ''];
}

function interfaceText({ tunnel }: PaperRouter): string {
  const { address, source, destination, mode, profile, isShut, line } = tunnel;
  const status = isShut ? 'administratively down' : 'up';
  return [
    `Tunnel0 is ${status}, line protocol is ${line} `,
    '  Hardware is Tunnel',
    `  Internet address is ${address}/30`,
    '  MTU 1514 bytes, BW 9 Kbit, DLY 500000 usec, ',
    '     reliability 255/255, txload 1/255, rxload 1/255',
    '  Encapsulation TUNNEL, loopback not set',
    '  Keepalive not set',
    `  Tunnel source ${source} (FastEthernet0/0), destination ${destination}`,
    `  Tunnel protocol/transport ${mode === 'gre ip' ? 'GRE/IP' : 'IPSEC/IP'}`,
    ...(mode === 'gre ip' ? ['    Key disabled, sequencing disabled', '    Checksumming of packets disabled'] : []),
    '  Tunnel TTL 255',
    '  Fast tunneling enabled',
    '  Tunnel transmit bandwidth 8000 (kbps)',
    '  Tunnel receive bandwidth 8000 (kbps)',
    ...(profile === undefined ? [] : [`  Tunnel protection via IPSec (profile "${profile}")`]),
    '  Last input 00:00:05, output 00:00:05, output hang never',
    '  Last clearing of "show interface" counters never',
    '  Input queue: 0/75/0/0 (size/max/drops/flushes); Total output drops: 0',
    '  Queueing strategy: fifo',
    '  Output queue: 0/0 (size/max)',
    '  5 minute input rate 0 bits/sec, 0 packets/sec',
    '  5 minute output rate 0 bits/sec, 0 packets/sec',
    '     5 packets input, 620 bytes, 0 no buffer',
    '     Received 0 broadcasts, 0 runts, 0 giants, 0 throttles',
    '     0 input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored, 0 abort',
    '     5 packets output, 620 bytes, 0 underruns',
    '     0 output errors, 0 collisions, 0 interface resets',
    '     0 output buffer failures, 0 output buffers swapped out',
    '',
  ].join('\n');
}

function configurationText(router: PaperRouter): string {
  const { name, wan, policies, keys, sets, profiles, tunnel } = router;
  const lines = [
    `hostname ${name}`,
    '!',
    ...policies.flatMap(policyLines),
    ...keys.map(({ peer, secret, mask }) => `crypto isakmp key ${secret} address ${peer}${mask === undefined ? '' : ` ${mask}`}`),
    '!',
    ...sets.flatMap((set) => [`crypto ipsec transform-set ${set.name} ${set.transforms} `, ...(set.mode === 'transport' ? [' mode transport'] : [])]),
    '!',
    ...profiles.flatMap((one) => [
      `crypto ipsec profile ${one.name}`,
      ...(one.sets.length > 0 ? [` set transform-set ${one.sets.join(' ')} `] : []),
      ...(one.pfs === undefined ? [] : [` set pfs group${one.pfs}`]),
      '!',
    ]),
    'interface Tunnel0',
    ` ip address ${tunnel.address} 255.255.255.252`,
    ...(tunnel.isShut ? [' shutdown'] : []),
    ` tunnel source ${tunnel.source}`,
    ` tunnel destination ${tunnel.destination}`,
    ...(tunnel.mode === 'gre ip' ? [] : [` tunnel mode ${tunnel.mode}`]),
    ...(tunnel.profile === undefined ? [] : [` tunnel protection ipsec profile ${tunnel.profile}`]),
    '!',
    'interface FastEthernet0/0',
    ` ip address ${wan} 255.255.255.252`,
    '!',
    ...router.routes,
    '!',
    'end',
    '',
  ]; // prettier-ignore
  return ['Building configuration...', '', 'Current configuration : 1234 bytes', '!', 'version 12.4', ...lines].join(
    '\n',
  );
}

/** Defaults are not written: DES, SHA-1, RSA signatures, group 1, a day. */
function policyLines({ number, encryption, hash, authentication, group, lifetime }: PaperPolicy): string[] {
  return [
    `crypto isakmp policy ${number}`,
    ...(encryption === 'des' ? [] : [` encr ${encryption}`]),
    ...(hash === 'sha' ? [] : [` hash ${hash}`]),
    ...(authentication === 'rsa-sig' ? [] : [` authentication ${authentication}`]),
    ...(group === 1 ? [] : [` group ${group}`]),
    ...(lifetime === 86_400 ? [] : [` lifetime ${lifetime}`]),
  ];
}

function loggingText({ log }: PaperRouter): string {
  return [
    'Syslog logging: enabled (1 messages dropped, 0 messages rate-limited,',
    '                0 flushes, 0 overruns, xml disabled, filtering disabled)',
    '',
    '    Console logging: level debugging, 42 messages logged, xml disabled,',
    '                     filtering disabled',
    '    Buffer logging:  level debugging, 42 messages logged, xml disabled,',
    '                    filtering disabled',
    '    Trap logging: level informational, 46 message lines logged',
    '',
    'Log Buffer (8192 bytes):',
    '',
    ...log,
    '',
  ].join('\n');
}
