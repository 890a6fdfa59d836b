/** The configuration as it stands, in the text that a router writes and reads. */
import { textOfConfiguration } from '../cli/configuration.ts';
import type { IosDevice } from './device.ts';
import { configureMode } from './modes.ts';

export function runningConfiguration(device: IosDevice): string {
  return `${textOfConfiguration(configureMode.configuration(device))}end\n`;
}
