/** The central directory at the end of a zip archive (PKWARE APPNOTE 4.3.12, 4.3.16; zip64: 4.3.14, 4.5.3). */
import { strFromU8 } from 'fflate';
import { Refusal } from '../complaint.ts';
import { u16, u32, u64 } from './little-endian.ts';

export interface Entry {
  name: string;
  method: number;
  isEncrypted: boolean;
  packedSize: number;
  size: number;
  /** Of the file's own header. */
  offset: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const entryLength = 46;
const mostEntries = 100_000;

/** @throws Refusal */
export function readDirectory(bytes: Uint8Array): Entry[] {
  const { count, start } = directoryOf(bytes);
  if (count > mostEntries) throw damaged(`expected at most ${mostEntries} files in it, found ${count}`);
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (u32(bytes, at) !== entrySignature) throw damaged('its list of files breaks off');
    const [nameLength, extraLength, commentLength] = [u16(bytes, at + 28), u16(bytes, at + 30), u16(bytes, at + 32)];
    const entry = entryAt(bytes, at, { nameLength, extraLength });
    if (!entry.name.endsWith('/')) entries.push(entry);
    at += entryLength + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** The record at the end stands before a comment of at most 64 kilobytes. */
function directoryOf(bytes: Uint8Array): { count: number; start: number } {
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 22 - 65_536 && u32(bytes, end) !== endSignature) end--;
  if (end < 0 || u32(bytes, end) !== endSignature) throw damaged('its list of files is missing');
  const is64 = u16(bytes, end + 10) === 0xffff || u32(bytes, end + 16) === 0xffffffff;
  const end64 = is64 ? u64(bytes, end - 20 + 8) : 0;
  if (is64 && u32(bytes, end64) === end64Signature)
    return { count: u64(bytes, end64 + 32), start: u64(bytes, end64 + 48) };
  return { count: u16(bytes, end + 10), start: u32(bytes, end + 16) };
}

function entryAt(bytes: Uint8Array, at: number, lengths: { nameLength: number; extraLength: number }): Entry {
  const { nameLength, extraLength } = lengths;
  const flags = u16(bytes, at + 8);
  const rawName = bytes.subarray(at + entryLength, at + entryLength + nameLength);
  const extra = bytes.subarray(at + entryLength + nameLength, at + entryLength + nameLength + extraLength);
  const large = largeNumbers(extra);
  // A number that does not fit stands, in this order, in the field of zip64.
  const number = (offset: number): number => {
    const value = u32(bytes, at + offset);
    return value === 0xffffffff ? (large.shift() ?? value) : value;
  };
  const size = number(24);
  const packedSize = number(20);
  return {
    name: safeName(rawName, (flags & 0x800) !== 0),
    method: u16(bytes, at + 10),
    isEncrypted: (flags & 1) !== 0,
    size,
    packedSize,
    offset: number(42),
  };
}

function largeNumbers(extra: Uint8Array): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(extra, at + 2)) {
    if (u16(extra, at) !== 1) continue;
    const count = Math.floor(Math.min(u16(extra, at + 2), extra.length - at - 4) / 8);
    return Array.from({ length: count }, (_, index) => u64(extra, at + 4 + 8 * index));
  }
  return [];
}

/** A name that leads out of the archive's folder is no accident: the archive is not read at all. */
function safeName(raw: Uint8Array, isUtf8: boolean): string {
  const text = strFromU8(raw, !isUtf8).replaceAll('\\', '/');
  const parts = text.split('/');
  const leadsOut = text.startsWith('/') || /^[A-Za-z]:/.test(text) || parts.includes('..') || text.includes('\0');
  if (leadsOut)
    throw new Refusal('zip-path', 'a zip archive with a file that leads out of its folder', {
      message: `expected paths below the archive's folder, found ${JSON.stringify(text.slice(0, 200))}`,
      mend: 'do not open it: a GNS3 project has no such file',
    });
  return parts.filter((part) => part !== '.').join('/');
}

function damaged(message: string): Refusal {
  return new Refusal('zip-damaged', 'a zip archive that is damaged', {
    message,
    mend: 'copy or download the file again',
  });
}
