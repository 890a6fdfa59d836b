/** Why an SSH connection did not come about: a code for programs, a sentence for people that says how to mend it. */
import { Failure, messageOf } from '../../base/errors.ts';
import { connectionFailure } from './connection-failure.ts';
import { algorithmsOf } from './ssh-algorithms.ts';
import type { Offer, SshGreeting } from './ssh-greeting.ts';
import type { LoginAttempts } from './ssh-login.ts';

/** What was known of the connection when it failed. */
export interface SshCircumstances {
  place: string;
  greeting: SshGreeting;
  login: LoginAttempts;
  allowsOld: boolean;
}

interface Cause {
  code: string;
  /** ssh2 tells its errors apart by text and by `level`; seen in its client.js and protocol/kex.js, version 1.17.0. */
  isMeant: (text: string, level: unknown, greeting: SshGreeting) => boolean;
  sentence: (circumstances: SshCircumstances, text: string) => string;
}

const CAUSES: readonly Cause[] = [
  {
    code: 'host-key-refused',
    isMeant: (text) => text.includes('Host denied'),
    sentence: ({ place }) => `the host key of ${place} is not one that is trusted`,
  },
  {
    code: 'ssh-version-1',
    isMeant: (_, __, { identification = '' }) => /^SSH-1\.(?!99)/.test(identification),
    sentence: ({ place, greeting: { identification = '' } }) =>
      `${place} speaks SSH version 1 alone (${identification}), which is broken and not supported: give the device an RSA ` +
      'key of 768 bits or more and "ip ssh version 2", or use telnet',
  },
  {
    code: 'not-ssh',
    isMeant: (text, _, { identification, firstLine }) =>
      text.includes('identification') || (identification === undefined && firstLine !== undefined),
    sentence: ({ place, greeting: { firstLine } }) =>
      `${place} does not speak SSH${firstLine === undefined ? '' : `: it says "${firstLine}"`}`,
  },
  {
    code: 'disconnected',
    isMeant: (text) => /^Too many authentication failures/i.test(text),
    sentence: ({ place, login }, text) => `${place} gave up on us: ${text} (tried: ${login.tried.join(', ')})`,
  },
  {
    code: 'connection-lost',
    isMeant: (text) => /Connection lost|Not connected|No response|Keepalive timeout/.test(text),
    sentence: ({ place }) => `${place} ended the connection before the login was done`,
  },
  {
    code: 'handshake-failed',
    isMeant: (_, level) => level === 'handshake',
    sentence: ({ place }, text) => `the key exchange with ${place} failed: ${text}`,
  },
];

/** @param error what ssh2's client reported before the session was open */
export function sshFailure(error: Error, circumstances: SshCircumstances): Failure {
  const level = 'level' in error ? error.level : undefined;
  const text = messageOf(error)
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 300);
  if (level === 'client-authentication') return loginFailure(circumstances);
  if (/no matching|Unknown DH group/i.test(text)) return algorithmFailure(circumstances, text);
  const cause = CAUSES.find(({ isMeant }) => isMeant(text, level, circumstances.greeting));
  if (cause) return new Failure('unreachable', cause.code, cause.sentence(circumstances, text));
  const { place } = circumstances;
  // A reason that the server gave (RFC 4253, 11.1) has a number of its own.
  if ('code' in error && typeof error.code === 'number')
    return new Failure('unreachable', 'disconnected', `${place} ended the connection: ${text}`);
  return connectionFailure(error, place);
}

function loginFailure({ place, login }: SshCircumstances): Failure {
  const { username, tried, taken = [], agentProblem } = login;
  const agent = agentProblem === undefined ? '' : `; the SSH agent: ${agentProblem}`;
  if (!tried.includes('the password')) {
    const refused = `${place} refused ${listOf(tried)} of "${username}" (it takes: ${wordsOf(taken)})${agent}`;
    const takesPassword = taken.some((method) => METHODS[method] === 'a password');
    if (takesPassword) {
      const sentence = `${place} asks for the password of "${username}", and none is known${agent}`;
      return new Failure('unreachable', 'login-needed', tried.length === 0 ? sentence : refused);
    }
    if (tried.length > 0) return new Failure('unreachable', 'login-refused', refused);
    const sentence = `${place} lets "${username}" in by ${wordsOf(taken)} alone, and we have nothing for that${agent}`;
    return new Failure('unreachable', 'no-login-method', sentence);
  }
  const means = tried.length > 1 ? ` (tried: ${listOf(tried)})` : '';
  const sentence = `${place} refused the user name or the password of "${username}"${means}${agent}`;
  return new Failure('unreachable', 'wrong-password', sentence);
}

const METHODS: Readonly<Record<string, string>> = {
  publickey: 'a key',
  password: 'a password',
  'keyboard-interactive': 'a password',
};

function wordsOf(methods: readonly string[]): string {
  return listOf(methods.map((method) => METHODS[method] ?? method.replace(/[^\w@.-]/g, '')));
}

function listOf(words: readonly string[]): string {
  return [...new Set(words)].join(' or ') || 'nothing';
}

const KINDS = {
  kex: 'key exchange',
  serverHostKey: 'kind of host key',
  cipher: 'cipher',
  hmac: 'hash',
} as const satisfies Record<keyof Offer, string>;

/** Names every kind of which there is none in common, and whether the old ones would help. */
function algorithmFailure({ place, greeting, allowsOld }: SshCircumstances, text: string): Failure {
  const { offer } = greeting;
  if (!offer) return new Failure('unreachable', 'algorithms', `${place} and we have no algorithms in common: ${text}`);
  const missing = missingIn(offer, allowsOld);
  const says = missing.map((kind) => `${KINDS[kind]} (it has ${offer[kind].join(', ')})`).join(' and no ');
  const isMended = !allowsOld && missingIn(offer, true).length === 0;
  if (isMended) {
    const sentence = `${place} has old SSH algorithms alone: no modern ${says}. Allow the old algorithms for this device, if it is one of yours`;
    return new Failure('unreachable', 'old-algorithms', sentence);
  }
  const sentence = says === '' ? text : `no ${says} that we have too`;
  return new Failure('unreachable', 'algorithms', `${place} and we cannot agree: ${sentence}`);
}

function missingIn(offer: Offer, allowsOld: boolean): (keyof Offer)[] {
  const ours = algorithmsOf(allowsOld);
  const kinds: readonly (keyof Offer)[] = ['kex', 'serverHostKey', 'cipher', 'hmac'];
  // A cipher that seals by itself needs no hash beside it (RFC 5647).
  const isSealed = offer.cipher.some((name) => /gcm@|poly1305@/.test(name) && isAmong(name, ours.cipher));
  return kinds.filter((kind) => {
    if (kind === 'hmac' && isSealed) return false;
    return !offer[kind].some((name) => isAmong(name, ours[kind]));
  });
}

function isAmong(name: string, names: readonly string[]): boolean {
  return names.includes(name);
}
