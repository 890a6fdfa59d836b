/**
 * Images whose names say for certain what they are: as Cisco and the distributions publish them, or as the GNS3
 * marketplace appliances name them. A name that somebody made up ("virtioa.qcow2") says nothing, and nothing is guessed.
 */
import { devices, type Device } from '../devices.ts';
import type { PortNaming } from '../port-naming.ts';

/** Matched against file names in lower case. The first pattern that any image of a node matches wins. */
const images: readonly (readonly [name: RegExp, device: Device])[] = [
  [/^(?:vios|iosv)[-_]?l2/, devices.iosvl2],
  [/^(?:vios|iosv)[-_.\d]/, devices.iosv],
  [/^(?:csr-?1000v|c8000v|cat8000v)/, devices.csr1000v],
  [/^(?:cat9k|cat9000)/, devices.cat9000v],
  [/^asav[-_.\d]/, devices.asav],
  [/^asa[-_]?(?:8[024]\d|9[0-2]\d)[-_.]/, devices.asa5520],
  [/^asa[-_]?\d/, devices.asa],
  [/^(?:nxosv?[-_.]?9|nexus9|n9k|nxosv-final)/, devices.nxosv9000],
  [/^(?:titanium|nxosv)/, devices.nxosv],
  [/^(?:ios-?xrv-?9|xrv9k)/, devices.iosxrv9000],
  [/^ios-?xrv/, devices.iosxrv],
  [/^(?:ubuntu|debian|centos|fedora|alpine|kali|rocky|alma|opensuse|archlinux|cirros|slitaz|rhel)/, devices.linux],
  [/^(?:tiny-?core|micro-?core|core-linux|linux-(?:tiny|micro)core)/, devices.linux],
  [/^(?:xenial|bionic|focal|jammy|noble)-(?:server|minimal)-cloudimg/, devices.linux],
];

/** The device that the images are of, when one of them is certain. */
export function deviceOfImages(paths: readonly string[]): Device | undefined {
  const names = paths.map((path) => path.replace(/^.*[/\\]/, '').toLowerCase());
  return images.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
}

/** How the appliances of GNS3 name the ports of these devices, and no other devices that it has an appliance of. */
const namings: readonly (readonly [first: RegExp, format: RegExp, device: Device])[] = [
  [/^m(?:anagement|gmt)?0\/0$/i, /^gi?(?:gabitethernet)?0\/\{(?:0|port0)\}$/i, devices.asav],
  [/^mgmteth/i, /^gi?(?:gabitethernet)?0\/0\/0\/\{(?:0|port0)\}$/i, devices.iosxrv],
  [/^mgmt0$/i, /^e(?:th|thernet)?1\/\{port1\}$/i, devices.nxosv9000],
  [/^mgmt0$/i, /^e(?:th|thernet)?2\/\{port1\}$/i, devices.nxosv],
  [/^$/, /^gi?(?:gabitethernet)?\{port1\}$/i, devices.csr1000v],
  [/^$/, /^gi?(?:gabitethernet)?0\/\{(?:0|port0)\}$/i, devices.iosv],
  [/^$/, /^gi?(?:gabitethernet)?\{(?:1|segment0)\}\/\{(?:0|port0)\}$/i, devices.iosvl2],
];

/** The device whose appliance names its ports like this: an image may be called anything, and often is. */
export function deviceOfNaming({ first = '', format }: PortNaming): Device | undefined {
  return namings.find((one) => one[0].test(first) && one[1].test(format))?.[2];
}

/** Containers are Linux, except those that hold a network system of their own. */
export function deviceOfContainer(image: string): Device {
  if (/(?:^|\/)(?:ios-xr|xrd)/i.test(image)) return { platform: 'iosxr' };
  return /ceos|crpd|srlinux|sonic/i.test(image) ? { platform: 'unknown' } : devices.linux;
}

/** IOU and IOL: the images of IOS XE are built for 64 bit, those of switches are called L2. */
export function deviceOfIou(path: string): Device {
  const isSwitch = /linux[-_]l2|(?:iol|iou)[-_]?l2/i.test(path);
  if (/x86_64_crb|iol(?:l2)?-?xe/i.test(path)) return isSwitch ? devices.iolL2Xe : devices.iolXe;
  return isSwitch ? devices.iolL2 : devices.iol;
}
