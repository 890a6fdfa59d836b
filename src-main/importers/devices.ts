/**
 * Devices that run under more than one emulator: what they are to us, and how they name their own ports.
 * A device is known for certain by its CML node definition, or by the name of its disk image in GNS3.
 */
import type { Platform } from '../lab/topology.ts';
import type { PortNaming } from './port-naming.ts';

export interface Device {
  platform: Platform;
  /** What it is called where a file says no more than the emulator it runs under: "qemu iosvl2". */
  name?: string;
  /** Left out where releases of the device differ, or the ports depend on how it is started. */
  ports?: PortNaming;
}

/** Port names as in the labels of exported CML labs, which CML takes from its node definitions. */
export const devices = {
  iosv: { platform: 'ios', name: 'iosv', ports: { format: 'GigabitEthernet0/{0}' } },
  iosvl2: { platform: 'ios', name: 'iosvl2', ports: { format: 'GigabitEthernet{1}/{0}', segment: 4 } },
  iol: { platform: 'ios', ports: { format: 'Ethernet{1}/{0}', segment: 4 } },
  iolXe: { platform: 'iosxe', ports: { format: 'Ethernet{1}/{0}', segment: 4 } },
  iolL2: { platform: 'ios', name: 'l2', ports: { format: 'Ethernet{1}/{0}', segment: 4 } },
  iolL2Xe: { platform: 'iosxe', name: 'l2', ports: { format: 'Ethernet{1}/{0}', segment: 4 } },
  csr1000v: { platform: 'iosxe', name: 'csr1000v', ports: { format: 'GigabitEthernet{port1}' } },
  cat9000v: {
    platform: 'iosxe',
    name: 'cat9000v',
    ports: { first: 'GigabitEthernet0/0', format: 'GigabitEthernet1/0/{port1}' },
  },
  asav: { platform: 'asa', name: 'asav', ports: { first: 'Management0/0', format: 'GigabitEthernet0/{0}' } },
  asa: { platform: 'asa', name: 'asa' },
  /** ASA 8.4 and 9.1 as they run under QEMU. */
  asa5520: { platform: 'asa', name: 'asa', ports: { format: 'GigabitEthernet{0}' } },
  nxosv: { platform: 'nxos', name: 'nxosv', ports: { first: 'mgmt0', format: 'Ethernet2/{port1}' } },
  nxosv9000: { platform: 'nxos', name: 'nxosv9000', ports: { first: 'mgmt0', format: 'Ethernet1/{port1}' } },
  iosxrv: {
    platform: 'iosxr',
    name: 'iosxrv',
    ports: { first: 'MgmtEth0/0/CPU0/0', format: 'GigabitEthernet0/0/0/{0}' },
  },
  iosxrv9000: {
    platform: 'iosxr',
    name: 'iosxrv',
    ports: {
      first: 'MgmtEth0/RP0/CPU0/0',
      reserved: ['donotuse1', 'donotuse2'],
      format: 'GigabitEthernet0/0/0/{0}',
    },
  },
  /** IOS XR in a container. */
  xrd: {
    platform: 'iosxr',
    name: 'xrd',
    ports: { first: 'MgmtEth0/RP0/CPU0/0', format: 'GigabitEthernet0/0/0/{0}' },
  },
  linux: { platform: 'linux', ports: { format: 'eth{0}' } },
} as const satisfies Record<string, Device>;

/** Platforms whose interfaces have a type and a number, so that "Gi0/0" in a file means GigabitEthernet0/0. */
export const ciscoPlatforms: ReadonlySet<Platform> = new Set(['ios', 'iosxe', 'asa', 'nxos', 'iosxr']);
