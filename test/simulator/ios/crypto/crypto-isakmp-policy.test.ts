import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const consoleOfR1 = (): CryptoConsole => new CryptoConsole(smallNetwork().r1);

describe('crypto isakmp policy', () => {
  it('starts from the defaults, and only what differs from them is in the configuration', async () => {
    const r1 = consoleOfR1();
    await r1.configure('crypto isakmp policy 10\n authentication pre-share');
    expect(r1.router.crypto.policies.get(10)).toEqual({
      priority: 10,
      cipher: 'des',
      keyBits: 56,
      hash: 'sha1',
      authentication: 'pre-share',
      group: 1,
      lifetime: 86_400,
    });
    expect(r1.configuration).toContain('crypto isakmp policy 10\n authentication pre-share\n!');
  });

  it('writes its lines in the order and the words of 12.4', async () => {
    const r1 = consoleOfR1();
    await r1.configure(`
crypto isakmp policy 20
 lifetime 3600
 gr 14
 auth pre-share
 hash md5
 encryption aes 256
crypto isakmp policy 5
 encr aes
 hash sha256
crypto isakmp policy 30
 encr 3des
 group 2
`);
    expect(r1.configuration).toContain(`crypto isakmp policy 5
 encr aes
 hash sha256
!
crypto isakmp policy 20
 encr aes 256
 hash md5
 authentication pre-share
 group 14
 lifetime 3600
!
crypto isakmp policy 30
 encr 3des
 group 2
!
`);
    expect(await new CryptoConsole(smallNetwork().r1).configure(r1.configuration.replaceAll('!\n', ''))).toEqual([]);
  });

  it('goes back to the defaults one by one, with or without the value that is set', async () => {
    const r1 = consoleOfR1();
    await r1.configure('crypto isakmp policy 10\n encr aes 192\n hash md5\n auth pre\n group 5\n lifetime 60');
    const nothing = 'crypto isakmp policy 10\n no encryption aes 192\n no hash\n no auth\n default group\n no life';
    expect(await r1.configure(nothing)).toEqual([]);
    expect(r1.configuration).toContain('crypto isakmp policy 10\n!');
    await r1.configure('no crypto isakmp policy 10');
    expect(r1.configuration).not.toContain('policy');
  });

  it('refuses what is out of range', async () => {
    const r1 = consoleOfR1();
    const refused = await r1.configure('crypto isakmp policy 10\n lifetime 59\n group 3\ncrypto isakmp policy 0');
    expect(refused).toEqual([`% Invalid input: '59'`, `% Invalid input: '3'`, `% Invalid input: '0'`]);
  });
});
