/** Why a call to a server came to nothing, in words for who can mend it. Queries are left out: they may hold secrets. */
import { Failure, messageOf } from '../../base/errors.ts';
import { connectionFailure } from '../../devices/transport/connection-failure.ts';

interface Call {
  method: string;
  path: string;
}

export function callText({ method, path }: Call): string {
  return `${method} ${path.replace(/\?.*$/s, '')}`;
}

export function httpFailure(error: unknown, origin: string, call: Call): Failure {
  const code = codeOf(error);
  if (error instanceof Failure && code !== 'connection-refused') return error;
  const says = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  if (says) return new Failure('unreachable', says.code, says.sentence(origin, callText(call)));
  if (code.startsWith('HPE_')) return new Failure('unreachable', 'not-http', sentenceNotHttp(origin));
  return connectionFailure(error instanceof Error ? error : new Error(messageOf(error)), origin);
}

interface Sentence {
  code: string;
  sentence: (origin: string, call: string) => string;
}

const refused: Sentence = {
  code: 'connection-refused',
  sentence: (origin) => `No server listens at ${origin}. Is it started, and is the port right?`,
};
const slow: Sentence = {
  code: 'timed-out',
  sentence: (origin, call) =>
    `${origin} has not answered ${call} in time. Is the server overloaded, or a firewall in the way?`,
};
const lost: Sentence = {
  code: 'connection-lost',
  sentence: (origin, call) => `${origin} ended the connection in the middle of ${call}. Does the server still run?`,
};

const sentences: Readonly<Record<string, Sentence>> = {
  'connection-refused': refused,
  UND_ERR_CONNECT_TIMEOUT: slow,
  TimeoutError: slow,
  ECONNRESET: lost,
  EPIPE: lost,
  UND_ERR_SOCKET: lost,
  UND_ERR_DESTROYED: lost,
  UND_ERR_CLOSED: lost,
  UND_ERR_ABORTED: lost,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: lost,
  AbortError: lost,
  EPROTO: {
    code: 'not-tls',
    sentence: (origin) =>
      `What listens at ${origin} does not speak TLS. Try the address with http:// in place of https://.`,
  },
};

const sentenceNotHttp = (origin: string): string =>
  `What listens at ${origin} does not speak HTTP. Is the port right, and does the server want https://?`;

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string')
    return error.code.startsWith('ERR_SSL') ? 'EPROTO' : error.code;
  return error.name;
}
