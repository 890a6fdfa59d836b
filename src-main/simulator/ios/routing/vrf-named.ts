/** A VRF that a command names: it has to be there. */
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';

export function requireVrf({ router }: IosDevice, name: string): void {
  if (!router.vrfs.has(name)) throw Refusal.because(`% VRF ${name} not configured.`);
}
