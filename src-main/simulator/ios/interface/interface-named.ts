/** The interface that a name stands for in configuration: there already, or made because it is named. */
import { Refusal } from '../../cli/refusal.ts';
import { EthernetPort } from '../../router/ethernet-port.ts';
import { splitInterfaceName, type Interface } from '../../router/interface.ts';
import type { IosDevice } from '../device.ts';
import { isSubinterface } from './interface-kinds.ts';
import { addVlanInterface } from '../switch/switch-hardware.ts';

/** The interface of that name; what can be made is made. */
export function interfaceOf({ router, switching }: IosDevice, name: string): Interface {
  const known = name === router.nowhere.name ? router.nowhere : router.interfaces.get(name);
  if (known) return known;
  if (isSubinterface(name)) return router.addSubinterface(name, portOf(router, name));
  const { type } = splitInterfaceName(name);
  if (switching && type === 'Vlan') return addVlanInterface(router, switching, name);
  return type === 'Tunnel' || type === 'Virtual-Template' ? router.addTunnel(name) : router.addLoopback(name);
}

/** The port that a subinterface is part of: it is there, or the name would not have been taken. */
function portOf(router: IosDevice['router'], name: string): Interface {
  const port = router.interfaces.get(name.slice(0, name.indexOf('.')));
  if (port?.carrier instanceof EthernetPort) return port;
  throw Refusal.invalid('name');
}
