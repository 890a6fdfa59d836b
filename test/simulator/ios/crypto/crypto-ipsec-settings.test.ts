import { expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const consoleOfR1 = (): CryptoConsole => new CryptoConsole(smallNetwork().r1);

it('what holds for all of IPsec is written around the transform sets, and pasted back', async () => {
  const r1 = consoleOfR1();
  const refused = await r1.configure(`crypto ipsec df-bit clear
crypto ipsec fragmentation after-encryption
no crypto ipsec nat-transparency udp-encapsulation
crypto ipsec security-association replay window-size 1024
crypto ipsec security-association idle-time 600
crypto ipsec security-association lifetime seconds 900
crypto ipsec transform-set TS esp-aes`);
  expect(refused).toEqual([]);
  expect(r1.configuration).toBe(`crypto ipsec security-association lifetime seconds 900
crypto ipsec security-association idle-time 600
crypto ipsec security-association replay window-size 1024
!
crypto ipsec transform-set TS esp-aes 
crypto ipsec df-bit clear
crypto ipsec fragmentation after-encryption
no crypto ipsec nat-transparency udp-encapsulation
!
`);
  const again = consoleOfR1();
  expect(await again.configure(r1.configuration)).toEqual([]);
  expect(again.configuration).toBe(r1.configuration);
});

it('goes back to the defaults, which are not written', async () => {
  const r1 = consoleOfR1();
  await r1.configure(`crypto ipsec security-association replay disable
crypto ipsec df-bit set
crypto ipsec fragmentation after-encryption
no crypto ipsec nat-transparency udp-encapsulation`);
  expect(r1.configuration).toContain('crypto ipsec security-association replay disable\n');
  await r1.configure(`no crypto ipsec security-association replay disable
no crypto ipsec df-bit
no crypto ipsec fragmentation
crypto ipsec nat-transparency udp-encapsulation`);
  expect(r1.configuration).not.toContain('crypto ipsec');
});

it('a profile has the same settings, and those of IKE', async () => {
  const text = `crypto isakmp profile ISA
crypto ipsec transform-set TS esp-aes
crypto ipsec profile P
 set isakmp-profile ISA
 set pfs group24
 set security-association replay disable
 set security-association idle-time 720
 set security-association lifetime seconds 900
 set transform-set TS`;
  const r1 = consoleOfR1();
  expect(await r1.configure(text)).toEqual([]);
  expect(r1.configuration).toContain(`crypto ipsec profile P
 set security-association lifetime seconds 900
 set security-association idle-time 720
 set security-association replay disable
 set transform-set TS 
 set pfs group24
 set isakmp-profile ISA
!
`);
  const newer = new CryptoConsole(smallNetwork().r1, '15.4(3)M');
  expect(await newer.configure('crypto ipsec profile P\n set ikev2-profile NONE')).toEqual([
    'ERROR: IKEv2 profile "NONE" does not exist.',
  ]);
  expect(await r1.configure('crypto ipsec profile P\n set identity X')).toEqual([
    "% Invalid input: 'set identity' is not simulated",
  ]);
});
