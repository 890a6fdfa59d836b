/**
 * Files in flash: configurations that were copied or archived there. They survive a reload, as the startup
 * configuration does. There is nothing else in flash, and no image that could be deleted.
 */
import { Refusal } from '../cli/refusal.ts';
import type { IosDevice } from './device.ts';
import { runningConfiguration } from './running-configuration.ts';

const devices = ['flash', 'disk0', 'slot0', 'bootflash', 'nvram'];

/** Whether a word names a file: `flash:name`. */
export function isFileName(word: string): boolean {
  const [device = '', name] = word.split(':');
  return name !== undefined && devices.includes(device.toLowerCase());
}

/** `flash:/name` and `flash:name` are one file. */
export function fileNameOf(word: string): string {
  if (!isFileName(word)) throw Refusal.because(`%Error opening ${word} (No such device)`);
  const at = word.indexOf(':');
  return `${word.slice(0, at).toLowerCase()}:${word.slice(at + 1).replace(/^\/+/, '')}`;
}

/** The text of a file, or of one of the two configurations by their names. */
export function readFile(device: IosDevice, word: string): string {
  if (word === 'system:running-config' || word === 'running-config') return runningConfiguration(device);
  const name = fileNameOf(word);
  const text = name === 'nvram:startup-config' ? device.startupConfiguration : device.files.get(name);
  if (text === undefined) throw Refusal.because(`%Error opening ${word} (No such file or directory)`);
  return text;
}
