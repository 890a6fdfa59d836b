/** more, dir, delete, pwd and show flash: of files in flash. Wording: consoles of 12.4, and of 15 for `show flash:`. */
import { bytesOfLatin1, hexOf } from '../../../base/bytes.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { hash } from '../../crypto/mac.ts';
import type { IosDevice } from '../device.ts';
import { fileNameOf, filesOn, firstDiskOf, readFile, spaceOn } from './file-system.ts';
import { execMode } from '../modes.ts';

const privilege = 15;

export function declareFiles(): void {
  execMode.words({
    more: 'Display the contents of a file',
    'more file': 'File name',
    dir: 'List files on a filesystem',
    'dir /all': 'List all files',
    'dir place': 'Directory name',
    delete: 'Delete a file',
    'delete file': 'File to be deleted',
    verify: 'Verify a file',
    'verify /md5': 'Compute an md5 signature for a file',
    'verify /md5 file': 'File to be verified',
    'file signature': 'Required md5 signature',
    pwd: 'Display current working directory',
    'show flash:': 'display information about flash: file system',
    'show disk0:': 'display information about disk0: file system',
    'show bootflash:': 'display information about bootflash: file system',
  });
  execMode
    .add('more WORD:file', {
      privilege,
      run: (device, { file }, exec) => exec.write(`${readFile(device, file).trimEnd()}\n`),
    })
    .add('dir [/all] [WORD:place]', { run: listFiles })
    .add('delete WORD:file', { privilege, run: deleteFile })
    .add('verify /md5 WORD:file [WORD:signature]', { privilege, run: verifyFile })
    .add('pwd', { run: (device, _, exec) => exec.print(`${firstDiskOf(device)}:`) })
    .add('show flash:', { run: (device, _, exec) => exec.print(...diskLines(device, 'flash')) })
    .add('show disk0:', { run: (device, _, exec) => exec.print(...diskLines(device, 'disk0')) })
    .add('show bootflash:', {
      when: ({ flavour }) => flavour.isXe,
      run: (device, _, exec) => exec.print(...diskLines(device, 'flash')),
    });
}

/** @param place a disk, or a file of it; a name with an asterisk means the whole disk here */
function listFiles(device: IosDevice, { place = 'flash:' }: { place?: string }, exec: Exec): void {
  const [disk = 'flash', typed = ''] = fileNameOf(place).split(':');
  const wanted = typed.includes('*') ? '' : typed;
  const own = filesOn(device, disk).filter(({ name }) => wanted === '' || name === wanted);
  if (wanted !== '' && own.length === 0) throw Refusal.because(`%Error opening ${place} (No such file or directory)`);
  const { total, free } = spaceOn(device, disk);
  exec.print(`Directory of ${disk === 'flash' ? firstDiskOf(device) : disk}:/${wanted}`, '');
  if (own.length === 0) exec.print('No files in directory');
  for (const [index, { name, size }] of own.entries()) {
    exec.print(
      `${String(index + 1).padStart(5)}  -rw-${String(size).padStart(12)}                    <no date>  ${name}`,
    );
  }
  exec.print('', `${total} bytes total (${free} bytes free)`);
}

/** Layout: from memory of consoles of 12.4. */
function verifyFile(device: IosDevice, typed: { file: string; signature?: string }, exec: Exec): void {
  const { file, signature } = typed;
  const computed = hexOf(hash('md5', bytesOfLatin1(readFile(device, file))));
  exec.print('Done!');
  if (signature === undefined) return exec.print(`verify /md5 (${file}) = ${computed}`);
  if (signature.toLowerCase() === computed) return exec.print(`Verified (${file}) = ${computed}`);
  throw Refusal.because(
    `%Error verifying ${file}\nComputed signature  = ${computed}\nSubmitted signature = ${signature}`,
  );
}

function diskLines(device: IosDevice, disk: string): string[] {
  const own = filesOn(device, disk);
  const { total, free } = spaceOn(device, disk);
  const rows = own.map(({ name, size }, index) => {
    return `${String(index + 1).padEnd(3)} ${String(size).padStart(10)} <no date>            ${name}`;
  });
  const table = rows.length === 0 ? ['No files on device'] : ['-#- --length-- -----date/time------ path', ...rows];
  return [...table, '', `${free} bytes available (${total - free} bytes used)`, ''];
}

async function deleteFile(device: IosDevice, { file }: { file: string }, exec: Exec): Promise<void> {
  const name = fileNameOf(file);
  const [place = '', proposed = ''] = name.split(':');
  const answer = (await exec.ask(`Delete filename [${proposed}]? `)).trim();
  const meant = fileNameOf(`${place}:${answer || proposed}`);
  if (!device.files.has(meant)) throw Refusal.because(`%Error deleting ${meant} (No such file or directory)`);
  if (await exec.confirm(`Delete ${meant}? [confirm]`)) device.deleteFile(meant);
}
