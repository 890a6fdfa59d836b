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
  /** The release of the software; 12.4(15)T14 when left out, the only one that is simulated. */
  readonly release?: string;
}

/** Figures of a chassis as its `show version` has them. */
export interface Platform {
  /** '3700 Software (C3725-ADVENTERPRISEK9-M)'. */
  readonly software: string;
  readonly processor: string;
  readonly board: string;
  readonly cpu: readonly string[];
  /** Kilobytes of non-volatile memory, as the chassis has them: `show version` has one less, and IOS uses the rest. */
  readonly nonVolatile: number;
  /** The numbers of the lines aux 0 and vty 0 among all lines. */
  readonly firstLines: { readonly aux: number; readonly vty: number };
}

/**
 * 3725: consoles of dynamips with this very image (a public course on OSPF that prints `show version`). 3745 and 7200 from
 * memory of the same emulator.
 */
const platforms: readonly { readonly matches: RegExp; readonly platform: Platform }[] = [
  {
    matches: /c?3745/,
    platform: {
      software: '3700 Software (C3745-ADVENTERPRISEK9-M)',
      processor: 'Cisco 3745 (R7000) processor (revision 2.0) with 249856K/12288K bytes of memory.',
      board: 'FTX0945W0MY',
      cpu: ['R7000 CPU at 350MHz, Implementation 39, Rev 3.3, 256KB L2, 2048KB L3 Cache'],
      nonVolatile: 152,
      firstLines: { aux: 129, vty: 130 },
    },
  },
  {
    matches: /c?7200|c?7206|iosv|csr|cat8000|iol/,
    platform: {
      software: '7200 Software (C7200-ADVENTERPRISEK9-M)',
      processor: 'Cisco 7206VXR (NPE400) processor (revision A) with 245760K/16384K bytes of memory.',
      board: '4279256517',
      cpu: [
        'R7000 CPU at 150MHz, Implementation 39, Rev 2.1, 256KB L2 Cache',
        '6 slot VXR midplane, Version 2.1',
        '',
        'Last reset from power-on',
      ],
      nonVolatile: 510,
      firstLines: { aux: 1, vty: 2 },
    },
  },
];

const platform3725: Platform = {
  software: '3700 Software (C3725-ADVENTERPRISEK9-M)',
  processor: 'Cisco 3725 (R7000) processor (revision 0.1) with 124928K/6144K bytes of memory.',
  board: 'FTX0945W0MY',
  cpu: ['R7000 CPU at 240MHz, Implementation 39, Rev 2.1, 256KB L2, 512KB L3 Cache'],
  nonVolatile: 56,
  firstLines: { aux: 97, vty: 98 },
};

/** A model that is not known is taken for a 3725. */
export function platformOf({ model }: Hardware): Platform {
  return platforms.find(({ matches }) => matches.test(model.toLowerCase()))?.platform ?? platform3725;
}

export const simulatedRelease = '12.4(15)T14';

/** What `show interfaces` calls the chip of a port. */
export function chipOf(name: string): string {
  const { type, unit } = splitInterfaceName(name);
  if (type === 'FastEthernet') return unit.startsWith('0/') ? 'Gt96k FE' : 'AmdFE';
  if (type === 'GigabitEthernet') return 'i82543 (Livengood)';
  if (type === 'Ethernet') return 'AmdP2';
  return type === 'Serial' ? 'M4T' : type;
}

/** Whether the port is an Ethernet of any speed. Others are never connected: no other kind of link is simulated. */
export function isEthernet(name: string): boolean {
  return splitInterfaceName(name).type.endsWith('Ethernet');
}
