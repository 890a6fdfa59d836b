/** The destination of a packet as it really is: translated back where a static rule, or the destination part of one, says so. */
import { formatIpv4 } from '../../../base/address.ts';
import { servicePort, type NatPacket, type NatRule, type NatRules } from './nat-rules.ts';
import { textOfNatRule } from './nat-text.ts';
import type { Phase, Tracer } from '../inspection/phase.ts';
import type { Ends } from '../inspection/transport.ts';

type Destination = Pick<Ends, 'destination' | 'destinationPort'>;

export interface Undone {
  readonly ends: Destination;
  readonly rule: NatRule | undefined;
  /** The packet was sent to the mapped side of the rule: it comes from where the rule leads to. */
  readonly isByMapped: boolean;
}

interface Incoming extends NatPacket {
  /** The name of the interface. */
  readonly from: string;
}

export function undoTranslation(nat: NatRules, packet: Incoming, trace: Tracer): Undone {
  const { from, destination, destinationPort } = packet;
  const forward = nat.forDestination(from, packet);
  const to = forward?.destination;
  const onward = to && nat.translate(destination, to.mapped, to.real, from);
  if (forward && onward !== undefined) {
    const port = servicePort(forward, 'destination', 'real');
    return undone({ rule: forward, isByMapped: false, real: onward, port, packet, nat }, trace);
  }
  const rule = nat.forMapped(from, packet);
  if (!rule) return { ends: { destination, destinationPort }, rule: undefined, isByMapped: false };
  const real = nat.translate(destination, rule.mapped, rule.real, from) ?? destination;
  const port = servicePort(rule, 'source', 'real');
  return undone({ rule, isByMapped: true, real, port, packet, nat }, trace);
}

interface Undoing {
  readonly nat: NatRules;
  readonly rule: NatRule;
  readonly isByMapped: boolean;
  readonly packet: Incoming;
  readonly real: number;
  /** Undefined where the port stays what it is. */
  readonly port: number | undefined;
}

function undone({ nat, rule, isByMapped, packet, real, port }: Undoing, trace: Tracer): Undone {
  const { destination, destinationPort } = packet;
  const ends = { destination: real, destinationPort: port ?? destinationPort };
  const egress = nat.egressBy(rule, isByMapped) ?? (isByMapped ? rule.from : rule.to);
  const mapped = { destination, destinationPort: port === undefined ? 0 : destinationPort };
  trace(untranslated(rule, { egress, mapped, real: { destination: real, destinationPort: port ?? 0 } }));
  return { ends, rule, isByMapped };
}

function untranslated(
  rule: NatRule,
  { egress, mapped, real }: { egress: string; mapped: Destination; real: Destination },
): Phase {
  return {
    type: 'UN-NAT',
    subtype: 'static',
    isAllowed: true,
    configuration: [textOfNatRule(rule)],
    information: [`NAT divert to egress interface ${egress}`, `Untranslate ${textOf(mapped)} to ${textOf(real)}`],
    rule,
  };
}

function textOf({ destination, destinationPort }: Destination): string {
  return `${formatIpv4(destination)}/${destinationPort}`;
}
