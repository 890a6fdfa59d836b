/** copy, more, dir and delete of files in flash. Wording: consoles of 12.4. */
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import type { IosDevice } from './device.ts';
import { fileNameOf, isFileName, readFile } from './file-system.ts';
import { execMode } from './modes.ts';
import { nameOfPlace } from './place.ts';

const privilege = 15;

export function declareFiles(): void {
  execMode
    .words({
      'copy running-config file': 'Copy to a file in flash',
      'copy file': 'Copy from a file in flash',
      'file running-config': 'Update (merge with) current system configuration',
      more: 'Display the contents of a file',
      'more file': 'File name',
      dir: 'List files on a filesystem',
      'dir place': 'Directory name',
      delete: 'Delete a file',
      'delete file': 'File to be deleted',
    })
    .add('copy running-config WORD:file', { privilege, run: copyToFile })
    .add('copy WORD:file running-config', { privilege, run: copyFromFile })
    .add('more WORD:file', {
      privilege,
      run: (device, { file }, exec) => exec.write(`${readFile(device, file).trimEnd()}\n`),
    })
    .add('dir [WORD:place]', { run: listFiles })
    .add('delete WORD:file', { privilege, run: deleteFile });
}

async function copyToFile(device: IosDevice, { file }: { file: string }, exec: Exec): Promise<void> {
  if (!isFileName(file)) throw Refusal.invalid('file');
  const [place = '', proposed = ''] = fileNameOf(file).split(':');
  const answer = (await exec.ask(`Destination filename [${proposed}]? `)).trim();
  const name = fileNameOf(answer.includes(':') ? answer : `${place}:${answer || proposed}`);
  if (name.endsWith(':')) throw Refusal.because('%Error parsing filename (No such file or directory)');
  if (name === 'nvram:startup-config') throw Refusal.because('%Error: copy running-config startup-config does that');
  device.archive(name);
  exec.print(copied(device.files.get(name) ?? ''));
}

async function copyFromFile(device: IosDevice, { file }: { file: string }, exec: Exec): Promise<void> {
  const text = readFile(device, file);
  await exec.ask('Destination filename [running-config]? ');
  await device.merge(text);
  exec.print(copied(text));
  const message = `Configured from ${fileNameOf(file)} by ${nameOfPlace(device, exec.lineName)}`;
  device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'CONFIG_I', text: message });
}

function copied({ length }: string): string {
  return `${length} bytes copied in 0.264 secs (${Math.floor(length / 0.264)} bytes/sec)`;
}

function listFiles({ files }: IosDevice, { place }: { place?: string }, exec: Exec): void {
  const name = fileNameOf(place ?? 'flash:').split(':')[0] ?? 'flash';
  const own = [...files].filter(([file]) => file.startsWith(`${name}:`));
  const total = 33_030_144;
  const used = own.reduce((sum, [, { length }]) => sum + length, 0);
  exec.print(`Directory of ${name}:/`, '');
  if (own.length === 0) exec.print('No files in directory');
  for (const [index, [file, { length }]] of own.entries()) {
    exec.print(
      `${String(index + 1).padStart(5)}  -rw-${String(length).padStart(12)}                    <no date>  ${file.slice(name.length + 1)}`,
    );
  }
  exec.print('', `${total} bytes total (${total - used} bytes free)`);
}

async function deleteFile(device: IosDevice, { file }: { file: string }, exec: Exec): Promise<void> {
  const name = fileNameOf(file);
  const [place = '', proposed = ''] = name.split(':');
  const answer = (await exec.ask(`Delete filename [${proposed}]? `)).trim();
  const meant = fileNameOf(`${place}:${answer || proposed}`);
  if (!device.files.has(meant)) throw Refusal.because(`%Error deleting ${meant} (No such file or directory)`);
  if (await exec.confirm(`Delete ${meant}? [confirm]`)) device.deleteFile(meant);
}
