/** The two interfaces of a rule of translation: `(inside,outside)`. */
import { Refusal } from '../../cli/refusal.ts';
import type { AsaDevice } from '../device.ts';

/** @throws Refusal when it is none, or an interface is not there */
export function placeOf({ configuration }: AsaDevice, word: string): { from: string; to: string } {
  const [, from, to] = /^\(([^,()]+),([^,()]+)\)$/.exec(word) ?? [];
  if (from === undefined || to === undefined) throw Refusal.invalid('place');
  for (const name of [from, to]) {
    if (name !== 'any' && !configuration.interfaces.byName(name)) throw Refusal.invalid('place');
  }
  return { from, to };
}
