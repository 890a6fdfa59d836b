/** What is written down and has no effect here says so when it is typed: nobody is to believe in what is not there. */
import type { Exec } from '../../cli/declaration.ts';
import type { IosDevice } from '../device.ts';

/** @param what the words that are kept; @param instead what is so all the same */
export function sayKept({ isBooting }: IosDevice, exec: Exec, what: string, instead: string): void {
  if (!isBooting) exec.print(`% ${what} is kept in the configuration: ${instead}`);
}
