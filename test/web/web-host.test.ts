import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenOnLoopback } from '../../src-main/web/listen.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { aHost, ask, builtWindow, closeOf, cookieOf, launchPath, openSocket, pageSocket } from './browser.ts';

describe('the gate of the web host', () => {
  it('gives a cookie for the token, once, and sends the browser on without it', async () => {
    const host = await aHost();
    const launch = launchPath(host);
    const first = await ask(host, launch);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^quickmode-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)),
    ]);
    const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const second = await ask(host, launch);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    const again = await ask(host, launch, { headers: { Cookie: cookie } });
    expect([again.status, again.headers.location]).toEqual([303, '/']);
    expect((await ask(host, '/', { headers: { Cookie: `theme=dark; ${cookie}` } })).status).toBe(200);
  });

  it('has a new token for every launch', async () => {
    const host = await aHost();
    const [one, other] = [launchPath(host), launchPath(host)];
    expect(one).not.toBe(other);
    expect((await ask(host, other)).status).toBe(303);
    expect((await ask(host, one)).status).toBe(303);
  });

  it('does not spend a token on a program that only looks', async () => {
    const host = await aHost();
    const launch = launchPath(host);
    expect((await ask(host, launch, { method: 'HEAD' })).status).toBe(403);
    expect((await ask(host, launch)).status).toBe(303);
  });

  it.each(['/', '/index.html', '/assets/index-C4f8a1Zx.js', '/nothing', '/socket', '/?token=', '/?token=wrong'])(
    'answers %s with a page that helps, and nothing else, to whom has no cookie',
    async (urlPath) => {
      const host = await aHost();
      const { status, text, headers } = await ask(host, urlPath);
      expect(status).toBe(403);
      expect(text).toContain('the address that it printed');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );

  it('takes a token at the beginning only', async () => {
    const host = await aHost();
    const launch = launchPath(host);
    expect((await ask(host, launch.replace('/?', '/index.html?'))).status).toBe(403);
    expect((await ask(host, launch)).status).toBe(303);
  });

  it("refuses another program's cookie, and a forged one", async () => {
    const host = await aHost();
    const other = await cookieOf(await aHost());
    for (const cookie of [other, `quickmode-${host.port}=`, `quickmode-${host.port}=${'A'.repeat(43)}`, 'quickmode'])
      expect((await ask(host, '/', { headers: { Cookie: cookie } })).status).toBe(403);
  });

  it('refuses a page whose name was rebound to us, even with the token or the cookie', async () => {
    const host = await aHost();
    const cookie = await cookieOf(host);
    const launch = launchPath(host);
    const wrong = [
      'evil.example',
      `evil.example:${host.port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.evil.example:${host.port}`,
    ];
    for (const name of wrong) {
      expect((await ask(host, '/', { headers: { Cookie: cookie, Host: name } })).status).toBe(403);
      expect((await ask(host, launch, { headers: { Host: name } })).status).toBe(403);
    }
    expect((await ask(host, launch)).status).toBe(303);
  });

  it('answers to localhost too', async () => {
    const host = await aHost();
    const name = `LOCALHOST:${host.port}`;
    const origin = `http://localhost:${host.port}`;
    const headers = { Cookie: await cookieOf(host), Host: name, Origin: origin };
    expect((await ask(host, '/', { headers })).status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'refuses what a page of %s sends',
    async (origin) => {
      const host = await aHost();
      const headers = { Cookie: await cookieOf(host), Origin: origin };
      expect((await ask(host, '/', { headers })).status).toBe(403);
    },
  );

  it('allows reading only', async () => {
    const host = await aHost();
    const headers = { Cookie: await cookieOf(host) };
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(host, '/', { method, headers })).status).toBe(405);
    const head = await ask(host, '/', { method: 'HEAD', headers });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '39']);
  });
});

describe('the files of the web host', () => {
  it('are the built ones, with their types', async () => {
    const host = await aHost();
    const headers = { Cookie: await cookieOf(host) };
    const types: Record<string, string> = {
      '/': 'text/html; charset=utf-8',
      '/index.html': 'text/html; charset=utf-8',
      '/assets/index-C4f8a1Zx.js': 'text/javascript; charset=utf-8',
      '/assets/index-B_-9zzzz.css': 'text/css; charset=utf-8',
      '/icon.svg': 'image/svg+xml',
      '/icon.svg?v=2': 'image/svg+xml',
    };
    for (const [urlPath, type] of Object.entries(types)) {
      const { status, headers: given } = await ask(host, urlPath, { headers });
      expect([urlPath, status, given['content-type']]).toEqual([urlPath, 200, type]);
    }
    expect((await ask(host, '/', { headers })).text).toBe('<!doctype html><title>QuickMode</title>');
  });

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/assets/../../package.json',
    '/assets/..%5c..%5cpackage.json',
    '/..\\package.json',
    '//package.json',
    '/./index.html',
    '/.hidden',
    '/assets',
    '/assets/',
    '/index.html/',
    '/index.html%00.js',
    '/%',
    '/C:/package.json',
    '/file:///etc/passwd',
    `/${'a'.repeat(5000)}`,
    '*',
  ])('are not found at %s', async (urlPath) => {
    const host = await aHost();
    const { status, text } = await ask(host, urlPath, { headers: { Cookie: await cookieOf(host) } });
    expect(status).toBe(404);
    expect(text).not.toContain('secret');
  });

  it.skipIf(process.platform === 'win32')('are not reached through a link that leaves the folder', async () => {
    const folder = builtWindow();
    symlinkSync(path.join(folder, '..', 'package.json'), path.join(folder, 'link.json'));
    symlinkSync('..', path.join(folder, 'up'));
    const host = await aHost({ folder });
    const headers = { Cookie: await cookieOf(host) };
    for (const urlPath of ['/link.json', '/up/package.json'])
      expect((await ask(host, urlPath, { headers })).status).toBe(404);
  });

  it('are asked for anew unless their name tells their content', async () => {
    const folder = builtWindow();
    const host = await aHost({ folder });
    const headers = { Cookie: await cookieOf(host) };
    const hashed = await ask(host, '/assets/index-C4f8a1Zx.js', { headers });
    expect(hashed.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const index = await ask(host, '/', { headers });
    expect(index.headers['cache-control']).toBe('no-cache');
    const known = { ...headers, 'If-None-Match': index.headers.etag };
    const unchanged = await ask(host, '/', { headers: known });
    expect([unchanged.status, unchanged.text]).toEqual([304, '']);
    writeFileSync(path.join(folder, 'index.html'), 'a newer build');
    expect((await ask(host, '/', { headers: known })).text).toBe('a newer build');
  });

  it('are packed for whom can unpack them, once for each content', async () => {
    const folder = builtWindow();
    const host = await aHost({ folder });
    const headers = { Cookie: await cookieOf(host), 'Accept-Encoding': 'gzip, deflate, br' };
    const script = '/assets/index-C4f8a1Zx.js';
    const plain = await ask(host, script, { headers: { Cookie: headers.Cookie } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toBe('Accept-Encoding');
    for (let times = 0; times < 2; times++) {
      const packed = await ask(host, script, { headers });
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(packed.body.length).toBeLessThan(plain.body.length / 5);
      expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    }
    writeFileSync(path.join(folder, script), 'y'.repeat(5000));
    expect(gunzipSync((await ask(host, script, { headers })).body).toString()).toBe('y'.repeat(5000));
    expect((await ask(host, '/icon.svg', { headers })).headers['content-encoding']).toBeUndefined();
  });

  it('are not found any more when they have gone', async () => {
    const folder = builtWindow();
    const host = await aHost({ folder });
    unlinkSync(path.join(folder, 'index.html'));
    expect((await ask(host, '/', { headers: { Cookie: await cookieOf(host) } })).status).toBe(404);
  });

  it('come with headers that let in no foreign script, frame or page, refusals too', async () => {
    const host = await aHost();
    const answers = [await ask(host, '/'), await ask(host, '/', { headers: { Cookie: await cookieOf(host) } })];
    for (const { headers } of answers) {
      const policy = headers['content-security-policy'] as string;
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port}`);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });
});

describe('the web host', () => {
  it('listens on the loopback address alone', async () => {
    const host = await aHost();
    expect(host.launchUrl()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${host.port}/\\?token=[\\w-]{43}$`));
    // The wildcard address is free on that port only as long as nobody holds it.
    const { default: os } = await import('node:os');
    const outward = Object.values(os.networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (!outward) return;
    const reached = fetch(`http://${outward.address}:${host.port}/`);
    await expect(reached).rejects.toThrow('fetch failed');
  });

  it('says that a port is taken, and how to take another', async () => {
    const other = createServer();
    onTestFinished(() => void other.close());
    const port = await listenOnLoopback(other, 0);
    await expect(aHost({ port })).rejects.toMatchObject({
      kind: 'busy',
      code: 'port-in-use',
      message: expect.stringMatching(new RegExp(`Port ${port} is taken.*--port`)) as string,
    });
  });

  it('says that the window is not built', async () => {
    const folder = temporaryFolder();
    await expect(aHost({ folder })).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'no-window',
      message: expect.stringContaining(folder) as string,
    });
  });

  it('tells every page when it ends, and frees its port', async () => {
    const host = await aHost();
    const socket = await openSocket(host);
    const ended = closeOf(socket);
    await host.close();
    expect(await ended).toEqual({ code: 1001, reason: 'QuickMode has ended' });
    await aHost({ port: host.port });
  });
});

describe('the socket of the web host', () => {
  const refusal = async (headers: Record<string, string>, host = aHost(), urlPath = '/socket'): Promise<string> => {
    const socket = pageSocket(await host, headers, urlPath);
    return new Promise((resolve) => {
      socket.once('open', () => resolve('open'));
      socket.once('error', (error) => resolve(error.message));
    });
  };

  it('is opened to our own page with the cookie', async () => {
    const socket = await openSocket(await aHost());
    expect(socket.readyState).toBe(socket.OPEN);
  });

  it.each<[string, (port: number, cookie: string) => Record<string, string>]>([
    ['without the cookie', (port) => ({ Origin: `http://127.0.0.1:${port}` })],
    ['with a wrong cookie', (port) => ({ Origin: `http://127.0.0.1:${port}`, Cookie: `quickmode-${port}=x` })],
    ['to a foreign page', (_, Cookie) => ({ Origin: 'http://evil.example', Cookie })],
    ['to a page of another port', (_, Cookie) => ({ Origin: 'http://127.0.0.1:1', Cookie })],
    ['to a sandboxed page', (_, Cookie) => ({ Origin: 'null', Cookie })],
    ['to what is no browser', (_, Cookie) => ({ Cookie })],
    [
      'to a page whose name was rebound',
      (port, Cookie) => ({ Host: `evil.example:${port}`, Origin: `http://evil.example:${port}`, Cookie }),
    ],
  ])('is refused %s', async (_, headersOf) => {
    const host = await aHost();
    expect(await refusal(headersOf(host.port, await cookieOf(host)), Promise.resolve(host))).toContain('403');
  });

  it('is at its own path only', async () => {
    const host = await aHost();
    const headers = { Origin: `http://127.0.0.1:${host.port}`, Cookie: await cookieOf(host) };
    expect(await refusal(headers, Promise.resolve(host), '/')).toContain('403');
    expect(await refusal(headers, Promise.resolve(host), '/socket/..')).toContain('403');
    expect(await refusal(headers, Promise.resolve(host), '/socket?x')).toBe('open');
  });
});
