import { describe, expect, it } from 'vitest';
import { configuredR1 } from './crypto-state.ts';
import { CryptoConsole } from './crypto-console.ts';

describe('crypto isakmp enable', () => {
  it('is on by default, and turns IKE and its port off and on', async () => {
    const { router } = configuredR1();
    const r1 = new CryptoConsole(router);
    const switched: boolean[] = [];
    router.events.on((event) => event.kind === 'isakmp' && switched.push(event.isOn));
    await r1.configure('no crypto isakmp enable');
    expect(r1.configuration).toContain('no crypto isakmp enable\n');
    await r1.configure('crypto isakmp enable');
    expect(r1.configuration).not.toContain('enable');
    expect(switched).toEqual([false, true]);
  });
});
