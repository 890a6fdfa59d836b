/** `write memory`, and whatever else saves the running configuration. */
import type { Exec } from '../../cli/declaration.ts';
import { archiveConfiguration } from './archive.ts';
import type { IosDevice } from '../device.ts';
import { runningConfiguration } from '../running-configuration.ts';

export function saveConfiguration(device: IosDevice, exec: Exec): void {
  exec.print('Building configuration...');
  device.save(runningConfiguration(device));
  if (device.settings.archive.isWrittenOnSave) archiveConfiguration(device);
  exec.print('[OK]');
}
