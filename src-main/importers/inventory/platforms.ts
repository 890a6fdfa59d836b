/** What inventories call the systems that devices run, and what these are to us. */
import type { Platform } from '../../lab/topology.ts';

const PLATFORMS: Readonly<Record<string, Platform>> = {
  ios: 'ios',
  iosv: 'ios',
  cisco_ios: 'ios',
  cisco_iol: 'ios',
  cisco_vios: 'ios',
  vios: 'ios',
  iosxe: 'iosxe',
  cisco_xe: 'iosxe',
  'ios-xe': 'iosxe',
  csr: 'iosxe',
  csr1000v: 'iosxe',
  cisco_csr1000v: 'iosxe',
  c8000v: 'iosxe',
  cisco_c8000v: 'iosxe',
  cisco_c8000: 'iosxr',
  cat9kv: 'iosxe',
  cisco_cat9kv: 'iosxe',
  asa: 'asa',
  asav: 'asa',
  cisco_asav: 'asa',
  cisco_asa: 'asa',
  nxos: 'nxos',
  n9kv: 'nxos',
  cisco_n9kv: 'nxos',
  nxosv: 'nxos',
  iosxr: 'iosxr',
  xrv: 'iosxr',
  xrv9k: 'iosxr',
  xrd: 'iosxr',
  cisco_xrd: 'iosxr',
  cisco_xrv: 'iosxr',
  cisco_xrv9k: 'iosxr',
  linux: 'linux',
  frr: 'linux',
  vyos: 'linux',
  vyosnetworks_vyos: 'linux',
  cumulus_cvx: 'linux',
};

/** @param name "iosxe", "cisco.ios.ios", "vr-csr": a collection's or vrnetlab's prefix says nothing */
export function platformOf(name: string): Platform {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/^vr-/, '')
    .replace(/^.*[./]/, '');
  return Object.hasOwn(PLATFORMS, plain) ? (PLATFORMS[plain] ?? 'unknown') : 'unknown';
}
