import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const weak = `crypto isakmp policy 10
 encryption 3des
 hash md5
 group 2
crypto ipsec transform-set TS esp-des esp-sha-hmac
crypto map M 10 ipsec-isakmp
 set pfs group5`;
const strong = `crypto isakmp policy 10
 encryption aes 256
 hash sha256
 group 19
crypto ipsec transform-set TS esp-gcm 256
crypto map M 10 ipsec-isakmp
 set pfs group20`;

describe('weak algorithms', () => {
  it('are refused by IOS XE from 17.11 on, one line each, until the shield is disabled', async () => {
    const router = new CryptoConsole(smallNetwork().r1, '17.12.02');
    const refused = await router.configure(weak);
    expect(refused.map((reason) => /^% (.*) is weak/.exec(reason)?.[1])).toEqual([
      '3des',
      'md5',
      'group 2',
      'esp-des',
      'group 5',
    ]);
    expect(await router.configure(strong)).toEqual([]);
    expect(await router.configure(`crypto engine compliance shield disable\n${weak}`)).toEqual([]);
    expect(router.configuration).toContain('crypto engine compliance shield disable\n!\n');
    const again = new CryptoConsole(smallNetwork().r1, '17.12.02');
    expect(await again.configure(router.configuration)).toEqual([]);
    expect(again.configuration).toBe(router.configuration);
  });

  it('leave no default policy of IKE while the shield is on', async () => {
    const router = new CryptoConsole(smallNetwork().r1, '17.12.02');
    expect(await router.show('show crypto isakmp policy')).toEqual(['', 'Default IKE policy']);
    expect(router.device.router.crypto.policiesByPriority()).toEqual([]);
    await router.configure('crypto engine compliance shield disable');
    expect(router.device.router.crypto.policiesByPriority()).toHaveLength(8);
    const shown = await router.show('show crypto isakmp default policy');
    expect(shown.filter((line) => line.startsWith('Default protection suite'))).toHaveLength(8);
  });

  it('are not what a policy of IKE begins with, which is read back as it was written', async () => {
    const router = new CryptoConsole(smallNetwork().r1, '17.12.02');
    await router.configure('crypto isakmp policy 10\n authentication pre-share');
    const [policy] = router.device.router.crypto.policiesByPriority();
    expect(policy).toMatchObject({ cipher: 'aes', keyBits: 128, hash: 'sha1', group: 14 });
    expect(router.configuration).toContain(
      'crypto isakmp policy 10\n encr aes\n authentication pre-share\n group 14\n',
    );
  });

  it.each(['12.4(15)T14', '15.2(4)M7', '17.03.04a'])(
    'are as good as others to %s, which has no shield',
    async (release) => {
      const router = new CryptoConsole(smallNetwork().r1, release);
      expect(await router.configure(weak)).toEqual([]);
      expect(await router.configure('crypto engine compliance shield disable')).not.toEqual([]);
    },
  );

  it('a transform set says that it is in tunnel mode from 15 on', async () => {
    const router = new CryptoConsole(smallNetwork().r1, '15.2(4)M7');
    await router.configure(strong);
    expect(router.configuration).toContain('crypto ipsec transform-set TS esp-gcm 256 \n mode tunnel\n');
  });
});
