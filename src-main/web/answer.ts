/** What the host answers to a request, as data, and how it is sent. */
import type { ServerResponse } from 'node:http';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

/**
 * Kept by every answer. Scripts come from our own files alone; styles may also stand in the document, because the
 * terminal (xterm) and Svelte set them there.
 */
function securityHeaders(port: number): Record<string, string> {
  const sockets = `ws://127.0.0.1:${port} ws://localhost:${port}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // The address of the first page holds the token.
    'Referrer-Policy': 'no-referrer',
  };
}

function page(status: number, title: string, text: string): Answer {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>QuickMode: ${title}</title>
<meta name="color-scheme" content="light dark"><style>body{font:1rem/1.5 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem}code{white-space:nowrap}</style>
<h1>${title}</h1><p>${text}</p></html>
`;
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }, body };
}

export const refused = page(
  403,
  'This page needs its key',
  'QuickMode opens with the address that it printed where it was started: it ends in <code>?token=…</code> and works once, for one browser. Go back to the window that it opened, or start it again for a new address. If a link on another page brought you here, <a href="/">go on from here</a>.',
);

export const notFound = page(404, 'There is nothing here', 'Go back to <a href="/">the beginning</a>.');

export const notAllowed = page(405, 'Only reading is allowed here', 'Pages are read with GET and HEAD.');

export const broken = page(
  500,
  'This file could not be read',
  'See that the disk is in order, and load the page again.',
);

export function send(response: ServerResponse, { status, headers, body }: Answer, port: number): void {
  const length = String(typeof body === 'string' ? Buffer.byteLength(body) : body.length);
  const common = { ...securityHeaders(port), ...(status === 304 ? {} : { 'Content-Length': length }) };
  response.writeHead(status, { ...common, ...headers });
  response.end(response.req.method === 'HEAD' || status === 304 ? undefined : body);
}
