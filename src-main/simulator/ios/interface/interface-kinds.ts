/** The types of interface that a router has or can make, for the token INTERFACE. */
import type { InterfaceKind } from '../../cli/interface-name.ts';
import { splitInterfaceName } from '../../router/interface.ts';
import type { IosDevice } from '../device.ts';
import { isEthernet, type Hardware } from '../hardware.ts';
import { isSwitch } from '../switch/switch-hardware.ts';

/** What `?` says of a type. */
const helps: Readonly<Record<string, string>> = {
  Ethernet: 'IEEE 802.3',
  FastEthernet: 'FastEthernet IEEE 802.3',
  GigabitEthernet: 'GigabitEthernet IEEE 802.3z',
  Loopback: 'Loopback interface',
  Null: 'Null interface',
  Serial: 'Serial',
  Tunnel: 'Tunnel interface',
  'Virtual-Access': 'Virtual Access interface',
  'Virtual-Template': 'Virtual Template interface',
};

/** Those that are made when they are named. */
const made: readonly InterfaceKind[] = [
  ...['Loopback', 'Tunnel'].map((name) => ({ name, help: helps[name] ?? name, units: { from: 0, to: 2147483647 } })),
  { name: 'Virtual-Template', help: helps['Virtual-Template'] ?? '', units: { from: 1, to: 200 } },
];

/** Made by the router itself, for a peer. */
const automatic = 'Virtual-Access';

/** Of a switch: the interface of a VLAN, where its router takes part in it. */
const vlanKind: InterfaceKind = { name: 'Vlan', help: 'Catalyst Vlans', units: { from: 1, to: 4094 } };

/** It is always there, and routes may name it. */
export const nowhere: InterfaceKind = { name: 'Null', help: helps['Null'] ?? '', units: ['0'] };

/** The ports of the hardware, and whatever can be made. */
export function configurableKinds({ hardware }: IosDevice): readonly InterfaceKind[] {
  const known = configurable.get(hardware);
  if (known) return known;
  const ports = kindsOf(hardware.interfaces.map(({ name }) => name));
  const vlans = isSwitch(hardware) ? [vlanKind] : [];
  const kinds = [
    ...ports.map((kind) => ({ ...kind, subinterfaces: isEthernet(kind.name) })),
    ...made,
    ...vlans,
    nowhere,
  ];
  configurable.set(hardware, kinds);
  return kinds;
}

/** What every router can make and these cannot: configuration names it, and hears so. */
export function nameableKinds(device: IosDevice): readonly InterfaceKind[] {
  return [...configurableKinds(device), ...foreign];
}

const foreign: readonly InterfaceKind[] = ['BVI', 'CTunnel', 'Dialer', 'MFR', 'Multilink', 'Port-channel'].map(
  (name) => ({ name, help: '', units: { from: 0, to: 2147483647 }, subinterfaces: true, isHidden: true }),
);

/** Whether it is of a type that is not simulated. */
export function isForeign(name: string): boolean {
  const { type } = splitInterfaceName(name);
  return foreign.some((kind) => kind.name === type);
}

/** Hardware does not change while it runs, and is asked about by every line of a configuration. */
const configurable = new WeakMap<Hardware, readonly InterfaceKind[]>();

/** What there is. */
export function existingKinds({ router }: IosDevice): InterfaceKind[] {
  return kindsOf([...router.interfaces.keys()]);
}

/** 'FastEthernet0/0.10' */
export function isSubinterface(name: string): boolean {
  return name.includes('.');
}

/** Whether it was made by being named, and can be taken away again. */
export function isMade(name: string): boolean {
  const { type } = splitInterfaceName(name);
  return (
    isSubinterface(name) || type === vlanKind.name || type === automatic || made.some((kind) => kind.name === type)
  );
}

function kindsOf(names: readonly string[]): InterfaceKind[] {
  const units = new Map<string, string[]>();
  for (const name of names) {
    const { type, unit } = splitInterfaceName(name);
    const list = units.get(type);
    if (list) list.push(unit);
    else units.set(type, [unit]);
  }
  return [...units].map(([name, list]) => ({ name, help: helps[name] ?? name, units: list }));
}
