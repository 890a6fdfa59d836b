/**
 * tunnel path-mtu-discovery: GRE carries the bit that forbids cutting, and the tunnel heeds what routers on the way then say.
 * Words and defaults as a console of 12.4 shows them ("tunnel path-mtu-discovery ?", show interfaces); bounds from memory.
 */
import { setOrNot } from '../../cli/configuration.ts';
import type { PathMtuDiscovery, TunnelSettings } from '../../router/tunnel/tunnel.ts';
import { usualAging } from '../../router/tunnel/path-mtu.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';
import { changeTunnel, isTunnel, tunnelOf } from './tunnel-settings.ts';

const usual: PathMtuDiscovery = { agingMinutes: usualAging, least: 92 };

export function declareTunnelPathMtu(): void {
  interfaceMode
    .words({
      'tunnel path-mtu-discovery': 'Enable Path MTU Discovery on tunnel',
      'age-timer': 'Set PMTUD aging timer',
      'age-timer minutes': 'Aging time in minutes',
      'age-timer infinite': 'Disable pmtud aging timer',
      'min-mtu': 'Min pmtud mtu allowed',
      'min-mtu bytes': 'MTU (bytes)',
    })
    .add('tunnel path-mtu-discovery', {
      section: 'tunnel path-mtu-discovery',
      when: isTunnel,
      run: (context) => discover(context, usual),
      no: (context) => changeTunnel(context, { discovery: undefined }),
      show: (context, isAll) => linesOf(tunnelOf(context), isAll),
    })
    .add('tunnel path-mtu-discovery age-timer ![<10-30>:minutes]', {
      when: isTunnel,
      run: (context, { minutes }) => discover(context, { agingMinutes: minutes }),
      no: (context) => takeBack(context, 'agingMinutes'),
    })
    .add('tunnel path-mtu-discovery age-timer infinite', {
      when: isTunnel,
      run: (context) => discover(context, { agingMinutes: undefined }),
      no: (context) => takeBack(context, 'agingMinutes'),
    })
    .add('tunnel path-mtu-discovery min-mtu ![<92-65535>:bytes]', {
      when: isTunnel,
      run: (context, { bytes }) => discover(context, { least: bytes }),
      no: (context) => takeBack(context, 'least'),
    });
}

/** Whatever it is told, it discovers from then on. */
function discover(context: InterfaceContext, told: Partial<PathMtuDiscovery>): void {
  changeTunnel(context, { discovery: { ...(tunnelOf(context)?.discovery ?? usual), ...told } });
}

/** A tunnel that discovers nothing does not begin to. */
function takeBack(context: InterfaceContext, what: keyof PathMtuDiscovery): void {
  if (tunnelOf(context)?.discovery) discover(context, { [what]: usual[what] });
}

function linesOf(tunnel: TunnelSettings | undefined, isAll?: boolean): string[] {
  if (!tunnel) return [];
  const head = 'tunnel path-mtu-discovery';
  if (!tunnel.discovery) return setOrNot(head, false, isAll);
  const { agingMinutes, least } = tunnel.discovery;
  const lines = [
    ...(agingMinutes === usual.agingMinutes ? [] : [`${head} age-timer ${agingMinutes ?? 'infinite'}`]),
    ...(least === usual.least ? [] : [`${head} min-mtu ${least}`]),
  ];
  return lines.length > 0 ? lines : [head];
}
