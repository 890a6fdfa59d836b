import net from 'node:net';
import ssh2 from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { bytesOfLatin1 } from '../../../src-main/base/bytes.ts';
import type { Duplex } from '../../../src-main/base/duplex.ts';
import { Failure } from '../../../src-main/base/errors.ts';
import { generateHostKey, type ShownHostKey } from '../../../src-main/devices/transport/host-key.ts';
import { listenSsh, type SshServerOptions } from '../../../src-main/devices/transport/ssh-server.ts';
import { openSsh, type SshOptions } from '../../../src-main/devices/transport/ssh.ts';
import { listenTelnet } from '../../../src-main/devices/transport/telnet-server.ts';
import type { Listener } from '../../../src-main/devices/transport/tcp.ts';
import type { RemoteTerminal } from '../../../src-main/devices/transport/terminal.ts';
import { FakeClock } from '../fake-clock.ts';
import { deferred, heard } from './duplex.common.ts';

const hostKey = generateHostKey();
const here = { host: '127.0.0.1', port: 0 };
const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

type Accepted = [duplex: Duplex, terminal: RemoteTerminal, username: string];

async function serve(
  options: Partial<SshServerOptions> = {},
): Promise<{ server: Listener; accepted: Promise<Accepted> }> {
  const { promise, resolve } = deferred<Accepted>();
  const server = await listenSsh({
    ...here,
    hostKey: hostKey.privateKey,
    authenticate: ({ username, password }) => username === 'cisco' && password === 'secret',
    accept: (...accepted) => resolve(accepted),
    ...options,
  });
  open.push(server);
  return { server, accepted: promise };
}

const login = { username: 'cisco', password: 'secret', verify: () => true };
const connect = async (server: Listener, options: Partial<SshOptions> = {}): ReturnType<typeof openSsh> => {
  const client = await openSsh({ ...server, ...login, ...options });
  open.push(client);
  return client;
};

describe('openSsh', () => {
  it('opens a shell wide enough for long commands, as the user who logged in', async () => {
    const { server, accepted } = await serve();
    const client = await connect(server);
    const [console, terminal, username] = await accepted;
    console.write(bytesOfLatin1('R1#'));
    expect(await heard(client, 3)).toBe('R1#');
    expect(terminal.width).toBe(511);
    expect(username).toBe('cisco');
  });

  it('tells the server when the window changes', async () => {
    const { server, accepted } = await serve();
    const client = await connect(server, { terminal: { width: 80, height: 24 } });
    const [, terminal] = await accepted;
    const resized = new Promise((resolve) => terminal.onResize(resolve));
    client.resize({ width: 100, height: 40 });
    expect(await resized).toEqual({ width: 100, height: 40 });
  });

  it('shows the host key before the password is sent', async () => {
    const passwords: string[] = [];
    const shown: ShownHostKey[] = [];
    const { server } = await serve({ authenticate: ({ password }) => passwords.push(password) > 0 });
    const refuse = (key: ShownHostKey): Promise<boolean> => {
      shown.push(key);
      return Promise.resolve(false);
    };
    await expect(connect(server, { verify: refuse })).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'host-key-refused',
      message: expect.stringContaining(`127.0.0.1:${server.port}`) as unknown,
    });
    expect(shown).toEqual([{ algorithm: 'ssh-ed25519', fingerprint: hostKey.fingerprint }]);
    expect(passwords).toEqual([]);
  });

  it('refuses the host key when the check itself fails', async () => {
    const { server } = await serve();
    const verify = (): Promise<boolean> => Promise.reject(new Error('the file of known hosts cannot be read'));
    await expect(connect(server, { verify })).rejects.toMatchObject({ code: 'host-key-refused' });
  });

  it('names a wrong password, with host, port and user', async () => {
    const { server } = await serve();
    await expect(connect(server, { password: 'wrong' })).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'wrong-password',
      message: expect.stringMatching(`127.0.0.1:${server.port} .*"cisco"`) as unknown,
    });
  });

  it('never tells the password in a failure', async () => {
    const { server } = await serve();
    await expect(connect(server, { password: 'hunter2' })).rejects.not.toMatchObject({
      message: expect.stringContaining('hunter2') as unknown,
    });
  });

  it('gives its password to a server that asks by keyboard-interactive alone', async () => {
    const { server, accepted } = await keyboardInteractiveServer();
    const client = await connect(server);
    const shell = await accepted;
    shell.write('R1#');
    expect(await heard(client, 3)).toBe('R1#');
  });

  it('names a refused connection', async () => {
    const { server } = await serve();
    await server.close();
    await expect(connect(server)).rejects.toMatchObject({ kind: 'unreachable', code: 'connection-refused' });
  });

  it('names a port that speaks something else', async () => {
    const server = net.createServer((socket) => socket.end('SSH-nonsense\r\n'));
    await expect(connect(await listening(server))).rejects.toMatchObject({ kind: 'unreachable', code: 'not-ssh' });
  });

  it('names a server that hangs up during the greeting', async () => {
    const server = net.createServer((socket) => socket.end());
    await expect(connect(await listening(server))).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'connection-lost',
    });
  });

  it('gives up on a server that accepts and says nothing', async () => {
    const greeted = deferred<null>();
    const server = await listenTelnet(here, () => greeted.resolve(null));
    open.push(server);
    const clock = new FakeClock();
    const opening = expect(connect(server, { clock })).rejects.toMatchObject({ code: 'timed-out' });
    await greeted.promise;
    await clock.advance(20_000);
    await opening;
  });

  it('reaches a device that knows old algorithms only when that is allowed', async () => {
    const old = {
      kex: ['diffie-hellman-group1-sha1'],
      cipher: ['3des-cbc'],
      hmac: ['hmac-md5'],
      serverHostKey: ['ssh-rsa'],
    } satisfies ssh2.Algorithms;
    const key = generateHostKey('rsa').privateKey;
    const ssh = new ssh2.Server({ hostKeys: [key], algorithms: old }, (connection) => {
      connection.on('error', () => undefined);
      connection.on('authentication', (context) => context.accept());
      connection.on('session', (accept) => {
        const session = accept();
        session.on('pty', (acceptPty) => acceptPty());
        session.on('shell', (acceptShell) => acceptShell().write('old>'));
      });
    });
    const server = await listening(net.createServer((socket) => ssh.injectSocket(socket)));
    await expect(connect(server)).rejects.toMatchObject({ kind: 'unreachable', code: 'old-algorithms' });
    const client = await connect(server, { allowsOldAlgorithms: true });
    expect(await heard(client, 4)).toBe('old>');
  });

  it('verifies a host key of 768 bits, as old routers have them', async () => {
    const { private: key } = ssh2.utils.generateKeyPairSync('rsa', { bits: 768 });
    const { server, accepted } = await serve({ hostKey: key, legacyAlgorithms: true });
    const shown: ShownHostKey[] = [];
    const verify = (hostKey: ShownHostKey): boolean => shown.push(hostKey) > 0;
    await connect(server, { allowsOldAlgorithms: true, verify });
    await accepted;
    expect(shown).toMatchObject([{ algorithm: 'ssh-rsa' }]);
  });

  it('refuses SSH version 1 in a sentence that says what to do', async () => {
    const server = net.createServer((socket) => socket.write('SSH-1.5-Cisco-1.25\n'));
    const failed = connect(await listening(server));
    await expect(failed).rejects.toMatchObject({ kind: 'unreachable', code: 'ssh-version-1' });
    await expect(failed).rejects.toThrow(/SSH version 1 alone \(SSH-1\.5-Cisco-1\.25\).*ip ssh version 2/);
  });

  it('says what a port says that speaks something else, without its control characters', async () => {
    const server = net.createServer((socket) => socket.end('220 ftp\x1b[31m ready\r\n'));
    const failed = connect(await listening(server));
    await expect(failed).rejects.toMatchObject({ code: 'not-ssh' });
    await expect(failed).rejects.toThrow('it says "220 ftp [31m ready"');
  });

  it('wants a user name, and a private key rather than a public one', async () => {
    const { server } = await serve();
    await expect(connect(server, { username: '' })).rejects.toMatchObject({ kind: 'bad-input', code: 'no-username' });
    const { public: shared } = ssh2.utils.generateKeyPairSync('ed25519');
    for (const privateKey of [shared, 'no key at all'])
      await expect(connect(server, { privateKey })).rejects.toMatchObject({ kind: 'bad-input', code: 'bad-key' });
  });

  it('passes on why a host key was refused', async () => {
    const { server } = await serve();
    const changed = new Failure('unreachable', 'host-key-changed', 'it is another');
    await expect(connect(server, { verify: () => Promise.reject(changed) })).rejects.toBe(changed);
  });

  it('leaves no timer behind once the connection stands', async () => {
    const { server } = await serve();
    const clock = new FakeClock();
    await connect(server, { clock });
    expect(clock.isWaitedFor).toBe(false);
  });

  it('tells when the connection is lost', async () => {
    const { server } = await serve();
    const client = await connect(server);
    const reason = new Promise((resolve) => client.onClose(resolve));
    await server.close();
    expect(await reason).toMatch(/closed|broke/);
  });
});

describe('listenSsh', () => {
  it('runs a single command, and ends with it', async () => {
    const { server } = await serve({
      execute: (command, duplex, username) => {
        duplex.write(bytesOfLatin1(`${username}: ${command}`));
        duplex.close();
      },
    });
    expect(await run(server, 'show version')).toEqual({ output: 'cisco: show version', status: 0 });
  });

  it('lets somebody in by a key that is known to be his, when he has signed with it', async () => {
    const { privateKey } = generateHostKey('rsa');
    const known = ssh2.utils.parseKey(privateKey);
    if (known instanceof Error) throw known;
    const { server, accepted } = await serve({
      isKeyOf: ({ username, blob }) => username === 'cisco' && known.getPublicSSH().equals(blob),
    });
    const enter = async (where: Listener, key: string, username = 'cisco'): Promise<void> => {
      open.push(await openSsh({ ...where, username, privateKey: key, verify: () => true }));
    };
    await enter(server, privateKey);
    expect((await accepted)[2]).toBe('cisco');
    await expect(enter(server, privateKey, 'other')).rejects.toThrow('refused the key');
    await expect(enter(server, generateHostKey('rsa').privateKey)).rejects.toThrow('refused the key');
    await expect(enter((await serve()).server, privateKey)).rejects.toThrow('asks for the password');
  });

  it('refuses a single command where there is nothing to run it', async () => {
    const { server } = await serve();
    await expect(run(server, 'show version')).rejects.toThrow('exec');
  });

  it('names a port in use', async () => {
    const { server } = await serve();
    await expect(serve({ port: server.port })).rejects.toMatchObject({ kind: 'busy', code: 'port-in-use' });
  });

  it('is not disturbed by a client that is none', async () => {
    const { server } = await serve();
    const stranger = net.connect(server.port, server.host);
    stranger.write('GET / HTTP/1.0\r\n\r\n');
    await new Promise((resolve) => stranger.on('close', resolve).resume());
    await expect(connect(server)).resolves.toBeDefined();
  });
});

async function listening(server: net.Server): Promise<Listener> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  open.push({ close });
  return { host: '127.0.0.1', port: (server.address() as net.AddressInfo).port, close };
}

async function keyboardInteractiveServer(): Promise<{ server: Listener; accepted: Promise<ssh2.ServerChannel> }> {
  const { promise, resolve } = deferred<ssh2.ServerChannel>();
  const ssh = new ssh2.Server({ hostKeys: [hostKey.privateKey] }, (connection) => {
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => {
      if (context.method !== 'keyboard-interactive') {
        context.reject(['keyboard-interactive']);
        return;
      }
      context.prompt([{ prompt: 'Password: ', echo: false }], ([answer]) => {
        if (answer === 'secret') context.accept();
        else context.reject();
      });
    });
    connection.on('session', (accept) => {
      const session = accept();
      session.on('pty', (acceptPty) => acceptPty());
      session.on('shell', (acceptShell) => resolve(acceptShell()));
    });
  });
  const server = await listening(net.createServer((socket) => ssh.injectSocket(socket)));
  return { server, accepted: promise };
}

function run(server: Listener, command: string): Promise<{ output: string; status: number | null }> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    open.push({ close: () => client.end() });
    client.on('error', reject);
    client.on('ready', () => {
      client.exec(command, (error, channel) => {
        if (error) {
          reject(error);
          return;
        }
        let output = '';
        let status: number | null = null;
        channel.on('data', (bytes: Buffer) => (output += bytes.toString()));
        channel.on('exit', (code: number | null) => (status = code));
        channel.on('close', () => resolve({ output, status }));
      });
    });
    client.connect({ ...server, username: 'cisco', password: 'secret' });
  });
}
