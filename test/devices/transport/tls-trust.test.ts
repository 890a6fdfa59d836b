import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { X509Certificate } from 'node:crypto';
import { Agent, request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { listenTcp } from '../../../src-main/devices/transport/tcp.ts';
import {
  connectTls,
  connectorOf,
  shownCertificate,
  type TlsTrust,
} from '../../../src-main/devices/transport/tls-trust.ts';

const here = { host: '127.0.0.1', port: 0 };
const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const file = (name: string): string => readFileSync(path.join(import.meta.dirname, 'tls', name), 'utf8');
const fingerprintOf = (name: string): string => new X509Certificate(file(`${name}.crt`)).fingerprint256;

interface TestServer {
  port: number;
  requests: string[];
}

async function serve(name: string): Promise<TestServer> {
  const requests: string[] = [];
  const server = https.createServer({ key: file(`${name}.key`), cert: file(`${name}.crt`) }, (asked, answer) => {
    requests.push(asked.url ?? '');
    answer.end('hello');
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  });
  return { port: (server.address() as AddressInfo).port, requests };
}

async function get(url: string, trust?: TlsTrust): Promise<string> {
  const agent = new Agent({ connect: connectorOf(trust) });
  open.push({ close: () => agent.destroy() });
  const { body } = await request(url, { dispatcher: agent });
  return body.text();
}

describe('the trust in a TLS server', () => {
  it('is refused to a certificate that no authority vouches for, with what it is, before anything is sent', async () => {
    const { port, requests } = await serve('server');
    const failed = get(`https://127.0.0.1:${port}/secret`);
    await expect(failed).rejects.toMatchObject({ kind: 'unreachable', code: 'certificate-not-trusted' });
    await expect(failed).rejects.toThrow(`127.0.0.1:${port}`);
    await expect(failed).rejects.toThrow(fingerprintOf('server'));
    await expect(failed).rejects.toThrow('lab.example');
    expect(requests).toEqual([]);
  });

  it('is given to the one certificate that is named, in any spelling, expired or for other names', async () => {
    for (const name of ['server', 'expired', 'other-name']) {
      const { port } = await serve(name);
      for (const certificate of [fingerprintOf(name), fingerprintOf(name).replaceAll(':', '').toLowerCase()])
        expect(await get(`https://localhost:${port}/`, { certificate })).toBe('hello');
    }
  });

  it('is refused to every other certificate then, with both fingerprints', async () => {
    const { port } = await serve('server');
    const failed = get(`https://127.0.0.1:${port}/`, { certificate: fingerprintOf('other-name') });
    await expect(failed).rejects.toMatchObject({ code: 'certificate-changed' });
    await expect(failed).rejects.toThrow(fingerprintOf('server'));
    await expect(failed).rejects.toThrow(fingerprintOf('other-name'));
  });

  it.each([
    ['server', undefined],
    ['expired', 'certificate-expired'],
    ['other-name', 'certificate-other-name'],
  ])('follows an authority of its own for %s', async (name, code) => {
    const { port } = await serve(name);
    const got = get(`https://127.0.0.1:${port}/`, { authorities: file(`${name}.crt`) });
    if (code === undefined) expect(await got).toBe('hello');
    else await expect(got).rejects.toMatchObject({ kind: 'unreachable', code });
  });

  it('is no question for a fingerprint that is none', async () => {
    await expect(connectTls({ host: '127.0.0.1', port: 1, trust: { certificate: 'abc' } })).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'bad-fingerprint',
    });
  });

  it('can be decided by somebody who is shown the certificate', async () => {
    const { port } = await serve('expired');
    expect(await shownCertificate({ host: '127.0.0.1', port })).toEqual({
      fingerprint: fingerprintOf('expired'),
      subject: 'lab.example',
      issuer: 'lab.example',
      validTo: 'Jan  1 00:00:00 2021 GMT',
    });
  });

  it('says that a server has no TLS, or closes without a word', async () => {
    const other = await listenTcp(here, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    open.push(other);
    await expect(get(`https://127.0.0.1:${other.port}/`)).rejects.toMatchObject({ code: 'not-tls' });
    const silent = await listenTcp(here, (socket) => socket.destroy());
    open.push(silent);
    await expect(connectTls(silent)).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('is nothing to plain HTTP, whose failures have their names as well', async () => {
    const server = await listenTcp(here, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    expect(await get(`http://127.0.0.1:${server.port}/`)).toBe('ok');
    await server.close();
    await expect(get(`http://127.0.0.1:${server.port}/`)).rejects.toMatchObject({ code: 'connection-refused' });
  });
});
