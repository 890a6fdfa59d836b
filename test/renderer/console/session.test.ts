import { describe, expect, it } from 'vitest';
import type { TerminalEvent, TerminalRequest } from '../../../src-main/api/contract/laboratory.ts';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { TerminalSession, type SessionState } from '../../../src-renderer/console/session.ts';

/** An engine's end of one terminal, and a screen that shows at once or when it is told to. */
class Bench {
  readonly calls: string[] = [];
  readonly states: SessionState[] = [];
  readonly troubles: string[] = [];
  shown = '';
  tell: (event: TerminalEvent) => void = () => undefined;
  isStopped = false;
  isBroken = false;
  isSlow = false;
  readonly #waiting: (() => void)[] = [];

  readonly session = new TerminalSession(
    {
      onTerminal: (request: TerminalRequest, listener) => {
        this.calls.push(`open ${request.node} ${request.columns}x${request.rows}`);
        this.isStopped = false;
        this.tell = listener;
        return () => (this.isStopped = true);
      },
      type: (terminal, bytes) => this.#call(`type ${terminal} ${latin1Of(bytes)}`),
      resize: (terminal, columns, rows) => this.#call(`resize ${terminal} ${columns}x${rows}`),
      acknowledge: (terminal, bytes) => this.#call(`acknowledge ${terminal} ${bytes}`),
    },
    { attempt: 'a', node: 'r1' },
    {
      clear: () => (this.shown = ''),
      write: (bytes, shown) => {
        this.shown += latin1Of(bytes);
        if (this.isSlow) this.#waiting.push(shown);
        else shown();
      },
    },
    { onState: (state) => this.states.push(state), onTrouble: (message) => this.troubles.push(message) },
  );

  showAll(): void {
    for (const shown of this.#waiting.splice(0)) shown();
  }

  opened(terminal: number, replay = ''): void {
    this.tell({ kind: 'opened', terminal, replay: bytesOfLatin1(replay) });
  }

  #call(call: string): Promise<void> {
    this.calls.push(call);
    return this.isBroken ? Promise.reject(new Error('the engine is gone')) : Promise.resolve();
  }
}

function opened(replay = ''): Bench {
  const bench = new Bench();
  bench.session.open({ columns: 80, rows: 24 });
  bench.opened(1, replay);
  return bench;
}

describe('a terminal session', () => {
  it('opens with the size that there is, shows the replay, and sends what is typed', () => {
    const bench = opened('R1#');
    bench.session.type(bytesOfLatin1('show\r'));
    expect(bench.calls).toEqual(['open r1 80x24', 'type 1 show\r']);
    expect(bench.shown).toBe('R1#');
    expect(bench.states).toEqual([{ kind: 'opening' }, { kind: 'open' }]);
  });

  it('is silent until the console has said something', () => {
    const bench = opened();
    bench.tell({ kind: 'output', bytes: bytesOfLatin1('R1>') });
    bench.tell({ kind: 'output', bytes: bytesOfLatin1('enable') });
    expect(bench.states).toEqual([{ kind: 'opening' }, { kind: 'silent' }, { kind: 'open' }]);
  });

  it('acknowledges what has been shown, in pieces that are worth a message', () => {
    const bench = opened();
    bench.isSlow = true;
    bench.tell({ kind: 'output', bytes: new Uint8Array(65_000) });
    bench.tell({ kind: 'output', bytes: new Uint8Array(65_000) });
    expect(bench.calls).toHaveLength(1);
    bench.showAll();
    expect(bench.calls.slice(1)).toEqual(['acknowledge 1 130000']);
  });

  it('clears the screen and replays when the connection was lost and found again', () => {
    const bench = opened('R1#sh');
    bench.opened(7, 'R1#show');
    bench.session.type(bytesOfLatin1('x'));
    expect(bench.shown).toBe('R1#show');
    expect(bench.calls.at(-1)).toBe('type 7 x');
  });

  it('tells the size to a terminal that was opened with an older one', () => {
    const bench = opened();
    bench.session.resize({ columns: 120, rows: 30 });
    bench.session.resize({ columns: 120, rows: 30 });
    bench.opened(7);
    expect(bench.calls).toEqual(['open r1 80x24', 'resize 1 120x30', 'resize 7 120x30']);
  });

  it('does not send what the emulator answers to output of long ago', () => {
    const bench = new Bench();
    bench.isSlow = true;
    bench.session.open({ columns: 80, rows: 24 });
    bench.opened(1, '\x1b[6n');
    bench.session.type(bytesOfLatin1('\x1b[1;1R'));
    bench.showAll();
    bench.session.type(bytesOfLatin1('y'));
    expect(bench.calls.slice(1)).toEqual(['type 1 y']);
  });

  it('says why it was closed, and can be opened again', () => {
    const bench = opened();
    bench.tell({ kind: 'closed', reason: 'R1 was stopped.' });
    bench.session.type(bytesOfLatin1('lost'));
    expect([bench.states.at(-1), bench.isStopped]).toEqual([{ kind: 'closed', reason: 'R1 was stopped.' }, true]);
    bench.session.open({ columns: 90, rows: 24 });
    bench.opened(2);
    expect(bench.calls).toEqual(['open r1 80x24', 'open r1 90x24']);
  });

  it('tells when something typed did not arrive', async () => {
    const bench = opened();
    bench.isBroken = true;
    bench.session.type(bytesOfLatin1('reload\r'));
    await Promise.resolve();
    await Promise.resolve();
    expect(bench.troubles).toEqual(['Not sent: the engine is gone']);
  });
});
