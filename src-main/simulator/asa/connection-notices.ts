/**
 * What the log says of connections: built, torn down, denied. Numbers and texts: Cisco ASA Series Syslog Messages, 106001,
 * 106014, 106023, 106100, 302013 to 302021, 305011 to 305013.
 */
import { formatIpv4 } from '../../base/address.ts';
import { ipProtocols } from '../wire/ipv4.ts';
import type { Connection } from './connections.ts';
import type { AsaDevice } from './device.ts';
import type { FirewallEvent } from './firewall.ts';
import { protocolName } from './services.ts';
import { hoursOf } from './time-words.ts';
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

function tellJudged(device: AsaDevice, { arrival, judgement }: FirewallEvent & { kind: 'judged' }): void {
  const { packet, ingress } = arrival;
  const { element } = judgement;
  const ends = endsOfPacket(packet);
  const protocol = protocolName(packet.protocol);
  const egress = judgement.egress?.name ?? '';
  const isIcmp = packet.protocol === ipProtocols.icmp;
  const { type, code } = icmpOf(packet);
  if (element?.rule.log !== undefined && !/ (default|disable)/.test(element.rule.log)) {
    const action = element.rule.action === 'permit' ? 'permitted' : 'denied';
    const [from, to] = isIcmp ? [type, code] : [ends.sourcePort, ends.destinationPort];
    const text = `access-list ${judgement.kind === 'drop' ? (judgement.list ?? '') : ''} ${action} ${protocol} ${ingress.name ?? ''}/${formatIpv4(ends.source)}(${from}) -> ${egress}/${formatIpv4(ends.destination)}(${to}) hit-cnt 1 first hit`;
    say(device, 6, 106100, `${text} [0x${element.hash.toString(16)}, 0x0]`);
    return;
  }
  if (judgement.kind === 'pass') return;
  if (judgement.reason === 'nat-rpf-failed') {
    const text = `Asymmetric NAT rules matched for forward and reverse flows; Connection for ${protocol} src ${ingress.name ?? ''}:${formatIpv4(ends.source)} dst ${egress}:${formatIpv4(ends.destination)}`;
    say(
      device,
      5,
      305013,
      `${text}${isIcmp ? ` (type ${type}, code ${code})` : ''} denied due to NAT reverse path failure`,
    );
    return;
  }
  if (judgement.reason !== 'acl-drop') return;
  const tail = isIcmp ? ` (type ${type}, code ${code})` : '';
  const [from, to] = isIcmp || packet.protocol === 0 ? ['', ''] : [`/${ends.sourcePort}`, `/${ends.destinationPort}`];
  const flow = `${protocol} src ${ingress.name ?? ''}:${formatIpv4(ends.source)}${from} dst ${egress}:${formatIpv4(ends.destination)}${to}${tail}`;
  if (judgement.list !== undefined)
    say(device, 4, 106023, `Deny ${flow} by access-group "${judgement.list}" [0x0, 0x0]`);
  else if (isIcmp) say(device, 3, 106014, `Deny inbound ${flow}`);
  else
    say(
      device,
      2,
      106001,
      `Inbound connection denied from ${end(ends.source, ends.sourcePort)} to ${end(ends.destination, ends.destinationPort)} on interface ${ingress.name ?? ''}`,
    );
}
