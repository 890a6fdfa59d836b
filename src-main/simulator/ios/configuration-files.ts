/** The two configurations and the ways between them: show, write, copy, erase, reload. */
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import { block, textOfConfiguration } from '../cli/configuration.ts';
import { archiveConfiguration } from './archive.ts';
import type { IosDevice } from './device.ts';
import { platformOf } from './hardware.ts';
import { configureMode, execMode, interfaceMode } from './modes.ts';
import { nameOfPlace } from './place.ts';
import { runningConfiguration } from './running-configuration.ts';

const privilege = 15;

export function declareConfigurationFiles(): void {
  declareVocabulary();
  execMode
    .add('show running-config', { privilege, run: showRunning })
    .add('show running-config interface INTERFACE:name', { privilege, run: showInterface })
    .add('show startup-config', { privilege, run: showStartup })
    .add('write', { privilege, run: writeMemory })
    .add('write memory', { privilege, run: writeMemory })
    .add('write terminal', { privilege, run: showRunning })
    .add('write erase', { privilege, run: erase })
    .add('erase startup-config', { privilege, run: erase })
    .add('copy running-config startup-config', { privilege, run: copyToStartup })
    .add('copy startup-config running-config', { privilege, run: copyToRunning })
    .add('reload', { privilege, run: reload });
}

function declareVocabulary(): void {
  execMode.words({
    'show running-config': 'Current operating configuration',
    'show running-config interface': 'Show interface configuration',
    'show startup-config': 'Contents of startup configuration',
    write: 'Write running configuration to memory, network, or terminal',
    'write memory': 'Write to NV memory',
    'write terminal': 'Write to terminal',
    'write erase': 'Erase NV memory',
    erase: 'Erase a filesystem',
    'erase startup-config': 'Erase contents of configuration memory',
    copy: 'Copy from one file to another',
    'running-config': 'Update (merge with) current system configuration',
    'copy running-config': 'Copy from current system configuration',
    'startup-config': 'Copy to startup configuration',
    'copy startup-config': 'Copy from startup configuration',
    reload: 'Halt and perform a cold restart',
  });
}

function showRunning(device: IosDevice, _: unknown, exec: Exec): void {
  const text = runningConfiguration(device);
  exec.print('Building configuration...', '', `Current configuration : ${text.length} bytes`);
  exec.write(`${text}\n`);
}

function showInterface(device: IosDevice, { name }: { name: string }, exec: Exec): void {
  const lines = configureMode
    .configuration(device)
    .filter((line) => typeof line !== 'string' && /^interface (\S+)/.exec(line.line)?.[1] === name);
  // A Virtual-Access interface stands in no configuration, and is shown all the same.
  const one = device.router.interfaces.get(name);
  if (lines.length === 0 && one) lines.push(block(`interface ${name}`, interfaceMode, { device, one }));
  const text = `!\n${textOfConfiguration(lines)}end\n`;
  exec.print('Building configuration...', '', `Current configuration : ${text.length} bytes`);
  exec.write(`${text}\n`);
}

function showStartup({ startupConfiguration, hardware }: IosDevice, _: unknown, exec: Exec): void {
  if (startupConfiguration === undefined) throw Refusal.because('startup-config is not present');
  const size = platformOf(hardware).nonVolatile * 1024 - 8;
  exec.print(`Using ${startupConfiguration.length} out of ${size} bytes`);
  exec.write(`${startupConfiguration.trimEnd()}\n\n`);
}

function writeMemory(device: IosDevice, _: unknown, exec: Exec): void {
  exec.print('Building configuration...');
  device.save(runningConfiguration(device));
  if (device.settings.archive.isWrittenOnSave) archiveConfiguration(device);
  exec.print('[OK]');
}

async function copyToStartup(device: IosDevice, args: unknown, exec: Exec): Promise<void> {
  await askForFile('startup-config', exec);
  writeMemory(device, args, exec);
}

async function copyToRunning(device: IosDevice, _: unknown, exec: Exec): Promise<void> {
  await askForFile('running-config', exec);
  const { startupConfiguration } = device;
  if (startupConfiguration === undefined) {
    throw Refusal.because('%Error opening nvram:/startup-config (No such file or directory)');
  }
  await device.merge(startupConfiguration);
  exec.print(`${startupConfiguration.length} bytes copied in 0.264 secs (${rateOf(startupConfiguration)} bytes/sec)`);
  const text = `Configured from nvram:startup-config by ${nameOfPlace(device, exec.lineName)}`;
  device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'CONFIG_I', text });
}

function rateOf({ length }: string): number {
  return Math.floor(length / 0.264);
}

/** There is no file system to copy to: any other name is refused. */
async function askForFile(name: string, exec: Exec): Promise<void> {
  const answer = (await exec.ask(`Destination filename [${name}]? `)).trim();
  if (answer !== '' && answer !== name) throw Refusal.because(`%Error: only ${name} can be copied to`);
}

async function erase(device: IosDevice, _: unknown, exec: Exec): Promise<void> {
  const question = 'Erasing the nvram filesystem will remove all configuration files! Continue? [confirm]';
  if (!(await exec.confirm(question))) return;
  device.save(undefined);
  exec.print('[OK]', 'Erase of nvram: complete');
  const text = 'Initialized the geometry of nvram';
  device.log.report({ facility: 'SYS', severity: 7, mnemonic: 'NV_BLOCK_INIT', text });
}

async function reload(device: IosDevice, args: unknown, exec: Exec): Promise<void> {
  const isSaving =
    device.isModified && (await exec.askYesOrNo('System configuration has been modified. Save? [yes/no]: '));
  if (isSaving) writeMemory(device, args, exec);
  if (!(await exec.confirm('Proceed with reload? [confirm]'))) return;
  const text = `Reload requested by ${nameOfPlace(device, exec.lineName)}. Reload Reason: Reload Command.`;
  device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'RELOAD', text });
  device.reload();
}
