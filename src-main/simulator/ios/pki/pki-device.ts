/** What keys and certificates need of the device that has them: an IOS router, or a firewall. */
import type { IosDevice } from '../device.ts';

export type PkiDevice = Pick<IosDevice, 'log' | 'random' | 'router' | 'settings'>;
