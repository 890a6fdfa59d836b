/** show version, and what a firewall says when it starts. */
import { formatMacDotted } from '../../base/address.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';

/** The release that is simulated: the first with tunnel interfaces of both versions of IKE, and still with all old algorithms. */
export const softwareVersion = '9.8(4)';

export const serialNumber = '9AT1L9EX0DF';

const minute = 60_000;

export function declareShowVersion(): void {
  execMode
    .words({ 'show version': 'Display system software version' })
    .add('show version', { privilege: 0, run: (device, _, exec) => exec.print(...versionLines(device)) });
}

/** The end of what a console shows while it starts. */
export function startUpText({ settings }: Pick<AsaDevice, 'settings'>): string {
  return [
    '',
    `Cisco Adaptive Security Appliance Software Version ${softwareVersion}`,
    '',
    ...(settings.banners.get('exec') ?? '').split('\n'),
  ].join('\n');
}

/** What an ASAv without a licence may do (ntc's `show version` of one), whether it is simulated or not. */
const features: readonly (readonly [name: string, state: string])[] = [
  ['Maximum VLANs', '50'],
  ['Inside Hosts', 'Unlimited'],
  ['Failover', 'Active/Standby'],
  ['Encryption-DES', 'Enabled'],
  ['Encryption-3DES-AES', 'Enabled'],
  ['Security Contexts', '0'],
  ['Carrier', 'Disabled'],
  ['AnyConnect Premium Peers', '2'],
  ['AnyConnect Essentials', 'Disabled'],
  ['Other VPN Peers', '250'],
  ['Total VPN Peers', '250'],
  ['AnyConnect for Mobile', 'Disabled'],
  ['AnyConnect for Cisco VPN Phone', 'Disabled'],
  ['Advanced Endpoint Assessment', 'Disabled'],
  ['Shared License', 'Disabled'],
  ['Total UC Proxy Sessions', '2'],
  ['Botnet Traffic Filter', 'Enabled'],
  ['Cluster', 'Disabled'],
];

function featureLine(name: string, state: string): string {
  return `${name.padEnd(34)}: ${state.padEnd(15)}`;
}

/** Order and wording: ntc's `show version` of an ASAv. */
function versionLines({ settings, hardware, uptime, isModified }: AsaDevice): string[] {
  return [
    '',
    `Cisco Adaptive Security Appliance Software Version ${softwareVersion}`,
    '',
    'Compiled on Wed 24-Apr-19 21:58 PDT by builders',
    'System image file is "boot:/asa984-smp-k8.bin"',
    'Config file at boot was "startup-config"',
    '',
    `${settings.hostname} up ${ageInWords(uptime)}`,
    '',
    'Hardware:   ASAv, 2048 MB RAM, CPU Pentium II 1800 MHz,',
    'Model Id:   ASAv10',
    'Internal ATA Compact Flash, 8192MB',
    'Slot 1: ATA Compact Flash, 8192MB',
    'BIOS Flash Firmware Hub @ 0x0, 0KB',
    '',
    '',
    ...hardware.interfaces.map(
      ({ name, mac }, index) =>
        `${String(index).padStart(2)}: Ext: ${name.padEnd(20)}: address is ${formatMacDotted(mac)}, irq ${index === 0 ? 11 : 10}`,
    ),
    '',
    'License mode: Smart Licensing',
    'ASAv Platform License State: Unlicensed',
    'No active entitlement: no feature tier and no throughput level configured',
    '',
    'Licensed features for this platform:',
    featureLine('Maximum Physical Interfaces', String(hardware.interfaces.length)),
    ...features.map(([name, state]) => featureLine(name, state)),
    '',
    `Serial Number: ${serialNumber}`,
    '',
    'Image type          : Release',
    'Key version         : A',
    '',
    isModified
      ? 'Configuration has been modified since last system restart'
      : 'Configuration has not been modified since last system restart.',
  ];
}

/** '41 days 19 hours', '3 hours 2 mins', '41 secs' */
function ageInWords(milliseconds: number): string {
  const units = [
    ['day', 24 * 60 * minute],
    ['hour', 60 * minute],
    ['min', minute],
    ['sec', 1000],
  ] as const;
  let rest = milliseconds;
  const counts = units.map(([name, unit]) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return { name, count };
  });
  const first = counts.findIndex(({ count }) => count > 0);
  const shown = first < 0 ? counts.slice(-1) : counts.slice(first, first + 2);
  return shown.map(({ name, count }) => `${count} ${name}${count === 1 ? '' : 's'}`).join(' ');
}
