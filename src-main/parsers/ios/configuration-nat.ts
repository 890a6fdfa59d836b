/** The NAT commands of a configuration: `ip nat inside source …` and pools. */
import type { Sourced } from '../parsed.ts';
import { integer, withValues, words } from '../values.ts';
import { recordOf } from './configuration-fields.ts';
import type { ConfigurationLine } from './configuration-line.ts';

export interface ConfiguredNat extends Sourced {
  /** "inside source", "outside source", "inside destination". */
  direction: string;
  accessList?: string;
  routeMap?: string;
  pool?: string;
  interface?: string;
  isOverload?: boolean;
  /** A static translation, of one address, network or port. */
  isStatic?: boolean;
  protocol?: string;
  local?: string;
  localPort?: number;
  global?: string;
  globalPort?: number;
  vrf?: string;
}

export interface ConfiguredNatPool extends Sourced {
  name: string;
  first: string;
  last: string;
  mask?: string;
  prefixLength?: number;
}

const NAMED: Readonly<Record<string, 'accessList' | 'routeMap' | 'pool' | 'interface' | 'vrf'>> = {
  list: 'accessList',
  'route-map': 'routeMap',
  pool: 'pool',
  interface: 'interface',
  vrf: 'vrf',
};

export function natOf({ line, text }: ConfigurationLine): ConfiguredNat | undefined {
  const [, direction, rest] = /^ip nat ((?:inside|outside) (?:source|destination)) (\S.*)$/.exec(text) ?? [];
  if (direction === undefined) return undefined;
  const all = words(rest);
  const fields: Partial<ConfiguredNat> = all[0] === 'static' ? readStatic(all.splice(0, all.length)) : {};
  for (const [index, word] of all.entries()) {
    const field = NAMED[word];
    const value = all[index + 1];
    if (field !== undefined && value !== undefined) fields[field] = value;
    if (word === 'overload') fields.isOverload = true;
  }
  return recordOf<ConfiguredNat>(line, { direction, ...fields });
}

/** `static [tcp|udp|esp|network] LOCAL [PORT] GLOBAL|interface I [PORT] [vrf V] [extendable …]` */
function readStatic(all: string[]): Partial<ConfiguredNat> {
  const fields: Partial<ConfiguredNat> = { isStatic: true };
  const take = (): string | undefined => all.shift();
  take();
  if (/^[a-z]/.test(all[0] ?? '')) fields.protocol = take() ?? '';
  const takeEnd = (): [string | undefined, number | undefined] => {
    const address = take();
    const port = /^\d{1,5}$/.test(all[0] ?? '') ? integer(take()) : undefined;
    return [address, port];
  };
  const [local, localPort] = takeEnd();
  const toInterface = all[0] === 'interface';
  if (toInterface) take();
  const [global, globalPort] = takeEnd();
  const vrf = all[all.indexOf('vrf') + 1];
  const ends = { local, localPort, [toInterface ? 'interface' : 'global']: global, globalPort };
  const found = { ...ends, vrf: all.includes('vrf') ? vrf : undefined };
  return { ...fields, ...withValues(found) };
}

export function natPoolOf({ line, text }: ConfigurationLine): ConfiguredNatPool | undefined {
  const match = /^ip nat pool (\S+) (\d\S+) (\d\S+)(?: netmask (\S+)| prefix-length (\d+))?(?: .*)?$/.exec(text);
  if (!match) return undefined;
  const [, name = '', first = '', last = '', mask, length] = match;
  return recordOf<ConfiguredNatPool>(line, { name, first, last, mask, prefixLength: integer(length) });
}
