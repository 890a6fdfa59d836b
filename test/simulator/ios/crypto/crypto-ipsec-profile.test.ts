import { describe, expect, it } from 'vitest';
import { smallNetwork, tunnel } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const consoleOfR1 = async (): Promise<CryptoConsole> => {
  const r1 = new CryptoConsole(smallNetwork().r1);
  await r1.configure('crypto ipsec transform-set A esp-3des\ncrypto ipsec transform-set B esp-aes');
  return r1;
};

describe('crypto ipsec profile', () => {
  it('is written as in seed 000, lifetimes first (the volume before the time) and the group last', async () => {
    const r1 = await consoleOfR1();
    await r1.configure(`crypto ipsec profile MyProfile
 set pfs group2
 set transform-set A B
 set security-association lifetime seconds 120
 set security-association lifetime kilobytes 2560`);
    expect(r1.configuration).toContain(`crypto ipsec profile MyProfile
 set security-association lifetime kilobytes 2560
 set security-association lifetime seconds 120
 set transform-set A B 
 set pfs group2
!
`);
  });

  it('takes group 1 when none is named, and gives all of it back', async () => {
    const r1 = await consoleOfR1();
    await r1.configure(`crypto ipsec profile P
 set pfs
 set transform-set A
 set security-association lifetime seconds 120
 no set security-association lifetime seconds
 no set transform-set A`);
    expect(r1.configuration).toContain('crypto ipsec profile P\n set pfs group1\n!');
    await r1.configure('crypto ipsec profile P\n no set pfs');
    expect(r1.configuration).toContain('crypto ipsec profile P\n!');
  });

  it('names no transform set that does not exist', async () => {
    const r1 = await consoleOfR1();
    expect(await r1.configure('crypto ipsec profile P\n set transform-set A X')).toEqual([
      'ERROR: transform set with tag "X" does not exist.',
    ]);
    expect(r1.router.crypto.profiles.get('P')?.transformSets).toEqual([]);
  });

  it('stays while a tunnel uses it', async () => {
    const r1 = await consoleOfR1();
    tunnel(r1.router, '10.0.0.1', '172.16.0.6');
    await r1.configure('crypto ipsec profile P\n set transform-set A');
    await r1.configureInterface('Tunnel0', 'tunnel protection ipsec profile P');
    expect(await r1.configure('no crypto ipsec profile P')).toEqual(['ERROR: IPSec profile P is in use by Tunnel0']);
    await r1.configureInterface('Tunnel0', 'no tunnel protection ipsec profile P');
    expect(await r1.configure('no crypto ipsec profile P')).toEqual([]);
    expect(await r1.configure('no crypto ipsec profile P')).toEqual(['ERROR: IPSec profile "P" does not exist.']);
  });
});
