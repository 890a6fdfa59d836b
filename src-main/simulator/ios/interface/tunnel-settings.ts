/** What the tunnel commands have in common: they act on the settings of a tunnel, and everything follows from these. */
import { Tunnel, type TunnelSettings } from '../../router/tunnel/tunnel.ts';
import type { InterfaceContext } from '../device.ts';

export function isTunnel({ one }: InterfaceContext): boolean {
  return one.carrier instanceof Tunnel;
}

export function tunnelOf({ one }: InterfaceContext): TunnelSettings | undefined {
  return one.carrier instanceof Tunnel ? one.carrier.settings : undefined;
}

export function changeTunnel(context: InterfaceContext, settings: Partial<TunnelSettings>): void {
  const { carrier } = context.one;
  if (!(carrier instanceof Tunnel)) return;
  Object.assign(carrier.settings, settings);
  // What was learned of the path holds for the tunnel as it was.
  carrier.pathMtu.forget();
  context.device.router.converge();
}
