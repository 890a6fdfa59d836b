/**
 * The disk of a firewall: what was copied there, and nothing else. disk0: and flash: are one disk; there is no image that could
 * be deleted, and the startup configuration is not on it, as on an ASA.
 */
import { Refusal } from '../cli/refusal.ts';
import type { AsaDevice } from './device.ts';
import { savedConfiguration } from './running-configuration.ts';

export const startupFile = 'startup-config';
export const disk = 'disk0:/';
/** Bytes: that of an ASAv. */
const diskSize = 8_571_076_608;

const configurations = ['running-config', startupFile];

/** `disk0:name`, `flash:/name`; a word alone is a name on the disk. @throws Refusal of what is elsewhere */
export function fileNameOf(word: string): string {
  const [, place, name = ''] = /^(?:(\w+):)?\/*(.*)$/.exec(word) ?? [];
  if (place !== undefined && place !== 'disk0' && place !== 'flash')
    throw Refusal.notSimulated(`'${place}:' is not simulated: files are on disk0:`);
  return disk + name;
}

export function isConfiguration(word: string): boolean {
  return configurations.includes(word);
}

/** The text of a file, or of one of the two configurations. */
export function readFile(device: AsaDevice, word: string): string {
  if (word === 'running-config' || word === 'system:running-config') return savedConfiguration(device);
  const text = word === startupFile ? device.startupConfiguration : device.files.get(fileNameOf(word));
  if (text === undefined) throw Refusal.because(`%Error opening ${word} (No such file or directory)`);
  return text;
}

/** Bytes. */
export function spaceOn({ files }: AsaDevice): {
  readonly total: number;
  readonly used: number;
  readonly free: number;
} {
  const used = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return { total: diskSize, used, free: diskSize - used };
}
