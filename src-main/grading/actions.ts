/** Exec commands that carry out the actions of a step. */
import { formatIpv4 } from '../base/address.ts';
import type { Action } from '../lab/exercise.ts';
import type { Look } from './look.ts';

type PingAction = Extract<Action, { kind: 'ping' }>;

/** `ping 10.0.0.2 source 10.0.0.1 repeat 5 size 100` */
export function pingCommand({ to, source, count, size }: PingAction): string {
  const from = source === undefined ? '' : ` source ${formatIpv4(source)}`;
  return `ping ${formatIpv4(to)}${from} repeat ${count} size ${size}`;
}

const CLEARS = {
  sa: 'clear crypto sa',
  isakmp: 'clear crypto isakmp',
  session: 'clear crypto session',
} as const;

/** Nothing for a wait: time passes by itself. */
export function commandsOf(action: Action): Look[] {
  switch (action.kind) {
    case 'ping':
      return [{ role: action.from, command: pingCommand(action) }];
    case 'clear':
      return action.on.map((role) => ({ role, command: CLEARS[action.what] }));
    case 'wait':
      return [];
  }
}
