/** What the commands of a network object act upon. */
import type { AsaDevice } from '../device.ts';
import type { NetworkObject } from './objects.ts';

export interface NetworkObjectContext {
  readonly device: AsaDevice;
  readonly object: NetworkObject;
}
