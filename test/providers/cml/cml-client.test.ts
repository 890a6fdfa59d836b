import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/base/errors.ts';
import { CmlCalls } from '../../../src-main/providers/cml/cml-calls.ts';
import { CmlClient } from '../../../src-main/providers/cml/cml-client.ts';
import type { ServerAddress } from '../../../src-main/providers/lab-server.ts';
import { Controller, fingerprint, user } from './contract/controller.ts';

let controller: Controller;
let clients: CmlClient[];

beforeEach(async () => {
  controller = await Controller.start();
  clients = [];
});
afterEach(async () => {
  for (const client of clients) await client.close();
  await controller.end();
});

async function connect(change: Partial<ServerAddress> = {}): Promise<CmlCalls> {
  const client = await CmlClient.connect({ ...controller.address, ...change });
  clients.push(client);
  return new CmlCalls(client);
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error(`a Failure was expected, not ${String(error)}`);
  expect(JSON.stringify([error.message, error.diagnostics])).not.toContain(user.password);
  return error;
}

/** The controller answers with this in place of the API, at paths that match. */
function answerWith(path: RegExp, say: (response: ServerResponse, request: IncomingMessage) => void): void {
  controller.interfere = (request, response) => {
    if (!path.test(request.url ?? '')) return false;
    say(response, request);
    return true;
  };
}

describe('a client of CML', () => {
  it('knows whom it talks to, and logs in', async () => {
    const calls = await connect();
    expect(calls.client.version).toBe('2.9.0+build.3');
    expect(await calls.labIds()).toEqual([]);
    expect(controller.requests.slice(0, 2)).toEqual(['GET /api/v0/system_information', 'POST /api/v0/authenticate']);
  });

  it('takes a bare host, and an address out of a browser', async () => {
    const { host } = new URL(controller.url);
    await connect({ url: host });
    await connect({ url: `  ${controller.url}/lab/1234?x=1  ` });
    await connect({ url: `https://${user.username}:${encodeURIComponent(user.password)}@${host}/`, login: {} }).catch(
      (error: unknown) => expect(error).toMatchObject({ code: 'login-needed' }),
    );
  });

  it('wants a name before it asks anything', async () => {
    await expect(connect({ login: {} })).rejects.toMatchObject({ kind: 'bad-input', code: 'login-needed' });
    await expect(connect({ url: 'ftp://cml.example' })).rejects.toMatchObject({ kind: 'bad-input', code: 'bad-url' });
    expect(controller.requests).toEqual([]);
  });

  it('says that the password is wrong', async () => {
    const failure = await failureOf(connect({ login: { ...user, password: 'other' } }));
    expect(failure).toMatchObject({ kind: 'unreachable', code: 'wrong-login' });
    expect(failure.message).toContain('student');
    expect(failure.message).not.toContain('other');
  });

  it('asks for the version with its login where the controller wants one', async () => {
    answerWith(/system_information/, (response, { headers }) => {
      response.writeHead(headers.authorization === undefined ? 401 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: 401, description: 'no', version: '2.8.1', ready: true }));
    });
    expect((await connect()).client.version).toBe('2.8.1');
  });

  it('logs in once more when its token has run out, and only once', async () => {
    const calls = await connect();
    controller.expireTokens();
    expect(await Promise.all([calls.labIds(), calls.labIds(), calls.labIds()])).toEqual([[], [], []]);
    expect(controller.requests.filter((request) => request.includes('authenticate'))).toHaveLength(2);
    answerWith(/labs/, (response) => response.writeHead(401).end());
    expect(await failureOf(calls.labIds())).toMatchObject({ code: 'wrong-login' });
  });

  it('logs out when it is closed, and leaves no connection', async () => {
    const calls = await connect();
    await calls.labIds();
    await calls.client.close();
    expect(controller.requests.at(-1)).toBe('DELETE /api/v0/logout');
    await expect.poll(() => controller.connections).toBe(0);
    expect(await failureOf(calls.labIds())).toMatchObject({ code: 'connection-lost' });
  });
});

describe('a controller whose certificate nobody vouches for', () => {
  it('is refused with the fingerprint by which it can be trusted, and hears nothing', async () => {
    const { kind, url, login } = controller.address;
    const failure = await failureOf(CmlClient.connect({ kind, url, ...(login && { login }) }));
    expect(failure).toMatchObject({ kind: 'unreachable', code: 'certificate-not-trusted' });
    expect(failure.message).toContain(fingerprint);
    expect(controller.requests).toEqual([]);
  });

  it('is refused when it shows another certificate than the one that was accepted', async () => {
    const failure = await failureOf(connect({ certificate: 'ab'.repeat(32) }));
    expect(failure).toMatchObject({ code: 'certificate-changed' });
    expect(controller.requests).toEqual([]);
  });
});

describe('what is no controller that can be used', () => {
  it.each(['2.6.1+build.11', '2.2.3', '1.6.67'])('is refused with the reason: version %s', async (version) => {
    await controller.end();
    controller = await Controller.start({ version });
    const failure = await failureOf(connect());
    expect(failure).toMatchObject({ kind: 'not-supported', code: 'old-server' });
    expect(failure.message).toContain(version);
    expect(controller.requests).toEqual(['GET /api/v0/system_information']);
  });

  it.each(['2.7.0+build.4', '2.10.1', '3.0.0-beta'])('is taken: version %s', async (version) => {
    await controller.end();
    controller = await Controller.start({ version });
    expect((await connect()).client.version).toBe(version);
  });

  it.each([
    ['a web page', 200, '<!doctype html><title>router</title>', 'not-cml'],
    ['nothing', 404, '', 'not-cml'],
    ['JSON of something else', 200, '{"version":3}', 'not-cml'],
    ['half of an answer', 200, '{"version":"2.9', 'not-cml'],
    ['another version scheme', 200, '{"version":"latest"}', 'not-cml'],
    ['a controller that starts', 502, '<html>502 Bad Gateway</html>', 'server-starting'],
    ['a controller that failed', 500, '{"code":500,"description":"oh"}', 'server-error'],
  ])('is told: %s', async (_name, status, body, code) => {
    answerWith(/./, (response) => response.writeHead(status).end(body));
    expect(await failureOf(connect())).toMatchObject({ code });
    expect(controller.requests).toHaveLength(1);
  });

  it('is told when it sends its callers elsewhere', async () => {
    answerWith(/./, (response) => response.writeHead(302, { location: 'https://portal.example/login?t=1' }).end());
    const failure = await failureOf(connect());
    expect(failure).toMatchObject({ code: 'redirected' });
    expect(failure.message).toContain('portal.example');
  });

  it('is told when nobody listens', async () => {
    const { address } = controller;
    await controller.kill();
    expect(await failureOf(CmlClient.connect(address))).toMatchObject({
      kind: 'unreachable',
      code: 'connection-refused',
    });
  });
});

describe('answers that are not as they should be', () => {
  it.each([
    ['a web page', '<html>hello</html>', /web page/],
    ['half an answer', '["1234', /no JSON/],
    ['something else', '{"labs":[]}', /expected array/],
    ['a list of something else', '[1]', /expected string/],
  ])('are told with the call that they are to: %s', async (_name, body, says) => {
    const calls = await connect();
    answerWith(/labs/, (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    const failure = await failureOf(calls.labIds());
    expect(failure).toMatchObject({ kind: 'device', code: 'unexpected-answer' });
    expect(failure.message).toMatch(says);
    expect(failure.message).toContain('GET /api/v0/labs');
  });

  it('are given up when they do not end', async () => {
    const calls = await connect();
    answerWith(/labs/, (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const block = Buffer.alloc(1024 * 1024, ' ');
      let sent = 0;
      const more = (): void => {
        while (sent++ < 100 && !response.destroyed)
          if (!response.write(block)) return void response.once('drain', more);
        response.end();
      };
      response.on('error', () => undefined);
      more();
    });
    expect(await failureOf(calls.labIds())).toMatchObject({ code: 'too-long' });
  });

  it('are given up when the controller dies in the middle of them', async () => {
    const calls = await connect();
    answerWith(/labs/, (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
      response.write('["12');
      setImmediate(() => response.destroy());
    });
    expect(await failureOf(calls.labIds())).toMatchObject({ kind: 'unreachable', code: 'connection-lost' });
  });
});

describe('refusals', () => {
  const refusals = [
    [403, '{"code":403,"description":"Access denied."}', 'not-allowed', /student/],
    [404, '{"code":404,"description":"Lab not found: x"}', 'unknown-project', /Lab not found/],
    [400, '{"code":400,"description":"Node limit of 5 nodes is exceeded."}', 'node-limit', /5 nodes/],
    [403, '{"code":403,"description":"Product is not licensed: license expired"}', 'licence', /expired/],
    [400, '{"code":400,"description":"Image definition not found: x"}', 'image-missing', /Image definition/],
    [400, '{"code":400,"description":"Node definition not found: x"}', 'definition-missing', /Node definition/],
    [400, '{"code":400,"description":"Not enough memory on any compute"}', 'no-room', /memory/],
    [413, '<html>413</html>', 'too-large', /20 MB/],
    [429, '{"description":"slow down"}', 'too-many-requests', /fewer/],
    [504, 'upstream timed out', 'server-starting', /504/],
    [409, '{"description":["a","b"]}', 'refused', /\["a","b"\]/],
    [500, 'Traceback\n\u001b[31m at line 1', 'server-error', /Traceback \[31m at line 1/],
  ] as const;

  it.each(refusals)('are told in the words of the server: %i %s', async (status, body, code, says) => {
    const calls = await connect();
    answerWith(/labs/, (response) => response.writeHead(status).end(body));
    const failure = await failureOf(calls.lab('1f6cd7a2-0e6c-4b8e-9d6e-bd1c1c5a4c11'));
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(says);
    expect(failure.message).toMatch(/\.$/);
    expect(failure.message).not.toMatch(/\p{Cc}/u);
  });
});
