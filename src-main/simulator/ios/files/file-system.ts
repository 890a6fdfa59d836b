/**
 * Files in flash: configurations that were copied or archived there, and outputs of commands. They survive a reload, as
 * the startup configuration does, which is the file that non-volatile memory holds. There is nothing else in flash, and
 * no image that could be deleted.
 */
import type { FileWriter } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { platformOf } from '../hardware.ts';
import { runningConfiguration } from '../running-configuration.ts';

const disks = ['flash', 'disk0', 'slot0', 'nvram'];
/** One disk has these names too: on IOSv, and on IOS XE. */
const otherNames: Readonly<Record<string, string>> = { flash0: 'flash', bootflash: 'flash' };
/** Where other routers can copy to and from. */
const elsewhere = /^(?:disk1|ftp|https?|rcp|scp|sftp|slot1|tftp|usb\w*|xmodem|ymodem)(?::|$)/i;

export const startupFile = 'nvram:startup-config';
const flashSize = 33_030_144;

/** Whether a word names a file: `flash:name`. */
export function isFileName(word: string): boolean {
  return diskOf(word) !== undefined;
}

/** `flash:/name` and `flash:name` are one file; so is `bootflash:name`. @throws Refusal when no such disk is there */
export function fileNameOf(word: string): string {
  const disk = diskOf(word);
  if (elsewhere.test(word)) {
    throw Refusal.notSimulated(`'${word.split(':', 1).join()}:' is not simulated: files are in flash: and nvram:`);
  }
  if (disk === undefined) throw Refusal.because(`%Error opening ${word} (No such device)`);
  return `${disk}:${word.replace(/^\w+:?\/*/, '')}`;
}

/** The colon of a disk that stands alone may be left out: `copy running-config flash`. */
function diskOf(word: string): string | undefined {
  const typed = /^(\w+)(?::|$)/.exec(word.toLowerCase())?.[1] ?? '';
  const disk = otherNames[typed] ?? typed;
  return disks.includes(disk) ? disk : undefined;
}

/** What the router calls the disk that is meant when none is said: that of its image, or flash. */
export function firstDiskOf({ hardware }: IosDevice): string {
  return /^(?:flash0|bootflash)(?=:)/.exec(platformOf(hardware).image)?.[0] ?? 'flash';
}

/** The text of a file, or of one of the two configurations by their names. */
export function readFile(device: IosDevice, word: string): string {
  if (word === 'system:running-config' || word === 'running-config') return runningConfiguration(device);
  const name = word === 'startup-config' ? startupFile : fileNameOf(word);
  const text = name === startupFile ? device.startupConfiguration : device.files.get(name);
  if (text === undefined) throw Refusal.because(`%Error opening ${word} (No such file or directory)`);
  return text;
}

/** Files of a disk, by their names without it. */
export function filesOn(device: IosDevice, disk: string): { readonly name: string; readonly size: number }[] {
  const { files, startupConfiguration } = device;
  const startup: [string, string][] = startupConfiguration === undefined ? [] : [[startupFile, startupConfiguration]];
  return [...files, ...startup].flatMap(([file, { length }]) =>
    file.startsWith(`${disk}:`) ? [{ name: file.slice(disk.length + 1), size: length }] : [],
  );
}

/** Bytes of a disk. */
function sizeOf({ hardware }: IosDevice, disk: string): number {
  return disk === 'nvram' ? platformOf(hardware).nonVolatile * 1024 - 8 : flashSize;
}

export function spaceOn(device: IosDevice, disk: string): { readonly total: number; readonly free: number } {
  const total = sizeOf(device, disk);
  return { total, free: total - filesOn(device, disk).reduce((sum, { size }) => sum + size, 0) };
}

/** Writes what a command prints to a file. Wording of a full disk: from memory of consoles of 12.4. */
export function openFile(device: IosDevice, word: string, isAppended: boolean): FileWriter {
  // A name without a disk is on the first one.
  const name = fileNameOf(word.includes(':') || elsewhere.test(word) ? word : `flash:${word}`);
  if (name.endsWith(':')) throw Refusal.because(`%Error opening ${word} (Is a directory)`);
  if (name.startsWith('nvram:')) throw Refusal.because(`%Error opening ${word} (Permission denied)`);
  return (text) => {
    const before = device.files.get(name) ?? '';
    if (text.length > spaceOn(device, name.split(':')[0] ?? '').free + before.length) {
      return `%Error writing ${word} (No space left on device)`;
    }
    device.writeFile(name, isAppended ? before + text : text);
    return undefined;
  };
}
