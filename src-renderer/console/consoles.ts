import type { NodeView } from '../../src-main/api/contract/laboratory.ts';

/** What only passes frames has no console, nor has what does not run here. */
export function hasConsole({ platform, state }: NodeView): boolean {
  return state !== 'not simulated' && platform !== 'switch' && platform !== 'cloud';
}
