import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Duplex } from '../../../src-main/base/duplex.ts';

export interface Ends {
  a: Duplex;
  b: Duplex;
  dispose: () => Promise<void> | void;
}

/**
 * What every Duplex keeps to, whatever carries its bytes.
 * @param isCable nobody at the other end of a cable is told that this end was let go
 */
export function behavesAsDuplex(name: string, open: () => Promise<Ends>, isCable = false): void {
  describe(`${name} as a Duplex`, () => {
    const text = bytesOfLatin1;

    async function withEnds(run: (ends: Ends) => Promise<void>): Promise<void> {
      const ends = await open();
      try {
        await run(ends);
      } finally {
        await ends.dispose();
      }
    }

    it('carries bytes both ways, in order', () =>
      withEnds(async ({ a, b }) => {
        const atA = heard(a, 5);
        const atB = heard(b, 5);
        a.write(text('he'));
        a.write(text('llo'));
        b.write(text('world'));
        expect(await atB).toBe('hello');
        expect(await atA).toBe('world');
      }));

    it('carries every byte value', () =>
      withEnds(async ({ a, b }) => {
        const all = Uint8Array.from({ length: 256 }, (_, i) => i).filter((byte) => byte !== 13);
        const atB = heard(b, all.length);
        const atA = heard(a, all.length);
        a.write(all);
        b.write(all);
        expect(await atB).toBe(latin1Of(all));
        expect(await atA).toBe(latin1Of(all));
      }));

    it('never calls a listener inside the call to write', () =>
      withEnds(async ({ a, b }) => {
        let isWriting = true;
        const done = new Promise<boolean>((resolve) => b.onData(() => resolve(isWriting)));
        a.write(text('x'));
        isWriting = false;
        expect(await done).toBe(false);
      }));

    it('stops calling a listener that was stopped', () =>
      withEnds(async ({ a, b }) => {
        const heardByFirst: string[] = [];
        const stop = b.onData((bytes) => void heardByFirst.push(latin1Of(bytes)));
        const first = heard(b, 1);
        a.write(text('x'));
        await first;
        stop();
        const second = heard(b, 1);
        a.write(text('y'));
        await second;
        expect(heardByFirst).toEqual(['x']);
      }));

    if (isCable) return;

    it('tells both ends of the close once, after what was written before it', () =>
      withEnds(async ({ a, b }) => {
        const events: string[] = [];
        b.onData((bytes) => void events.push(latin1Of(bytes)));
        const closed = Promise.all([a, b].map((end) => new Promise((resolve) => end.onClose(resolve))));
        b.onClose(() => void events.push('closed'));
        a.write(text('last words'));
        a.close();
        a.close();
        await closed;
        expect(events.join('|')).toBe('last words|closed');
      }));

    it('drops what is written after the close', () =>
      withEnds(async ({ a, b }) => {
        const closed = new Promise((resolve) => b.onClose(resolve));
        a.close();
        await closed;
        expect(() => {
          a.write(text('x'));
          b.write(text('x'));
        }).not.toThrow();
      }));
  });
}

/** The next `count` characters that the end hears. */
export function heard(end: Duplex, count: number): Promise<string> {
  return new Promise((resolve) => {
    let all = '';
    const stop = end.onData((bytes) => {
      all += latin1Of(bytes);
      if (all.length < count) return;
      stop();
      resolve(all);
    });
  });
}

/** A promise and what settles it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let settle: ((value: T) => void) | undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle?.(value) };
}
