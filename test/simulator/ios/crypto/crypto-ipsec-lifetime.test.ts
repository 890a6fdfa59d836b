import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

describe('crypto ipsec security-association lifetime', () => {
  it('holds for time and for volume, and is shown under both spellings', async () => {
    const r1 = new CryptoConsole(smallNetwork().r1);
    await r1.configure('crypto ipsec security-association lifetime seconds 120');
    await r1.configure('crypto ipsec security-association lifetime kilobytes 2560');
    expect(r1.configuration).toContain(`crypto ipsec security-association lifetime kilobytes 2560
crypto ipsec security-association lifetime seconds 120
!
`);
    const shown = ['Security association lifetime: 2560 kilobytes/120 seconds'];
    expect(await r1.show('show crypto ipsec security-association lifetime')).toEqual(shown);
    expect(await r1.show('sh cry ip security-association-lifetime')).toEqual(shown);
    await r1.configure('no crypto ipsec security-association lifetime seconds');
    await r1.configure('no crypto ipsec security-association lifetime kilobytes 2560');
    expect(r1.configuration).not.toContain('lifetime');
  });
});
