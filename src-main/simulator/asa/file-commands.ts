/** dir, show flash, more, copy, delete: files on the disk. Wording: Cisco ASA command reference and consoles (from memory). */
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import type { AsaDevice } from './device.ts';
import { disk, fileNameOf, isConfiguration, readFile, spaceOn, startupFile } from './file-system.ts';
import { execMode } from './modes.ts';
import { checksumOf } from './running-configuration.ts';

/** They may be cut short. */
const configurations = '{running-config|startup-config}' as const;

export function declareFiles(): void {
  declareVocabulary();
  execMode
    .add('dir [/all] [WORD:place]', { run: listFiles })
    .add('pwd', { run: (_, __, exec) => exec.print(disk) })
    .add(['show flash:', 'show disk0:'], { run: (device, _, exec) => exec.print(...diskLines(device)) })
    .add('more WORD:file', {
      run: (device, { file }, exec) => {
        const isRunning = file === 'system:running-config';
        exec.write(`${isRunning ? ': Saved\n\n: \n' : ''}${readFile(device, file).trimEnd()}\n`);
      },
    })
    .add(`copy [/noconfirm:noconfirm] ${configurations}:from ${configurations}:into`, { run: copy })
    .add(`copy [/noconfirm:noconfirm] ${configurations}:from WORD:into`, { run: copy })
    .add(`copy [/noconfirm:noconfirm] WORD:from ${configurations}:into`, { run: copy })
    .add('copy [/noconfirm:noconfirm] WORD:from WORD:into', { run: copy })
    .add('delete [/noconfirm:noconfirm] WORD:file', { run: deleteFile });
}

function listFiles(device: AsaDevice, { place = disk }: { place?: string }, exec: Exec): void {
  if (fileNameOf(place) !== disk) throw Refusal.because(`%Error opening ${place} (No such file or directory)`);
  const { total, used, free } = spaceOn(device);
  const rows = rowsOf(
    device,
    (name, length, number) => `${number.padEnd(6)} -rwx  ${length.padEnd(12)} <no date>             ${name}`,
  );
  exec.print(
    '',
    `Directory of ${disk}`,
    '',
    ...(rows.length === 0 ? ['No files in directory'] : rows),
    '',
    `${rows.length} file(s) total size: ${used} bytes`,
    `${total} bytes total (${free} bytes free/${Math.floor((100 * free) / total)}% free)`,
    '',
  );
}

function diskLines(device: AsaDevice): string[] {
  const { total, free } = spaceOn(device);
  return [
    '--#--  --length--  -----date/time------  path',
    ...rowsOf(
      device,
      (name, length, number) => `${number.padStart(5)}  ${length.padEnd(10)}  <no date>             ${name}`,
    ),
    '',
    `${total} bytes total (${free} bytes free)`,
  ];
}

function rowsOf({ files }: AsaDevice, row: (name: string, length: string, number: string) => string): string[] {
  return [...files].map(([name, { length }], index) => row(name.slice(disk.length), String(length), String(index + 1)));
}

interface Copying {
  readonly from: string;
  readonly into: string;
  readonly noconfirm?: string;
}

async function copy(device: AsaDevice, { from, into, noconfirm }: Copying, exec: Exec): Promise<void> {
  const isAsking = noconfirm === undefined;
  const text = readFile(device, from);
  const proposed = nameOf(into) || nameOf(from);
  if (isAsking) await askForName('Source', { proposed: nameOf(from), isFixed: true }, exec);
  const isSaving = from === 'running-config' && into === startupFile;
  const asked = { proposed, isFixed: isConfiguration(into) };
  const to = isAsking && !isSaving ? await askForName('Destination', asked, exec) : proposed;
  if (to === 'running-config') await merge(device, text, exec);
  else if (to === startupFile) saveAs(device, { from, text });
  else if (!(await write(device, { name: fileNameOf(to), text }, isAsking ? exec : undefined))) return;
  exec.print(`Cryptochecksum: ${checksumOf(text)} `, '', `${text.length} bytes copied in 0.240 secs`);
}

/** As it is asked for: without its disk. */
function nameOf(word: string): string {
  return isConfiguration(word) ? word : fileNameOf(word).slice(disk.length);
}

interface Asked {
  readonly proposed: string;
  readonly isFixed: boolean;
}

async function askForName(which: string, { proposed, isFixed }: Asked, exec: Exec): Promise<string> {
  const answer = (await exec.ask(`\n${which} filename [${proposed}]? `)).trim();
  if (isFixed && answer !== '' && answer !== proposed)
    throw Refusal.because(`%Error: only ${proposed} can be copied from here to there`);
  return answer || proposed;
}

function saveAs(device: AsaDevice, { from, text }: { readonly from: string; readonly text: string }): void {
  if (from === 'running-config') device.save(text);
  else device.writeFile(startupFile, text);
}

/** Beside what is configured: as on an ASA, nothing is taken away by it. */
async function merge(device: AsaDevice, text: string, exec: Exec): Promise<void> {
  for (const { number, text: line, reason } of await device.merge(text))
    exec.print(`*** Output from config line ${number}, "${line.trim()}"`, reason);
}

/** @returns whether it was written */
async function write(
  device: AsaDevice,
  { name, text }: { readonly name: string; readonly text: string },
  asking: Exec | undefined,
): Promise<boolean> {
  const before = device.files.get(name);
  if (name === disk) throw Refusal.because('%Error parsing filename (No such file or directory)');
  if (text.length > spaceOn(device).free + (before ?? '').length)
    throw Refusal.because(`%Error writing ${name} (No space left on device)`);
  const isWanted =
    before === undefined ||
    asking === undefined ||
    (await asking.confirm(
      '%Warning:There is a file already existing with this name\nDo you want to over write? [confirm]',
    ));
  if (isWanted) device.writeFile(name, text);
  return isWanted;
}

async function deleteFile(
  device: AsaDevice,
  { file, noconfirm }: { file: string; noconfirm?: string },
  exec: Exec,
): Promise<void> {
  const isAsking = noconfirm === undefined;
  const asked = { proposed: fileNameOf(file).slice(disk.length), isFixed: false };
  const name = fileNameOf(isAsking ? await askForName('Delete', asked, exec) : file);
  if (!device.files.has(name)) throw Refusal.because(`%Error deleting ${name} (No such file or directory)`);
  if (!isAsking || (await exec.confirm(`Delete ${name}? [confirm]`))) device.deleteFile(name);
}

function declareVocabulary(): void {
  execMode.words({
    dir: 'List files on a file system',
    'dir /all': 'List all files',
    place: 'disk0: or flash:, which are the same',
    pwd: 'Display current working directory',
    'show flash:': 'Display information about flash: file system',
    'show disk0:': 'Display information about disk0: file system',
    more: 'Display the contents of a file',
    file: 'disk0:NAME, or system:running-config, the configuration with its keys',
    copy: 'Copy from one file to another',
    'copy /noconfirm': 'Do not ask for confirmation',
    from: 'running-config, startup-config or disk0:NAME',
    into: 'running-config, startup-config or disk0:NAME',
    delete: 'Delete a file',
    'delete /noconfirm': 'Do not ask for confirmation',
    'delete file': 'File to be deleted',
  });
}
