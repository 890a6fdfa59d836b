import { describe, expect, test } from 'vitest';
import type { Exec } from '../../../src-main/simulator/cli/declaration.ts';
import { Aborted } from '../../../src-main/simulator/cli/refusal.ts';
import { settle } from './manual-clock.ts';
import { pretendModes } from './pretend-router.ts';
import { ScriptedTerminal } from './scripted-terminal.ts';

function running(run: (exec: Exec) => unknown): ScriptedTerminal {
  const modes = pretendModes();
  modes.exec.words({ go: 'Goes' }).add('go', { run: (_, __, exec) => run(exec) });
  const terminal = ScriptedTerminal.atPrompt({}, modes);
  terminal.type('go\r');
  return terminal;
}

describe('a running command', () => {
  test('waits for an event as for time, whichever comes first', async () => {
    let arrive: (word: string) => void = () => undefined;
    const reply = new Promise<string>((resolve) => {
      arrive = resolve;
    });
    const terminal = running(async (exec) => {
      const first = await Promise.race([exec.wait(reply), exec.sleep(2000)]);
      exec.print(first ?? 'nothing');
    });
    await terminal.advance(1000);
    arrive('reply');
    await settle();
    expect(terminal.take()).toBe('reply\r\nR1#');
    expect(terminal.clock.pending).toBe(0);
  });

  test('passes on what went wrong with what it waits for', async () => {
    const terminal = running((exec) =>
      exec.wait(Promise.reject(new Error('no route'))).catch((error: unknown) => exec.print(String(error))),
    );
    await settle();
    expect(terminal.take()).toBe('Error: no route\r\nR1#');
  });

  test('hears of an abort that came while it was not waiting', async () => {
    let resume: () => void = () => undefined;
    const outside = new Promise<void>((resolve) => {
      resume = resolve;
    });
    const terminal = running(async (exec) => {
      await outside;
      await exec.sleep(1000).catch((error: unknown) => exec.print(error instanceof Aborted ? 'aborted' : 'other'));
    });
    await terminal.typed('\x03');
    resume();
    await settle();
    expect(terminal.take()).toBe('aborted\r\nR1#');
  });

  test('may wait again after an abort, and is left alone at the second', async () => {
    const terminal = running(async (exec) => {
      for (;;) await exec.sleep(1000).catch(() => exec.print('still here'));
    });
    expect(await terminal.typed('\x03')).toBe('still here\r\n');
    expect(await terminal.typed('\x03')).toBe('R1#');
    expect(await terminal.advance(5000)).toBe('');
  });

  test('that was left alone can do nothing more to the session', async () => {
    let resume: () => void = () => undefined;
    const outside = new Promise<void>((resolve) => {
      resume = resolve;
    });
    let outcome: unknown;
    const terminal = running(async (exec) => {
      await outside;
      exec.print('late');
      exec.privilege = 1;
      exec.logout();
      exec.leave();
      exec.end();
      outcome = await exec.ask('late? ').catch((error: unknown) => error);
    });
    await terminal.typed('\x03');
    expect(await terminal.typed('\x03')).toBe('R1#');
    resume();
    await settle();
    expect(outcome).toBeInstanceOf(Aborted);
    expect(terminal.type('clock\r')).toBe('clock\r\nR1#');
  });

  test('knows who and where it is, and may change the terminal', () => {
    const terminal = running((exec) => {
      exec.print(`${exec.lineName} ${exec.user} ${exec.privilege} ${exec.terminal.length} ${exec.clock.now()}`);
      exec.terminal.length = 0;
      exec.terminal.monitor = true;
    });
    expect(terminal.session.terminal).toMatchObject({ length: 0, monitor: true });
    terminal.router.lines = 40;
    expect(terminal.type('show lines\r')).not.toContain('More');
  });

  test('asks only after what it wrote has been read', async () => {
    const modes = pretendModes();
    modes.exec.words({ 'show more': 'More', more: 'More' }).add('show more', {
      run: async (_, __, exec) => {
        exec.print('1', '2', '3');
        exec.print(`answer ${await exec.ask('Question? ')}`);
      },
    });
    const terminal = ScriptedTerminal.atPrompt({ length: 3 }, modes);
    expect(await terminal.typed('show more\r')).toBe('show more\r\n1\r\n2\r\n --More-- ');
    expect(await terminal.typed(' ')).toContain('3\r\nQuestion? ');
    expect(await terminal.typed('yes\r')).toBe('yes\r\nanswer yes\r\nR1#');
  });
});
