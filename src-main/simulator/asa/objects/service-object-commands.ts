/** object service, object-group service: names for protocols and ports. */
import type { Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { PortMatch } from '../../router/access/access-list.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { checkKind, checkLoop, groupInUse, innermostFirst, missing, objectInUse } from './object-commands.ts';
import { serviceGroupBlock, serviceObjectBlock } from './object-lines.ts';
import type { Service, ServiceGroup, ServiceMember, ServiceObject } from './objects.ts';
import { portsFrom, type Ports } from './port-words.ts';
import { icmpTypeOf, protocolNumber } from '../services.ts';

interface ServiceObjectContext {
  readonly device: AsaDevice;
  readonly object: ServiceObject;
}

export interface ServiceGroupContext {
  readonly device: AsaDevice;
  readonly group: ServiceGroup;
}

export const serviceObjectMode = new Mode<ServiceObjectContext>({
  name: 'service object',
  prompt: '(config-service-object)#',
  privilege: 15,
  parent: configureMode,
});

export const serviceGroupMode = new Mode<ServiceGroupContext>({
  name: 'service object group',
  prompt: '(config-service-object-group)#',
  privilege: 15,
  parent: configureMode,
});

const ports =
  '{tcp|udp}:protocol [source {eq|gt|lt|neq}:sourceOperator WORD:sourcePort] [source range WORD:sourceFrom WORD:sourceTo] [destination {eq|gt|lt|neq}:operator WORD:port] [destination range WORD:from WORD:to]' as const;

export function declareServiceObjects(): void {
  declareVocabulary();
  configureMode
    .add('object service WORD:name', {
      section: 'object service',
      run: (device, { name }, exec) => enterObject(device, name, exec),
      no: (device, { name }) => removeObject(device, name),
      show: ({ configuration: { objects } }) => [...objects.services.values()].map(serviceObjectBlock),
    })
    .add('object-group service WORD:name [{tcp|udp|tcp-udp}:protocol]', {
      section: 'object-group service',
      run: (device, { name, protocol }, exec) =>
        exec.enter(serviceGroupMode, { device, group: groupOf(device, { name, kind: 'service', protocol }) }),
      no: (device, { name }) => removeGroup(device, 'service', name),
      // Those of protocols and of types of ICMP stand among them.
      show: ({ configuration: { objects } }) => innermostFirst(objects.serviceGroups).map(serviceGroupBlock),
    });
  declareObject();
  declareGroup();
}

function declareObject(): void {
  serviceObjectMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add(`service ${ports}`, { run: ({ object }, args) => (object.service = serviceFrom(args)) })
    .add('service icmp [WORD:type]', { run: ({ object }, { type }) => (object.service = icmpFrom(type)) })
    .add('service {ip|esp|ah|gre|ospf|eigrp}:protocol', {
      run: ({ object }, { protocol }) => (object.service = { protocol: protocolNumber(protocol) }),
    })
    .add('description ![LINE:text]', {
      run: ({ object }, { text }) => (object.description = text),
      no: ({ object }) => (object.description = ''),
    });
}

function declareGroup(): void {
  serviceGroupMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('description ![LINE:text]', {
      run: ({ group }, { text }) => (group.description = text),
      no: ({ group }) => (group.description = ''),
    })
    .add('port-object eq WORD:port', {
      run: (context, { port }) => addPort(context, { operator: 'eq', port }),
      no: (context, { port }) =>
        removeMember(context, { kind: 'port', ports: portOfGroup(context, { operator: 'eq', port }) }),
    })
    .add('port-object range WORD:from WORD:to', {
      run: (context, { from, to }) => addPort(context, { from, to }),
      no: (context, { from, to }) => removeMember(context, { kind: 'port', ports: portOfGroup(context, { from, to }) }),
    })
    .add(`service-object ${ports}`, {
      run: (context, args) => addService(context, serviceFrom(args)),
      no: (context, args) => removeMember(context, { kind: 'service', service: serviceFrom(args) }),
    })
    .add('service-object icmp [WORD:type]', {
      run: (context, { type }) => addService(context, icmpFrom(type)),
      no: (context, { type }) => removeMember(context, { kind: 'service', service: icmpFrom(type) }),
    })
    .add('service-object {ip|esp|ah|gre|ospf|eigrp}:protocol', {
      run: (context, { protocol }) => addService(context, { protocol: protocolNumber(protocol) }),
      no: (context, { protocol }) =>
        removeMember(context, { kind: 'service', service: { protocol: protocolNumber(protocol) } }),
    })
    .add('service-object object WORD:name', {
      run: (context, { name }) => {
        if (!context.device.configuration.objects.services.has(name)) throw missing('object', name);
        addMember(context, { kind: 'object', name });
      },
      no: (context, { name }) => removeMember(context, { kind: 'object', name }),
    })
    .add('group-object WORD:name', {
      run: (context, { name }) => addGroup(context, name),
      no: (context, { name }) => removeMember(context, { kind: 'group', name }),
    });
}

/** A group in a group of its kind. */
export function addGroup(context: ServiceGroupContext, name: string): void {
  const { serviceGroups } = context.device.configuration.objects;
  if (serviceGroups.get(name)?.kind !== context.group.kind) throw missing('object-group', name);
  checkLoop(serviceGroups, context.group.name, name);
  addMember(context, { kind: 'group', name });
}

function enterObject(device: AsaDevice, name: string, exec: Exec): void {
  const { services } = device.configuration.objects;
  const object = services.get(name) ?? { name, description: '', service: undefined };
  services.set(name, object);
  exec.enter(serviceObjectMode, { device, object });
}

/** The group of this name, which is made where there is none. */
export function groupOf(
  { configuration: { objects } }: AsaDevice,
  { name, kind, protocol }: { name: string; kind: ServiceGroup['kind']; protocol?: ServiceGroup['protocol'] },
): ServiceGroup {
  const known = objects.serviceGroups.get(name);
  checkKind(objects, name, kind);
  if (known && known.protocol !== protocol) throw Refusal.because(`ERROR: ${name} exists with another protocol`);
  const group: ServiceGroup = known ?? { name, kind, protocol, description: '', members: [] };
  objects.serviceGroups.set(name, group);
  return group;
}

function removeObject(device: AsaDevice, name: string): void {
  const { services } = device.configuration.objects;
  if (!services.has(name)) throw missing('object', name);
  if (isInUse(device, 'object', name)) throw objectInUse(name);
  services.delete(name);
}

export function removeGroup(device: AsaDevice, kind: ServiceGroup['kind'], name: string): void {
  const { serviceGroups } = device.configuration.objects;
  if (serviceGroups.get(name)?.kind !== kind) throw missing('object-group', name);
  if (isInUse(device, 'object-group', name)) throw groupInUse(name);
  serviceGroups.delete(name);
}

/** Whether a rule or another group names it. */
function isInUse(
  { configuration: { rules, objects } }: AsaDevice,
  kind: 'object' | 'object-group',
  name: string,
): boolean {
  const isInRule = [...rules.lists.keys()].some((list) =>
    rules
      .rulesOf(list)
      .flatMap(({ service, sourcePorts, destinationPorts, icmpType }) => [
        service,
        sourcePorts,
        destinationPorts,
        icmpType,
      ])
      .some((part) => part?.kind === kind && part.name === name),
  );
  const member = kind === 'object' ? 'object' : 'group';
  const groups = [...objects.serviceGroups.values()];
  return isInRule || groups.some(({ members }) => members.some((one) => one.kind === member && one.name === name));
}

interface ServiceArguments {
  readonly protocol: 'tcp' | 'udp';
  readonly sourceOperator?: 'eq' | 'gt' | 'lt' | 'neq';
  readonly sourcePort?: string;
  readonly sourceFrom?: string;
  readonly sourceTo?: string;
  readonly operator?: 'eq' | 'gt' | 'lt' | 'neq';
  readonly port?: string;
  readonly from?: string;
  readonly to?: string;
}

function serviceFrom({ protocol: name, ...given }: ServiceArguments): Service {
  const protocol = protocolNumber(name);
  const { sourceOperator, sourcePort, sourceFrom, sourceTo, operator, port, from, to } = given;
  const source = portsFrom({ operator: sourceOperator, port: sourcePort, from: sourceFrom, to: sourceTo }, protocol);
  const destination = portsFrom({ operator, port, from, to }, protocol);
  return { protocol, ...(source ? { source } : {}), ...(destination ? { destination } : {}) };
}

/** @throws Refusal where the word is no type of ICMP */
export function icmpFrom(word: string | undefined): Service {
  if (word === undefined) return { protocol: 1 };
  const icmpType = icmpTypeOf(word);
  if (icmpType === undefined) throw Refusal.invalid('type');
  return { protocol: 1, icmpType };
}

function addPort(context: ServiceGroupContext, given: Ports): void {
  addMember(context, { kind: 'port', ports: portOfGroup(context, given) });
}

function portOfGroup({ group }: ServiceGroupContext, given: Ports): PortMatch {
  if (group.protocol === undefined) throw Refusal.because('ERROR: port-object is for groups of tcp, udp or tcp-udp');
  const found = portsFrom(given, group.protocol === 'udp' ? 17 : 6);
  if (!found) throw Refusal.incomplete();
  return found;
}

function addService(context: ServiceGroupContext, service: Service): void {
  if (context.group.protocol !== undefined) {
    throw Refusal.because('ERROR: service-object is for groups without a protocol');
  }
  addMember(context, { kind: 'service', service });
}

export function addMember({ group }: ServiceGroupContext, member: ServiceMember): void {
  if (group.members.some((one) => isSame(one, member))) {
    throw Refusal.because('Adding obj to object-group failed; object already exists');
  }
  group.members.push(member);
}

export function removeMember({ group }: ServiceGroupContext, member: ServiceMember): void {
  const index = group.members.findIndex((one) => isSame(one, member));
  if (index < 0) throw Refusal.because('obj does not exist in object-group');
  group.members.splice(index, 1);
}

function isSame(one: ServiceMember, other: ServiceMember): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function declareVocabulary(): void {
  configureMode.words({
    'object service': 'Specifies a protocol/port',
    'object service name': 'Name of the object',
    'object-group service': 'Specifies a group of TCP/UDP ports/services',
    'object-group service name': 'Name of the group',
    'object-group service name tcp': 'The group holds ports of TCP',
    'object-group service name udp': 'The group holds ports of UDP',
    'object-group service name tcp-udp': 'The group holds ports of TCP and UDP',
  });
  const words = {
    no: 'Negate a command or set its defaults',
    exit: 'Exit from object configuration mode',
    tcp: 'TCP',
    udp: 'UDP',
    icmp: 'ICMP',
    ip: 'Any protocol',
    esp: 'Encapsulating Security Payload',
    ah: 'Authentication Header',
    gre: 'Generic Routing Encapsulation',
    ospf: 'OSPF',
    eigrp: 'EIGRP',
    type: 'Type of ICMP message',
    source: 'Ports of the source',
    destination: 'Ports of the destination',
    eq: 'Port equal to operator',
    gt: 'Port greater than operator',
    lt: 'Port less than operator',
    neq: 'Port not equal to operator',
    range: 'Port range operator',
    sourcePort: 'Port',
    sourceFrom: 'First port',
    sourceTo: 'Last port',
    port: 'Port',
    from: 'First port',
    to: 'Last port',
    description: 'Specify description text',
    text: 'Up to 200 characters',
  };
  serviceObjectMode.words({ ...words, service: 'Enter this keyword to specify a service' });
  serviceGroupMode.words({
    ...words,
    'port-object': 'Configure a port object',
    'service-object': 'Configure a service object',
    object: 'Configure a service object',
    name: 'Name',
    'group-object': 'Configure an object group as an object',
  });
}
