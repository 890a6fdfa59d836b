/** show conn, show xlate, show nat, clear conn, clear xlate. */
import { formatIpv4 } from '../../../base/address.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import { prefixOfRange } from '../objects/address-range.ts';
import type { Connection } from './connections.ts';
import type { AsaDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import type { NamedInterface } from '../named-interfaces.ts';
import type { NatRule, NatRules, NatService } from '../nat/nat-rules.ts';
import { portName, protocolName } from '../services.ts';
import { hoursOf } from '../time-words.ts';

export function declareShowConnections(): void {
  declareVocabulary();
  execMode
    .add('show conn [{all|detail|long}:how]', {
      run: (device, { how }, exec) => exec.print(...connectionLines(device, () => true, how)),
    })
    .add('show conn count', {
      run: ({ firewall: { connections } }, _, exec) =>
        exec.print(`${connections.all.length} in use, ${connections.most} most used`),
    })
    .add('show conn address A.B.C.D:address [{all|detail|long}:how]', {
      run: (device, { address, how }, exec) => {
        const isMeant = ({ near, far }: Connection): boolean =>
          [near, far].some(({ source, destination }) => source === address || destination === address);
        exec.print(...connectionLines(device, isMeant, how));
      },
    })
    .add('show conn protocol {tcp|udp|icmp}:protocol', {
      run: (device, { protocol }, exec) =>
        exec.print(...connectionLines(device, (connection) => connection.protocol === ipProtocols[protocol])),
    })
    .add('show xlate', { run: (device, _, exec) => exec.print(...translationLines(device)) })
    .add('show nat [detail:detail]', {
      run: ({ configuration: { nat } }, { detail }, exec) => exec.print(...natLines(nat, detail !== undefined)),
    })
    .add('clear conn', {
      run: ({ firewall }, _, exec) => {
        exec.print(`${firewall.connections.all.length} connection(s) deleted.`);
        firewall.connections.clear();
      },
    })
    .add('clear nat counters', {
      run: ({ configuration: { nat } }) => {
        for (const rule of nat.ordered) Object.assign(rule, { hits: 0, reverseHits: 0 });
      },
    })
    .add('clear xlate', {
      run: ({ firewall }, _, exec) => {
        const dynamic = firewall.connections.all.filter(({ rule }) => rule?.kind === 'dynamic');
        firewall.connections.endThoseOf(({ rule }) => rule?.kind === 'dynamic');
        exec.print(`INFO: ${dynamic.length} xlate deleted`);
      },
    });
}

function declareVocabulary(): void {
  execMode.words({
    'show conn': 'Show connections',
    'conn all': 'Show connections of the firewall itself too',
    'conn detail': 'Show connections in detail',
    'conn long': 'Show connections in long format',
    'conn count': 'Show the number of connections',
    'conn address': 'Connections of an address',
    'address address': 'Address',
    'conn protocol': 'Connections of a protocol',
    'protocol tcp': 'TCP',
    'protocol udp': 'UDP',
    'protocol icmp': 'ICMP',
    'address all': 'Show connections of the firewall itself too',
    'address detail': 'Show connections in detail',
    'address long': 'Show connections in long format',
    'show xlate': 'Show current translation information',
    'show nat': 'Show NAT policies and their counters',
    'nat detail': 'Show the addresses of the policies',
    'clear nat': 'Clear the counters of the NAT policies',
    'clear conn': 'Clear connections',
    'clear xlate': 'Clear current translations',
  });
}

type How = 'all' | 'detail' | 'long';

/**
 * The end with the lower level stands first, as in consoles of 9.x; `long` and `detail` tell what both ends are translated
 * to, how old a connection is and when it goes. Connections of the firewall itself are not kept: `all` shows the same.
 */
function connectionLines(device: AsaDevice, isMeant: (connection: Connection) => boolean, how?: How): string[] {
  const { connections } = device.firewall;
  const isShort = how === undefined || how === 'all';
  const lineOf = isShort ? shortLine : longLines;
  return [
    `${connections.all.length} in use, ${connections.most} most used`,
    ...(isShort ? [''] : flagLegend),
    ...connections.all.filter(isMeant).flatMap((connection) => lineOf(device, connection)),
  ];
}

function shortLine({ clock }: AsaDevice, connection: Connection): string[] {
  const { near, far, ingress, egress, protocol, lastAt, bytes } = connection;
  const initiator = endText(ingress, near.source, near.sourcePort);
  const responder = endText(egress, far.destination, far.destinationPort);
  const isOutbound = ingress.level >= egress.level;
  const [first, second] = isOutbound ? [responder, initiator] : [initiator, responder];
  const idle = hoursOf(clock.now() - lastAt);
  const name = protocolName(protocol).toUpperCase();
  return [`${name} ${first} ${second}, idle ${idle}, bytes ${bytes}, flags ${flagsOf(connection, isOutbound)}`];
}

/** `TCP outside: 8.8.8.8/53 (8.8.8.8/53) inside: 10.0.0.1/1025 (192.0.2.1/1025), flags UIO , idle 5s, …` */
function longLines({ clock, firewall: { connections } }: AsaDevice, connection: Connection): string[] {
  const { near, far, ingress, egress, protocol, lastAt, createdAt, bytes } = connection;
  const isOutbound = ingress.level >= egress.level;
  const initiator = `${ingress.name ?? ''}: ${placeText(near.source, near.sourcePort)} (${placeText(far.source, far.sourcePort)})`;
  const responder = `${egress.name ?? ''}: ${placeText(far.destination, far.destinationPort)} (${placeText(near.destination, near.destinationPort)})`;
  const [first, second] = isOutbound ? [responder, initiator] : [initiator, responder];
  const ages = `idle ${spanOf(clock.now() - lastAt)}, uptime ${spanOf(clock.now() - createdAt)}`;
  return [
    `${protocolName(protocol).toUpperCase()} ${first} ${second}, flags ${flagsOf(connection, isOutbound)}, ${ages}, timeout ${spanOf(connections.timeoutOf(connection) * 1000)}, bytes ${bytes}`,
  ];
}

function placeText(address: number, port: number): string {
  return `${formatIpv4(address)}/${port}`;
}

/** '5s', '2m5s', '1h0m' */
function spanOf(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m${seconds % 60}s` : `${Math.floor(minutes / 60)}h${minutes % 60}m`;
}

/** Those of the letters that can stand here. */
const flagLegend = [
  'Flags: A - awaiting inside ACK to SYN, a - awaiting outside ACK to SYN,',
  '       B - initial SYN from outside, I - inbound data,',
  '       O - outbound data, S - awaiting inside SYN, s - awaiting outside SYN, U - up',
  '',
];

function endText({ name = '' }: NamedInterface, address: number, port: number): string {
  return `${name} ${formatIpv4(address)}:${port}`;
}

/** U up, I inbound data, O outbound data, B initial SYN from outside, a awaiting outside ACK, - none of TCP's. */
function flagsOf({ protocol, tcp }: Connection, isOutbound: boolean): string {
  if (protocol !== ipProtocols.tcp) return protocol === ipProtocols.icmp ? ' ' : '- ';
  if (!tcp.isAnswered) return isOutbound ? 'saA ' : 'SaAB ';
  return `U${tcp.hasInbound ? 'I' : ''}${tcp.hasOutbound ? 'O' : ''}${isOutbound ? '' : 'B'} `;
}

const legend = [
  'Flags: D - DNS, e - extended, I - identity, i - dynamic, r - portmap,',
  '       s - static, T - twice, N - net-to-net',
];

function translationLines({ firewall: { connections }, configuration: { nat }, clock }: AsaDevice): string[] {
  const fixed = nat.ordered.filter(({ kind, isInactive }) => kind === 'static' && !isInactive);
  const dynamic = connections.all.filter(({ rule }) => rule?.kind === 'dynamic');
  const count = fixed.length + dynamic.length;
  return [
    `${count} in use, ${Math.max(count, connections.most)} most used`,
    ...legend,
    ...fixed.flatMap((rule) => staticLines(nat, rule)),
    ...dynamic.map((connection) => {
      const { near, far, ingress, egress, protocol } = connection;
      const from = `${ingress.name ?? ''}:${formatIpv4(near.source)}/${near.sourcePort}`;
      const to = `${egress.name ?? ''}:${formatIpv4(far.source)}/${far.sourcePort}`;
      const idle = hoursOf(clock.now() - connection.lastAt);
      const timeout = hoursOf(connections.timeoutOf(connection) * 1000);
      return `${protocolName(protocol).toUpperCase()} PAT from ${from} to ${to} flags ri idle ${idle} timeout ${timeout}`;
    }),
  ];
}

function staticLines(nat: NatRules, rule: NatRule): string[] {
  const { service } = rule;
  const flags = `s${nat.isIdentity(rule) ? 'I' : ''}${service ? 'r' : ''}${rule.section === 2 ? '' : 'T'}`;
  if (service?.side === 'source') {
    const from = `${rule.from}:${rangesText(nat, rule.real, rule.from).replace(/\/32$/, '')} ${service.real}-${service.real}`;
    const to = `${rule.to}:${rangesText(nat, rule.mapped, rule.to).replace(/\/32$/, '')} ${service.mapped}-${service.mapped}`;
    const name = protocolName(service.protocol).toUpperCase();
    return [`${name} PAT from ${from} to ${to}`, `    flags ${flags} idle 0:00:00 timeout 0:00:00`];
  }
  const line = (from: string, real: string, to: string, mapped: string): string[] => [
    `NAT from ${from}:${rangesText(nat, real, from)} to ${to}:${rangesText(nat, mapped, to)}`,
    `    flags ${flags} idle 0:00:00 timeout 0:00:00`,
  ];
  const { destination } = rule;
  return [
    ...line(rule.from, rule.real, rule.to, rule.mapped),
    ...(destination ? line(rule.to, destination.real, rule.from, destination.mapped) : []),
  ];
}

function rangesText(nat: NatRules, name: string, on: string): string {
  return nat.rangesOf(name, on).map(prefixOfRange).join(', ');
}

/** Layout: consoles of 8.3 and later (Cisco ASA command reference, `show nat`). */
function natLines(nat: NatRules, isDetailed: boolean): string[] {
  return [
    ...sectionLines(nat, { title: 'Manual NAT Policies (Section 1)', rules: nat.manual, isDetailed }),
    ...sectionLines(nat, { title: 'Auto NAT Policies (Section 2)', rules: nat.automatic, isDetailed }),
    ...sectionLines(nat, { title: 'Manual NAT Policies (Section 3)', rules: nat.afterAuto, isDetailed }),
  ];
}

interface Section {
  readonly title: string;
  readonly rules: readonly NatRule[];
  readonly isDetailed: boolean;
}

function sectionLines(nat: NatRules, { title, rules, isDetailed }: Section): string[] {
  if (rules.length === 0) return [];
  return [
    title,
    ...rules.flatMap((rule, index) => [
      `${index + 1} (${rule.from}) to (${rule.to}) ${textOf(rule)}`,
      `    translate_hits = ${rule.hits}, untranslate_hits = ${rule.reverseHits}`,
      ...(isDetailed ? detailLines(nat, rule) : []),
    ]),
  ];
}

function textOf({ kind, real, mapped, destination, ...rule }: NatRule): string {
  const pair = destination ? `  destination static ${destination.mapped} ${destination.real}` : '  ';
  const options = `${rule.isProxyArpOff ? ' no-proxy-arp' : ''}${rule.looksUpRoute ? ' route-lookup' : ''}${rule.isInactive ? ' inactive' : ''}`;
  const service = rule.service ? ` service ${rule.service.words}` : '';
  return `source ${kind} ${real} ${mapped} ${pair}${service}${options}`;
}

function serviceLine({ protocol, real, mapped }: NatService): string {
  const [before, after] = [real, mapped].map((port) => portName(port, protocol));
  return `    Service - Protocol: ${protocolName(protocol)} Real: ${before ?? ''} Mapped: ${after ?? ''} `;
}

function detailLines(nat: NatRules, { real, mapped, from, to, destination, service }: NatRule): string[] {
  const line = (title: string, origin: string, translated: string): string =>
    `    ${title} - Origin: ${origin}, Translated: ${translated}`;
  return [
    line('Source', rangesText(nat, real, from), rangesText(nat, mapped, to)),
    ...(destination
      ? [line('Destination', rangesText(nat, destination.mapped, from), rangesText(nat, destination.real, to))]
      : []),
    ...(service ? [serviceLine(service)] : []),
  ];
}
