import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const consoleOfR1 = (): CryptoConsole => new CryptoConsole(smallNetwork().r1);

describe('crypto ipsec transform-set', () => {
  it('is written as in seed 000, with the blank at the end', async () => {
    const r1 = consoleOfR1();
    await r1.configure('crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac');
    expect(r1.configuration).toContain('crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac \n!');
  });

  it('takes the transforms in any order, one of each kind', async () => {
    const r1 = consoleOfR1();
    const refused = await r1.configure(`crypto ipsec transform-set A esp-sha-hmac esp-aes 192
crypto ipsec transform-set B esp-aes 256 esp-sha256-hmac
 mode transport
crypto ipsec transform-set C esp-md5-hmac esp-des
crypto ipsec transform-set D esp-null esp-md5-hmac
crypto ipsec transform-set E esp-aes`);
    expect(refused).toEqual([]);
    expect(r1.configuration).toContain(`crypto ipsec transform-set A esp-aes 192 esp-sha-hmac 
crypto ipsec transform-set B esp-aes 256 esp-sha256-hmac 
 mode transport
crypto ipsec transform-set C esp-des esp-md5-hmac 
crypto ipsec transform-set D esp-null esp-md5-hmac 
crypto ipsec transform-set E esp-aes 
!
`);
    expect(await consoleOfR1().configure(r1.configuration)).toEqual([]);
  });

  it('is invalid from the second transform of a kind on', async () => {
    expect(
      await consoleOfR1().configure(`crypto ipsec transform-set A esp-3des esp-des
crypto ipsec transform-set A esp-3des esp-aes 256
crypto ipsec transform-set A esp-sha-hmac esp-md5-hmac
crypto ipsec transform-set A esp-aes 128 esp-3des
crypto ipsec transform-set A`),
    ).toEqual([
      `% Invalid input: 'esp-des'`,
      `% Invalid input: 'esp-aes'`,
      `% Invalid input: 'esp-md5-hmac'`,
      `% Invalid input: 'esp-3des'`,
      '% Incomplete command.',
    ]);
  });

  it('has AH beside ESP and alone, AES-GCM, and longer hashes', async () => {
    const r1 = consoleOfR1();
    expect(
      await r1.configure(`crypto ipsec transform-set A esp-sha-hmac ah-sha-hmac esp-aes 256
crypto ipsec transform-set B ah-md5-hmac
crypto ipsec transform-set C esp-gcm 256
crypto ipsec transform-set D esp-gcm
 mode transport require
crypto ipsec transform-set E esp-3des esp-sha512-hmac`),
    ).toEqual([]);
    expect(r1.configuration).toContain(`crypto ipsec transform-set A ah-sha-hmac esp-aes 256 esp-sha-hmac 
crypto ipsec transform-set B ah-md5-hmac 
crypto ipsec transform-set C esp-gcm 256 
crypto ipsec transform-set D esp-gcm 
 mode transport require
crypto ipsec transform-set E esp-3des esp-sha512-hmac 
`);
    expect(await r1.show('show crypto ipsec transform-set')).toEqual(
      expect.arrayContaining([
        'Transform set A: { ah-sha-hmac esp-256-aes esp-sha-hmac  } ',
        'Transform set C: { esp-gcm 256  } ',
      ]),
    );
    const again = consoleOfR1();
    expect(await again.configure(r1.configuration)).toEqual([]);
    expect(again.configuration).toBe(r1.configuration);
    expect(await r1.configure('crypto ipsec transform-set F esp-gcm esp-sha-hmac')).toEqual([
      `% Invalid input: 'esp-sha-hmac'`,
    ]);
  });

  it('names compression as not simulated when it is typed, and keeps the line', async () => {
    const r1 = consoleOfR1();
    expect(await r1.printed('crypto ipsec transform-set A esp-3des comp-lzs')).toEqual([
      '% comp-lzs is kept in the configuration: nothing is compressed here, and no peer is offered it',
    ]);
    expect(r1.configuration).toContain('crypto ipsec transform-set A esp-3des comp-lzs \n');
    expect(await r1.configure('crypto ipsec transform-set A esp-seal')).toEqual([
      '% Invalid input: Transform esp-seal is not simulated',
    ]);
  });

  it('keeps its mode when its transforms are changed', async () => {
    const r1 = consoleOfR1();
    await r1.configure(`crypto ipsec transform-set A esp-3des
 mode transport
crypto ipsec transform-set A esp-aes`);
    expect(r1.configuration).toContain('crypto ipsec transform-set A esp-aes \n mode transport\n');
  });

  it('stays while a profile uses it', async () => {
    const r1 = consoleOfR1();
    await r1.configure(`crypto ipsec transform-set A esp-3des esp-sha-hmac
crypto ipsec profile P
 set transform-set A`);
    expect(await r1.configure('no crypto ipsec transform-set A')).toEqual([
      'ERROR: transform set A is in use by IPSec profile P',
    ]);
    expect(await r1.configure('crypto ipsec profile P\n no set transform-set')).toEqual([]);
    expect(await r1.configure('no crypto ipsec transform-set A esp-3des esp-sha-hmac')).toEqual([]);
    expect(await r1.configure('no crypto ipsec transform-set A')).toEqual([
      'ERROR: transform set with tag "A" does not exist.',
    ]);
  });
});
