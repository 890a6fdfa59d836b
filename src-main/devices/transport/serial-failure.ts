/** Why a serial port cannot be had, and what to do about it. */
import { Failure, messageOf } from '../../base/errors.ts';
import type { SerialPortName } from './serial-library.ts';

/** So many ports are named. */
const mostNamed = 8;

export function noPort(port: string, there: readonly SerialPortName[]): Failure {
  const named = there.slice(0, mostNamed).map(({ path, maker }) => (maker === undefined ? path : `${path} (${maker})`));
  const more = there.length > mostNamed ? [`${there.length - mostNamed} more`] : [];
  const has = named.length === 0 ? 'it has none at all' : `there are: ${[...named, ...more].join(', ')}`;
  return new Failure(
    'unreachable',
    'no-serial-port',
    `there is no serial port ${port} on this computer; ${has} (is the cable plugged in?)`,
  );
}

export function portNotSerial(port: string): Failure {
  return new Failure('bad-input', 'not-a-serial-port', `${port} is no serial port`);
}

export function portNotAllowed(port: string, group: string | undefined): Failure {
  const mend =
    group === undefined || group === 'root'
      ? 'ask whoever runs this computer for it'
      : `join the group ${group}, by "sudo usermod -aG ${group} $USER", and log in anew`;
  return new Failure('unreachable', 'serial-port-not-allowed', `you may not use the serial port ${port}: ${mend}`);
}

/** @param who as it follows a colon */
export function portInUse(port: string, who = 'another program, or another attempt, has it open'): Failure {
  return new Failure('busy', 'serial-port-in-use', `the serial port ${port} is in use: ${who}; end that first`);
}

const CAUSES: readonly (readonly [words: RegExp, failure: (port: string, words: string) => Failure])[] = [
  [/No such file|File not found|ENOENT/i, (port) => noPort(port, [])],
  [/Permission denied/i, (port) => portNotAllowed(port, undefined)],
  // Windows says so of a port that is open elsewhere; it has no other permissions for ports.
  [/Access denied|busy|Cannot lock|temporarily unavailable/i, (port) => portInUse(port)],
  [/Inappropriate ioctl|not a typewriter/i, portNotSerial],
  [
    /Input\/output error|No such device/i,
    (port) =>
      new Failure('unreachable', 'no-serial-hardware', `nothing is behind the serial port ${port}: choose another`),
  ],
  [
    /baud|Invalid (?:data|stop|parity)|parameter is incorrect/i,
    (port, words) =>
      new Failure('bad-input', 'serial-settings', `the serial port ${port} cannot be set as it should be: ${words}`),
  ],
];

/** The library tells causes in the system's words alone. */
export function serialFailure(error: unknown, port: string): Failure {
  const words = messageOf(error).replace(/^(?:Error:?|Opening \S+:)\s*/, '');
  const cause = CAUSES.find(([pattern]) => pattern.test(words));
  if (cause) return cause[1](port, words);
  return new Failure('unreachable', 'connection-failed', `the serial port ${port} cannot be opened: ${words}`);
}
