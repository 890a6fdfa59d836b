/** interface NAME: the way into interface configuration. Loopbacks and tunnels are made when they are named. */
import { block } from '../cli/configuration.ts';
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import { splitInterfaceName, type Interface } from '../router/interface.ts';
import type { IosDevice } from './device.ts';
import { isMade, isSubinterface } from './interface-kinds.ts';
import { configured } from './interface-state.ts';
import { configureMode, interfaceMode } from './modes.ts';

export function declareInterfaceEnter(): void {
  configureMode.words({ interface: 'Select an interface to configure' }).add('interface INTERFACE:name', {
    run: (device, { name }, exec: Exec) => exec.enter(interfaceMode, { device, one: interfaceOf(device, name) }),
    no: remove,
    show: (device) => configured(device).map((one) => block(`interface ${one.name}`, interfaceMode, { device, one })),
  });
}

function interfaceOf({ router }: IosDevice, name: string): Interface {
  const known = name === router.nowhere.name ? router.nowhere : router.interfaces.get(name);
  if (known) return known;
  if (isSubinterface(name)) return router.addSubinterface(name, portOf(router, name));
  return splitInterfaceName(name).type === 'Tunnel' ? router.addTunnel(name) : router.addLoopback(name);
}

/** The port that a subinterface is part of: it is there, or the name would not have been taken. */
function portOf(router: IosDevice['router'], name: string): Interface {
  const port = router.interfaces.get(name.slice(0, name.indexOf('.')));
  if (port?.carrier instanceof EthernetPort) return port;
  throw Refusal.invalid('name');
}

function remove({ router }: IosDevice, { name }: { name: string }): void {
  if (!isMade(name)) throw Refusal.because('% Removal of physical interfaces is not permitted');
  if (router.interfaces.has(name)) router.removeInterface(name);
}
