/** The modes of an ASA: where the commands of all features live, and the order of the running configuration. */
import type { InterfaceKind } from '../cli/interface-name.ts';
import { Mode } from '../cli/mode.ts';
import { splitInterfaceName } from '../router/interface.ts';
import type { AsaDevice, AsaInterfaceContext } from './device.ts';

const configurationPrivilege = 15;

/** User and privileged exec: one mode, whose commands need 0, 1 or 15. */
export const execMode = new Mode<AsaDevice>({
  name: 'exec',
  prompt: (privilege) => (privilege > 1 ? '#' : '>'),
  privilege: configurationPrivilege,
  pipes: ['show', 'more'],
  hasGrep: true,
  optionsTitle: '\nexec mode commands/options:',
  interfaces: portKinds,
});

/**
 * Global configuration, in the order of an ASAv of 9.x. Commands of exec work here as they are, without a `do`. The `!`
 * after a section stands where such a firewall writes one.
 */
export const configureMode = new Mode<AsaDevice>({
  name: 'configuration',
  prompt: '(config)#',
  privilege: configurationPrivilege,
  takesFirstMode: true,
  optionsTitle: '\nconfigure mode commands/options:',
  interfaces: portKinds,
  layout: [
    '!',
    'hostname',
    'domain-name',
    'enable',
    'passwd',
    'names',
    '!',
    { each: 'interface' },
    'ftp',
    'dns',
    'same-security-traffic',
    'object network',
    'object service',
    'object-group network',
    'object-group service',
    'access-list',
    'pager',
    'logging',
    'mtu',
    'failover',
    'icmp',
    'asdm',
    'arp',
    'nat manual',
    { group: 'nat object' },
    'nat after-auto',
    'access-group',
    { group: 'router' },
    'route',
    'timeout',
    'user-identity',
    'aaa',
    'http',
    'snmp-server',
    'sysopt',
    'crypto ipsec',
    'crypto dynamic-map',
    'crypto map',
    'crypto ca',
    'crypto ca trustpool',
    'crypto ca certificate',
    'crypto isakmp',
    'crypto ikev2',
    'crypto ikev1',
    'telnet',
    'ssh',
    'console',
    'management-access',
    'dhcpd',
    'threat-detection',
    'group-policy',
    'dynamic-access-policy-record',
    'username',
    { group: 'tunnel-group' },
    { group: 'class-map' },
    'policy-map',
    'service-policy',
    'prompt',
    'call-home',
  ],
});

export const interfaceMode = new Mode<AsaInterfaceContext>({
  name: 'interface',
  prompt: '(config-if)#',
  optionsTitle: '\ninterface mode commands/options:',
  privilege: configurationPrivilege,
  parent: configureMode,
  layout: ['description', 'management-only', 'shutdown', 'vlan', 'nameif', 'security-level', 'ip address', 'tunnel'],
});

/** The ports of the hardware, their subinterfaces, and tunnels. What is named of other kinds is refused. */
function portKinds({ hardware }: AsaDevice): InterfaceKind[] {
  const units = new Map<string, string[]>();
  for (const { name } of hardware.interfaces) {
    const { type, unit } = splitInterfaceName(name);
    units.set(type, [...(units.get(type) ?? []), unit]);
  }
  const ports = [...units].map(([name, list]): InterfaceKind => ({
    name,
    help: helpOf(name),
    units: list,
    subinterfaces: true,
  }));
  return [...ports, tunnels, ...foreign];
}

const tunnels: InterfaceKind = { name: 'Tunnel', help: 'Tunnel interface', units: { from: 0, to: 10413 } };

/** What firewalls have and these have not. */
const foreign: readonly InterfaceKind[] = ['BVI', 'Port-channel', 'Redundant', 'Vlan', 'VNI'].map((name) => ({
  name,
  help: '',
  units: { from: 0, to: 10413 },
  subinterfaces: true,
  isHidden: true,
}));

function helpOf(name: string): string {
  return name === 'Management' ? 'Management interface' : `${name} IEEE 802.3`;
}
