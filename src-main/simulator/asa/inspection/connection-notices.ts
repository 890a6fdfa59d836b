/**
 * What the log says of connections: built, torn down, denied. Numbers and texts: Cisco ASA Series Syslog Messages, 106001,
 * 106014, 106023, 106100, 302013 to 302021, 305011 to 305013.
 */
import { formatIpv4 } from '../../../base/address.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import type { Connection } from './connections.ts';
import type { AsaDevice } from '../device.ts';
import type { FirewallEvent } from './firewall.ts';
import { protocolName } from '../services.ts';
import { hoursOf } from '../time-words.ts';
import { endsOfPacket, icmpOf } from './transport.ts';

export function attachConnectionNotices(device: AsaDevice): void {
  const { firewall } = device;
  firewall.events.on((event) => {
    // Most firewalls here log nothing: the texts are made for those that do.
    if (device.preferences.isLogging) tell(device, event);
  });
}

function tell(device: AsaDevice, event: FirewallEvent): void {
  switch (event.kind) {
    case 'built':
      return tellBuilt(device, event.connection);
    case 'ended':
      return tellEnded(device, event.connection, event.reason);
    case 'judged':
      return tellJudged(device, event);
    case 'unbound-ike':
    case 'dropped':
      return undefined;
  }
}

export function say({ log }: AsaDevice, severity: number, number: number, text: string): void {
  log.report({ facility: 'ASA', severity, mnemonic: String(number), text });
}

function isOutbound({ ingress, egress }: Connection): boolean {
  return ingress.level >= egress.level;
}

function tellBuilt(device: AsaDevice, connection: Connection): void {
  const { protocol, rule, ingress, egress, near, far, id } = connection;
  const direction = isOutbound(connection) ? 'outbound' : 'inbound';
  if (rule?.kind === 'dynamic') {
    const [from, to] = [
      `${ingress.name ?? ''}:${end(near.source, near.sourcePort)}`,
      `${egress.name ?? ''}:${end(far.source, far.sourcePort)}`,
    ];
    say(device, 6, 305011, `Built dynamic ${protocolName(protocol).toUpperCase()} translation from ${from} to ${to}`);
  }
  if (protocol === ipProtocols.icmp) {
    say(device, 6, 302020, `Built ${direction} ICMP connection for ${icmpEnds(connection)}`);
    return;
  }
  const [foreign, own] = pairOf(connection);
  const [number, name] =
    protocol === ipProtocols.tcp ? [302013, 'TCP'] : [302015, protocolName(protocol).toUpperCase()];
  say(device, 6, number, `Built ${direction} ${name} connection ${id} for ${foreign.both} to ${own.both}`);
}

function tellEnded(device: AsaDevice, connection: Connection, reason: string): void {
  const { protocol, id, bytes, createdAt } = connection;
  if (protocol === ipProtocols.icmp) {
    say(device, 6, 302021, `Teardown ICMP connection for ${icmpEnds(connection)}`);
    return;
  }
  const [foreign, own] = pairOf(connection);
  const duration = hoursOf(device.clock.now() - createdAt);
  const isTcp = protocol === ipProtocols.tcp;
  const text = `Teardown ${protocolName(protocol).toUpperCase()} connection ${id} for ${foreign.real} to ${own.real} duration ${duration} bytes ${bytes}`;
  say(device, 6, isTcp ? 302014 : 302016, isTcp ? `${text} ${reason}` : text);
}

function end(address: number, port: number): string {
  return `${formatIpv4(address)}/${port}`;
}

/** The side with the lower level first: each with its real and its mapped end. */
function pairOf(connection: Connection): [Side, Side] {
  const { ingress, egress, near, far } = connection;
  const initiator = sideOf(ingress.name ?? '', end(near.source, near.sourcePort), end(far.source, far.sourcePort));
  const responder = sideOf(
    egress.name ?? '',
    end(far.destination, far.destinationPort),
    end(near.destination, near.destinationPort),
  );
  return isOutbound(connection) ? [responder, initiator] : [initiator, responder];
}

interface Side {
  readonly real: string;
  readonly both: string;
}

function sideOf(name: string, real: string, mapped: string): Side {
  return { real: `${name}:${real}`, both: `${name}:${real} (${mapped})` };
}

/** `faddr` is the foreign end, `gaddr` and `laddr` the other one as it is seen from there and as it is. */
function icmpEnds(connection: Connection): string {
  const { near, far, icmp } = connection;
  const { type, code } = icmp;
  const ends = isOutbound(connection)
    ? [end(far.destination, far.destinationPort), end(far.source, far.sourcePort), end(near.source, near.sourcePort)]
    : [
        end(near.source, near.sourcePort),
        end(near.destination, near.destinationPort),
        end(far.destination, far.destinationPort),
      ];
  const [foreign = '', global = '', local = ''] = ends;
  return `faddr ${foreign} gaddr ${global} laddr ${local} type ${type} code ${code} `;
}

type Judged = FirewallEvent & { kind: 'judged' };

/** An element that says `log` with a level tells of each flow; one without tells of what is denied. */
function tellJudged(device: AsaDevice, event: Judged): void {
  const { judgement } = event;
  if (judgement.kind === 'drop' && judgement.user !== undefined) return tellFiltered(device, event, judgement.user);
  const log = judgement.element?.rule.log;
  if (log !== undefined && !/ (default|disable)/.test(log)) return tellLogged(device, event);
  if (judgement.kind === 'pass') return;
  if (judgement.reason === 'nat-rpf-failed') tellAsymmetry(device, event);
  if (judgement.reason === 'acl-drop') tellDenied(device, event, judgement.list);
}

/** What a packet is, for a message: the names of its interfaces, its ends, its type when it is ICMP. */
function wordsOf({ arrival: { packet, ingress }, judgement }: Judged): Words {
  const ends = endsOfPacket(packet);
  const { type, code } = icmpOf(packet);
  const isIcmp = packet.protocol === ipProtocols.icmp;
  return {
    protocol: protocolName(packet.protocol),
    ingress: ingress.name ?? '',
    egress: judgement.egress?.name ?? '',
    source: formatIpv4(ends.source),
    destination: formatIpv4(ends.destination),
    ports: isIcmp ? [type, code] : [ends.sourcePort, ends.destinationPort],
    isIcmp,
  };
}

interface Words {
  readonly protocol: string;
  readonly ingress: string;
  readonly egress: string;
  readonly source: string;
  readonly destination: string;
  /** Of ICMP, type and code. */
  readonly ports: readonly [number, number];
  readonly isIcmp: boolean;
}

function tellLogged(device: AsaDevice, event: Judged): void {
  const { element } = event.judgement;
  if (!element) return;
  const { protocol, ingress, egress, source, destination, ports } = wordsOf(event);
  const action = element.rule.action === 'permit' ? 'permitted' : 'denied';
  const flow = `${protocol} ${ingress}/${source}(${ports[0]}) -> ${egress}/${destination}(${ports[1]})`;
  const text = `access-list ${element.list} ${action} ${flow} hit-cnt 1 first hit [0x${element.hash.toString(16)}, 0x0]`;
  say(device, 6, 106100, text);
}

/** The message of a filter names the user of the tunnel: of a site the address of its peer. */
function tellFiltered(device: AsaDevice, event: Judged, user: string): void {
  const { protocol, ingress, egress, source, destination, ports } = wordsOf(event);
  const list = event.judgement.kind === 'drop' ? (event.judgement.list ?? '') : '';
  const hash = (event.judgement.element?.hash ?? 0).toString(16);
  const flow = `${protocol} for user '${user}' ${ingress}/${source}(${ports[0]}) -> ${egress}/${destination}(${ports[1]})`;
  say(device, 4, 106103, `access-list ${list} denied ${flow} hit-cnt 1 first hit [0x${hash}, 0x0]`);
}

function typeText({ isIcmp, ports }: Words): string {
  return isIcmp ? ` (type ${ports[0]}, code ${ports[1]})` : '';
}

function tellAsymmetry(device: AsaDevice, event: Judged): void {
  const words = wordsOf(event);
  const { protocol, ingress, egress, source, destination } = words;
  const flow = `${protocol} src ${ingress}:${source} dst ${egress}:${destination}${typeText(words)}`;
  const start = 'Asymmetric NAT rules matched for forward and reverse flows; Connection for';
  say(device, 5, 305013, `${start} ${flow} denied due to NAT reverse path failure`);
}

function tellDenied(device: AsaDevice, event: Judged, list: string | undefined): void {
  const words = wordsOf(event);
  const { protocol, ingress, egress, source, destination, ports, isIcmp } = words;
  const [from, to] = isIcmp ? ['', ''] : ports.map((port) => `/${port}`);
  const flow = `${protocol} src ${ingress}:${source}${from ?? ''} dst ${egress}:${destination}${to ?? ''}${typeText(words)}`;
  if (list !== undefined) say(device, 4, 106023, `Deny ${flow} by access-group "${list}" [0x0, 0x0]`);
  else if (isIcmp) say(device, 3, 106014, `Deny inbound ${flow}`);
  else {
    const ends = `from ${source}/${ports[0]} to ${destination}/${ports[1]}`;
    say(device, 2, 106001, `Inbound connection denied ${ends} on interface ${ingress}`);
  }
}
