/**
 * What a CML controller refuses, in its own words and with what to do about it. Errors are JSON {"code", "description"};
 * nginx in front of it answers by itself, in HTML or plain text, while the controller starts.
 */
import { Failure, type FailureKind } from '../../base/errors.ts';

export interface Refused {
  status: number;
  /** What the server says about it; empty where it says nothing. */
  words: string;
  /** "PUT /api/v0/labs/…/start". */
  call: string;
  /** The server, as a person would write it. */
  server: string;
  username: string;
}

/** In the order in which they are tried; what is left out is not asked about. */
interface Cause {
  statuses?: readonly number[];
  words?: RegExp;
  call?: RegExp;
  kind: FailureKind;
  code: string;
  sentence: (refused: Refused) => string;
}

const causes: readonly Cause[] = [
  {
    call: /authenticate$/,
    statuses: [400, 401, 403],
    kind: 'unreachable',
    code: 'wrong-login',
    sentence: ({ server, username }) =>
      `${server} refuses the name or the password of ${username}. Give those that CML's own login page takes.`,
  },
  {
    statuses: [401],
    kind: 'unreachable',
    code: 'wrong-login',
    sentence: ({ server, username }) => `${server} has ended the session of ${username}. Log in again.`,
  },
  {
    statuses: [502, 503, 504],
    kind: 'unreachable',
    code: 'server-starting',
    sentence: ({ server, status }) =>
      `The controller behind ${server} does not answer (${status}): it is starting, restarting or in maintenance. ` +
      'Try again in a minute.',
  },
  {
    statuses: [429],
    kind: 'busy',
    code: 'too-many-requests',
    sentence: ({ server }) => `${server} wants fewer requests. Try again in a minute.`,
  },
  {
    statuses: [413],
    kind: 'bad-input',
    code: 'too-large',
    sentence: ({ server }) => `${server} takes no file of that size: a configuration may have 20 MB.`,
  },
  {
    words: /node.{0,30}limit|limit.{0,30}node|maximum (?:number|amount) of .{0,20}nodes|too many nodes/i,
    kind: 'device',
    code: 'node-limit',
    sentence: ({ server, words }) =>
      `The licence of ${server} lets no more nodes run: ${words}. Stop some, or ask for a larger licence.`,
  },
  {
    words: /licen[cs]/i,
    kind: 'device',
    code: 'licence',
    sentence: ({ server, words }) =>
      `${server} has no valid licence: ${words}. Who runs it can register one under Tools.`,
  },
  {
    words: /image[ _-]?definition|disk image|no image/i,
    kind: 'device',
    code: 'image-missing',
    sentence: ({ server, words }) => `${server} lacks an image: ${words}. Put the image on the server, then try again.`,
  },
  {
    words: /node[ _-]?definition/i,
    kind: 'device',
    code: 'definition-missing',
    sentence: ({ server, words }) => `${server} does not know a kind of node: ${words}.`,
  },
  {
    words: /memory|cpu|compute|resource/i,
    statuses: [400, 403, 500],
    kind: 'device',
    code: 'no-room',
    sentence: ({ server, words }) => `${server} has no room for it: ${words}. Stop other nodes, then try again.`,
  },
  {
    call: /\/labs\/[^/]+(?:$|\/(?!nodes\/|links\/))/,
    statuses: [404],
    kind: 'bad-input',
    code: 'unknown-project',
    sentence: ({ server, words }) => `${server} has no such lab any more${said(words)}.`,
  },
  {
    statuses: [403],
    kind: 'unreachable',
    code: 'not-allowed',
    sentence: ({ server, username, call, words }) =>
      `${server} does not allow ${username} ${call}${said(words)}. Ask the owner of the lab for the right.`,
  },
  {
    statuses: [404],
    kind: 'device',
    code: 'not-found',
    sentence: ({ server, call, words }) => `${server} does not find what ${call} is about${said(words)}.`,
  },
];

export function refusalOf(refused: Refused): Failure {
  const cause = causes.find((one) => isMeant(one, refused));
  if (cause) return new Failure(cause.kind, cause.code, cause.sentence(refused));
  const { server, call, status, words } = refused;
  if (status < 500) return new Failure('device', 'refused', `${server} refuses ${call}${said(words)} (${status}).`);
  return new Failure('device', 'server-error', `${server} failed at ${call}${said(words)} (${status}).`);
}

function isMeant({ statuses, words, call }: Cause, refused: Refused): boolean {
  if (statuses && !statuses.includes(refused.status)) return false;
  return (words?.test(refused.words) ?? true) && (call?.test(refused.call) ?? true);
}

const said = (words: string): string => (words === '' ? '' : `: ${words}`);
