/** The configuration as it stands, in the text that a router writes and reads. */
import { textOfConfiguration } from '../cli/configuration.ts';
import type { IosDevice } from './device.ts';
import { configureMode } from './modes.ts';

/** @param isAll with what is so by default of everything that is simulated (`show running-config all`) */
export function runningConfiguration(device: IosDevice, isAll = false): string {
  return `${textOfConfiguration(configureMode.configuration(device, isAll))}end\n`;
}
