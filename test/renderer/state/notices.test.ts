import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/base/errors.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';

describe('notices', () => {
  it('keep the message and every fault of what failed', async () => {
    const notices = new Notices();
    const fault = { severity: 'error', path: 'nodes[1]', message: 'has no name' } as const;
    const result = await notices.guard<string>('It failed', () =>
      Promise.reject(new Failure('bad-input', 'bad', 'The file is bad.', [fault])),
    );
    expect(result).toBeUndefined();
    expect(notices.all).toEqual([{ id: 1, title: 'It failed', message: 'The file is bad.', diagnostics: [fault] }]);
  });

  it('do not pile up the same trouble, and go when they are put away', () => {
    const notices = new Notices();
    notices.add('It failed', { message: 'twice', diagnostics: [] });
    notices.add('It failed', { message: 'twice', diagnostics: [] });
    expect(notices.all).toHaveLength(1);
    notices.dismiss(notices.all[0]?.id ?? 0);
    expect(notices.all).toEqual([]);
  });

  it('say the same sentence again so that a reader hears it again', () => {
    const notices = new Notices();
    notices.say('Passed.');
    const first = notices.spoken;
    notices.say('Passed.');
    expect(notices.spoken).not.toBe(first);
    expect(notices.spoken.trim()).toBe('Passed.');
  });
});
