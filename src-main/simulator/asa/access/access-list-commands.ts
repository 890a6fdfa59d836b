/** access-list, access-group: the rules and where they are asked. */
import { lengthOfMask } from '../../../base/address.ts';
import type { Execution } from '../../cli/execution.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { PortMatch } from '../../router/access/access-list.ts';
import { accessListWords } from './access-list-words.ts';
import type { AddressPart, IcmpPart, PortPart, Remark, Rule, ServicePart } from './access-rules.ts';
import { textOfRule } from './access-rules.ts';
import type { AsaConfiguration } from '../configuration.ts';
import type { AsaDevice } from '../device.ts';
import { forgetMissingLists } from '../forgotten-names.ts';
import { configureMode } from '../modes.ts';
import { missing } from '../objects/object-commands.ts';
import type { Objects } from '../objects/objects.ts';
import { portsFrom } from '../objects/port-words.ts';
import { icmpTypeOf, protocolNumber, type ProtocolName } from '../services.ts';

const start = 'access-list WORD:list [line <1-16777216>:line] extended {permit|deny}:action' as const;
const sources = [
  '{any|any4}:any',
  'host A.B.C.D:host',
  'object WORD:object',
  'object-group WORD:group',
  'interface WORD:interface',
  'A.B.C.D:address MASK:mask',
] as const;
const sourcePorts = '[{eq|gt|lt|neq}:operator WORD:port] [range WORD:from WORD:to]' as const;
const destinations = [
  '{any|any4}:toAny',
  'host A.B.C.D:toHost',
  'object WORD:toObject',
  'object-group WORD:toGroup',
  'interface WORD:toInterface',
  'A.B.C.D:toAddress MASK:toMask',
] as const;
const destinationPorts =
  '[{eq|gt|lt|neq}:toOperator WORD:toPort] [range WORD:toFrom WORD:toTo] [object-group WORD:toPortGroup]' as const;
const end =
  '[log:log] [{default|disable|emergencies|alerts|critical|errors|warnings|notifications|informational|debugging}:logLevel] [<0-7>:logNumber] [interval <1-600>:interval] [time-range WORD:timeRange] [inactive:inactive]' as const;
const tcp = protocolNumber('tcp');
const udp = protocolNumber('udp');
const icmpTypes =
  '{echo|echo-reply|unreachable|time-exceeded|redirect|source-quench|parameter-problem|timestamp-request|timestamp-reply|traceroute}:type' as const;

export function declareAccessLists(): void {
  configureMode.words(accessListWords);
  declareExtended();
  configureMode
    .add(
      'access-list WORD:list [line <1-16777216>:line] standard {permit|deny}:action [{any|any4}:toAny] [host A.B.C.D:toHost] [A.B.C.D:toAddress MASK:toMask]',
      {
        run: (device, { list, line, ...args }, exec) => addRule(device, { list, line }, standardRule(args), exec),
        no: (device, { list, ...args }) => removeRule(device, list, standardRule(args)),
      },
    )
    // Words of its own, `alert-interval` and `deny-flow-max`, would be taken for lists whose names begin them.
    .add('access-list WORD:list <1-4096>:number', {
      hidden: true,
      run: (_, { list }) => {
        throw Refusal.because(`ERROR: 'access-list ${list}' is not simulated`);
      },
      no: () => undefined,
    })
    .add('access-list WORD:list [line <1-16777216>:line] remark LINE:text', {
      run: ({ configuration }, { list, line, text }) =>
        insert(configuration.rules.lists, list, line, { kind: 'remark', text }),
      no: ({ configuration }, { list, text }) =>
        removeLine(configuration, list, {
          isMeant: (one) => one.kind === 'remark' && one.text === text,
          complaint: 'ERROR: Specified remark does not exist',
        }),
    })
    .add('access-group WORD:list {in|out}:direction interface WORD:interface', {
      run: (device, { list, direction, interface: name }) => setGroup(device, list, { direction, name }),
      no: ({ configuration }, { direction, interface: name }) =>
        (direction === 'in' ? configuration.groupsIn : configuration.groupsOut).delete(name),
      show: groupLines,
    })
    .add('access-group WORD:list global', {
      run: ({ configuration }, { list }) => {
        if (!configuration.rules.lists.has(list)) throw missingList(list);
        configuration.globalGroup = list;
      },
      no: ({ configuration }) => (configuration.globalGroup = undefined),
    });
}

/** A line for each pair of a source and a destination: neither may be given twice, and neither be left out. */
function declareExtended(): void {
  const rule = {
    section: 'access-list',
    run: (device: AsaDevice, { list, line, ...args }: RuleWords, exec: Printing) =>
      addRule(device, { list, line }, ruleOf(device, args), exec),
    no: (device: AsaDevice, { list, ...args }: RuleWords) => removeRule(device, list, ruleOf(device, args)),
  };
  configureMode.add('access-list', { hidden: true, when: () => false, run: () => undefined, show: listLines });
  for (const from of sources) {
    for (const to of destinations) {
      configureMode
        .add(`${start} {ip|esp|ah|gre|ospf|eigrp|igmp|pim|ipinip}:protocol ${from} ${to} ${end}`, rule)
        .add(`${start} {tcp|udp}:protocol ${from} ${sourcePorts} ${to} ${destinationPorts} ${end}`, rule)
        .add(`${start} icmp:protocol ${from} ${to} [${icmpTypes}] [object-group WORD:icmpGroup] ${end}`, rule)
        .add(`${start} object:serviceKind WORD:service ${from} ${to} ${end}`, rule)
        .add(
          `${start} object-group:serviceKind WORD:service ${from} ${sourcePorts} ${to} ${destinationPorts} ${end}`,
          rule,
        );
    }
  }
}

function listLines({ configuration: { rules } }: AsaDevice): string[] {
  return [...rules.lists.values()].flatMap(({ name, lines }) =>
    lines.map((one) => `access-list ${name} ${one.kind === 'remark' ? `remark ${one.text}` : `${textOfRule(one)} `}`),
  );
}

interface AddressWords {
  readonly any?: 'any' | 'any4';
  readonly host?: number;
  readonly object?: string;
  readonly group?: string;
  readonly interface?: string;
  readonly address?: number;
  readonly mask?: number;
}

interface DestinationWords {
  readonly toAny?: 'any' | 'any4';
  readonly toHost?: number;
  readonly toObject?: string;
  readonly toGroup?: string;
  readonly toInterface?: string;
  readonly toAddress?: number;
  readonly toMask?: number;
}

interface PortWords {
  readonly operator?: PortMatch['operator'];
  readonly port?: string;
  readonly from?: string;
  readonly to?: string;
  readonly toOperator?: PortMatch['operator'];
  readonly toPort?: string;
  readonly toFrom?: string;
  readonly toTo?: string;
  readonly toPortGroup?: string;
}

interface RuleWords extends AddressWords, DestinationWords, PortWords {
  readonly list: string;
  readonly line?: number;
  readonly action: 'permit' | 'deny';
  readonly protocol?: ProtocolName;
  readonly serviceKind?: 'object' | 'object-group';
  readonly service?: string;
  readonly type?: string;
  readonly icmpGroup?: string;
  readonly log?: string;
  readonly logLevel?: string;
  readonly logNumber?: number;
  readonly interval?: number;
  readonly timeRange?: string;
  readonly inactive?: string;
}

function ruleOf({ configuration: { objects } }: AsaDevice, words: Omit<RuleWords, 'list'>): Rule {
  if (words.timeRange !== undefined) throw Refusal.because("ERROR: 'time-range' is not simulated in access lists");
  const service = serviceOf(objects, words);
  const protocol = service.kind === 'protocol' ? service.protocol : protocolOfPorts(objects, words);
  const from = addressPart(words);
  const to = addressPart(sourceWords(words));
  for (const part of [from, to]) checkNames(objects, part);
  if (words.toPortGroup !== undefined) checkPortGroup(objects, words.toPortGroup, protocol);
  const { operator, port, from: first, to: last } = words;
  return {
    kind: 'rule',
    isStandard: false,
    action: words.action,
    service,
    source: from,
    destination: to,
    sourcePorts: portPart(objects, portsFrom({ operator, port, from: first, to: last }, protocol), undefined),
    destinationPorts: portPart(
      objects,
      portsFrom({ operator: words.toOperator, port: words.toPort, from: words.toFrom, to: words.toTo }, protocol),
      words.toPortGroup,
    ),
    icmpType: icmpPart(objects, words),
    log: logOf(words),
    isInactive: words.inactive !== undefined,
  };
}

/** The words of the destination under the names of those of the source. */
function sourceWords(words: DestinationWords): AddressWords {
  return {
    ...(words.toAny === undefined ? {} : { any: words.toAny }),
    ...(words.toHost === undefined ? {} : { host: words.toHost }),
    ...(words.toObject === undefined ? {} : { object: words.toObject }),
    ...(words.toGroup === undefined ? {} : { group: words.toGroup }),
    ...(words.toInterface === undefined ? {} : { interface: words.toInterface }),
    ...(words.toAddress === undefined ? {} : { address: words.toAddress }),
    ...(words.toMask === undefined ? {} : { mask: words.toMask }),
  };
}

function addressPart({ any, host, object, group, interface: name, address, mask }: AddressWords): AddressPart {
  if (any !== undefined) return { kind: 'any', word: any };
  if (host !== undefined) return { kind: 'value', value: { kind: 'host', address: host } };
  if (object !== undefined) return { kind: 'object', name: object };
  if (group !== undefined) return { kind: 'object-group', name: group };
  if (name !== undefined) return { kind: 'interface', name };
  if (address === undefined || mask === undefined) throw Refusal.incomplete();
  if (lengthOfMask(mask) === undefined || (address & ~mask) !== 0) {
    throw Refusal.because("ERROR: IP address,mask <address,mask> doesn't pair");
  }
  return { kind: 'value', value: { kind: 'subnet', address, mask } };
}

function checkNames(objects: Objects, part: AddressPart): void {
  if (part.kind === 'object' && !objects.networks.has(part.name)) throw missing('object', part.name);
  if (part.kind === 'object-group' && !objects.networkGroups.has(part.name)) throw missing('object-group', part.name);
}

function serviceOf(objects: Objects, { protocol, serviceKind, service = '' }: Omit<RuleWords, 'list'>): ServicePart {
  if (protocol !== undefined) return { kind: 'protocol', protocol: protocolNumber(protocol) };
  if (serviceKind === 'object') {
    if (!objects.services.has(service)) throw missing('object', service);
    return { kind: 'object', name: service };
  }
  const group = objects.serviceGroups.get(service);
  if (!group) throw missing('object-group', service);
  if (group.protocol !== undefined) throw Refusal.because(`ERROR: ${service} is a group of ports and no service`);
  if (group.kind === 'icmp-type') throw Refusal.because(`ERROR: ${service} is a group of types of ICMP and no service`);
  return { kind: 'object-group', name: service };
}

/** Ports may follow a group of protocols that have some, which is TCP and UDP; those of a group of services have theirs. */
function protocolOfPorts(objects: Objects, words: Omit<RuleWords, 'list'>): number {
  const { service = '', operator, from, toOperator, toFrom, toPortGroup } = words;
  const hasPorts = [operator, from, toOperator, toFrom, toPortGroup].some((word) => word !== undefined);
  if (!hasPorts) return 0;
  const isOfProtocols = objects.serviceGroups.get(service)?.kind === 'protocol';
  const numbers = isOfProtocols ? objects.servicesOf(service).map(({ protocol }) => protocol) : [];
  const [first] = numbers;
  if (first === undefined || !numbers.every((number) => number === tcp || number === udp))
    throw Refusal.because(`ERROR: ports are for TCP and UDP: ${service} is no group of these protocols alone`);
  return first;
}

function icmpPart(objects: Objects, { type, icmpGroup }: Omit<RuleWords, 'list'>): IcmpPart | undefined {
  const number = type === undefined ? undefined : icmpTypeOf(type);
  if (number !== undefined) return { kind: 'type', type: number };
  if (icmpGroup === undefined) return undefined;
  if (objects.serviceGroups.get(icmpGroup)?.kind !== 'icmp-type') throw missing('object-group', icmpGroup);
  return { kind: 'object-group', name: icmpGroup };
}

function portPart(objects: Objects, ports: PortMatch | undefined, group: string | undefined): PortPart | undefined {
  if (ports) return { kind: 'ports', ports };
  if (group === undefined) return undefined;
  if (objects.serviceGroups.get(group)?.protocol === undefined) throw missing('object-group', group);
  return { kind: 'object-group', name: group };
}

/** A group of the ports of one protocol is none of the other. */
function checkPortGroup(objects: Objects, name: string, protocol: number): void {
  const of = objects.serviceGroups.get(name)?.protocol;
  if (of === undefined || of === 'tcp-udp' || protocolNumber(of) === protocol) return;
  throw Refusal.because(`ERROR: ${name} is a group of ports of ${of.toUpperCase()}`);
}

function logOf({ log, logLevel, logNumber, interval }: Omit<RuleWords, 'list'>): string | undefined {
  if (log === undefined && (logLevel ?? logNumber ?? interval) !== undefined) throw Refusal.incomplete();
  if (log === undefined) return undefined;
  const level = logLevel ?? (logNumber === undefined ? undefined : levels[logNumber]);
  return [
    'log',
    ...(level === undefined ? [] : [level]),
    ...(interval === undefined ? [] : [`interval ${interval}`]),
  ].join(' ');
}

const levels = [
  'emergencies',
  'alerts',
  'critical',
  'errors',
  'warnings',
  'notifications',
  'informational',
  'debugging',
];

function standardRule({ action, ...words }: DestinationWords & { readonly action: 'permit' | 'deny' }): Rule {
  return {
    kind: 'rule',
    isStandard: true,
    action,
    service: { kind: 'protocol', protocol: 0 },
    source: { kind: 'any', word: 'any' },
    destination: addressPart(sourceWords(words)),
    isInactive: false,
  };
}

type Printing = Pick<Execution, 'print'>;

function addRule(
  { configuration }: AsaDevice,
  { list, line }: { readonly list: string; readonly line: number | undefined },
  rule: Rule,
  exec: Printing,
): void {
  const text = textOfRule(rule);
  const others = configuration.rules.rulesOf(list);
  if (others.some(({ isStandard }) => isStandard !== rule.isStandard))
    throw Refusal.because(`ERROR: access-list <${list}> is ${rule.isStandard ? 'extended' : 'standard'}`);
  // The warning as published sessions have it; the rule stays where it is.
  if (others.some((one) => textOfRule(one) === text)) exec.print(`WARNING: <${list}> found duplicate element`);
  else insert(configuration.rules.lists, list, line, rule);
}

/** A line number is a place: what stands there and below moves down; one beyond the end is the end. */
function insert(
  lists: AsaDevice['configuration']['rules']['lists'],
  name: string,
  line: number | undefined,
  one: Rule | Remark,
): void {
  const list = lists.get(name) ?? { name, lines: [] };
  lists.set(name, list);
  list.lines.splice(line === undefined ? list.lines.length : line - 1, 0, one);
}

function removeRule({ configuration }: AsaDevice, name: string, rule: Rule): void {
  const text = textOfRule({ ...rule, log: undefined });
  removeLine(configuration, name, {
    isMeant: (one) => one.kind === 'rule' && textOfRule({ ...one, log: undefined }) === text,
    complaint: 'ERROR: Specified access-list does not exist',
  });
}

interface Removal {
  readonly isMeant: (one: Rule | Remark) => boolean;
  readonly complaint: string;
}

/** With its last line a list is gone, and nothing refers to it any longer. */
function removeLine(configuration: AsaConfiguration, name: string, { isMeant, complaint }: Removal): void {
  const list = configuration.rules.lists.get(name);
  const index = list?.lines.findIndex(isMeant) ?? -1;
  if (!list || index < 0) throw Refusal.because(complaint);
  list.lines.splice(index, 1);
  if (list.lines.length > 0) return;
  configuration.rules.lists.delete(name);
  forgetMissingLists(configuration);
}

export function missingList(list: string): Refusal {
  return Refusal.because(`ERROR: access-list <${list}> does not exist`);
}

function setGroup(
  { configuration }: AsaDevice,
  list: string,
  { direction, name }: { direction: 'in' | 'out'; name: string },
): void {
  if (!configuration.rules.lists.has(list)) throw missingList(list);
  if (!configuration.interfaces.byName(name)) throw Refusal.invalid('interface');
  (direction === 'in' ? configuration.groupsIn : configuration.groupsOut).set(name, list);
}

function groupLines({ configuration }: AsaDevice): string[] {
  const { groupsIn, groupsOut, globalGroup } = configuration;
  return [
    ...[...groupsIn].map(([name, list]) => `access-group ${list} in interface ${name}`),
    ...[...groupsOut].map(([name, list]) => `access-group ${list} out interface ${name}`),
    ...(globalGroup === undefined ? [] : [`access-group ${globalGroup} global`]),
  ];
}
