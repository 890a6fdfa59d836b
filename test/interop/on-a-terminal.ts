/** A program on a pseudo-terminal, as a telnet server would run it: what is typed is echoed by it or by the kernel. */
import { spawn } from 'node:child_process';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { Emitter } from '../../src-main/base/emitter.ts';

export interface Terminal extends Duplex {
  /** Ends the program, however busy it is. */
  end(): void;
}

/** @param script the program `script` of util-linux, which owns the terminal */
export function onATerminal(script: string, command: string, environment: NodeJS.ProcessEnv = {}): Terminal {
  const child = spawn(script, ['--quiet', '--flush', '--echo', 'always', '--command', command, '/dev/null'], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', TERM: 'vt100', SHELL: '/bin/sh', ...environment },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const data = new Emitter<Uint8Array>();
  const closed = new Emitter<string>();
  child.stdout.on('data', (bytes: Buffer) => data.emit(new Uint8Array(bytes)));
  child.stdin.on('error', () => undefined); // it has ended: the close tells
  child.once('close', (code) => closed.emit(`the program has ended with ${code ?? 'a signal'}`));
  return {
    write: (bytes) => void child.stdin.write(bytes),
    onData: (listener) => data.on(listener),
    onClose: (listener) => closed.on(listener),
    close: () => void child.kill('SIGHUP'),
    end: () => void child.kill('SIGKILL'),
  };
}
