import { describe, expect, it } from 'vitest';
import { flavourOf } from '../../../../src-main/simulator/ios/flavour.ts';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';
import { IosConsole } from '../ios-console.ts';

const newer = [
  'crypto isakmp policy 10\n hash sha256',
  'crypto isakmp policy 10\n group 14',
  'crypto isakmp policy 10\n group 19',
  'crypto ipsec transform-set TS esp-gcm 256',
  'crypto ipsec transform-set TS esp-aes esp-sha256-hmac',
  'crypto ipsec transform-set TS ah-sha512-hmac',
  'crypto ipsec profile P\n set pfs group24',
];

function routerOf(release: string): CryptoConsole {
  const router = new CryptoConsole(smallNetwork().r1, release);
  Object.assign(router.device, { flavour: flavourOf(release) });
  return router;
}

describe('algorithms that came with 15.1(2)T', () => {
  it.each(['12.2(13)T', '12.4(15)T14'])('are words that %s does not know', async (release) => {
    for (const text of newer) {
      const refused = await routerOf(release).configure(text);
      const word = text.split(/[ \n]/).findLast((one) => /sha|gcm|^\d\d$|group/.test(one)) ?? '';
      expect(refused).toEqual([`% Invalid input: '${word}'`]);
    }
  });

  it.each(['15.2(4)M7', '17.03.04a'])('are known to %s', async (release) => {
    for (const text of newer) expect(await routerOf(release).configure(text)).toEqual([]);
  });

  it('are not listed by 12.4', async () => {
    const console = await IosConsole.enabled();
    await console.enter('conf t', 'crypto isakmp policy 10');
    const wordsAfter = async (start: string): Promise<string[]> => {
      const shown = await console.typed(`${start} ?`);
      await console.typed('\u0015');
      return [...shown.matchAll(/^  (\S+) /gm)].map(([, word]) => word ?? '');
    };
    expect(await wordsAfter('group')).toEqual(['1', '2', '5']);
    expect(await wordsAfter('hash')).toEqual(['md5', 'sha']);
    await console.enter('crypto ipsec profile P');
    expect(await wordsAfter('set pfs')).toEqual(['group1', 'group2', 'group5']);
    await console.enter('exit');
    expect(await wordsAfter('crypto ipsec transform-set TS')).toEqual([
      'ah-md5-hmac',
      'ah-sha-hmac',
      'comp-lzs',
      'esp-3des',
      'esp-aes',
      'esp-des',
      'esp-md5-hmac',
      'esp-null',
      'esp-sha-hmac',
    ]);
  });

  it('do not keep those of before from anybody', async () => {
    const old =
      'crypto isakmp policy 10\n encr aes 256\n hash md5\n group 5\ncrypto ipsec transform-set TS esp-aes 256 esp-sha-hmac';
    expect(await routerOf('12.4(15)T14').configure(old)).toEqual([]);
  });
});
