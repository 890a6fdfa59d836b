/** show version, and what a router says of its software when it starts. */
import { splitInterfaceName } from '../../router/interface.ts';
import { spelledAge } from '../age.ts';
import { textOfTime } from './clock-commands.ts';
import type { IosDevice } from '../device.ts';
import { flavourOf } from '../flavour.ts';
import { platformOf, releaseOf, type Hardware } from '../hardware.ts';
import { execMode } from '../modes.ts';

export function declareVersion(): void {
  execMode
    .words({ show: 'Show running system information', 'show version': 'System hardware and software status' })
    .add('show version', { run: (device, _, exec) => exec.print(...versionLines(device)) })
    .add('show memory [{statistics|summary}:what]', {
      hidden: true,
      run: ({ hardware }, _, exec) => exec.print(...memoryLines(hardware)),
    });
}

/** How large it is, as `show version` has it. The layout of IOS would want figures of use, which there are not. */
function memoryLines(hardware: Hardware): string[] {
  const [, processor, shared] = /with (\d+K)(?:\/(\d+K))? bytes/.exec(platformOf(hardware).processor) ?? [];
  const pools = [processor && `Processor: ${processor} bytes`, shared && `I/O: ${shared} bytes`];
  return [
    ...pools.filter((pool) => pool !== undefined),
    "% 'show memory' tells no more: use of memory is not simulated",
  ];
}

/** The lines that stand at the top of `show version` and below `System restarted --`. */
export function bannerOf(hardware: Hardware): string[] {
  const { train, release } = flavourOf(releaseOf(hardware));
  const { software } = platformOf(hardware);
  if (train === '17')
    return [
      `Cisco IOS XE Software, Version ${release}`,
      `Cisco IOS Software [${trainNameOf(release)}], ${software}, Version ${withoutNoughts(release)}, RELEASE SOFTWARE (fc3)`,
      'Technical Support: http://www.cisco.com/techsupport',
      'Copyright (c) 1986-2021 by Cisco Systems, Inc.',
      'Compiled Tue 20-Jul-21 04:59 by mcpre',
    ];
  const isOld = train === '12.2';
  return [
    ...(isOld ? ['Cisco Internetwork Operating System Software '] : []),
    `${isOld ? 'IOS (tm)' : 'Cisco IOS Software,'} ${software}, Version ${release}, RELEASE SOFTWARE (fc2)`,
    'Technical Support: http://www.cisco.com/techsupport',
    `Copyright (c) 1986-${train === '15' ? '2020' : '2010'} by ${isOld ? 'cisco' : 'Cisco'} Systems, Inc.`,
    `Compiled ${train === '15' ? 'Tue 28-Jul-20 07:09' : 'Tue 17-Aug-10 12:08'} by prod_rel_team`,
  ];
}

/** Cisco names the releases of IOS XE after places in the order of the alphabet, three numbers to each. */
function trainNameOf(release: string): string {
  const [major = 17, minor = 3] = release.split('.').map(Number);
  if (major < 17) return minor < 10 ? 'Everest' : 'Gibraltar';
  if (minor <= 3) return 'Amsterdam';
  if (minor <= 6) return 'Bengaluru';
  if (minor <= 9) return 'Cupertino';
  return minor <= 12 ? 'Dublin' : 'IOSXE';
}

/** 17.03.04a is 17.3.4a on the second line. */
function withoutNoughts(release: string): string {
  return release.replace(/\.0+(?=\d)/g, '.');
}

/** The end of what a console shows while its router starts, before `Press RETURN`. */
export function startUpText(hardware: Hardware): string {
  return ['', ...bannerOf(hardware), '', ...hardwareLines(hardware), ''].join('\n');
}

/**
 * Order and wording: consoles of 12.4(15)T14 on dynamips; of IOS XE: corpus genie iosxe show_version. The notices about
 * licences and export laws are left out. When it started is known where the clock has been set.
 */
function versionLines({ hardware, settings, uptime, startReason, flavour }: IosDevice): string[] {
  const { image, licences = [] } = platformOf(hardware);
  const { clockAhead } = settings;
  const age = spelledAge(uptime);
  return [
    ...bannerOf(hardware),
    '',
    ...(flavour.isXe ? ['', 'Cisco IOS-XE software, Copyright (c) 2005-2021 by cisco Systems, Inc.', '', ''] : []),
    ...romLines(hardware),
    '',
    `${settings.hostname} uptime is ${age}`,
    ...(flavour.isXe ? [`Uptime for this control processor is ${age}`] : []),
    `System returned to ROM by ${startReason}`,
    ...(clockAhead === undefined ? [] : [`System restarted at ${textOfTime(clockAhead)}`]),
    `System image file is "${image}"`,
    ...(flavour.hasModernInterfaces ? [`Last reload reason: ${startReason}`, ''] : []),
    '',
    ...licences,
    ...hardwareLines(hardware),
    '',
    'Configuration register is 0x2102',
    '',
  ];
}

/** Where a ROM is emulated, the software says once more what it is. */
function romLines(hardware: Hardware): string[] {
  const { rom, software, repeatsSoftware } = platformOf(hardware);
  const release = `${software}, Version ${releaseOf(hardware)}, RELEASE SOFTWARE (fc2)`;
  return [...rom, ...(repeatsSoftware ? [release] : [])].map((line) => `ROM: ${line}`);
}

function hardwareLines(hardware: Hardware): string[] {
  const { processor, board, cpu, memory } = platformOf(hardware);
  return [processor, `Processor board ID ${board}`, ...cpu, ...portLines(hardware), ...memory];
}

/** '2 FastEthernet interfaces' */
function portLines({ interfaces }: Hardware): string[] {
  const counts = new Map<string, number>();
  for (const { name } of interfaces) {
    const { type } = splitInterfaceName(name);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(
    ([type, count]) =>
      `${count} ${type.replace(/(?<=Gigabit)Ethernet/, ' Ethernet')} interface${count === 1 ? '' : 's'}`,
  );
}
