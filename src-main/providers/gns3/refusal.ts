/** What a GNS3 server refuses, in its own words and with what to do about it. */
import { Failure, type FailureKind } from '../../base/errors.ts';

interface Refused {
  status: number;
  /** What the server says about it; empty where it says nothing. */
  words: string;
  /** "POST /v2/projects". */
  call: string;
  /** The server, as a person would write it. */
  server: string;
  username: string | undefined;
}

/** In the order in which they are tried: what the words say counts more than the status. */
interface Cause {
  status?: number;
  words?: RegExp;
  kind: FailureKind;
  code: string;
  sentence: (refused: Refused, match: RegExpExecArray | null) => string;
}

const whoIs = ({ username }: Refused): string => (username === undefined ? 'This user' : `The user ${username}`);

const causes: readonly Cause[] = [
  {
    words: /privilege ([\w.]+) is required/,
    kind: 'unreachable',
    code: 'permission-missing',
    sentence: (refused, match) =>
      `${whoIs(refused)} lacks the privilege ${match?.[1] ?? ''} on ${refused.server}, which ${refused.call} needs. ` +
      'Ask who runs the server for a role that has it.',
  },
  {
    words: /project is not opened/i,
    kind: 'unreachable',
    code: 'project-closed',
    sentence: ({ server }) => `The project is closed on ${server}: open it, then try again.`,
  },
  {
    words: /^project id .* doesn't exist/i,
    kind: 'bad-input',
    code: 'unknown-project',
    sentence: ({ words, server }) => `${server} has no such project any more: ${words}.`,
  },
  {
    words: /newer|upgrade|more recent version|revision/i,
    status: 409,
    kind: 'not-supported',
    code: 'newer-project',
    sentence: ({ words, server }) => `${server} cannot open the project: ${words}. It needs a newer GNS3.`,
  },
  {
    words: /licen[cs]e|iourc/i,
    kind: 'device',
    code: 'licence',
    sentence: ({ words, server }) => `${server} says of a licence: ${words}. Put a valid one on the server.`,
  },
  {
    words: /image .*(?:missing|not found|doesn't exist|is not accessible)/i,
    kind: 'device',
    code: 'image-missing',
    sentence: ({ words, server }) => `${server} lacks an image: ${words}. Put the image on the server, then try again.`,
  },
  {
    words: /already exists/i,
    status: 409,
    kind: 'busy',
    code: 'already-exists',
    sentence: ({ words, server }) => `${server} refuses the name: ${words}.`,
  },
  {
    status: 401,
    kind: 'unreachable',
    code: 'wrong-login',
    sentence: ({ server, username }) =>
      username === undefined
        ? `${server} wants a user name and a password. Give them with the address.`
        : `${server} refuses the name or the password of ${username}. Give the right ones.`,
  },
  {
    status: 403,
    kind: 'unreachable',
    code: 'not-allowed',
    sentence: ({ call, words, server }) => `${server} does not allow ${call}${said(words)}.`,
  },
  {
    status: 404,
    kind: 'device',
    code: 'not-found',
    sentence: ({ call, words, server }) => `${server} does not find what ${call} is about${said(words)}.`,
  },
  {
    status: 409,
    kind: 'device',
    code: 'refused',
    sentence: ({ call, words, server }) => `${server} refuses ${call}${said(words)}.`,
  },
];

export function refusalOf(refused: Refused): Failure {
  for (const { status, words, kind, code, sentence } of causes) {
    const match = words?.exec(refused.words) ?? null;
    if ((status === undefined || status === refused.status) && (!words || match))
      return new Failure(kind, code, sentence(refused, match));
  }
  return fromElsewhere(refused);
}

function fromElsewhere({ status, call, words, server }: Refused): Failure {
  if (status === 502 || status === 503 || status === 504)
    return new Failure(
      'unreachable',
      'proxy',
      `What answers at ${server} is a proxy that does not reach GNS3 behind it (${status}). Is GNS3 started there?`,
    );
  const kind: FailureKind = status >= 500 ? 'device' : 'not-supported';
  return new Failure(kind, 'refused', `${server} answered ${call} with ${status}${said(words)}.`);
}

function said(words: string): string {
  return words === '' ? '' : `: ${words.replace(/[.\s]+$/, '')}`;
}
