/** Objects and groups as the running configuration and `packet-tracer` have them. */
import { formatIpv4 } from '../../../base/address.ts';
import type { ConfigurationBlock } from '../../cli/declaration.ts';
import type { Rule } from '../access/access-rules.ts';
import type {
  NetworkGroup,
  NetworkMember,
  NetworkObject,
  NetworkValue,
  Objects,
  Service,
  ServiceGroup,
  ServiceMember,
  ServiceObject,
} from './objects.ts';
import { icmpTypeName, protocolName, textOfPorts } from '../services.ts';

export function networkObjectBlock({ name, value, description }: NetworkObject): ConfigurationBlock {
  return { line: `object network ${name}`, body: [...(value ? [textOfValue(value)] : []), ...described(description)] };
}

export function networkGroupBlock({ name, members, description }: NetworkGroup): ConfigurationBlock {
  return { line: `object-group network ${name}`, body: [...described(description), ...members.map(textOfMember)] };
}

export function serviceObjectBlock({ name, service, description }: ServiceObject): ConfigurationBlock {
  const body = service ? [`service ${textOfService(service)} `] : [];
  return { line: `object service ${name}`, body: [...body, ...described(description)] };
}

export function serviceGroupBlock(group: ServiceGroup): ConfigurationBlock {
  const { name, kind, protocol, members, description } = group;
  const line = `object-group ${kind} ${name}${protocol === undefined ? '' : ` ${protocol}`}`;
  return { line, body: [...described(description), ...members.map((member) => textOfServiceMember(member, group))] };
}

/** The groups that a rule names, with their lines. */
export function objectLines({ source, destination }: Rule, objects: Objects): string[] {
  return [source, destination].flatMap((part) => {
    const group = part.kind === 'object-group' ? objects.networkGroups.get(part.name) : undefined;
    if (!group) return [];
    const { line, body } = networkGroupBlock(group);
    return [line, ...body.map((one) => ` ${typeof one === 'string' ? one : one.line}`)];
  });
}

function described(description: string): string[] {
  return description === '' ? [] : [`description ${description}`];
}

function textOfValue(value: NetworkValue): string {
  switch (value.kind) {
    case 'host':
      return `host ${formatIpv4(value.address)}`;
    case 'subnet':
      return `subnet ${formatIpv4(value.address)} ${formatIpv4(value.mask)}`;
    case 'range':
      return `range ${formatIpv4(value.from)} ${formatIpv4(value.to)}`;
  }
}

function textOfMember(member: NetworkMember): string {
  switch (member.kind) {
    case 'object':
      return `network-object object ${member.name}`;
    case 'group':
      return `group-object ${member.name}`;
    case 'subnet':
      return `network-object ${formatIpv4(member.address)} ${formatIpv4(member.mask)}`;
    default:
      return `network-object ${textOfValue(member)}`;
  }
}

function textOfServiceMember(member: ServiceMember, { kind, protocol }: ServiceGroup): string {
  switch (member.kind) {
    case 'object':
      return `service-object object ${member.name}`;
    case 'group':
      return `group-object ${member.name}`;
    case 'port':
      return `port-object ${textOfPorts(member.ports, protocol === 'udp' ? 17 : 6)}`;
    case 'service':
      return textOfServiceIn(kind, member.service);
  }
}

function textOfServiceIn(kind: ServiceGroup['kind'], service: Service): string {
  if (kind === 'protocol') return `protocol-object ${protocolName(service.protocol)}`;
  if (kind === 'icmp-type') return `icmp-object ${icmpTypeName(service.icmpType ?? 0)}`;
  return `service-object ${textOfService(service)} `;
}

/** `tcp source range 1 10 destination eq www`, `icmp echo` */
function textOfService({ protocol, source, destination, icmpType }: Service): string {
  return [
    protocolName(protocol),
    ...(source ? [`source ${textOfPorts(source, protocol)}`] : []),
    ...(destination ? [`destination ${textOfPorts(destination, protocol)}`] : []),
    ...(icmpType === undefined ? [] : [icmpTypeName(icmpType)]),
  ].join(' ');
}
