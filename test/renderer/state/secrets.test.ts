import { describe, expect, it } from 'vitest';
import { Secrets } from '../../../src-renderer/state/secrets.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

describe('kept passwords', () => {
  it('stay locked with the reason until the passphrase is right', async () => {
    const secrets = new Secrets(pretendLaboratory().laboratory);
    await secrets.load();
    expect(secrets.isLocked).toBe(true);
    expect(await secrets.unlock('guess')).toBe(false);
    expect(secrets.trouble?.message).toBe('This is not the passphrase.');
    expect(await secrets.unlock('open sesame')).toBe(true);
    expect([secrets.trouble, secrets.isUnlocking]).toEqual([undefined, false]);
  });

  it('are not called locked where it cannot be told', async () => {
    const secrets = new Secrets({
      ...pretendLaboratory().laboratory,
      secrets: () => Promise.reject(new Error('gone')),
    });
    await secrets.load();
    expect(secrets.isLocked).toBe(false);
  });
});
