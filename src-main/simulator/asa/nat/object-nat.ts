/** nat in a network object: one rule that belongs to it. */
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import type { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { configureMode } from '../modes.ts';
import { placeOf } from './nat-place.ts';
import { warnOfPool } from './nat-pool.ts';
import type { NatRule, NatService } from './nat-rules.ts';
import { textOfNatRule } from './nat-text.ts';
import type { NetworkObjectContext } from '../objects/network-object-context.ts';
import { portName, portOf, protocolNumber } from '../services.ts';

export function declareObjectNat(mode: Mode<NetworkObjectContext>): void {
  mode
    .words({
      nat: 'Enable NAT on a singleton object',
      place: '(real_interface,mapped_interface)',
      static: 'Specify NAT type as static',
      dynamic: 'Specify NAT type as dynamic',
      mapped: 'Mapped object, address, or interface',
      'no-proxy-arp': 'Disable proxy ARP on egress interface',
      'route-lookup': 'Perform route lookup for this rule',
      service: 'Define the ports that are translated',
      tcp: 'TCP',
      udp: 'UDP',
      realPort: 'Real port',
      mappedPort: 'Mapped port',
    })
    .add(
      'nat ![WORD:place] ![{static|dynamic}:kind] ![WORD:mapped] [no-proxy-arp:noProxyArp] [route-lookup:routeLookup] [service {tcp|udp}:protocol WORD:realPort WORD:mappedPort]',
      {
        run: (context, args, exec) => warnOfPool(context.device, setRule(context, args), exec),
        no: ({ device: { configuration }, object }) => configuration.nat.ofObjects.delete(object.name),
      },
    );
  configureMode.add('object network WORD:name nat', {
    section: 'nat object',
    hidden: true,
    when: () => false,
    run: () => undefined,
    show: ({ configuration: { nat } }) =>
      [...nat.ofObjects].map(([name, rule]) => ({ line: `object network ${name}`, body: [textOfNatRule(rule)] })),
  });
}

interface Words {
  readonly place: string;
  readonly kind: 'static' | 'dynamic';
  readonly mapped: string;
  readonly noProxyArp?: string;
  readonly routeLookup?: string;
  readonly protocol?: 'tcp' | 'udp';
  readonly realPort?: string;
  readonly mappedPort?: string;
}

function setRule({ device, object }: NetworkObjectContext, words: Words): NatRule {
  const { from, to } = placeOf(device, words.place);
  if (!object.value) throw Refusal.because('ERROR: NAT needs an address: define host, subnet or range first');
  const rule: NatRule = {
    section: 2,
    from,
    to,
    kind: words.kind,
    real: object.name,
    mapped: mappedName(device, words.mapped),
    service: serviceFrom(words),
    isProxyArpOff: words.noProxyArp !== undefined,
    looksUpRoute: words.routeLookup !== undefined,
    isUnidirectional: false,
    isInactive: false,
    description: '',
    hits: 0,
    reverseHits: 0,
  };
  device.configuration.nat.ofObjects.set(object.name, rule);
  return rule;
}

function serviceFrom({ kind, protocol: name, realPort = '', mappedPort = '' }: Words): NatService | undefined {
  if (name === undefined) return undefined;
  if (kind === 'dynamic') throw Refusal.because('ERROR: a service goes with static translation alone');
  const protocol = protocolNumber(name);
  const [real, mapped] = [realPort, mappedPort].map((word) => portOf(word, protocol));
  if (real === undefined) throw Refusal.invalid('realPort');
  if (mapped === undefined) throw Refusal.invalid('mappedPort');
  const words = `${name} ${portName(real, protocol)} ${portName(mapped, protocol)}`;
  return { side: 'source', protocol, real, mapped, words };
}

/** An address may stand for an object of it. */
function mappedName({ configuration: { objects } }: NetworkObjectContext['device'], word: string): string {
  const address = parseIpv4(word);
  if (address !== undefined) return formatIpv4(address);
  if (word === 'interface' || objects.hasNetwork(word)) return word;
  throw Refusal.because(`ERROR: object (${word}) does not exist.`);
}
