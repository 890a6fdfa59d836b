/** show route: the table with the names of interfaces. Layout: ntc's `show route` of an ASA of 9.x. */
import { formatIpv4, networkOf } from '../../base/address.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Route } from '../router/routing/routing-table.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';
import type { NamedInterfaces } from './named-interfaces.ts';
import { ageOf as textOfAge } from '../ios/age.ts';

export function declareShowRoute(): void {
  execMode
    .words({
      'show route': 'Show routing table',
      connected: 'Connected',
      static: 'Static routes',
      'route ospf': 'OSPF routes',
      'route address': 'Address or network',
      'address mask': 'Mask of the network',
      'route name': 'Name of an interface',
    })
    .add('show route', { run: (device, _, exec) => exec.print(...tableLines(device, () => true)) })
    .add('show route {connected|static|ospf}:source', {
      run: (device, { source }, exec) => exec.print(...tableLines(device, (route) => route.source === source)),
    })
    .add('show route A.B.C.D:address [MASK:mask]', {
      run: (device, { address, mask }, exec) => exec.print(...entryLines(device, address, mask)),
    })
    .add('show route WORD:name', {
      run: (device, { name }, exec) => {
        const named = device.configuration.interfaces.byName(name);
        if (!named) throw Refusal.invalid('name');
        exec.print(...tableLines(device, ({ via }) => via === named.one));
      },
    });
}

/** Layout: Cisco ASA command reference, `show route`; IOS has the same with other words for the interface. */
function entryLines({ router, configuration }: AsaDevice, address: number, mask: number | undefined): string[] {
  const fitting = router.routes.installed
    .filter((route) => networkOf(address, route.mask) === route.network && (mask === undefined || mask === route.mask))
    .sort((a, b) => b.mask - a.mask);
  const [best] = fitting;
  if (!best || (best.mask === 0 && address !== 0)) return ['% Network not in table', ''];
  const { network, source, distance, metric, nextHop, via } = best;
  const name = nameOf(via, configuration.interfaces);
  const how = source === 'connected' ? '0, metric 0 (connected, via interface)' : `${distance}, metric ${metric}`;
  const gateway = nextHop === undefined ? `directly connected, via ${name}` : `${formatIpv4(nextHop)}, via ${name}`;
  return [
    '',
    `Routing entry for ${formatIpv4(network)} ${formatIpv4(best.mask)}`,
    `  Known via "${source}", distance ${how}`,
    '  Routing Descriptor Blocks:',
    `  * ${gateway}`,
    `      Route metric is ${metric}, traffic share count is 1`,
    '',
  ];
}

const legend = [
  '',
  'Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP',
  '       D - EIGRP, EX - EIGRP external, O - OSPF, IA - OSPF inter area ',
  '       N1 - OSPF NSSA external type 1, N2 - OSPF NSSA external type 2',
  '       E1 - OSPF external type 1, E2 - OSPF external type 2, V - VPN',
  '       i - IS-IS, su - IS-IS summary, L1 - IS-IS level-1, L2 - IS-IS level-2',
  '       ia - IS-IS inter area, * - candidate default, U - per-user static route',
  '       o - ODR, P - periodic downloaded static route, + - replicated route',
];

function tableLines({ router, configuration, clock }: AsaDevice, isMeant: (route: Route) => boolean): string[] {
  const { installed } = router.routes;
  const gateway = installed.find(({ mask }) => mask === 0);
  const ordered = installed.filter(isMeant).sort((a, b) => a.network - b.network || a.mask - b.mask);
  return [
    ...legend,
    gateway
      ? `Gateway of last resort is ${formatIpv4(gateway.nextHop ?? 0)} to network 0.0.0.0`
      : 'Gateway of last resort is not set',
    '',
    ...ordered.flatMap((route) => routeLines(route, configuration.interfaces, clock.now())),
    '',
  ];
}

/** `S`, `O IA`, and the star of a default route. */
function codeOf({ mask, code = 'S' }: Route): string {
  const [letter = code, ...kind] = code.split(' ');
  return mask === 0 ? `${letter}*${kind.join(' ')}` : code;
}

/** Since when a route is known that was learned: '00:01:23', '7w0d'. */
function ageOf({ since = 0 }: Route, now: number): string {
  return textOfAge(now - since);
}

function nameOf(via: Route['via'], interfaces: NamedInterfaces): string {
  return (via && interfaces.of(via)?.name) ?? '';
}

function routeLines(route: Route, interfaces: NamedInterfaces, now: number): string[] {
  const { source, network, mask, nextHop, via, distance, metric } = route;
  const name = nameOf(via, interfaces);
  const line = (code: string, address: number, of: number): string =>
    `${code.padEnd(8)} ${formatIpv4(address)} ${formatIpv4(of)} `;
  if (source === 'connected') {
    const own = via?.address ? [`${line('L', via.address.address, 0xffffffff)}is directly connected, ${name}`] : [];
    return [`${line('C', network, mask)}is directly connected, ${name}`, ...own];
  }
  // Static routes have a gateway; those without one were injected for the far end of a tunnel.
  if (source === 'static' && nextHop === undefined)
    return [`${line('V', network, mask)}connected by VPN (advertised), ${name}`];
  const code = codeOf(route);
  const age = source === 'static' ? '' : `, ${ageOf(route, now)}`;
  return [`${line(code, network, mask)}[${distance}/${metric}] via ${formatIpv4(nextHop ?? 0)}${age}, ${name}`];
}
