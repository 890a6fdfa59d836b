/** The real ways out. What they need is loaded when the first of them is taken. */
import { Failure } from '../../base/errors.ts';
import type { Outside } from './outside.ts';

export const theOutside: Outside = {
  connect: ({ kind }) => Promise.reject(notYet(`${kind.toUpperCase()} servers cannot be reached`)),
  certificateOf: () => Promise.reject(notYet('certificates cannot be looked at')),
  openInventory: () => Promise.reject(notYet('inventories cannot be opened')),
  readInventory: () => Promise.reject(notYet('inventories cannot be read')),
};

function notYet(what: string): Failure {
  return new Failure('not-supported', 'no-way-out', `In this version ${what}.`);
}
