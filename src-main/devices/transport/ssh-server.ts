import type { AuthContext, Connection, ServerChannel, Session } from 'ssh2';
import { Emitter } from '../../base/emitter.ts';
import type { Duplex } from '../../base/duplex.ts';
import { serverAlgorithmsOf } from './ssh-algorithms.ts';
import { SshStream } from './ssh-stream.ts';
import { ssh2 } from './ssh2-library.ts';
import { listenTcp, type Endpoint, type Listener } from './tcp.ts';
import type { RemoteTerminal, TerminalSize } from './terminal.ts';

export interface SshServerOptions extends Endpoint {
  /** OpenSSH's private key file: one per installation. */
  hostKey: string;
  authenticate: (login: { username: string; password: string }) => boolean | Promise<boolean>;
  /** Whether a public key, as RFC 4253 section 6.6 writes it, is this user's. No key is taken when absent. */
  isKeyOf?: (login: { username: string; blob: Uint8Array }) => boolean | Promise<boolean>;
  /** A shell was asked for, by a user who proved who he is. */
  accept: (duplex: Duplex, terminal: RemoteTerminal, username: string) => void;
  /** A single command was sent instead ("ssh host command"). Its end is the close of the duplex. Refused when absent. */
  execute?: (command: string, duplex: Duplex, username: string) => void;
  /** Offers the weak algorithms of old clients too. */
  legacyAlgorithms?: boolean;
}

/**
 * Offers consoles over SSH.
 * @throws Failure busy: port-in-use; bad-input: bad-port, port-not-allowed, not-our-address
 */
export function listenSsh(options: SshServerOptions): Promise<Listener> {
  const algorithms = serverAlgorithmsOf(options.legacyAlgorithms ?? false);
  const ssh = new ssh2.Server({ hostKeys: [options.hostKey], ident: 'QuickMode', algorithms }, (connection) => {
    // A client that breaks off, or is no SSH client at all, concerns nobody but itself.
    connection.on('error', () => connection.end());
    serve(connection, options);
  });
  return listenTcp(options, (socket) => ssh.injectSocket(socket));
}

function serve(connection: Connection, options: SshServerOptions): void {
  let username = '';
  connection.on('authentication', (context) => {
    username = context.username;
    void authenticate(context, options);
  });
  connection.on('session', (acceptSession) => serveSession(acceptSession(), options, username));
}

const methods = ['password', 'keyboard-interactive'] as const;

async function authenticate(context: AuthContext, options: SshServerOptions): Promise<void> {
  if (await isAdmitted(context, options)) context.accept();
  else context.reject(options.isKeyOf ? ['publickey', ...methods] : [...methods]);
}

async function isAdmitted(context: AuthContext, options: SshServerOptions): Promise<boolean> {
  const { method, username } = context;
  if (method === 'publickey')
    return isSigned(context) && ((await options.isKeyOf?.({ username, blob: context.key.data })) ?? false);
  if (method !== 'password' && method !== 'keyboard-interactive') return false;
  const password = method === 'password' ? context.password : await askPassword(context);
  return await options.authenticate({ username, password });
}

/** RFC 4252 section 7: a client may ask first whether a key would do, without signing; nobody comes in by that. */
function isSigned({ key, signature, blob, hashAlgo }: AuthContext & { method: 'publickey' }): boolean {
  if (!signature || !blob) return true;
  const parsed = ssh2.utils.parseKey(key.data);
  if (parsed instanceof Error) return false;
  // What fails in it is returned as an Error, whatever its type says.
  const verdict: unknown = parsed.verify(blob, signature, hashAlgo);
  return verdict === true;
}

function askPassword(context: AuthContext & { method: 'keyboard-interactive' }): Promise<string> {
  return new Promise((resolve) => {
    context.prompt([{ prompt: 'Password: ', echo: false }], (answers) => resolve(answers[0] ?? ''));
  });
}

function serveSession(session: Session, { accept, execute }: SshServerOptions, username: string): void {
  const resized = new Emitter<TerminalSize>();
  const terminal: RemoteTerminal = { width: 80, height: 24, onResize: (listener) => resized.on(listener) };
  const resize = (acknowledge: (() => unknown) | undefined, { cols, rows }: { cols: number; rows: number }): void => {
    Object.assign(terminal, { width: cols || 80, height: rows || 24 });
    acknowledge?.();
    resized.emit({ width: terminal.width, height: terminal.height });
  };
  session.on('pty', (acceptPty, _reject, info) => resize(acceptPty, info));
  session.on('window-change', (acceptChange, _reject, info) => resize(acceptChange, info));
  session.on('shell', (acceptShell) => accept(duplexOf(acceptShell()), terminal, username));
  session.on('exec', (acceptExec, refuse, { command }) => {
    if (execute) execute(command, duplexOf(acceptExec()), username);
    else refuse();
  });
}

function duplexOf(channel: ServerChannel): Duplex {
  const finish = (): void => {
    channel.exit(0);
    channel.end();
  };
  return new SshStream(channel, finish, 'listens');
}
