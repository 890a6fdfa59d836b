/** Why a connection could not be made, could not be kept, or could not be offered: a code for programs, a sentence for people. */
import { Failure, messageOf, type FailureKind } from '../../base/errors.ts';

/** Where a device or server is reached, as a person would write it. */
export function placeOf({ host, port }: { host: string; port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

interface Cause {
  kind: FailureKind;
  code: string;
  sentence: (place: string) => string;
}

const refused: Cause = {
  kind: 'unreachable',
  code: 'connection-refused',
  sentence: (place) =>
    `nothing listens at ${place}: the connection was refused (is it started, and is the port right?)`,
};
const notFound: Cause = {
  kind: 'unreachable',
  code: 'host-not-found',
  sentence: (place) => `the name of the host in ${place} is not known (is it spelled right?)`,
};
const noRoute: Cause = {
  kind: 'unreachable',
  code: 'no-route',
  sentence: (place) => `there is no way from this machine to ${place}`,
};
const lost: Cause = {
  kind: 'unreachable',
  code: 'connection-lost',
  sentence: (place) => `${place} ended the connection`,
};
const timedOut: Cause = {
  kind: 'unreachable',
  code: 'timed-out',
  sentence: (place) => `${place} did not answer in time (is the address right, and is a firewall in the way?)`,
};

/** By the operating system's error codes. */
const CAUSES: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: refused,
  ENOTFOUND: notFound,
  EAI_AGAIN: notFound,
  ETIMEDOUT: timedOut,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EHOSTDOWN: noRoute,
  ECONNRESET: lost,
  EPIPE: lost,
  EADDRINUSE: {
    kind: 'busy',
    code: 'port-in-use',
    sentence: (place) => `another program already listens at ${place} (choose another port, or end that program)`,
  },
  EADDRNOTAVAIL: {
    kind: 'bad-input',
    code: 'not-our-address',
    sentence: (place) => `this machine does not have the address in ${place}`,
  },
  EACCES: {
    kind: 'bad-input',
    code: 'port-not-allowed',
    sentence: (place) => `this machine does not let us use ${place} (choose a port above 1023)`,
  },
};

export function connectionFailure(error: unknown, place: string): Failure {
  const cause = CAUSES[codeOf(error)];
  if (cause) return new Failure(cause.kind, cause.code, cause.sentence(place));
  return new Failure('unreachable', 'connection-failed', `${place} could not be reached: ${messageOf(error)}`);
}

export function timeoutFailure(place: string): Failure {
  return new Failure(timedOut.kind, timedOut.code, timedOut.sentence(place));
}

export function givenUpFailure(place: string): Failure {
  return new Failure('unreachable', 'given-up', `the connection to ${place} was given up before it stood`);
}

/** A connection to a name with several addresses fails with one error for each: the first tells. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}
