/** The two configurations: show, write, copy, clear configure, reload. */
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import { splitName } from '../cli/interface-name.ts';
import { isAbbreviation } from '../cli/words.ts';
import type { AsaDevice } from './device.ts';
import type { NamedInterface } from './named-interfaces.ts';
import { execMode } from './modes.ts';
import { checksumOf, masked, savedConfiguration, shownConfiguration } from './running-configuration.ts';

export function declareConfigurationFiles(): void {
  declareVocabulary();
  execMode
    .add('show running-config', { run: (device, _, exec) => showAll(exec, shownConfiguration(device)) })
    .add('show running-config LINE:words', { run: (device, { words }, exec) => showPart(device, words, exec) })
    .add('show startup-config', { run: showStartup })
    .add('write', { run: writeMemory })
    .add('write memory', { run: writeMemory })
    .add('write terminal', { run: (device, _, exec) => showAll(exec, shownConfiguration(device)) })
    .add('write erase', { run: erase })
    .add('reload', { run: reload })
    .add('reload noconfirm', { run: (device) => device.reload() });
}

function showAll(exec: Exec, text: string): void {
  exec.write(`: Saved\n\n: \n${text}`);
}

/** The lines that start with these words, with what stands below them; `interface outside` may name it. */
function showPart(device: AsaDevice, words: string, exec: Exec): void {
  const wanted = words.trim().split(/\s+/);
  const isAll = wanted[0] === 'all';
  if (isAll) wanted.shift();
  if (wanted.length === 0) return showAll(exec, shownConfiguration(device, true));
  const named = wanted[0] === 'interface' ? interfaceOf(device, wanted.slice(1).join('')) : undefined;
  const start = named ? ['interface', named.one.name] : wanted;
  const lines = shownConfiguration(device, isAll)
    .split('\n')
    .slice(1)
    .filter((line) => !line.startsWith('Cryptochecksum:'));
  const part = sectionOf(blocksOf(lines), start);
  if (part.length === 0 && !knownSections.has(start[0] ?? '')) throw Refusal.invalid('words');
  exec.print(...part);
}

/** Lines with what stands below them. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  for (const line of lines) {
    if (line.startsWith(' ')) blocks.at(-1)?.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

/** What objects are translated to belongs to nat, behind a line of its own, and not to objects. Layout: from memory. */
function sectionOf(blocks: readonly string[][], start: readonly string[]): string[] {
  const isTranslated = ([, below = '']: readonly string[]): boolean => below.startsWith(' nat ');
  const found = blocks.filter(([line = '']) => startsWithWords(line, start));
  if (start[0] === 'object') return found.filter((block) => !isTranslated(block)).flat();
  const translated = start.length === 1 && start[0] === 'nat' ? blocks.filter(isTranslated).flat() : [];
  return [...found.flat(), ...(translated.length > 0 ? ['!', ...translated] : [])];
}

/** By its own name, or by that of its port, which may be cut short: `g0/0`. */
function interfaceOf({ configuration }: AsaDevice, word: string): NamedInterface | undefined {
  const { interfaces } = configuration;
  const { type, unit } = splitName(word);
  const ports = interfaces.all.filter(({ one }) => {
    const port = splitName(one.name);
    return unit !== '' && port.unit === unit && isAbbreviation(type, port.type);
  });
  return interfaces.byName(word) ?? ports[0];
}

/** A line fits that starts so, also one that says `no`; every word may be cut short but for names of sections. */
function startsWithWords(line: string, wanted: readonly string[]): boolean {
  const words = line.replace(/^no /, '').trim().split(/\s+/);
  const [section = ''] = wanted;
  if (knownSections.has(section) && words[0] !== section) return false;
  return wanted.every((word, index) => words[index]?.toLowerCase().startsWith(word.toLowerCase()) === true);
}

const knownSections = new Set([
  'aaa',
  'access-group',
  'access-list',
  'crypto',
  'group-policy',
  'http',
  'interface',
  'isakmp',
  'logging',
  'nat',
  'object',
  'object-group',
  'policy-map',
  'route',
  'router',
  'same-security-traffic',
  'service-policy',
  'ssh',
  'sysopt',
  'telnet',
  'tunnel-group',
  'username',
]);

function showStartup({ startupConfiguration }: AsaDevice, _: unknown, exec: Exec): void {
  if (startupConfiguration === undefined) throw Refusal.because('No Configuration');
  exec.write(`: Saved\n: Written by enable_15\n${masked(startupConfiguration).trimEnd()}\n`);
}

function writeMemory(device: AsaDevice, _: unknown, exec: Exec): void {
  const text = savedConfiguration(device);
  exec.print('Building configuration...', `Cryptochecksum: ${checksumOf(text)} `, '');
  device.save(text);
  exec.print(`${text.length} bytes copied in 0.240 secs`, '[OK]');
}

async function erase(device: AsaDevice, _: unknown, exec: Exec): Promise<void> {
  if (!(await exec.confirm('Erase configuration in flash memory? [confirm]'))) return;
  device.save(undefined);
  exec.print('[OK]');
}

async function reload(device: AsaDevice, args: unknown, exec: Exec): Promise<void> {
  if (device.isModified) {
    const isSaving = await exec.askYesOrNo('System config has been modified. Save? [Y]es/[N]o: ');
    if (isSaving) writeMemory(device, args, exec);
  }
  if (await exec.confirm('Proceed with reload? [confirm] ')) device.reload();
}

function declareVocabulary(): void {
  execMode.words({
    'show running-config': 'Current operating configuration',
    'show running-config words':
      'all for what is so by default too; words that lines start with: crypto map, access-list, interface …',
    'show startup-config': 'Contents of startup configuration',
    write: 'Write running configuration to memory or terminal, or erase',
    'write memory': 'Save active configuration to the flash',
    'write terminal': 'Display the active configuration',
    'write erase': 'Clear the configuration in the flash',
    reload: 'Halt and perform a cold restart',
    noconfirm: 'Reload without asking for confirmation',
  });
}
