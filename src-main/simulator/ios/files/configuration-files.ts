/** The two configurations and what is done with them: show, write, erase. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { block, textOfConfiguration } from '../../cli/configuration.ts';
import type { IosDevice } from '../device.ts';
import { platformOf } from '../hardware.ts';
import { configureMode, execMode, interfaceMode } from '../modes.ts';
import { runningConfiguration } from '../running-configuration.ts';
import { saveConfiguration } from './save-configuration.ts';

const privilege = 15;

export function declareConfigurationFiles(): void {
  declareVocabulary();
  execMode
    .add('show running-config', { privilege, run: showRunning })
    .add('show running-config all', { privilege, when: showsDefaults, run: showAll })
    .add('show running-config interface INTERFACE:name', { privilege, run: showInterface })
    .add('show startup-config', { privilege, run: showStartup })
    .add('write', { privilege, run: (device, _, exec) => saveConfiguration(device, exec) })
    .add('write memory', { privilege, run: (device, _, exec) => saveConfiguration(device, exec) })
    .add('write terminal', { privilege, run: showRunning })
    .add('write erase', { privilege, run: erase })
    .add('erase startup-config', { privilege, run: erase });
}

function declareVocabulary(): void {
  execMode.words({
    'show running-config': 'Current operating configuration',
    'show running-config all': 'Configuration with defaults',
    'show running-config interface': 'Show interface configuration',
    'show startup-config': 'Contents of startup configuration',
    write: 'Write running configuration to memory, network, or terminal',
    'write memory': 'Write to NV memory',
    'write terminal': 'Write to terminal',
    'write erase': 'Erase NV memory',
    erase: 'Erase a filesystem',
    'erase startup-config': 'Erase contents of configuration memory',
  });
}

function showRunning(device: IosDevice, _: unknown, exec: Exec): void {
  const text = runningConfiguration(device);
  exec.print('Building configuration...', '', `Current configuration : ${text.length} bytes`);
  exec.write(`${text}\n`);
}

/** Came with 12.3(8)T (command reference). */
const showsDefaults = ({ flavour }: IosDevice): boolean => flavour.train !== '12.2';

function showAll(device: IosDevice, _: unknown, exec: Exec): void {
  const text = runningConfiguration(device, true);
  const title = `Current configuration with default configurations exposed : ${text.length} bytes`;
  exec.print('Building configuration...', '', title);
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

async function erase(device: IosDevice, _: unknown, exec: Exec): Promise<void> {
  const question = 'Erasing the nvram filesystem will remove all configuration files! Continue? [confirm]';
  if (!(await exec.confirm(question))) return;
  device.save(undefined);
  exec.print('[OK]', 'Erase of nvram: complete');
  const text = 'Initialized the geometry of nvram';
  device.log.report({ facility: 'SYS', severity: 7, mnemonic: 'NV_BLOCK_INIT', text });
}
