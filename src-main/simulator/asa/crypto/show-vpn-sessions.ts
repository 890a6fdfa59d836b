/** show vpn-sessiondb l2l [detail]: the sessions of peers. Layout: ntc's `show vpn-sessiondb detail l2l`. */
import { formatIpv4 } from '../../../base/address.ts';
import { nameOfMonth, nameOfWeekday, timeOfDay } from '../../ios/system/calendar.ts';
import { bareProxyOf } from '../../ios/crypto/crypto-proxies.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import { dateOf } from '../date.ts';
import type { AsaDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import type { SessionRecord } from './session-counts.ts';
import { sessionsOf } from './session-record.ts';
import { ratioLines } from './show-vpn-ratio.ts';
import { summaryLines } from './show-vpn-summary.ts';

export function declareShowSessions(): void {
  execMode
    .words({
      'show vpn-sessiondb': 'Show VPN session information',
      'vpn-sessiondb summary': 'Show VPN session summary',
      'vpn-sessiondb detail': 'Show detailed session information',
      'vpn-sessiondb ratio': 'Show how many tunnels have which property',
      'ratio encryption': 'By encryption',
      'ratio protocol': 'By protocol',
      l2l: 'Show LAN-to-LAN sessions',
      filter: 'Filter the output',
      'filter name': 'By name',
      ipaddress: 'By address',
      'by peer': 'Address of the peer',
    })
    .add('show vpn-sessiondb', { run: (device, _, exec) => exec.print(...summaryLines(device)) })
    .add('show vpn-sessiondb summary', { run: (device, _, exec) => exec.print(...summaryLines(device)) })
    .add('show vpn-sessiondb ratio {encryption|protocol}:by', {
      run: (device, { by }, exec) => exec.print(...ratioLines(device, by)),
    })
    .add('show vpn-sessiondb [detail:detail] l2l', {
      run: (device, { detail }, exec) => exec.print(...sessionLines(device, detail !== undefined)),
    })
    .add('show vpn-sessiondb [detail:detail] l2l filter {name|ipaddress}:by A.B.C.D:peer', {
      run: (device, { detail, peer }, exec) => exec.print(...sessionLines(device, detail !== undefined, peer)),
    });
}

/** Of a site its name is the address of its peer. */
function sessionLines(device: AsaDevice, isDetailed: boolean, peer?: number): string[] {
  const sessions = sessionsOf(device).filter((session) => peer === undefined || session.peer === peer);
  if (sessions.length === 0) return ['INFO: There are presently no active sessions'];
  return [
    '',
    `Session Type: LAN-to-LAN${isDetailed ? ' Detailed' : ''}`,
    '',
    ...sessions.flatMap((session, index) => [
      ...headLines(device, session, index + 1),
      ...(isDetailed ? ['', ...partLines(device, session, index + 1)] : []),
      '',
    ]),
  ];
}

function pair(left: string, value: string, right: string, other: string): string {
  return `${left.padEnd(13)}: ${value.padEnd(23)}${right.padEnd(13)}: ${other}`;
}

function headLines(device: AsaDevice, session: SessionRecord, index: number): string[] {
  const { peer, flows, since, version } = session;
  const [ike, ipsec] = [`IKEv${version}`, tunnelName(flows)];
  const esp = flows[0]?.current?.esp?.outbound.transform;
  const { encryption, hash } = ikeAlgorithms(session);
  const [cipher, integrity] = esp ? [cipherName(esp.cipher, esp.keyBits), hashName(esp.integrity)] : ['', ''];
  return [
    `${'Connection'.padEnd(13)}: ${formatIpv4(peer)}`,
    pair('Index', String(index), 'IP Addr', formatIpv4(peer)),
    `${'Protocol'.padEnd(13)}: ${ike} ${ipsec}`,
    `${'Encryption'.padEnd(13)}: ${ike}: (1)${encryption}  ${ipsec}: (${flows.length})${cipher}`,
    `${'Hashing'.padEnd(13)}: ${ike}: (1)${hash}  ${ipsec}: (${flows.length})${integrity}`,
    pair('Bytes Tx', String(bytesOf(flows, 'outbound')), 'Bytes Rx', String(bytesOf(flows, 'inbound'))),
    `${'Login Time'.padEnd(13)}: ${dateText(device, since)}`,
    `${'Duration'.padEnd(13)}: ${durationText(device.clock.now() - since)}`,
  ];
}

function tunnelName(flows: readonly ProtectedFlow[]): string {
  return flows.some(({ current }) => current?.encapsulation) ? 'IPsecOverNatT' : 'IPsec';
}

function bytesOf(flows: readonly ProtectedFlow[], direction: 'inbound' | 'outbound'): number {
  return flows.flatMap(({ pairs }) => pairs).reduce((sum, one) => sum + one[direction].usage.bytes, 0);
}

function ikeAlgorithms({ ikev1, ikev2 }: SessionRecord): {
  encryption: string;
  hash: string;
  prf: string;
  group: number;
} {
  const suite = ikev2?.suite;
  if (suite) {
    const { algorithm, keyBits } = suite.cipher;
    const name = algorithm === 'aes-cbc' ? 'aes' : algorithm;
    return {
      encryption: cipherName(name, keyBits),
      hash: hashName(suite.integrity),
      prf: hashName(suite.prf),
      group: suite.group,
    };
  }
  const policy = ikev1?.policy;
  if (!policy) return { encryption: '', hash: '', prf: '', group: 0 };
  return {
    encryption: cipherName(policy.cipher, policy.keyBits),
    hash: hashName(policy.hash),
    prf: '',
    group: policy.group,
  };
}

function cipherName(cipher: string, keyBits: number): string {
  if (cipher === 'aes') return `AES${keyBits}`;
  return cipher === 'aes-gcm' ? `AES-GCM-${keyBits}` : cipher.toUpperCase();
}

function hashName(name: string | undefined): string {
  if (name === undefined) return 'none';
  return name.toUpperCase();
}

function dateText(device: AsaDevice, time: number): string {
  const date = dateOf(device, time);
  return `${timeOfDay(date)} UTC ${nameOfWeekday(date)} ${nameOfMonth(date)} ${date.day} ${date.year}`;
}

/** '0h:01m:12s', with days '52d 6h:35m:23s'. */
function durationText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${Math.floor(seconds / 3600) % 24}h:${two(Math.floor(seconds / 60) % 60)}m:${two(seconds % 60)}s`;
  const days = Math.floor(seconds / 86_400);
  return days > 0 ? `${days}d ${time}` : time;
}

function partLines(device: AsaDevice, session: SessionRecord, index: number): string[] {
  const { flows, version } = session;
  const name = tunnelName(flows);
  return [
    `IKEv${version} Tunnels: 1`,
    `${name} Tunnels: ${flows.length}`,
    '',
    ...ikeLines(device, session, index),
    ...flows.flatMap((flow, place) => ['', ...flowLines(device, flow, `${index}.${place + 2}`)]),
  ];
}

function ikeLines(device: AsaDevice, session: SessionRecord, index: number): string[] {
  const { version, flows, peer } = session;
  const { crypto } = device.configuration;
  const filter = crypto.policyOf(crypto.groupOf(formatIpv4(peer))).filter ?? '';
  const { encryption, hash, prf, group } = ikeAlgorithms(session);
  const { lifetime, left } = lifetimesOf(session, device.clock.now());
  const ports = flows[0]?.current?.encapsulation ?? { local: 500, remote: 500 };
  const own = (left_: string, value: string, right: string, other: string): string =>
    `  ${pair(left_, value, right, other)}`;
  return [
    `IKEv${version}:`,
    `  ${'Tunnel ID'.padEnd(13)}: ${index}.1`,
    own('UDP Src Port', String(ports.local), 'UDP Dst Port', String(ports.remote)),
    ...(version === 2
      ? ['  Rem Auth Mode: preSharedKeys', '  Loc Auth Mode: preSharedKeys']
      : [own('IKE Neg Mode', 'Main', 'Auth Mode', 'preSharedKeys')]),
    own('Encryption', encryption, 'Hashing', hash),
    own('Rekey Int (T)', `${lifetime} Seconds`, 'Rekey Left(T)', `${left} Seconds`),
    version === 2 ? own('PRF', prf, 'D/H Group', String(group)) : `  ${'D/H Group'.padEnd(13)}: ${group}`,
    `  ${'Filter Name'.padEnd(13)}: ${filter}`,
  ];
}

function lifetimesOf({ ikev1, ikev2 }: SessionRecord, now: number): { lifetime: number; left: number } {
  if (ikev2) {
    const { lifetime, establishedAt = now } = ikev2;
    return { lifetime, left: lifetime - Math.floor((now - establishedAt) / 1000) };
  }
  return { lifetime: ikev1?.policy?.lifetime ?? 0, left: Math.ceil(ikev1?.lifetimeRemaining ?? 0) };
}

function flowLines({ clock, configuration: { crypto } }: AsaDevice, flow: ProtectedFlow, id: string): string[] {
  const { current } = flow;
  if (!current?.esp) return [];
  const { transform, usage } = current.esp.outbound;
  const { lifetime, pfsGroup, proposal } = current.child;
  const { kilobytes, seconds } = current.outbound.remaining(clock.now());
  const idleMinutes = crypto.idleMinutesOf(crypto.groupOf(formatIpv4(flow.remote)));
  const idleFor = Math.floor((clock.now() - Math.max(current.sentAt, current.receivedAt)) / 60_000);
  const idleLeft = Math.max(idleMinutes - idleFor, 0);
  const own = (left: string, value: string, right: string, other: string): string =>
    `  ${pair(left, value, right, other)}`;
  const mode = proposal.mode === 'tunnel' ? 'Tunnel' : 'Transport';
  return [
    `${tunnelName([flow])}:`,
    `  ${'Tunnel ID'.padEnd(13)}: ${id}`,
    `  ${'Local Addr'.padEnd(13)}: ${bareProxyOf(flow.localSelector)}`,
    `  ${'Remote Addr'.padEnd(13)}: ${bareProxyOf(flow.remoteSelector)}`,
    own('Encryption', cipherName(transform.cipher, transform.keyBits), 'Hashing', hashName(transform.integrity)),
    pfsGroup === undefined
      ? `  Encapsulation: ${mode}`
      : `  Encapsulation: ${mode.padEnd(23)}${'PFS Group'.padEnd(13)}: ${pfsGroup}`,
    own('Rekey Int (T)', `${lifetime.seconds} Seconds`, 'Rekey Left(T)', `${seconds} Seconds`),
    own('Rekey Int (D)', `${lifetime.kilobytes} K-Bytes`, 'Rekey Left(D)', `${kilobytes} K-Bytes`),
    own('Idle Time Out', `${idleMinutes} Minutes`, 'Idle TO Left', `${idleLeft} Minutes`),
    own('Bytes Tx', String(usage.bytes), 'Bytes Rx', String(current.inbound.usage.bytes)),
    own('Pkts Tx', String(flow.counters.encaps), 'Pkts Rx', String(flow.counters.decaps)),
  ];
}
