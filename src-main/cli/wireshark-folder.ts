/** A folder of configuration for Wireshark with the keys of a network in it, and the command that reads with it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, messageOf } from '../base/errors.ts';

/** What stands for the standard output in place of a file's name. */
export const standardOutput = '-';

/** Where the keys of a capture go unless somebody has said. */
export function keyFolderOf(output: string): string {
  return output === standardOutput ? 'capture-keys' : `${output.replace(/\.pcap(ng)?$/, '')}-keys`;
}

/**
 * Wireshark reads its key files, and whether to decrypt, from its folder of configuration: this one is complete.
 * @throws Failure cannot-write
 */
export function writeKeys(folder: string, keys: Readonly<Record<string, string>>): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries({ ...keys, preferences: 'esp.enable_encryption_decode: TRUE\n' }))
      writeFileSync(path.join(folder, file), text, { mode: 0o600 });
  } catch (error) {
    throw new Failure('bad-input', 'cannot-write', `The keys cannot be written to ${folder}: ${messageOf(error)}.`);
  }
}

/** One line for the shell of the platform; `wireshark` in place of `tshark` opens the same in a window. */
export function openCommand(folder: string, file: string, platform: string): string {
  if (platform === 'win32')
    return `cmd /c "set WIRESHARK_CONFIG_DIR=${path.win32.resolve(folder)}&& tshark -r ""${path.win32.resolve(file)}"""`;
  const read = file === standardOutput ? file : quoted(path.resolve(file));
  return `WIRESHARK_CONFIG_DIR=${quoted(path.resolve(folder))} tshark -r ${read}`;
}

function quoted(word: string): string {
  return /^[\w./+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
