import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, concat, latin1Of } from '../../../src-main/base/bytes.ts';
import { TerminalRecorder, type Recorded } from '../../../src-main/devices/transport/terminal-recorder.ts';

const text = (entries: Recorded[]): string =>
  latin1Of(concat(...entries.map((entry) => (entry.kind === 'output' ? entry.bytes : new Uint8Array()))));

describe('the terminal recorder', () => {
  it('replays what was printed, with its times and offsets', () => {
    const recorder = new TerminalRecorder();
    recorder.record(bytesOfLatin1('R1#'), 1000);
    recorder.record(bytesOfLatin1('show clock'), 5000);
    expect(recorder.replay()).toEqual([
      { kind: 'output', at: 1000, offset: 0, bytes: bytesOfLatin1('R1#') },
      { kind: 'output', at: 5000, offset: 3, bytes: bytesOfLatin1('show clock') },
    ]);
  });

  it('joins what came at the same moment', () => {
    const recorder = new TerminalRecorder();
    for (const character of 'show') recorder.record(bytesOfLatin1(character), 1000);
    expect(recorder.replay()).toHaveLength(1);
    expect(text(recorder.replay())).toBe('show');
  });

  it('forgets the oldest first, and begins at the start of a line', () => {
    const recorder = new TerminalRecorder(20);
    recorder.record(bytesOfLatin1('first line\r\nsecond line\r\n'), 0);
    recorder.record(bytesOfLatin1('third'), 1000);
    expect(text(recorder.replay())).toBe('second line\r\nthird');
    expect(recorder.replay()[0]).toMatchObject({ offset: 12 });
    expect(recorder.position).toBe(30);
  });

  it('remembers the size of the window, also when the entry that told it is gone', () => {
    const recorder = new TerminalRecorder(3);
    recorder.resized({ width: 80, height: 24 }, 0);
    recorder.resized({ width: 132, height: 43 }, 0);
    recorder.record(bytesOfLatin1('long ago'), 100);
    recorder.record(bytesOfLatin1('now'), 1000);
    expect(recorder.replay().map(({ kind }) => kind)).toEqual(['resize', 'output']);
    expect(recorder.replay()[0]).toMatchObject({ size: { width: 132 } });
  });

  it('gives the bytes between two offsets', () => {
    const recorder = new TerminalRecorder();
    ['one ', 'two ', 'three'].forEach((word, i) => recorder.record(bytesOfLatin1(word), i * 1000));
    expect(latin1Of(recorder.bytes(2, 6))).toBe('e tw');
    expect(latin1Of(recorder.bytes(8))).toBe('three');
  });

  it('keeps the end of the stream, within its limit, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30 })), fc.integer({ min: 1, max: 60 }), (parts, limit) => {
        const recorder = new TerminalRecorder(limit);
        parts.forEach((part, i) => recorder.record(part, i * 30));
        const whole = latin1Of(concat(...parts));
        const kept = text(recorder.replay());
        expect(whole.endsWith(kept)).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(limit);
        expect(recorder.position).toBe(whole.length);
        expect(latin1Of(recorder.bytes(whole.length - kept.length))).toBe(kept);
      }),
    );
  });
});
