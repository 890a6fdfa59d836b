/** OpenSSH and dropbear judge our SSH client: every way to log in, hosts on the way, and what old routers know. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';
import type { ShownHostKey } from '../../src-main/devices/transport/host-key.ts';
import { KnownHostsInMemory, verifierOf } from '../../src-main/devices/transport/known-hosts.ts';
import { openSsh, type SshOptions } from '../../src-main/devices/transport/ssh.ts';
import { telnetOver } from '../../src-main/devices/transport/telnet.ts';
import { connectThrough } from '../../src-main/devices/transport/ssh-jumps.ts';
import type { TerminalDuplex } from '../../src-main/devices/transport/terminal.ts';
import { listenTelnet } from '../../src-main/devices/transport/telnet-server.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { isRootFor, judge } from '../judges.ts';
import { startSshServers, user, type SshServers } from './ssh-servers.ts';

const programs = [
  judge('sshd', 'apt-get install -y openssh-server'),
  judge('ssh-agent', 'apt-get install -y openssh-client'),
  judge('dropbear', 'apt-get install -y --no-install-recommends dropbear-bin'),
];
const isReady = programs.every((one) => one !== undefined) && isRootFor('sshd');

describe.skipIf(!isReady)('our SSH client at servers of others', () => {
  let servers: SshServers;
  const { username, password, passphrase } = user;
  const open: { close: () => unknown }[] = [];
  beforeAll(async () => {
    servers = await startSshServers();
  }, 60_000);
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });
  afterAll(() => servers.end());

  const to = async (kind: keyof SshServers['ports'], more: Partial<SshOptions>): Promise<TerminalDuplex> => {
    const { host, ports } = servers;
    const verify = verifierOf(new KnownHostsInMemory());
    const line = await openSsh({ host, port: ports[kind], username, verify, ...more });
    open.push(line);
    return line;
  };
  // A group exchange takes a second of a processor that has nothing else to do.
  const old = { password, allowsOldAlgorithms: true, timeout: 40_000 };

  it('logs in by password, by key, by a locked key in either form', async () => {
    const { keys } = servers;
    const ways = [
      { password },
      { privateKey: keys.open },
      { privateKey: keys.locked, passphrase },
      { privateKey: keys.pem, passphrase },
    ];
    for (const way of ways) expect(await whoAmI(await to('modern', way))).toBe('lab');
  });

  it('answers a server that asks questions alone', async () => {
    expect(await whoAmI(await to('questions', { password }))).toBe('lab');
    await expect(to('questions', { password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-password' });
    await expect(to('questions', { privateKey: servers.keys.open })).rejects.toMatchObject({ code: 'login-needed' });
  });

  it('uses the keys of an agent, and says what is wrong with one that does not answer', async () => {
    const before = process.env['SSH_AUTH_SOCK'];
    try {
      process.env['SSH_AUTH_SOCK'] = servers.agent;
      expect(await whoAmI(await to('modern', { usesAgent: true }))).toBe('lab');
      process.env['SSH_AUTH_SOCK'] = `${servers.agent}-gone`;
      await expect(to('modern', { usesAgent: true })).rejects.toThrow(/agent/);
      expect(await whoAmI(await to('modern', { usesAgent: true, password }))).toBe('lab');
    } finally {
      if (before === undefined) delete process.env['SSH_AUTH_SOCK'];
      else process.env['SSH_AUTH_SOCK'] = before;
    }
  });

  it('names a key that the server does not know, a passphrase that is wrong, and one that is missing', async () => {
    const { keys } = servers;
    const unknown = to('modern', { privateKey: keys.stranger });
    await expect(unknown).rejects.toMatchObject({ code: 'login-needed' });
    await expect(unknown).rejects.toThrow(/refused the key of "lab" \(it takes: a key or a password\)/);
    for (const privateKey of [keys.locked, keys.pem])
      for (const more of [{}, { passphrase: 'wrong' }])
        await expect(to('modern', { privateKey, ...more })).rejects.toMatchObject({
          kind: 'bad-input',
          code: 'key-locked',
        });
    expect(await whoAmI(await to('modern', { privateKey: keys.stranger, password }))).toBe('lab');
  });

  it.each(['old', 'group1', 'cisco'] as const)(
    'reaches %s only when the old algorithms are allowed',
    async (kind) => {
      const refused = to(kind, { password });
      await expect(refused).rejects.toMatchObject({ kind: 'unreachable', code: 'old-algorithms' });
      await expect(refused).rejects.toThrow(/diffie-hellman-group.*aes128-cbc.*Allow the old algorithms/);
      expect(await whoAmI(await to(kind, old))).toBe('lab');
    },
    60_000,
  );

  it('talks to dropbear, which has a key of 1024 bits', async () => {
    expect(await whoAmI(await to('dropbear', { password }))).toBe('lab');
  });

  it('goes through one host and through two, to SSH and to telnet', async () => {
    const { host, ports } = servers;
    const hop = { host, username, port: ports.modern, password };
    expect(await whoAmI(await to('group1', { ...old, jumps: [hop] }))).toBe('lab');
    const second = { host, username, port: ports.dropbear, password };
    const line = await to('modern', { privateKey: servers.keys.open, jumps: [hop, second] });
    expect(await whoAmI(line)).toBe('lab');
    const telnet = await listenTelnet({ host, port: 0 }, (duplex: Duplex) => duplex.write(bytesOfLatin1('Router>')));
    open.push(telnet);
    const verify = (): boolean => true;
    const way = await connectThrough([hop], telnet, { verify, timeout: 10_000, clock: wallClock });
    expect(await answerOf(telnetOver(way.socket), '', /Router>/)).toContain('Router>');
    way.hang();
  });

  it('says which host on the way does not let it on, or does not get through', async () => {
    const { host, ports } = servers;
    const shut = { host, port: ports.old, username, ...old };
    const refused = to('modern', { password, jumps: [shut] });
    await expect(refused).rejects.toMatchObject({ code: 'jump-refused' });
    await expect(refused).rejects.toThrow(`${host}:${ports.old} does not let us connect on to ${host}:${ports.modern}`);
    const hop = { host, username, port: ports.modern, password };
    await expect(to('modern', { password, port: 1, jumps: [hop] })).rejects.toThrow(
      /does not get through to 127.0.0.1:1/,
    );
    await expect(to('modern', { password, jumps: [{ ...hop, password: 'wrong' }] })).rejects.toMatchObject({
      code: 'wrong-password',
    });
  });

  it('knows a server again by its key, and refuses one whose key has changed', async () => {
    const known = new KnownHostsInMemory();
    const seen: ShownHostKey[] = [];
    const verify = verifierOf(known, { onFirstUse: (_, key) => seen.push(key) });
    for (let i = 0; i < 2; i++) expect(await whoAmI(await to('modern', { password, verify }))).toBe('lab');
    expect(seen).toHaveLength(1);
    const place = `${servers.host}:${servers.ports.modern}`;
    known.add(place, { algorithm: 'ssh-ed25519', fingerprint: 'SHA256:another' });
    const refused = to('modern', { password, verify });
    await expect(refused).rejects.toMatchObject({ code: 'host-key-changed' });
    await expect(refused).rejects.toThrow(seen[0]?.fingerprint ?? 'no key was seen');
    await expect(refused).rejects.toThrow('SHA256:another');
    const strict = verifierOf(new KnownHostsInMemory(), { atFirstUse: 'refuse' });
    await expect(to('modern', { password, verify: strict })).rejects.toMatchObject({ code: 'host-key-unknown' });
  });

  it('runs a command in a terminal of its size, and tells of a new size', async () => {
    const terminal = { width: 132, height: 43 };
    const line = await to('modern', { password, command: 'stty size; tty; read x; stty size', terminal });
    expect(await answerOf(line, '', /43 132[^]*dev\/pts/)).toContain('43 132');
    line.resize({ width: 100, height: 30 });
    expect(await answerOf(line, '\n', /30 100/)).toContain('30 100');
  });

  it('closes cleanly, and hears of the end of the other side', async () => {
    const line = await to('modern', { password });
    const ended = new Promise((resolve) => line.onClose(resolve));
    line.write(bytesOfLatin1('exit\n'));
    expect(await ended).toMatch(/closed/);
    const other = await to('modern', { password });
    const closed = new Promise((resolve) => other.onClose(resolve));
    other.close();
    expect(await closed).toBe('closed');
  });
});

async function whoAmI(line: TerminalDuplex): Promise<string> {
  const seen = await answerOf(line, 'echo "I am <$(whoami)> $((6 * 7))"\n', /I am <(\w+)> 42/);
  line.close();
  return /I am <(\w+)> 42/.exec(seen)?.[1] ?? '';
}

function answerOf(line: Duplex, typed: string, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    line.onClose((reason) => reject(new Error(`${reason}: ${seen}`)));
    line.onData((bytes) => {
      seen += latin1Of(bytes);
      if (wanted.test(seen)) resolve(seen);
    });
    if (typed !== '') line.write(bytesOfLatin1(typed));
  });
}
