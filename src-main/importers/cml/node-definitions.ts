/**
 * The node definitions that CML brings, by their ids. Source: labs exported from CML 2.0 to 2.10 and the CML reference
 * platform releases. A definition that somebody made is not known, unless it is called after the one that it was copied
 * from: "csr1000v-17-3".
 */
import { devices, type Device } from '../devices.ts';

const { iosv, iosvl2, iol, iolXe, csr1000v, cat9000v, asav, nxosv, nxosv9000, iosxrv, iosxrv9000, xrd, linux } =
  devices;
const unmanagedSwitch = { platform: 'switch', ports: { format: 'port{0}' } } as const satisfies Device;
const externalConnector = { platform: 'cloud', ports: { first: 'port', format: 'port{0}' } } as const satisfies Device;

export const nodeDefinitions: Readonly<Record<string, Device>> = {
  iosv,
  iosvl2,
  iol,
  ioll2: iol,
  'iol-xe': iolXe,
  'ioll2-xe': iolXe,
  csr1000v,
  cat8000v: csr1000v,
  'cat-sdwan-edge': csr1000v,
  cat9800: csr1000v,
  cat9000v,
  'cat9000v-q200': cat9000v,
  'cat9000v-uadp': cat9000v,
  'cat9000v-s1': cat9000v,
  asav,
  nxosv,
  nxosv9000,
  nxosv9000lite: nxosv9000,
  nxosv9300: nxosv9000,
  nxosv9500: nxosv9000,
  iosxrv,
  iosxrv9000,
  xrd,
  alpine: linux,
  'alpine-trex': linux,
  'alpine-wanem': linux,
  wan_emulator: linux,
  trex: linux,
  coreos: linux,
  desktop: linux,
  server: linux,
  ubuntu: linux,
  ubuntu_pcloud: linux,
  jumphost: linux,
  dnsmasq: linux,
  nginx: linux,
  syslog: linux,
  frr: linux,
  vyos: linux,
  debian: linux,
  centos: linux,
  fedora: linux,
  rocky: linux,
  kali: linux,
  'net-tools': linux,
  radius: linux,
  tacplus: linux,
  chrome: linux,
  firefox: linux,
  unmanaged_switch: unmanagedSwitch,
  external_connector: externalConnector,
};

/** What a node of the definition is. A copy is as its original in everything but what its owner changed of it. */
export function deviceOfDefinition(id: string): Device | undefined {
  for (let name = id.toLowerCase(); name !== ''; name = name.replace(/[-_. ]?[^-_. ]*$/, ''))
    if (Object.hasOwn(nodeDefinitions, name)) return nodeDefinitions[name];
  return undefined;
}
