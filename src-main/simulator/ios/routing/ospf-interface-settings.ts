/** What an interface says of OSPF, as its commands read it and change it. */
import { omit } from '../../../base/omit.ts';
import type { OspfInterfaceSettings } from '../../routing/ospf/configuration.ts';
import type { InterfaceContext } from '../device.ts';

export function settingsOf({ device, one }: InterfaceContext): OspfInterfaceSettings {
  return device.router.routing.ospfOn.get(one.name) ?? {};
}

export function set(context: InterfaceContext, change: OspfInterfaceSettings): void {
  keep(context, { ...settingsOf(context), ...change });
}

export function unset(context: InterfaceContext, what: keyof OspfInterfaceSettings): void {
  keep(context, omit(settingsOf(context), what));
}

function keep({ device, one }: InterfaceContext, settings: OspfInterfaceSettings): void {
  device.router.routing.ospfOn.set(one.name, settings);
  device.router.converge();
}
