import { describe, expect, it } from 'vitest';
import { Library } from '../../../src-renderer/state/library.svelte.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

function aLibrary(changes: Partial<ReturnType<typeof pretendLaboratory>['laboratory']> = {}) {
  const notices = new Notices();
  return { notices, library: new Library({ ...pretendLaboratory().laboratory, ...changes }, notices) };
}

describe('the library', () => {
  it('reads labs, broken labs and attempts, the one used last first', async () => {
    const { library } = aLibrary();
    await library.load();
    expect(library.listing.state).toBe('ready');
    expect(library.labs.map(({ id }) => id)).toEqual(['gre-to-vti']);
    expect(library.broken).toHaveLength(1);
    expect(library.latestOf('gre-to-vti')?.id).toBe('half');
  });

  it('says why it cannot be read, and can be read again', async () => {
    let isDown = true;
    const { laboratory } = pretendLaboratory();
    const { library } = aLibrary({
      attempts: () => (isDown ? Promise.reject(new Error('the database is locked')) : laboratory.attempts()),
    });
    await library.load();
    expect([library.listing.state, library.listing.trouble?.message]).toEqual(['failed', 'the database is locked']);
    isDown = false;
    await library.load();
    expect([library.listing.state, library.listing.trouble]).toEqual(['ready', undefined]);
  });

  it('begins a lab once, however often the button is pressed', async () => {
    const { library } = aLibrary();
    const both = await Promise.all([library.begin('gre-to-vti', undefined), library.begin('gre-to-vti', undefined)]);
    expect(both).toEqual(['new-1', undefined]);
    expect(library.beginning).toBeUndefined();
  });

  it('forgets an attempt that was removed, and shows what failed', async () => {
    const { library, notices } = aLibrary();
    await library.load();
    const [first] = library.attempts;
    if (!first) throw new Error('no attempt');
    await library.remove(first);
    expect(library.attempts.map(({ id }) => id)).not.toContain(first.id);
    await library.remove(first);
    expect(notices.all.map(({ title }) => title)).toEqual(['The attempt could not be removed']);
  });
});
