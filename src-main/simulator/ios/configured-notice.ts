/** What the log says when somebody leaves configuration mode. */
import type { Exec } from '../cli/declaration.ts';
import type { IosDevice } from './device.ts';
import { nameOfPlace } from './place.ts';

export function noteConfigured(device: IosDevice, { lineName, user }: Exec): void {
  const by = user === '' ? '' : `${user} on `;
  const text = `Configured from console by ${by}${nameOfPlace(device, lineName)}`;
  device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'CONFIG_I', text });
}
