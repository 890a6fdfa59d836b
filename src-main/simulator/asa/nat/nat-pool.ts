/** Dynamic translation to more than one address: an ASA gives each host one of its own; here all share the first by ports. */
import type { Exec } from '../../cli/declaration.ts';
import { sizeOf } from '../objects/address-range.ts';
import type { AsaDevice } from '../device.ts';
import type { NatRule } from './nat-rules.ts';

export function warnOfPool({ configuration: { nat } }: AsaDevice, { kind, mapped }: NatRule, exec: Exec): void {
  if (kind === 'static' || mapped === 'interface' || mapped === 'any') return;
  const size = nat.rangesOf(mapped).reduce((sum, range) => sum + sizeOf(range), 0);
  if (size > 1) exec.print(`WARNING: pools are not simulated: ${mapped} is used by PAT to its first address alone`);
}
