/** What is said when a server cannot be reached or used, and what happens when it goes away meanwhile. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src-main/base/clock.ts';
import type { Stop } from '../../../src-main/base/disposable.ts';
import { Failure } from '../../../src-main/base/errors.ts';
import { wallClock } from '../../../src-main/devices/transport/wall-clock.ts';
import type { ServerAddress } from '../../../src-main/providers/lab-server.ts';
import { connectGns3 } from '../../../src-main/providers/gns3/gns3-server.ts';
import type { Provider } from '../../../src-main/providers/provider.ts';
import { FakeClock } from '../../devices/fake-clock.ts';
import { cable, nodes, topologyOnServer } from '../suite/two-routers.ts';
import { ContractServer, type ContractOptions } from './contract-server/contract-server.ts';
import { serverWithTwoRouters } from './two-routers-server.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const login = { username: 'admin', password: 'admin' };

const connect = (
  url: string,
  more: Partial<ServerAddress> = { login },
  clock: Clock = wallClock,
): ReturnType<typeof connectGns3> => connectGns3({ kind: 'gns3', url, ...more }, { clock });

/** Tells what is waited for. */
class NotedClock extends FakeClock {
  readonly waits: number[] = [];

  override after(milliseconds: number, run: () => void): Stop {
    this.waits.push(milliseconds);
    return super.after(milliseconds, run);
  }
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`a Failure was expected, not ${String(error)}`);
}

async function started(options: ContractOptions): Promise<ContractServer> {
  const server = await ContractServer.start(options);
  ends.push(async () => {
    await server.stop();
    expect(server.breaches).toEqual([]);
  });
  return server;
}

async function opened(
  major: 2 | 3,
  more: Partial<ServerAddress> = {},
  clock?: Clock,
): Promise<{ server: ContractServer; project: string; provider: Provider }> {
  const { server, project } = await serverWithTwoRouters(major);
  ends.push(async () => {
    await server.stop();
    expect(server.breaches).toEqual([]);
  });
  const lab = await connect(server.url, { login, ...more }, clock);
  const provider = await lab.open(project, topologyOnServer);
  await lab.close();
  ends.push(() => provider.stop());
  return { server, project, provider };
}

/** Something that is no GNS3 server. */
async function serving(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('connecting to a server', () => {
  it.each(['http://h:3080', 'h:3080', 'http://h:3080/', 'http://h:3080/v2/version', 'http://h:3080/static/web-ui/'])(
    'finds the API behind %s',
    async (address) => {
      const server = await started({ major: 2 });
      const lab = await connect(address.replace('h:3080', server.url.replace('http://', '')));
      expect(lab.version).toBe('2.2.60.dev1');
      await lab.close();
    },
  );

  it('takes name and password out of the address too, and shows them nowhere', async () => {
    const server = await started({ major: 3, login: { username: 'ann', password: 'Secret-1' } });
    const lab = await connect(server.url.replace('//', '//ann:Secret-1@'), {});
    expect(lab.version).toBe('3.0.6');
    await lab.close();
    const failure = await failureOf(connect(server.url.replace('//', '//ann:Secret-2@'), {}));
    expect(failure).toMatchObject({ code: 'wrong-login', kind: 'unreachable' });
    expect(failure.message).toContain('ann');
    expect(failure.message).not.toContain('Secret');
  });

  it.each([2, 3] as const)('says that GNS3 %i wants a login, or another', async (major) => {
    const server = await started({ major, login: { username: 'ann', password: 'right' } });
    expect(await failureOf(connect(server.url, {}))).toMatchObject({ code: 'wrong-login' });
    const failure = await failureOf(connect(server.url, { login: { username: 'ann', password: 'wrong' } }));
    expect(failure).toMatchObject({ code: 'wrong-login' });
    const lab = await connect(server.url, { login: { username: 'ann', password: 'right' } });
    expect(await lab.projects()).toEqual([]);
    await lab.close();
  });

  it('says that nothing listens there', async () => {
    const url = await serving((_, response) => response.end());
    const port = await new Promise<number>((resolve) => {
      const server = net.createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as AddressInfo;
        server.close(() => resolve(free));
      });
    });
    const failure = await failureOf(connect(url.replace(/\d+$/, String(port))));
    expect(failure).toMatchObject({ code: 'connection-refused', kind: 'unreachable' });
    expect(failure.message).toBe(
      `No server listens at http://127.0.0.1:${port}. Is it started, and is the port right?`,
    );
  });

  it.each([
    { what: 'a web page', status: 200, text: '<html>hello</html>', code: 'not-gns3' },
    { what: 'half of a JSON text', status: 200, text: '{"version": "2.', code: 'not-gns3' },
    { what: 'another JSON API', status: 200, text: '{"name": "consul"}', code: 'not-gns3' },
    { what: 'a proxy that reaches nobody', status: 502, text: '<html>Bad Gateway</html>', code: 'proxy' },
  ])('tells $what from a server', async ({ status, text, code }) => {
    const type = text.startsWith('<') ? 'text/html' : 'application/json';
    const url = await serving((_request, response) => response.writeHead(status, { 'content-type': type }).end(text));
    expect(await failureOf(connect(url))).toMatchObject({ code });
  });

  it('follows no redirect, and says where it leads without what may be secret in it', async () => {
    const url = await serving((_, response) =>
      response.writeHead(302, { location: 'https://lab.example/?token=x' }).end(),
    );
    const failure = await failureOf(connect(url));
    expect(failure.code).toBe('redirected');
    expect(failure.message).toContain('https://lab.example/.');
    expect(failure.message).not.toContain('token');
  });

  it('reads no more of an answer than a server could have to say', async () => {
    const url = await serving((_, response) => {
      const piece = Buffer.alloc(1024 * 1024, 32);
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', more).writeHead(200, { 'content-type': 'application/json' });
      more();
    });
    expect(await failureOf(connect(url))).toMatchObject({ code: 'too-long' });
  });

  it('tells a port that does not speak HTTP', async () => {
    const server = net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    ends.push(() => server.close());
    const failure = await failureOf(connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    expect(failure).toMatchObject({ code: 'not-http', kind: 'unreachable' });
  });

  it('names the fingerprint of a certificate that nobody vouches for, and takes it when it is the one that is trusted', async () => {
    const file = (name: string): string =>
      readFileSync(path.resolve(import.meta.dirname, '../../devices/transport/tls', name), 'utf8');
    const server = https.createServer({ key: file('server.key'), cert: file('server.crt') }, (request, response) => {
      const isVersion = request.url === '/v2/version';
      response.writeHead(isVersion ? 200 : 404, { 'content-type': 'application/json' });
      response.end(isVersion ? '{"version": "2.2.54", "local": true}' : '{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const certificate = new X509Certificate(file('server.crt')).fingerprint256;
    const failure = await failureOf(connect(url));
    expect(failure.code).toMatch(/^certificate-/);
    expect(failure.message).toContain(certificate);
    const lab = await connect(url, { certificate });
    expect(lab.version).toBe('2.2.54');
    await lab.close();
    expect(await failureOf(connect(url, { certificate: certificate.replace(/^../, '00') }))).toMatchObject({
      code: 'certificate-changed',
    });
  });
});

describe('using a server', () => {
  it('says which call was answered otherwise than expected, and by which field', async () => {
    const url = await serving((request, response) => {
      response.writeHead(request.url === '/v3/version' ? 404 : 200, { 'content-type': 'application/json' });
      response.end(request.url === '/v2/version' ? '{"version": "2.2.54"}' : '[{"project_id": 7, "name": "x"}]');
    });
    const lab = await connect(url);
    ends.push(() => lab.close());
    const failure = await failureOf(lab.projects());
    expect(failure.code).toBe('unexpected-answer');
    expect(failure.message).toMatch(/GET \/v2\/projects .*\[0\]\.project_id/);
  });

  it('asks for a new token once when the old one has run out', async () => {
    const server = await started({ major: 3 });
    const lab = await connect(server.url);
    ends.push(() => lab.close());
    server.expireTokens();
    expect(await lab.projects()).toEqual([]);
    const logins = server.requests.filter((request) => request.path.endsWith('/authenticate'));
    expect(logins).toHaveLength(2);
  });

  it.each([2, 3] as const)('says of GNS3 %i that there is no such project', async (major) => {
    const server = await started({ major });
    const lab = await connect(server.url);
    ends.push(() => lab.close());
    const id = '00000000-0000-0000-0000-000000000000';
    expect(await failureOf(lab.read(id))).toMatchObject({ code: 'unknown-project' });
    expect(await failureOf(lab.open(id, topologyOnServer))).toMatchObject({ code: 'unknown-project' });
  });

  it('names the privilege that a user lacks', async () => {
    const url = await serving((request, response) => {
      const isOpen = request.url === '/v3/version';
      const isLogin = request.url?.endsWith('/authenticate') === true;
      const body = isOpen
        ? { version: '3.0.6' }
        : isLogin
          ? { access_token: 'a', token_type: 'bearer' }
          : { message: 'Permission denied (privilege Project.Audit is required)' };
      response.writeHead(isOpen || isLogin ? 200 : 403, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    const lab = await connect(url, { login: { username: 'student', password: 'x' } });
    ends.push(() => lab.close());
    const failure = await failureOf(lab.projects());
    expect(failure.code).toBe('permission-missing');
    expect(failure.message).toMatch(/student lacks the privilege Project\.Audit/);
  });
});

describe.each([2, 3] as const)('a project that is open on GNS3 %i', (major) => {
  it('is kept open when nobody listens to it, and says so', async () => {
    const { server, project, provider } = await opened(major);
    expect(server.state.projects.get(project)?.auto_close).toBe(false);
    expect(provider.notices.map(({ message }) => message)).toEqual([expect.stringContaining('stay open')]);
  });

  it('says why a node did not start, in the words of the server', async () => {
    const { server, provider } = await opened(major);
    server.state.startFailures.set('R3', 'IOU licence is not valid');
    const failure = await failureOf(provider.power?.start([nodes.spare]) ?? Promise.resolve());
    expect(failure.code).toBe('start-failed');
    expect(failure.message).toContain('R3 did not start');
    expect(failure.diagnostics[0]?.message).toContain('IOU licence is not valid');
  });

  it('stops and starts a node whose bridge was left behind by a start that failed', async () => {
    const { server, provider } = await opened(major);
    server.state.startFailures.set('R3', 'bridge VPCS-1 already exist');
    await provider.power?.start([nodes.spare]);
    expect(provider.nodes.find(({ id }) => id === nodes.spare)?.state).toBe('running');
  });

  it('reaches consoles through the server when their ports cannot be reached', async () => {
    const { server, project, provider } = await opened(major);
    for (const node of server.state.nodesOf(project)) node.console = 1;
    const line = await provider.open(nodes.first, 'terminal');
    const heard = new Promise((resolve) => line.onData(resolve));
    line.write(Uint8Array.of(13));
    await heard;
  });

  it('reads all nodes at once when several consoles are opened together', async () => {
    const { server, project, provider } = await opened(major, { consoles: 'telnet' });
    const before = server.requests.length;
    await Promise.all([nodes.first, nodes.second].map((node) => provider.open(node, 'terminal')));
    const asked = server.requests.slice(before).filter(({ path }) => path.includes(`${project}/nodes/`));
    expect(asked).toEqual([]);
  });

  it('resets a console that takes the connection and says nothing, and goes on', async () => {
    const clock = new NotedClock();
    const { server, project, provider } = await opened(major, {}, clock);
    const first = server.state.nodesOf(project)[0];
    const console = first && server.state.consoles.get(first.node_id)?.console;
    if (console) console.isStalled = true;
    const opening = provider.open(nodes.first, 'terminal');
    // For its port to answer, and then for its greeting.
    const patience = 5000;
    await expect.poll(() => clock.waits.filter((one) => one === patience)).toHaveLength(2);
    await clock.advance(patience);
    const line = await opening;
    expect(console?.isStalled).toBe(false);
    line.close();
  });

  it('says what type of console cannot be typed at', async () => {
    const { server, project, provider } = await opened(major);
    const first = server.state.nodesOf(project)[0];
    if (first) first.console_type = 'vnc';
    const failure = await failureOf(provider.open(nodes.first, 'terminal'));
    expect(failure).toMatchObject({ code: 'no-console' });
    expect(failure.message).toContain('vnc');
  });

  it('opens the auxiliary console of a container whose own console is a page of a browser', async () => {
    const { server, project, provider } = await opened(major, { consoles: 'websocket' });
    const first = server.state.nodesOf(project)[0];
    if (first) {
      Object.assign(first, { node_type: 'docker', console_type: 'http' });
      const auxiliary = { aux: first.console, aux_type: 'telnet' };
      Object.assign(major === 2 ? first.properties : first, auxiliary);
      first.console = 1;
    }
    const line = await provider.open(nodes.first, 'terminal');
    line.close();
    if (first) Object.assign(major === 2 ? first.properties : first, { aux_type: 'none' });
    const failure = await failureOf(provider.open(nodes.first, 'terminal'));
    expect(failure.message).toContain('is http');
  });

  it('opens a project that is closed, and says so', async () => {
    const { server, project, provider } = await opened(major);
    const known = server.state.projects.get(project);
    if (known) await server.state.closeProject(known);
    await provider.stop();
    const lab = await connect(server.url);
    const again = await lab.open(project, topologyOnServer);
    ends.push(() => again.stop());
    await lab.close();
    expect(known?.status).toBe('opened');
    expect(again.notices[0]?.message).toContain('was closed on the server');
  });

  it('says that the project was closed meanwhile', async () => {
    const { server, project, provider } = await opened(major);
    const known = server.state.projects.get(project);
    if (known) await server.state.closeProject(known);
    expect(await failureOf(provider.open(nodes.first, 'terminal'))).toMatchObject({ code: 'project-closed' });
    await expect.poll(() => provider.nodes[0]?.reason).toContain('closed');
  });

  it('ends a start at once when the server is killed in the middle of it, and knows nothing of its nodes then', async () => {
    const { server, provider } = await opened(major);
    server.holdsStarts = true;
    const starting = failureOf(provider.power?.start([nodes.spare]) ?? Promise.resolve());
    await expect.poll(() => server.requests.some(({ path }) => path.endsWith('/start'))).toBe(true);
    await server.kill();
    const failure = await starting;
    expect(failure.diagnostics[0]?.message).toMatch(/ended the connection|No server listens/);
    await expect.poll(() => provider.nodes.find(({ id }) => id === nodes.first)?.state).toBe('unreachable');
    await provider.stop();
  });

  it('hears of nodes again after the connection was lost', async () => {
    const { server, provider } = await opened(major);
    await expect.poll(() => server.state.listeners.size).toBe(1);
    for (const { socket } of server.state.listeners) socket.terminate();
    const spare = [...server.state.nodes.values()].find(({ name }) => name === nodes.spare);
    if (spare) await server.state.start(spare);
    await expect
      .poll(() => provider.nodes.find(({ id }) => id === nodes.spare)?.state, { timeout: 5000 })
      .toBe('running');
    await expect.poll(() => server.state.listeners.size, { timeout: 5000 }).toBe(1);
  });

  it.each(['', '::', '0.0.0.0', '127.0.0.1'])(
    'finds the console of a node whose host is told as "%s"',
    async (host) => {
      const { server, project, provider } = await opened(major, { consoles: 'telnet' });
      for (const node of server.state.nodesOf(project)) node.console_host = host;
      const line = await provider.open(nodes.first, 'terminal');
      line.close();
    },
  );

  it('listens to a capture that somebody else has begun, and leaves it running', async () => {
    const { server, project, provider } = await opened(major);
    const link = server.state.linksOf(project)[0];
    if (link) link.capturing = true;
    const stop = provider.capture?.onFrames(cable, () => undefined);
    await expect.poll(() => server.requests.some(({ path }) => /pcap|capture.stream/.test(path))).toBe(true);
    stop?.();
    await provider.stop();
    expect(link?.capturing).toBe(true);
  });

  it.each([
    ['ethernet', 'DLT_EN10MB'],
    ['serial', 'DLT_C_HDLC'],
  ] as const)('asks for the frames of a link that is %s as %s', async (type, wanted) => {
    const { server, project, provider } = await opened(major);
    const [link] = server.state.linksOf(project);
    if (link) link.link_type = type;
    const stop = provider.capture?.onFrames(cable, () => undefined);
    const begun = () => server.requests.find(({ method, path }) => method === 'POST' && /capture/.test(path));
    await expect.poll(() => begun()?.body).toMatchObject({ data_link_type: wanted });
    await expect.poll(() => server.requests.some(({ path }) => /pcap|capture.stream/.test(path))).toBe(true);
    stop?.();
    await provider.stop();
    expect(provider.notices.map(({ message }) => message).join('\n')).not.toContain('capture');
  });

  it('ends a capture of its own with the last who listens', async () => {
    const { server, project, provider } = await opened(major);
    const link = server.state.linksOf(project)[0];
    const stop = provider.capture?.onFrames(cable, () => undefined);
    await expect.poll(() => link?.capturing).toBe(true);
    stop?.();
    await expect.poll(() => link?.capturing).toBe(false);
  });
});

it('goes on with a new token when the old one has run out and the connection is lost', async () => {
  const { server, provider } = await opened(3);
  await expect.poll(() => server.state.listeners.size).toBe(1);
  server.expireTokens();
  for (const { socket } of server.state.listeners) socket.terminate();
  await expect.poll(() => server.state.listeners.size, { timeout: 8000 }).toBe(1);
  expect(provider.nodes.find(({ id }) => id === nodes.first)?.state).toBe('running');
});

it('does all of it over TLS with the one certificate that is trusted, consoles and notifications too', async () => {
  const file = (name: string): string =>
    readFileSync(path.resolve(import.meta.dirname, '../../devices/transport/tls', name), 'utf8');
  const tls = { key: file('server.key'), cert: file('server.crt') };
  const { server, project } = await serverWithTwoRouters(3, { tls });
  ends.push(() => server.stop());
  const certificate = new X509Certificate(tls.cert).fingerprint256;
  const lab = await connect(server.url, { login, certificate, consoles: 'websocket' });
  const provider = await lab.open(project, topologyOnServer);
  ends.push(
    () => lab.close(),
    () => provider.stop(),
  );
  await expect.poll(() => server.state.listeners.size).toBe(1);
  const line = await provider.open(nodes.first, 'terminal');
  const heard = new Promise((resolve) => line.onData(resolve));
  line.write(Uint8Array.of(13));
  await heard;
});
