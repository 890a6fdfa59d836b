/** Exec commands that carry out the actions of a step, in the words of each platform. */
import type { Action, Exercise, Role } from '../lab/exercise.ts';
import { debugCommands } from './debugs.ts';
import { roleNamed } from './facts/places.ts';
import type { Look } from './look.ts';
import { clockCommand, pingCommand, sweepCommands, tracerouteCommand } from './packets-sent.ts';

type Platform = Role['platform'];

type Cleared = Extract<Action, { kind: 'clear' }>['what'];

const IOS_CLEARS: Record<Cleared, string[]> = {
  sa: ['clear crypto sa'],
  isakmp: ['clear crypto isakmp'],
  session: ['clear crypto session'],
  ikev2: ['clear crypto ikev2 sa'],
  counters: ['clear crypto sa counters'],
  translations: ['clear ip nat translation *'],
};

/** The last of them takes the associations of both versions, and what was protected by them. */
const ASA_CLEARS: Record<Cleared, string[]> = {
  sa: ['clear crypto ipsec sa'],
  isakmp: ['clear crypto isakmp sa'],
  session: ['clear crypto ipsec sa', 'clear crypto isakmp sa'],
  ikev2: ['clear crypto ikev2 sa'],
  counters: ['clear crypto ipsec sa counters'],
  translations: ['clear xlate'],
};

/** strongSwan ends associations by the names of their connections, of which there may be any number. */
function terminating(kind: 'ike' | 'child'): string {
  const pattern = kind === 'ike' ? '^([^ :]+): #[0-9]+, ' : '^  ([^ :]+): #[0-9]+, ';
  return `swanctl --list-sas | sed -nE 's/${pattern}.*/\\1/p' | sort -u | while read -r name; do swanctl --terminate --${kind} "$name"; done`; // prettier-ignore
}

/** Its counters go with their associations. */
const LINUX_CLEARS: Record<Cleared, string[]> = {
  sa: [terminating('child')],
  isakmp: [terminating('ike')],
  session: [terminating('ike')],
  ikev2: [terminating('ike')],
  counters: [],
  translations: ['conntrack -F'],
};

function clearsOf(platform: Platform): Record<Cleared, string[]> {
  if (platform === 'asa') return ASA_CLEARS;
  return platform === 'ios' || platform === 'iosxe' ? IOS_CLEARS : LINUX_CLEARS;
}

/**
 * Nothing for what is not typed: time passes by itself. Of time that is moved on the clock is read, which shows that it
 * was.
 */
export function commandsOf(exercise: Exercise, action: Action): Look[] {
  switch (action.kind) {
    case 'ping':
      return [{ role: action.from, command: pingCommand(exercise, action) }];
    case 'sweep':
      return sweepCommands(exercise, action).map((command) => ({ role: action.from, command }));
    case 'traceroute':
      return [{ role: action.from, command: tracerouteCommand(exercise, action) }];
    case 'clear':
      return action.on.flatMap((role) =>
        clearsOf(roleNamed(exercise, role).platform)[action.what].map((command) => ({ role, command })),
      );
    case 'advance':
      return exercise.roles.flatMap((role) => clockCommand(role)).slice(0, 1);
    case 'debug':
      return action.on.flatMap((role) => debugCommands(exercise, role, action));
    case 'wait':
    case 'capture':
      return [];
  }
}
