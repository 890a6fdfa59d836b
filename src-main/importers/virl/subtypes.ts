/**
 * The subtypes of VIRL and CML 1 nodes, by their names in lower case without blanks and dashes. Source: the subtypes
 * that VIRL 1.x brought, as in its published schema and in files of it.
 */
import { devices, type Device } from '../devices.ts';

const subtypes: Readonly<Record<string, Device>> = {
  iosv: devices.iosv,
  iosvl2: devices.iosvl2,
  iol: devices.iol,
  ioll2: devices.iolL2,
  csr1000v: devices.csr1000v,
  asav: devices.asav,
  nxosv: devices.nxosv,
  nxosv9000: devices.nxosv9000,
  iosxrv: devices.iosxrv,
  iosxrv64: devices.iosxrv,
  iosxrv9000: devices.iosxrv,
  server: devices.linux,
  securityserver: devices.linux,
  jumphost: devices.linux,
  kali: devices.linux,
  coreos: devices.linux,
  ubuntu: devices.linux,
  desktop: devices.linux,
  alpine: devices.linux,
  trex: devices.linux,
  cat8000v: devices.csr1000v,
  flat: { platform: 'cloud' },
  snat: { platform: 'cloud' },
  'l2external(flat)': { platform: 'cloud' },
  'l3external(snat)': { platform: 'cloud' },
  unmanagedswitch: { platform: 'switch' },
};

/** What a node is to us: by its subtype, else by its type, which says at least whether it is a device. */
export function deviceOf(subtype: string, type: string): Device {
  const key = subtype.toLowerCase().replace(/[\s_-]/g, '');
  const known = Object.hasOwn(subtypes, key) ? subtypes[key] : undefined;
  if (known) return known;
  // Containers of many names: "lxc-iperf", "lxc-routed".
  if (key.startsWith('lxc')) return devices.linux;
  if (type === 'SEGMENT') return { platform: 'switch' };
  return { platform: type === 'ASSET' ? 'cloud' : 'unknown' };
}
