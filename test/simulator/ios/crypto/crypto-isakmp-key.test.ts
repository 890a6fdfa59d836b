import { describe, expect, it } from 'vitest';
import { ip, smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const consoleOfR1 = (): CryptoConsole => new CryptoConsole(smallNetwork().r1);

describe('crypto isakmp key', () => {
  it('is written without the 0 that says it is clear text', async () => {
    const r1 = consoleOfR1();
    expect(await r1.configure('crypto isakmp key 0 FooB4r address 172.16.0.6')).toEqual([]);
    expect(r1.configuration).toContain('crypto isakmp key FooB4r address 172.16.0.6\n!');
    expect(r1.router.crypto.keyFor(ip('172.16.0.6'))?.secret).toBe('FooB4r');
  });

  it('serves a network, or everybody, and the most exact one wins', async () => {
    const r1 = consoleOfR1();
    await r1.configure(`crypto isakmp key everybody address 0.0.0.0
crypto isakmp key some address 10.1.0.0 255.255.0.0 no-xauth
crypto isakmp key one address 10.1.2.3`);
    const { crypto } = r1.router;
    const secrets = ['9.9.9.9', '10.1.9.9', '10.1.2.3'].map((peer) => crypto.keyFor(ip(peer))?.secret);
    expect(secrets).toEqual(['everybody', 'some', 'one']);
    expect(r1.configuration).toContain(`crypto isakmp key everybody address 0.0.0.0 0.0.0.0
crypto isakmp key some address 10.1.0.0 255.255.0.0 no-xauth
crypto isakmp key one address 10.1.2.3
`);
  });

  it('is not replaced: the old one must go first, and is named by its secret', async () => {
    const r1 = consoleOfR1();
    await r1.configure('crypto isakmp key old address 172.16.0.6');
    expect(await r1.configure('crypto isakmp key new address 172.16.0.6')).toEqual([
      'A pre-shared key for address mask 172.16.0.6 255.255.255.255 already exists!',
    ]);
    expect(await r1.configure('no crypto isakmp key wrong address 172.16.0.6')).toEqual([
      '% There is no such key for 172.16.0.6',
    ]);
    expect(await r1.configure('no crypto isakmp key old address 172.16.0.6')).toEqual([]);
    expect(r1.configuration).not.toContain('key');
  });

  it('says what it does not do', async () => {
    const refused = await consoleOfR1().configure(`crypto isakmp key 6 JKLM address 1.1.1.1
crypto isakmp key secret address 1.1.1.1 255.0.255.0`);
    expect(refused).toEqual([
      '% Invalid input: Encrypted keys (type 6) are not simulated: give the key itself',
      `% Invalid input: '255.0.255.0'`,
    ]);
  });
});
