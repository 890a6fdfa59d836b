import { Failure, messageOf } from '../../base/errors.ts';
import { connectionFailure } from './connection-failure.ts';

interface Cause {
  code: string;
  /** ssh2 tells its errors apart by text and by `level`; seen in its client.js and protocol/kex.js, version 1.17.0. */
  isMeant: (text: string, level: unknown) => boolean;
  sentence: (place: string, username: string, text: string) => string;
}

const CAUSES: readonly Cause[] = [
  {
    code: 'wrong-password',
    isMeant: (_, level) => level === 'client-authentication',
    sentence: (place, username) => `${place} refused the user name or the password of "${username}"`,
  },
  {
    code: 'host-key-refused',
    isMeant: (text) => text.includes('Host denied'),
    sentence: (place) => `${place} shows another host key than the one that is trusted`,
  },
  {
    code: 'algorithms',
    isMeant: (text) => /no matching|Unknown DH group/.test(text),
    sentence: (place, _, text) =>
      `${place} and we know no common algorithm (${text}): allow the old algorithms for this device, if it is one of yours`,
  },
  {
    code: 'not-ssh',
    isMeant: (text) => text.includes('identification'),
    sentence: (place) => `${place} does not speak SSH version 2`,
  },
  {
    code: 'connection-lost',
    isMeant: (text) => /Connection lost|Not connected|No response/.test(text),
    sentence: (place) => `${place} ended the connection before the login was done`,
  },
];

/** @param error what ssh2's client reported before the session was open */
export function sshFailure(error: Error, place: string, username: string): Failure {
  const level = 'level' in error ? error.level : undefined;
  const text = messageOf(error);
  const cause = CAUSES.find(({ isMeant }) => isMeant(text, level));
  if (!cause) return connectionFailure(error, place);
  return new Failure('unreachable', cause.code, cause.sentence(place, username, text));
}
