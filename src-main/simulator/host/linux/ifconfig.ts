/** `ifconfig [CARD [[inet] ADDRESS[/LENGTH] [netmask MASK]] [up|down]]` */
import { Refusal } from '../../cli/refusal.ts';
import { maskOfLength, parseIpv4 } from '../../../base/address.ts';
import type { InterfaceAddress } from '../../router/interface.ts';
import type { HostMachine } from '../host-shell.ts';
import { ifconfigRows } from './address-rows.ts';
import { addressOf } from './prefix.ts';

export function ifconfig({ stack }: HostMachine, words: readonly string[]): readonly string[] {
  const [name, ...given] = words;
  if (name === undefined) return [...stack.ports.values()].filter((one) => !one.isShutdown).flatMap(ifconfigRows);
  const port = stack.ports.get(name);
  if (!port) throw Refusal.because(`ifconfig: ${name}: error fetching interface information: Device not found`);
  if (given.length === 0) return ifconfigRows(port);
  const rest = given.filter((word) => word !== 'inet');
  const switches = rest.filter((word) => word === 'up' || word === 'down');
  const [text, ...more] = rest.filter((word) => word !== 'up' && word !== 'down');
  const address = text === undefined ? undefined : withMask(text, more);
  if (text !== undefined && !address) throw Refusal.because(`ifconfig: bad address '${[text, ...more].join(' ')}'`);
  if (address) stack.setAddress(port, address);
  if (address || switches.length > 0) stack.setShutdown(port, switches.includes('down'));
  return [];
}

function withMask(text: string, [keyword, value, ...more]: readonly string[]): InterfaceAddress | undefined {
  if (more.length > 0) return undefined;
  if (keyword === undefined) return addressOf(text.includes('/') ? text : `${text}/${lengthByClass(text)}`);
  return keyword === 'netmask' && value !== undefined ? addressOf(`${text}/${value}`) : undefined;
}

/** Without a mask, that of the address's class, as the kernel still takes it. */
function lengthByClass(text: string): number {
  const address = parseIpv4(text) ?? 0;
  return [8, 16, 24].find((length) => address < classEnd(length)) ?? 24;
}

function classEnd(length: number): number {
  return { 8: 0x80000000, 16: 0xc0000000 }[length] ?? maskOfLength(32);
}
