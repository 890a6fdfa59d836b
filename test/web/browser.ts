/** A browser, as far as the host can tell: requests with the headers one sends, sockets with the origin of a page. */
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { startWebHost, type WebHost, type WebHostOptions } from '../../src-main/web/web-host.ts';
import { ManualClock } from '../simulator/cli/manual-clock.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';

export interface Response {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

/** A built window with a secret beside it. */
export function builtWindow(): string {
  const folder = temporaryFolder();
  const window = path.join(folder, 'renderer');
  mkdirSync(path.join(window, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"secret":true}');
  writeFileSync(path.join(window, 'index.html'), '<!doctype html><title>QuickMode</title>');
  writeFileSync(path.join(window, 'assets', 'index-C4f8a1Zx.js'), `export const x = 1;\n`.repeat(200));
  writeFileSync(path.join(window, 'assets', 'index-B_-9zzzz.css'), 'a{}');
  writeFileSync(path.join(window, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(path.join(window, '.hidden'), 'hidden');
  return window;
}

export async function aHost(options: Partial<WebHostOptions> = {}): Promise<WebHost> {
  const none = (): (() => void) => () => undefined;
  const host = await startWebHost({
    ...{ port: 0, folder: options.folder ?? builtWindow(), connect: none, clock: new ManualClock() },
    ...options,
  });
  onTestFinished(() => host.close());
  return host;
}

/** Asks for the path exactly as it is written: nothing in it is resolved. */
export function ask(
  host: WebHost,
  urlPath: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: OutgoingHttpHeaders } = {},
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: host.port, path: urlPath, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

export const launchPath = (host: WebHost): string => {
  const url = new URL(host.launchUrl());
  return url.pathname + url.search;
};

/** The Cookie header of a browser that opened the launch address. */
export async function cookieOf(host: WebHost): Promise<string> {
  const { headers } = await ask(host, launchPath(host));
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** A page's socket, not opened yet. */
export function pageSocket(host: WebHost, headers: Record<string, string>, urlPath = '/socket'): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${urlPath}`, { headers });
  onTestFinished(() => socket.terminate());
  return socket;
}

/** The socket of a page that was let in. */
export async function openSocket(host: WebHost): Promise<WebSocket> {
  const socket = pageSocket(host, { Origin: `http://127.0.0.1:${host.port}`, Cookie: await cookieOf(host) });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return socket;
}

/** How the socket ended. */
export function closeOf(socket: WebSocket): Promise<{ code: number; reason: string }> {
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
}
