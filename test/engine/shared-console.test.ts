import { beforeEach, describe, expect, it } from 'vitest';
import type { TerminalEvent } from '../../src-main/api/contract/laboratory.ts';
import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';
import { duplexPair, type Duplex } from '../../src-main/base/duplex.ts';
import { SharedConsole } from '../../src-main/engine/shared-console.ts';
import type { Line } from '../../src-main/providers/provider.ts';

const size = { columns: 80, rows: 24 };
/** What is under way between two ends of a duplex arrives in microtasks. */
const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 20; turns++) await Promise.resolve();
};

let console: SharedConsole;
/** The router's end of every line that was opened. */
let routers: Duplex[];

beforeEach(() => {
  routers = [];
  console = new SharedConsole(() => {
    const [near, far] = duplexPair();
    routers.push(far);
    const line: Line = Object.assign(near, { resize: () => undefined });
    return Promise.resolve(line);
  });
});

interface Watcher {
  events: TerminalEvent[];
  viewer: ReturnType<SharedConsole['view']>;
  text(): string;
}

function watch(terminal = 1): Watcher {
  const events: TerminalEvent[] = [];
  const viewer = console.view(terminal, size, (event) => events.push(event));
  const text = (): string =>
    events
      .map((event) =>
        event.kind === 'output' ? latin1Of(event.bytes) : event.kind === 'opened' ? latin1Of(event.replay) : '',
      )
      .join('');
  return { events, viewer, text };
}

function print(text: string): void {
  routers.at(-1)?.write(bytesOfLatin1(text));
}

describe('a console with viewers', () => {
  it('shows the same to all, and what was before to whoever comes later', async () => {
    const first = watch(1);
    await settled();
    print('R1>');
    await settled();
    const second = watch(2);
    await settled();
    print('enable');
    await settled();
    expect([first.text(), second.text()]).toEqual(['R1>enable', 'R1>enable']);
    expect(routers).toHaveLength(1);
  });

  it('is attached once when the router starts while the first viewer comes', async () => {
    const first = watch();
    await Promise.all([console.reattach(size), settled()]);
    await settled();
    print('Press RETURN');
    await settled();
    expect(first.text()).toBe('Press RETURN');
    expect(first.events.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
  });

  it('goes on with the new console after the router was started anew', async () => {
    const first = watch();
    await settled();
    print('old ');
    await settled();
    await console.reattach(size);
    print('new');
    await settled();
    expect(first.text()).toBe('old new');
  });

  it('sends no more than a viewer has shown to take, and the rest when he has', async () => {
    const slow = watch();
    await settled();
    for (let i = 0; i < 5; i++) print('x'.repeat(200_000));
    await settled();
    const before = slow.text().length;
    expect(before).toBeLessThan(600_000);
    slow.viewer.acknowledge(before);
    expect(slow.text().length).toBeGreaterThan(before);
  });

  it('says why when the line closes', async () => {
    const first = watch();
    await settled();
    routers.at(-1)?.close();
    await settled();
    expect(first.events.at(-1)).toEqual({ kind: 'closed', reason: 'closed' });
  });
});
