/** copy: between the two configurations and files in flash. Wording: consoles of 12.4. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { fileNameOf, readFile, spaceOn, startupFile } from './file-system.ts';
import { execMode } from '../modes.ts';
import { nameOfPlace } from '../place.ts';
import { saveConfiguration } from './save-configuration.ts';

const configurations: Readonly<Record<string, string>> = {
  'system:running-config': 'running-config',
  [startupFile]: 'startup-config',
  'nvram:/startup-config': 'startup-config',
};

export function declareCopy(): void {
  execMode
    .words({
      copy: 'Copy from one file to another',
      'running-config': 'Update (merge with) current system configuration',
      'copy running-config': 'Copy from current system configuration',
      'startup-config': 'Copy to startup configuration',
      'copy startup-config': 'Copy from startup configuration',
      'copy from': 'Copy from a file in flash',
      'from to': 'Copy to a file in flash',
      to: 'Copy to a file in flash',
    })
    .add('copy {running-config|startup-config|WORD}:from {running-config|startup-config|WORD}:to', {
      privilege: 15,
      run: (device, { from, to }, exec) => copy(device, { from: plainName(from), to: plainName(to) }, exec),
    });
}

function plainName(word: string): string {
  return configurations[word.toLowerCase()] ?? word;
}

interface Names {
  readonly from: string;
  readonly to: string;
}

async function copy(device: IosDevice, { from, to }: Names, exec: Exec): Promise<void> {
  // What cannot be is told before anything is asked.
  for (const name of [from, to]) if (!isConfiguration(name)) fileNameOf(name);
  const source = await askForSource(from, exec);
  const text = textOf(device, source);
  if (to === 'running-config') await merge(device, { source, text }, exec);
  else if (to === 'startup-config') await save(device, { source, text }, exec);
  else await copyToFile(device, { source, text, to }, exec);
}

function isConfiguration(name: string): boolean {
  return name === 'running-config' || name === 'startup-config';
}

async function askForSource(from: string, exec: Exec): Promise<string> {
  if (isConfiguration(from) || !fileNameOf(from).endsWith(':')) return from;
  const answer = (await exec.ask('Source filename []? ')).trim();
  return answer.includes(':') ? answer : `${fileNameOf(from)}${answer}`;
}

function textOf(device: IosDevice, source: string): string {
  const isMissing = source === 'startup-config' && device.startupConfiguration === undefined;
  if (isMissing) throw Refusal.because('%Error opening nvram:/startup-config (No such file or directory)');
  return readFile(device, source);
}

interface Copied {
  readonly source: string;
  readonly text: string;
}

async function save(device: IosDevice, { source, text }: Copied, exec: Exec): Promise<void> {
  await askForName('startup-config', exec);
  if (source === 'running-config') {
    saveConfiguration(device, exec);
    return;
  }
  device.writeFile(startupFile, text);
  exec.print('[OK]', copied(text));
}

async function merge(device: IosDevice, { source, text }: Copied, exec: Exec): Promise<void> {
  await askForName('running-config', exec);
  await device.merge(text);
  exec.print(copied(text));
  const name = source === 'startup-config' ? startupFile : isConfiguration(source) ? source : fileNameOf(source);
  const message = `Configured from ${name} by ${nameOfPlace(device, exec.lineName)}`;
  device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'CONFIG_I', text: message });
}

async function askForName(name: string, exec: Exec): Promise<void> {
  const answer = (await exec.ask(`Destination filename [${name}]? `)).trim();
  if (answer !== '' && answer !== name) throw Refusal.because(`%Error: only ${name} can be copied to`);
}

async function copyToFile(
  device: IosDevice,
  { source, text, to }: Copied & { readonly to: string },
  exec: Exec,
): Promise<void> {
  const name = await askForFile(to, source, exec);
  const before = device.files.get(name);
  if (before !== undefined && !(await mayOverwrite(exec))) return;
  if (text.length > spaceOn(device, name.split(':', 1).join()).free + (before ?? '').length) {
    throw Refusal.because(`%Error writing ${name} (No space left on device)`);
  }
  if (source === 'running-config') device.archive(name);
  else device.writeFile(name, text);
  exec.print(copied(text));
}

async function askForFile(to: string, source: string, exec: Exec): Promise<string> {
  const [disk = '', typed = ''] = fileNameOf(to).split(':');
  const proposed = typed || (isConfiguration(source) ? source : fileNameOf(source).replace(/^.*:/, ''));
  const answer = (await exec.ask(`Destination filename [${proposed}]? `)).trim();
  const name = fileNameOf(answer.includes(':') ? answer : `${disk}:${answer || proposed}`);
  if (name.endsWith(':')) throw Refusal.because('%Error parsing filename (No such file or directory)');
  if (name.startsWith('nvram:')) throw Refusal.because(`%Error opening ${name} (Permission denied)`);
  return name;
}

async function mayOverwrite(exec: Exec): Promise<boolean> {
  exec.print('%Warning:There is a file already existing with this name');
  return await exec.confirm('Do you want to over write? [confirm]');
}

function copied({ length }: string): string {
  return `${length} bytes copied in 0.264 secs (${Math.floor(length / 0.264)} bytes/sec)`;
}
