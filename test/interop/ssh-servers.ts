/**
 * SSH servers that we did not write, on loopback: OpenSSH as it is today, as old routers are, asking questions alone, and
 * with the name of a router; dropbear with a small key. Their user exists in a mount namespace of theirs only.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '../../src-main/base/errors.ts';
import { connectTcp, listenTcp } from '../../src-main/devices/transport/tcp.ts';

const kinds = ['modern', 'questions', 'old', 'group1', 'cisco', 'dropbear'] as const;
type Kind = (typeof kinds)[number];

export interface SshServers {
  host: string;
  ports: Record<Kind, number>;
  folder: string;
  /** A private key that the servers know, locked or not, and the socket of an agent that has it. */
  keys: { open: string; locked: string; pem: string; stranger: string };
  agent: string;
  end(): void;
}

export const user = { username: 'lab', password: 'Sesame 42', passphrase: 'open it' } as const;
const host = '127.0.0.1';

export async function startSshServers(): Promise<SshServers> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quickmode-ssh-'));
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'home'), { mode: 0o755 });
  const ports = await freePorts();
  const keys = makeKeys(folder);
  makeUser(folder);
  for (const kind of kinds)
    writeFileSync(path.join(folder, `${kind}.conf`), configurationOf(kind, folder, ports[kind]));
  nameACisco(folder);
  const script = path.join(folder, 'start.sh');
  writeFileSync(script, startScript(folder, ports.dropbear));
  const apart = ['--mount', '--pid', '--fork', '--kill-child', '--propagation', 'private', 'bash', script];
  const child = spawn('unshare', apart, { stdio: 'ignore' });
  const agent = path.join(folder, 'agent');
  const keeper = spawn('ssh-agent', ['-D', '-a', agent], { stdio: 'ignore' });
  const end = (): void => {
    child.kill('SIGKILL');
    keeper.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const kind of kinds) await answers(ports[kind]);
    execFileSync('ssh-add', ['-q', path.join(folder, 'open')], {
      env: { ...process.env, SSH_AUTH_SOCK: agent },
      stdio: 'ignore',
    });
  } catch (error) {
    end();
    throw error;
  }
  return { host, ports, folder, keys, agent, end };
}

async function freePorts(): Promise<Record<Kind, number>> {
  const listeners = await Promise.all(kinds.map(() => listenTcp({ host, port: 0 }, () => undefined)));
  const ports = listeners.map(({ port }) => port);
  for (const one of listeners) await one.close();
  const of = (kind: Kind): number => ports[kinds.indexOf(kind)] ?? 0;
  return {
    ...{ modern: of('modern'), questions: of('questions'), old: of('old') },
    ...{ group1: of('group1'), cisco: of('cisco'), dropbear: of('dropbear') },
  };
}

function makeKeys(folder: string): SshServers['keys'] {
  const make = (name: string, ...words: string[]): string => {
    const file = path.join(folder, name);
    execFileSync('ssh-keygen', ['-q', '-C', name, '-f', file, ...words]);
    return readFileSync(file, 'utf8');
  };
  make('host', '-t', 'ed25519', '-N', '');
  make('host-rsa', '-t', 'rsa', '-b', '2048', '-N', '');
  make('host-small', '-t', 'rsa', '-b', '1024', '-N', '');
  execFileSync('dropbearkey', ['-t', 'rsa', '-s', '1024', '-f', path.join(folder, 'host-dropbear')], {
    stdio: 'ignore',
  });
  const keys = {
    open: make('open', '-t', 'ed25519', '-N', ''),
    locked: make('locked', '-t', 'ed25519', '-N', user.passphrase),
    pem: make('pem', '-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', user.passphrase),
    stranger: make('stranger', '-t', 'ed25519', '-N', ''),
  };
  const known = ['open', 'locked', 'pem'].map((name) => readFileSync(path.join(folder, `${name}.pub`), 'utf8'));
  writeFileSync(path.join(folder, 'authorized'), known.join(''), { mode: 0o644 });
  return keys;
}

/** The machine's own users, and one more. */
function makeUser(folder: string): void {
  const hash = execFileSync('perl', ['-e', 'print crypt($ARGV[0], q($6$quickmode$))', user.password], {
    encoding: 'utf8',
  });
  const passwd = `${user.username}:x:64001:64001::${folder}/home:/bin/sh\n`;
  writeFileSync(path.join(folder, 'passwd'), `${readFileSync('/etc/passwd', 'utf8')}${passwd}`, { mode: 0o644 });
  const shadow = `${user.username}:${hash}:19000:0:99999:7:::\n`;
  writeFileSync(path.join(folder, 'shadow'), `${readFileSync('/etc/shadow', 'utf8')}${shadow}`, { mode: 0o600 });
}

/** As the configurations of peers/ssh: what IOS 12.4 to 15 knows, and nothing else. */
const oldOnly = `Ciphers aes128-cbc,3des-cbc,aes256-cbc
MACs hmac-sha1,hmac-sha1-96,hmac-md5
HostKeyAlgorithms ssh-rsa
PubkeyAcceptedAlgorithms +ssh-rsa
`;

const configurations: Readonly<Record<Exclude<Kind, 'dropbear'>, string>> = {
  modern: 'HostKey FOLDER/host\nPasswordAuthentication yes\nUsePAM no\n',
  questions:
    'HostKey FOLDER/host\nPasswordAuthentication no\nPubkeyAuthentication no\nKbdInteractiveAuthentication yes\nUsePAM yes\n',
  old: `HostKey FOLDER/host-rsa\nUsePAM no\nAllowTcpForwarding no\nKexAlgorithms diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1\n${oldOnly}`,
  group1: `HostKey FOLDER/host-small\nRequiredRSASize 1024\nUsePAM no\nKexAlgorithms diffie-hellman-group1-sha1\n${oldOnly}`,
  cisco: `HostKey FOLDER/host-rsa\nUsePAM no\nKexAlgorithms diffie-hellman-group-exchange-sha1\n${oldOnly}`,
};

function configurationOf(kind: Kind, folder: string, port: number): string {
  if (kind === 'dropbear') return '';
  return `ListenAddress ${host}:${port}
AuthorizedKeysFile ${folder}/authorized
PidFile none
StrictModes no
PrintMotd no
PrintLastLog no
${configurations[kind].replaceAll('FOLDER', folder)}`;
}

/** A copy of the server that says of itself what IOS says: the same length, since the name ends with a zero. */
function nameACisco(folder: string): void {
  const program = readFileSync('/usr/sbin/sshd');
  const name = /OpenSSH_\d+\.\d+p\d+[\w .+~-]*/.exec(program.toString('latin1'));
  if (!name) throw new Error('this sshd has no name that could be changed');
  program.write('Cisco-1.25\0', name.index, 'latin1');
  writeFileSync(path.join(folder, 'cisco-sshd'), program, { mode: 0o755 });
}

function startScript(folder: string, port: number): string {
  return `set -e
mount --bind ${folder}/passwd /etc/passwd
mount --bind ${folder}/shadow /etc/shadow
mount -t tmpfs none /run
mkdir -p /run/sshd
for kind in modern questions old group1; do /usr/sbin/sshd -D -f ${folder}/$kind.conf & done
${folder}/cisco-sshd -D -f ${folder}/cisco.conf &
dropbear -F -p ${host}:${port} -r ${folder}/host-dropbear &
wait
`;
}

async function answers(port: number): Promise<void> {
  const deadline = AbortSignal.timeout(20_000);
  for (;;) {
    try {
      (await connectTcp({ host, port })).destroy();
      return;
    } catch (error) {
      if (deadline.aborted || !(error instanceof Failure)) throw error;
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
  }
}
