/** Where somebody sits, in the words of messages: `console`, `vty0 (172.16.0.1)`. */
import type { IosDevice } from './device.ts';

export function nameOfPlace({ occupants }: IosDevice, lineName: string): string {
  if (lineName === 'con0') return 'console';
  const location = occupants.find(({ line }) => line.name === lineName)?.location ?? '';
  return location === '' ? lineName : `${lineName} (${location})`;
}
