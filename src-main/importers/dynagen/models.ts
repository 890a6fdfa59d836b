/** What stands in the head of a node's section: its kind, and for routers the model that Dynamips emulates. */
import type { Platform } from '../../lab/topology.ts';

export interface Kind {
  platform: Platform;
  model: string;
}

/** By the first word of a section's name, in upper case. Source: dynagen's tutorial, and files that GNS3 0.8 saved. */
const kinds: Readonly<Record<string, Kind>> = {
  ROUTER: { platform: 'ios', model: 'dynamips' },
  ETHSW: { platform: 'switch', model: 'ethernet_switch' },
  HUB: { platform: 'switch', model: 'ethernet_hub' },
  FRSW: { platform: 'unknown', model: 'frame_relay_switch' },
  ATMSW: { platform: 'unknown', model: 'atm_switch' },
  ATMBR: { platform: 'unknown', model: 'atm_bridge' },
  CLOUD: { platform: 'cloud', model: 'cloud' },
  ASA: { platform: 'asa', model: 'qemu asa' },
  PIX: { platform: 'unknown', model: 'pix' },
  JUNOS: { platform: 'unknown', model: 'junos' },
  IDS: { platform: 'unknown', model: 'ids' },
  AWPROUTER: { platform: 'unknown', model: 'awp' },
  QEMU: { platform: 'unknown', model: 'qemu' },
  VBOX: { platform: 'unknown', model: 'virtualbox' },
};

/** Sections of what GNS3 0.8 draws besides notes and nodes. Source: the files it saved; pictures from knowledge. */
export const figureWord = /^(SHAPE|PIXMAP|PILLAR)(?: |$)/i;

/** Undefined for what is no node: the defaults of a platform, a note, a figure. */
export function kindOf(section: string): { kind: Kind; name: string } | undefined {
  const [word = '', name = ''] = /^(\S+)\s+(.+)$/.exec(section)?.slice(1) ?? [];
  const upper = word.toUpperCase();
  if (name === '' || upper === 'NOTE' || figureWord.test(word)) return undefined;
  const known = Object.hasOwn(kinds, upper) ? kinds[upper] : undefined;
  return { kind: known ?? { platform: 'unknown', model: word.toLowerCase() }, name };
}

/** The platform of Dynamips, and the chassis where it has several, for a model such as "3640" or "2621XM". */
export function platformOf(model: string): { platform: string; chassis: string } {
  const number = model.toUpperCase().replace(/^C/, '');
  const family = ['17', '36', '72'].find((start) => number.startsWith(start));
  if (family !== undefined) return { platform: `c${family}00`, chassis: number };
  if (/^26[1-5]/.test(number)) return { platform: 'c2600', chassis: number };
  return { platform: `c${number.toLowerCase()}`, chassis: number };
}
