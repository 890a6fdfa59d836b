/**
 * The page's files under a scheme of our own: unlike file:, it is an origin that nothing else has, no other file of the
 * disk can be reached through it, and every answer carries the policy.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { pageFile } from './page-file.ts';

const scheme = 'quickmode';
export const pageUrl = `${scheme}://window/index.html`;

// Before the app is ready, or it has no effect.
protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Svelte and xterm.js set style attributes and make style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function serveFiles(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const found = pageFile(request.url);
    if (!found) return new Response('not found', { status: 404 });
    try {
      const body = await readFile(path.join(folder, ...found.parts));
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': found.type,
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}
