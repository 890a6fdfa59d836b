/** What a router is made of, and what it says about itself because of that. */
import { splitInterfaceName } from '../router/interface.ts';

export interface Port {
  /** In full: 'FastEthernet0/0'. */
  readonly name: string;
  readonly mac: Uint8Array;
}

export interface Hardware {
  /** As the topology calls it: 'dynamips c3725', 'iosv'. */
  readonly model: string;
  /** In the order of the topology. */
  readonly interfaces: readonly Port[];
  /** The release of the software; when left out that of the platform (`releaseOf`). */
  readonly release?: string | undefined;
}

/** Figures of a chassis as its `show version` has them. */
export interface Platform {
  /** '3700 Software (C3725-ADVENTERPRISEK9-M)'. */
  readonly software: string;
  /** What is simulated when the topology names no image. */
  readonly release: string;
  readonly processor: string;
  readonly board: string;
  /** What started the software, a line each, without `ROM: `; and what was started. */
  readonly rom: readonly string[];
  readonly repeatsSoftware?: true;
  readonly image: string;
  /** What stands before the processor about licences: what software of IOS XE says that needs none to run. */
  readonly licences?: readonly string[];
  readonly cpu: readonly string[];
  /** What follows the list of interfaces. */
  readonly memory: readonly string[];
  /** Kilobytes of non-volatile memory that a configuration may fill. */
  readonly nonVolatile: number;
  /** The numbers of the lines aux 0 and vty 0 among all lines. */
  readonly firstLines: { readonly aux: number; readonly vty: number };
}

const xeModels = /csr|c8000v|cat8000|cat9000|iosxe/;

/** Of dynamips, which has no ROM of its own; the second line repeats the software. */
const emulated = {
  rom: ['ROMMON Emulation Microcode'],
  repeatsSoftware: true,
  image: 'tftp://255.255.255.255/unknown',
} as const;

const parity = 'DRAM configuration is 64 bits wide with parity enabled.';

/**
 * 3725: consoles of dynamips with this very image (a public course on OSPF that prints `show version`). 3745 and 7200 from
 * memory of the same emulator; IOSv, IOL and the virtual routers of IOS XE from memory of CML.
 */
const platforms: readonly { readonly matches: RegExp; readonly platform: Platform }[] = [
  {
    matches: /c?3745/,
    platform: {
      software: '3700 Software (C3745-ADVENTERPRISEK9-M)',
      release: '12.4(15)T14',
      processor: 'Cisco 3745 (R7000) processor (revision 2.0) with 249856K/12288K bytes of memory.',
      board: 'FTX0945W0MY',
      ...emulated,
      cpu: ['R7000 CPU at 350MHz, Implementation 39, Rev 3.3, 256KB L2, 2048KB L3 Cache'],
      memory: [parity, '151K bytes of NVRAM.'],
      nonVolatile: 152,
      firstLines: { aux: 129, vty: 130 },
    },
  },
  {
    matches: /c?7200|c?7206/,
    platform: {
      software: '7200 Software (C7200-ADVENTERPRISEK9-M)',
      release: '12.4(15)T14',
      processor: 'Cisco 7206VXR (NPE400) processor (revision A) with 245760K/16384K bytes of memory.',
      board: '4279256517',
      ...emulated,
      cpu: [
        'R7000 CPU at 150MHz, Implementation 39, Rev 2.1, 256KB L2 Cache',
        '6 slot VXR midplane, Version 2.1',
        '',
        'Last reset from power-on',
      ],
      memory: [parity, '509K bytes of NVRAM.'],
      nonVolatile: 510,
      firstLines: { aux: 1, vty: 2 },
    },
  },
  {
    matches: /iosv/,
    platform: {
      software: 'IOSv Software (VIOS-ADVENTERPRISEK9-M)',
      release: '15.9(3)M3',
      // "with" stands there twice.
      processor: 'Cisco IOSv (revision 1.0) with  with 460009K/62464K bytes of memory.',
      board: '9ABCDEFGHIJ',
      rom: ['Bootstrap program is IOSv'],
      image: 'flash0:/vios-adventerprisek9-m',
      cpu: [],
      memory: [
        'DRAM configuration is 72 bits wide with parity disabled.',
        '256K bytes of non-volatile configuration memory.',
        '2097152K bytes of ATA System CompactFlash 0 (Read/Write)',
        '0K bytes of ATA CompactFlash 1 (Read/Write)',
      ],
      nonVolatile: 256,
      firstLines: { aux: 1, vty: 2 },
    },
  },
  {
    matches: xeModels,
    platform: {
      software: 'Virtual XE Software (X86_64_LINUX_IOSD-UNIVERSALK9-M)',
      release: '17.03.04a',
      processor: 'cisco CSR1000V (VXE) processor (revision VXE) with 2070395K/3075K bytes of memory.',
      board: '9ABCDEFGHIJ',
      rom: ['IOS-XE ROMMON'],
      image: 'bootflash:packages.conf',
      licences: [
        'License Level: ax',
        'License Type: N/A(Smart License Enabled)',
        'Next reload license Level: ax',
        '',
        'The current throughput level is 1000 kbps ',
        '',
        '',
        'Smart Licensing Status: Registration Not Applicable/Not Applicable',
        '',
      ],
      cpu: ['Router operating mode: Autonomous'],
      memory: [
        '32768K bytes of non-volatile configuration memory.',
        '3978420K bytes of physical memory.',
        '6188032K bytes of virtual hard disk at bootflash:.',
      ],
      nonVolatile: 32_768,
      firstLines: { aux: 1, vty: 2 },
    },
  },
  {
    matches: /iol|iou/,
    platform: {
      software: 'Linux Software (I86BI_LINUX-ADVENTERPRISEK9-M)',
      release: '15.7(3)M2',
      processor: 'Linux Unix processor with 151551K bytes of memory.',
      board: '67108880',
      rom: ['Bootstrap program is Linux'],
      image: 'unix:./i86bi_linux-adventerprisek9-ms',
      cpu: [],
      memory: ['64K bytes of NVRAM.'],
      nonVolatile: 64,
      firstLines: { aux: 1, vty: 2 },
    },
  },
];

const platform3725: Platform = {
  software: '3700 Software (C3725-ADVENTERPRISEK9-M)',
  release: '12.4(15)T14',
  processor: 'Cisco 3725 (R7000) processor (revision 0.1) with 124928K/6144K bytes of memory.',
  board: 'FTX0945W0MY',
  ...emulated,
  cpu: ['R7000 CPU at 240MHz, Implementation 39, Rev 2.1, 256KB L2, 512KB L3 Cache'],
  memory: [parity, '55K bytes of NVRAM.'],
  nonVolatile: 56,
  firstLines: { aux: 97, vty: 98 },
};

/** A model that is not known is taken for a 3725. */
export function platformOf({ model }: Hardware): Platform {
  return platforms.find(({ matches }) => matches.test(model.toLowerCase()))?.platform ?? platform3725;
}

/** The release that its image says, or the one that the platform is simulated with. */
export function releaseOf(hardware: Hardware): string {
  return hardware.release ?? platformOf(hardware).release;
}

/** What `show interfaces` calls the chip of a port. CSR vNIC: corpus genie iosxe golden_interface_output_3; iGbE: IOSv. */
export function chipOf({ model }: Hardware, name: string): string {
  const { type, unit } = splitInterfaceName(name);
  if (type === 'GigabitEthernet' && xeModels.test(model.toLowerCase())) return 'CSR vNIC';
  if (type === 'GigabitEthernet' && /iosv/.test(model.toLowerCase())) return 'iGbE';
  if (type === 'FastEthernet') return unit.startsWith('0/') ? 'Gt96k FE' : 'AmdFE';
  if (type === 'GigabitEthernet') return 'i82543 (Livengood)';
  if (type === 'Ethernet') return 'AmdP2';
  return type === 'Serial' ? 'M4T' : type;
}

/** Whether the port is an Ethernet of any speed. */
export function isEthernet(name: string): boolean {
  return splitInterfaceName(name).type.endsWith('Ethernet');
}

export function isSerial(name: string): boolean {
  return splitInterfaceName(name).type === 'Serial';
}
