/** Which answer a request gets. */
import type { IncomingMessage } from 'node:http';
import { notAllowed, refused, type Answer } from './answer.ts';
import type { Gate } from './gate.ts';
import type { StaticFiles } from './static-files.ts';

export async function answerTo(request: IncomingMessage, gate: Gate, files: StaticFiles): Promise<Answer> {
  if (!gate.isAddressedToUs(request.headers)) return refused;
  const { path, query } = partsOf(request.url ?? '/');
  const token = path === '/' ? query.get('token') : null;
  // Only GET spends a token: programs that look at links first ask with HEAD.
  const cookie = token !== null && request.method === 'GET' ? gate.spend(token) : undefined;
  if (cookie !== undefined) return toTheBeginning({ 'Set-Cookie': cookie });
  if (!gate.isAdmitted(request.headers)) return refused;
  return token === null ? answerAdmitted(request, path, files) : toTheBeginning({});
}

async function answerAdmitted({ method, headers }: IncomingMessage, path: string, files: StaticFiles): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return notAllowed;
  const acceptsGzip = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
  return files.answer({ path, acceptsGzip, known: headers['if-none-match'] });
}

/** The token leaves the address bar, and with it the history. */
function toTheBeginning(headers: Readonly<Record<string, string>>): Answer {
  return { status: 303, headers: { Location: '/', 'Cache-Control': 'no-store', ...headers }, body: '' };
}

/** The URL as it was sent: a parser of URLs would resolve "..", and here nothing is resolved. */
export function partsOf(url: string): { path: string; query: URLSearchParams } {
  const [path = '', ...query] = url.split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}
