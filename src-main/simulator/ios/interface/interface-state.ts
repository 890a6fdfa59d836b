/** What state an interface is in, in IOS's words, and the orders in which interfaces are listed. */
import { type Interface, splitInterfaceName } from '../../router/interface.ts';
import { hasSignal } from '../../router/serial-port.ts';
import type { IosDevice } from '../device.ts';
import { isEthernet } from '../hardware.ts';
import { isMade, isSubinterface } from './interface-kinds.ts';

interface InterfaceState {
  readonly status: 'up' | 'down' | 'administratively down';
  readonly protocol: 'up' | 'down';
}

/**
 * An Ethernet port without a cable is `up`, with its line protocol down (a console of 12.4 with a Gt96k); a serial port
 * without one, and one of a kind that is never connected, is `down`.
 */
export function stateOf(one: Interface): InterfaceState {
  const protocol = one.isUp ? 'up' : 'down';
  if (one.isShutdown || one.parent?.isShutdown) return { status: 'administratively down', protocol };
  return { status: isMade(one.name) || isEthernet(one.name) || hasSignal(one.carrier) ? 'up' : 'down', protocol };
}

/** `Tunnel0 is up, line protocol is up ` as `show interfaces` has it, but for the blank at the end. */
export function headingOf(one: Interface): string {
  const { status, protocol } = stateOf(one);
  return `${one.name} is ${status}, line protocol is ${protocol}`;
}

/** The ports of the hardware with their subinterfaces, then what was made. */
export function listed(device: IosDevice): Interface[] {
  return [...portsOf(device), ...madeOf(device)];
}

/** As the running configuration has them: what was made comes first, the interfaces of VLANs last. */
export function configured(device: IosDevice): Interface[] {
  const isOfVlan = ({ name }: Interface): boolean => name.startsWith('Vlan');
  const made = madeOf(device);
  const ordered = [...made.filter((one) => !isOfVlan(one)), ...portsOf(device), ...made.filter(isOfVlan)];
  return ordered.filter(({ isAutomatic }) => !isAutomatic);
}

function portsOf({ router }: IosDevice): Interface[] {
  const all = [...router.interfaces.values()];
  const partsOf = (port: Interface): Interface[] =>
    all.filter(({ parent }) => parent === port).sort((a, b) => numberOf(a) - numberOf(b));
  return all.filter(({ name }) => !isMade(name)).flatMap((port) => [port, ...partsOf(port)]);
}

function madeOf({ router }: IosDevice): Interface[] {
  const made = [...router.interfaces.values()].filter(({ name }) => isMade(name) && !isSubinterface(name));
  return made.sort((a, b) => compareNames(a.name, b.name));
}

/** Of a subinterface: what stands after the point. */
function numberOf({ name }: Interface): number {
  return Number(name.slice(name.indexOf('.') + 1));
}

function compareNames(a: string, b: string): number {
  const [left, right] = [splitInterfaceName(a), splitInterfaceName(b)];
  return left.type.localeCompare(right.type) || Number(left.unit) - Number(right.unit);
}

/** 'Fa0/0', as columns have it that are too narrow for the whole name. */
export function shortNameOf(name: string): string {
  const { type, unit } = splitInterfaceName(name);
  return type.slice(0, 2) + unit;
}
