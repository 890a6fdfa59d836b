/** show version, and what a router says of its software when it starts. */
import { splitInterfaceName } from '../router/interface.ts';
import { spelledAge } from './age.ts';
import type { IosDevice } from './device.ts';
import { platformOf, simulatedRelease, type Hardware } from './hardware.ts';
import { execMode } from './modes.ts';

export function declareVersion(): void {
  execMode
    .words({ show: 'Show running system information', 'show version': 'System hardware and software status' })
    .add('show version', { run: (device, _, exec) => exec.print(...versionLines(device)) });
}

/** The lines that stand at the top of `show version` and below `System restarted --`. */
export function bannerOf(hardware: Hardware): string[] {
  return [
    `Cisco IOS Software, ${softwareOf(hardware)}, RELEASE SOFTWARE (fc2)`,
    'Technical Support: http://www.cisco.com/techsupport',
    'Copyright (c) 1986-2010 by Cisco Systems, Inc.',
    'Compiled Tue 17-Aug-10 12:08 by prod_rel_team',
  ];
}

function softwareOf(hardware: Hardware): string {
  return `${platformOf(hardware).software}, Version ${hardware.release ?? simulatedRelease}`;
}

/** The end of what a console shows while its router starts, before `Press RETURN`. */
export function startUpText(hardware: Hardware): string {
  return ['', ...bannerOf(hardware), '', ...hardwareLines(hardware), ''].join('\n');
}

/** Order and wording: consoles of 12.4(15)T14 on dynamips. The notice about export laws is left out. */
function versionLines({ hardware, settings, uptime, startReason }: IosDevice): string[] {
  return [
    ...bannerOf(hardware),
    '',
    'ROM: ROMMON Emulation Microcode',
    `ROM: ${softwareOf(hardware)}, RELEASE SOFTWARE (fc2)`,
    '',
    `${settings.hostname} uptime is ${spelledAge(uptime)}`,
    `System returned to ROM by ${startReason}`,
    'System image file is "tftp://255.255.255.255/unknown"',
    '',
    ...hardwareLines(hardware),
    '',
    'Configuration register is 0x2102',
    '',
  ];
}

function hardwareLines(hardware: Hardware): string[] {
  const { processor, board, cpu, nonVolatile } = platformOf(hardware);
  return [
    processor,
    `Processor board ID ${board}`,
    ...cpu,
    ...portLines(hardware),
    'DRAM configuration is 64 bits wide with parity enabled.',
    `${nonVolatile - 1}K bytes of NVRAM.`,
  ];
}

/** '2 FastEthernet interfaces' */
function portLines({ interfaces }: Hardware): string[] {
  const counts = new Map<string, number>();
  for (const { name } of interfaces) {
    const { type } = splitInterfaceName(name);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => `${count} ${type} interface${count === 1 ? '' : 's'}`);
}
