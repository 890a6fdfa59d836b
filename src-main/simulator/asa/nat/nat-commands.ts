/** nat: translation by rules of its own, before and after those of objects. */
import { Refusal } from '../../cli/refusal.ts';
import type { PortMatch } from '../../router/access/access-list.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { missing } from '../objects/object-commands.ts';
import { warnOfPool } from './nat-pool.ts';
import type { NatRule, NatService } from './nat-rules.ts';
import { textOfNatRule } from './nat-text.ts';
import { placeOf } from './nat-place.ts';

const options =
  '[unidirectional:unidirectional] [no-proxy-arp:noProxyArp] [route-lookup:routeLookup] [inactive:inactive] [description LINE:description]' as const;
const rule =
  `source {static|dynamic}:kind WORD:real WORD:mapped [destination static WORD:toMapped WORD:toReal] [service WORD:firstService WORD:secondService] ${options}` as const;

export function declareNatCommands(): void {
  declareVocabulary();
  configureMode
    .add(`nat WORD:place [<1-2147483647>:line] ${rule}`, {
      section: 'nat manual',
      run: (device, args, exec) => {
        const made = ruleOf(device, 1, args);
        add(device, device.configuration.nat.manual, made, args.line);
        warnOfPool(device, made, exec);
      },
      no: (device, args) => remove(device, device.configuration.nat.manual, ruleOf(device, 1, args)),
      show: ({ configuration: { nat } }) => nat.manual.map(textOfNatRule),
    })
    .add(`nat WORD:place after-auto [<1-2147483647>:line] ${rule}`, {
      section: 'nat after-auto',
      run: (device, args, exec) => {
        const made = ruleOf(device, 3, args);
        add(device, device.configuration.nat.afterAuto, made, args.line);
        warnOfPool(device, made, exec);
      },
      no: (device, args) => remove(device, device.configuration.nat.afterAuto, ruleOf(device, 3, args)),
      show: ({ configuration: { nat } }) => nat.afterAuto.map(textOfNatRule),
    });
}

interface NatWords {
  readonly place: string;
  readonly kind: 'static' | 'dynamic';
  readonly real: string;
  readonly mapped: string;
  readonly toMapped?: string;
  readonly toReal?: string;
  readonly firstService?: string;
  readonly secondService?: string;
  readonly unidirectional?: string;
  readonly noProxyArp?: string;
  readonly routeLookup?: string;
  readonly inactive?: string;
  readonly description?: string;
}

function ruleOf(device: AsaDevice, section: 1 | 3, words: NatWords): NatRule {
  const { from, to } = placeOf(device, words.place);
  const { kind, real, mapped, toMapped, toReal, description = '' } = words;
  checkName(device, real, false);
  checkName(device, mapped, to !== 'any');
  for (const name of [toMapped, toReal]) if (name !== undefined) checkName(device, name, name === toMapped);
  const isPair = toMapped !== undefined && toReal !== undefined && toReal !== '';
  return {
    section,
    from,
    to,
    kind,
    real,
    mapped,
    service: serviceFrom(device, words),
    destination: isPair ? { mapped: toMapped, real: toReal } : undefined,
    isProxyArpOff: words.noProxyArp !== undefined,
    looksUpRoute: words.routeLookup !== undefined,
    isUnidirectional: words.unidirectional !== undefined,
    isInactive: words.inactive !== undefined,
    description,
    hits: 0,
    reverseHits: 0,
  };
}

/**
 * Two objects of one protocol and port each: with ports of the source the real one stands first, with ports of the
 * destination the mapped one.
 */
function serviceFrom(device: AsaDevice, { kind, firstService, secondService }: NatWords): NatService | undefined {
  if (firstService === undefined || secondService === undefined) return undefined;
  if (kind === 'dynamic') throw Refusal.because('ERROR: a service goes with static translation alone');
  const one = onePortOf(device, firstService);
  const other = onePortOf(device, secondService);
  if (one.side !== other.side || one.protocol !== other.protocol) throw Refusal.because(onePort);
  const [real, mapped] = one.side === 'source' ? [one.port, other.port] : [other.port, one.port];
  return { side: one.side, protocol: one.protocol, real, mapped, words: `${firstService} ${secondService}` };
}

const onePort = 'ERROR: services of NAT are simulated with one port each, of the source or of the destination';

function onePortOf({ configuration: { objects } }: AsaDevice, name: string): OnePort {
  const object = objects.services.get(name);
  if (!object) throw missing('object', name);
  const { service } = object;
  const sides = (['source', 'destination'] as const).filter((side) => service?.[side] !== undefined);
  const [side] = sides;
  const port = side && singlePort(service?.[side]);
  if (!service || !side || sides.length > 1 || port === undefined) throw Refusal.because(onePort);
  return { side, protocol: service.protocol, port };
}

function singlePort(match: PortMatch | undefined): number | undefined {
  return match?.operator === 'eq' ? match.ports[0] : undefined;
}

interface OnePort extends Pick<NatService, 'side' | 'protocol'> {
  readonly port: number;
}

function checkName({ configuration: { objects } }: AsaDevice, name: string, mayBeInterface: boolean): void {
  if (name === 'any' || (name === 'interface' && mayBeInterface)) return;
  if (!objects.hasNetwork(name)) throw missing('object', name);
}

function add(device: AsaDevice, rules: NatRule[], made: NatRule, line: number | undefined): void {
  const text = textOfNatRule(made);
  if (rules.some((one) => textOfNatRule(one) === text)) throw Refusal.because('ERROR: NAT rule already exists');
  rules.splice(line === undefined ? rules.length : line - 1, 0, made);
  device.firewall.connections.endThoseOf(
    (connection) => connection.rule !== undefined && !isStill(device, connection.rule),
  );
}

function remove(device: AsaDevice, rules: NatRule[], wanted: NatRule): void {
  const text = textOfNatRule(wanted);
  const index = rules.findIndex((one) => textOfNatRule(one) === text);
  if (index < 0) throw Refusal.because('ERROR: No matching NAT policy found');
  const [gone] = rules.splice(index, 1);
  device.firewall.connections.endThoseOf((connection) => connection.rule === gone);
}

function isStill({ configuration: { nat } }: AsaDevice, rule: NatRule): boolean {
  return nat.ordered.includes(rule);
}

function declareVocabulary(): void {
  configureMode.words({
    nat: 'Associate a network with a pool of global IP addresses',
    'nat place': '(real_interface,mapped_interface)',
    'place line': 'Place of the rule',
    'after-auto line': 'Place of the rule',
    'after-auto': 'Insert the rule after the rules of objects',
    source: 'Source NAT parameters',
    static: 'Specify NAT type as static',
    dynamic: 'Specify NAT type as dynamic',
    real: 'Name of the real addresses, or any',
    mapped: 'Name of the mapped addresses, any or interface',
    destination: 'Destination NAT parameters',
    toMapped: 'Name of the mapped destination, any or interface',
    toReal: 'Name of the real destination',
    'mapped service': 'NAT service parameters',
    'toReal service': 'NAT service parameters',
    firstService: 'Real service of the source, or mapped service of the destination',
    secondService: 'Mapped service of the source, or real service of the destination',
    unidirectional: 'Enable per-session from real to mapped alone',
    'no-proxy-arp': 'Disable proxy ARP on egress interface',
    'route-lookup': 'Perform route lookup for this rule',
    description: 'Specify a description',
    'description description': 'Text',
  });
}
