/** States of nodes in the controller's words, and what they are to us. */
import type { NodeState } from '../provider.ts';

interface Meaning {
  state: NodeState;
  reason?: string;
}

/** Source: NodeState in the controller's schemas. STARTED: the machine is on; BOOTED: its boot has been seen to end. */
const meanings: Readonly<Record<string, Meaning>> = {
  DEFINED_ON_CORE: { state: 'stopped' },
  STOPPED: { state: 'stopped' },
  QUEUED: { state: 'starting', reason: 'it waits for its turn to start' },
  STARTING: { state: 'starting' },
  STARTED: { state: 'starting', reason: 'it boots' },
  BOOTED: { state: 'running' },
  DISCONNECTED: { state: 'unreachable', reason: 'the compute host that it runs on is not connected' },
};

/** A machine that has been on for so long can be used, though nobody has seen the end of its boot. Milliseconds. */
export const longEnough = 300_000;

/** @param age milliseconds for which the node has been in that state, as far as we know */
export function meaningOf(state: string, age: number): Meaning {
  if (state === 'STARTED' && age >= longEnough) return { state: 'running' };
  return meanings[state] ?? { state: 'unreachable', reason: `the server says that it is ${state.slice(0, 40)}` };
}

/** Whether the machine is on, so that there is a console. */
export function hasConsole(state: string): boolean {
  return state === 'STARTED' || state === 'BOOTED';
}

/** Kinds of nodes that are no machines. */
const withoutConsole: Readonly<Record<string, string>> = {
  unmanaged_switch: 'an unmanaged switch only passes frames',
  external_connector: 'an external connector is a way out of the lab, and no device',
};

export function whyNoConsole(definition: string): string | undefined {
  return withoutConsole[definition];
}
