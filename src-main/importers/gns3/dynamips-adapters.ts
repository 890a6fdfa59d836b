/**
 * The modules of the routers that Dynamips emulates, with the interfaces that they give. Source: the adapter and WIC
 * tables of the GNS3 server (controller/ports/port_factory.py, compute/dynamips/nodes/*.py) and the card drivers of
 * Dynamips (stable/dev_c*.c), read for their facts.
 */
export interface Adapter {
  type: string;
  ports: number;
}

/** Main boards, input/output controllers, port adapters and network modules, by the names in `slot0` to `slot6`. */
export const slotAdapters: Readonly<Record<string, Adapter>> = {
  'C1700-MB-1FE': { type: 'FastEthernet', ports: 1 },
  'C1700-MB-WIC1': { type: 'Serial', ports: 0 }, // only holds the second WIC of a 1751 or 1760
  'C2600-MB-1E': { type: 'Ethernet', ports: 1 },
  'C2600-MB-2E': { type: 'Ethernet', ports: 2 },
  'C2600-MB-1FE': { type: 'FastEthernet', ports: 1 },
  'C2600-MB-2FE': { type: 'FastEthernet', ports: 2 },
  'GT96100-FE': { type: 'FastEthernet', ports: 2 },
  'Leopard-2FE': { type: 'FastEthernet', ports: 2 },
  'C7200-IO-FE': { type: 'FastEthernet', ports: 1 },
  'C7200-IO-2FE': { type: 'FastEthernet', ports: 2 },
  'C7200-IO-GE-E': { type: 'GigabitEthernet', ports: 1 },
  'NM-1E': { type: 'Ethernet', ports: 1 },
  'NM-4E': { type: 'Ethernet', ports: 4 },
  'NM-1FE-TX': { type: 'FastEthernet', ports: 1 },
  'NM-16ESW': { type: 'FastEthernet', ports: 16 },
  'NMD-36ESW': { type: 'FastEthernet', ports: 36 },
  'NM-4T': { type: 'Serial', ports: 4 },
  'PA-FE-TX': { type: 'FastEthernet', ports: 1 },
  'PA-2FE-TX': { type: 'FastEthernet', ports: 2 },
  'PA-GE': { type: 'GigabitEthernet', ports: 1 },
  'PA-4E': { type: 'Ethernet', ports: 4 },
  'PA-8E': { type: 'Ethernet', ports: 8 },
  'PA-4T+': { type: 'Serial', ports: 4 },
  'PA-8T': { type: 'Serial', ports: 8 },
  'PA-A1': { type: 'ATM', ports: 1 },
  'PA-4B': { type: 'BRI', ports: 4 },
  'PA-POS-OC3': { type: 'POS', ports: 1 },
};

/** WAN interface cards, by the names in `wic0` to `wic2`. */
export const wicAdapters: Readonly<Record<string, Adapter>> = {
  'WIC-1ENET': { type: 'Ethernet', ports: 1 },
  'WIC-1T': { type: 'Serial', ports: 1 },
  'WIC-2T': { type: 'Serial', ports: 2 },
};

/** What is built into slot 0, by platform, or by chassis where the platform has several. */
export const builtIn: Readonly<Record<string, string>> = {
  c1700: 'C1700-MB-1FE',
  c2691: 'GT96100-FE',
  c3725: 'GT96100-FE',
  c3745: 'GT96100-FE',
  c7200: 'C7200-IO-FE',
  '2610': 'C2600-MB-1E',
  '2611': 'C2600-MB-2E',
  '2620': 'C2600-MB-1FE',
  '2621': 'C2600-MB-2FE',
  '2610XM': 'C2600-MB-1FE',
  '2611XM': 'C2600-MB-2FE',
  '2620XM': 'C2600-MB-1FE',
  '2621XM': 'C2600-MB-2FE',
  '2650XM': 'C2600-MB-1FE',
  '2651XM': 'C2600-MB-2FE',
  '3660': 'Leopard-2FE',
};

/** The chassis that a project means when it names none. */
export const usualChassis: Readonly<Record<string, string>> = { c1700: '1720', c2600: '2610', c3600: '3640' };

/** 1700s without slots: their interfaces have one number (FastEthernet0, Serial1). */
export const flatChassis: ReadonlySet<string> = new Set(['1720', '1721', '1750']);

/** 1700s whose second WIC is in slot 1 (Serial1/0). Source: GNS3 server, compute/dynamips/nodes/c1700.py. */
export const secondWicInSlot1: ReadonlySet<string> = new Set(['1751', '1760']);
