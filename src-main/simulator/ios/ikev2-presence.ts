/** Whether a release knows IKE version 2, and the defaults that it then has without any configuration. */
import type { IosDevice } from './device.ts';

export function hasIkev2({ flavour }: IosDevice): boolean {
  return flavour.hasIkev2;
}
