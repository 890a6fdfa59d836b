import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesInForce, type JournalEntry, type JournalLine } from '../../src-main/storage/journal.ts';
import { Sqlite } from '../../src-main/storage/sqlite.ts';
import { aLab, freshStore } from './samples.ts';

describe('the journal', () => {
  const line = (node: string, text: string, ...path: string[]): JournalLine => ({ node, path, line: text });

  it('gives the lines of every node in the order in which they were accepted, with the way to their mode', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    const writer = store.writeTo(id);
    expect(store.journal.position(id)).toBe(0);
    expect(store.journal.inForce(id)).toEqual(new Map());
    const hash = line('n1', 'hash sha', 'crypto isakmp policy 10');
    expect(writer.appendLines(line('n1', 'crypto isakmp policy 10'), hash)).toBe(2);
    expect(writer.appendLines(line('n3', 'banner \u0000'))).toBe(3);
    expect(writer.appendLines(line('n1', 'no shutdown', 'interface Tunnel0'))).toBe(4);
    const inForce = store.journal.inForce(id);
    expect(inForce.get('n1')).toEqual([
      line('n1', 'crypto isakmp policy 10'),
      hash,
      line('n1', 'no shutdown', 'interface Tunnel0'),
    ]);
    expect(inForce.get('n3')).toEqual([line('n3', 'banner \u0000')]);
    expect(store.journal.inForce(id, 1).get('n1')).toHaveLength(1);
  });

  it('goes back to a position by a mark, forgetting nothing', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    const writer = store.writeTo(id);
    const position = writer.appendLines(line('n1', 'a'));
    expect(writer.appendLines(line('n1', 'b'), line('n3', 'c'))).toBe(3);
    expect(writer.restartFrom(position)).toBe(4);
    writer.appendLines(line('n1', 'd'));
    expect(store.journal.inForce(id)).toEqual(new Map([['n1', [line('n1', 'a'), line('n1', 'd')]]]));
    expect(store.journal.entries(id)).toHaveLength(5);
  });

  it('refuses to go back to where it has not been', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    expect(() => store.writeTo(id).restartFrom(1)).toThrow('CHECK');
    expect(store.journal.position(id)).toBe(0);
  });

  it('cannot be changed or removed', () => {
    const store = freshStore();
    const { id } = store.createAttempt(aLab);
    store.writeTo(id).appendLines(line('n1', 'a'));
    const intruder = new Sqlite(store.path, { mode: 'write', patience: 1000 });
    expect(() => intruder.execute(`UPDATE journal SET line = 'b'`)).toThrow('append-only');
    expect(() => intruder.execute('DELETE FROM journal')).toThrow('append-only');
  });

  it('has at every position what a router that typed along would have', () => {
    const actions = fc.array(fc.option(fc.nat(), { nil: undefined, freq: 3 }), { maxLength: 40 });
    fc.assert(
      fc.property(actions, (plan) => {
        const entries: JournalEntry[] = [];
        const states: JournalLine[][] = [[]];
        for (const [index, restart] of plan.entries()) {
          const common = { sequence: index + 1, acceptedAt: '' };
          const from = (restart ?? 0) % (index + 1);
          const typed = line('n1', String(index));
          entries.push(
            restart === undefined ? { kind: 'line', ...common, ...typed } : { kind: 'restart', ...common, from },
          );
          states.push(restart === undefined ? [...(states[index] ?? []), typed] : (states[from] ?? []));
        }
        for (const [position, state] of states.entries())
          expect(linesInForce(entries, position).map((one) => one.line)).toEqual(state.map((one) => one.line));
      }),
    );
  });
});
