import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

const consoleOfR1 = (): CryptoConsole => new CryptoConsole(smallNetwork().r1);

/** Types a configuration, and what the router writes at another router. */
async function pastedBack(text: string): Promise<string> {
  const [first, second] = [consoleOfR1(), consoleOfR1()];
  expect(await first.configure(text)).toEqual([]);
  expect(await second.configure(first.configuration)).toEqual([]);
  expect(second.configuration).toBe(first.configuration);
  return first.configuration;
}

describe('crypto keyring and isakmp profile', () => {
  it('are written with their own indents, and are the same when they are pasted back', async () => {
    const written = await pastedBack(`
crypto keyring DMVPN vrf Internet
 pre-shared-key address 0.0.0.0 0.0.0.0 key 0 test123
 pre-shared-key hostname spoke.example key other
crypto isakmp keepalive 30 30 periodic
crypto isakmp invalid-spi-recovery
crypto isakmp profile DMVPN
 keepalive 10 retry 5
 initiate mode aggressive
 match identity address 203.0.113.44 255.255.255.255
 match identity host domain example
 match identity group clients
 match identity address 0.0.0.0
 keyring DMVPN
 self-identity user-fqdn me@example
 vrf inside
 ca trust-point CA`);
    expect(written).toContain(`crypto keyring DMVPN vrf Internet  
  pre-shared-key address 0.0.0.0 0.0.0.0 key test123
  pre-shared-key hostname spoke.example key other
!
crypto isakmp invalid-spi-recovery
crypto isakmp keepalive 30 30 periodic
!
crypto isakmp profile DMVPN
   vrf inside
   keyring DMVPN
   ca trust-point CA
   self-identity user-fqdn me@example
   match identity address 203.0.113.44 255.255.255.255 
   match identity host domain example
   match identity group clients
   match identity address 0.0.0.0 
   keepalive 10 retry 5
   initiate mode aggressive
!
`);
  });

  it('stay while they are in use', async () => {
    const r1 = consoleOfR1();
    await r1.configure('crypto keyring K\ncrypto isakmp profile P\n keyring K');
    expect(await r1.configure('no crypto keyring K')).toEqual(['% Keyring K is in use by isakmp profile P']);
    expect(await r1.configure('no crypto isakmp profile P\nno crypto keyring K')).toEqual([]);
    expect(r1.configuration).not.toContain('K');
  });

  it('stay while a crypto map names them', async () => {
    const r1 = consoleOfR1();
    await r1.configure('crypto isakmp profile P\ncrypto map M 10 ipsec-isakmp\n set isakmp-profile P');
    const refusal = '% Cannot remove profile P: it is in use by crypto map M 10';
    expect(await r1.configure('no crypto isakmp profile P')).toEqual([refusal]);
    expect(await r1.configure('no crypto map M 10\nno crypto isakmp profile P')).toEqual([]);
  });

  it('say that a new profile matches nobody yet, and what of a profile is not simulated', async () => {
    const r1 = consoleOfR1();
    expect(await r1.printed('crypto isakmp profile P')).toEqual([
      '% A profile is deemed incomplete until it has match identity statements',
    ]);
    expect(await r1.configure('crypto isakmp profile P\n accounting L')).toEqual([
      "% Invalid input: 'accounting' is not simulated",
    ]);
  });

  it('lists the keys of keyrings after the global ones', async () => {
    const r1 = consoleOfR1();
    await r1.configure(`crypto keyring K\n pre-shared-key address 1.1.1.1 key a\n pre-shared-key hostname h key b
crypto isakmp key c address 2.2.2.2`);
    expect(await r1.show('show crypto isakmp key')).toEqual([
      'Keyring      Hostname/Address                            Preshared Key',
      '',
      'default      2.2.2.2                                     c',
      'K            1.1.1.1                                     a',
      '             h                                           b',
    ]);
  });
});

describe('what holds for all peers', () => {
  it('is written in the order of 12.4, defaults left out', async () => {
    const written = await pastedBack(`
crypto isakmp policy 10
 group 21
 hash sha512
crypto isakmp key k hostname branch no-xauth
crypto isakmp aggressive-mode disable
crypto isakmp nat keepalive 20
crypto isakmp keepalive 10
crypto isakmp identity hostname
crypto isakmp peer address 9.9.9.9
 set aggressive-mode client-endpoint user-fqdn me@example
 set aggressive-mode password secret`);
    expect(written).toBe(`crypto isakmp policy 10
 hash sha512
 group 21
crypto isakmp key k hostname branch no-xauth
crypto isakmp identity hostname
crypto isakmp keepalive 10
crypto isakmp nat keepalive 20
crypto isakmp aggressive-mode disable
crypto isakmp peer address 9.9.9.9
 set aggressive-mode password secret
 set aggressive-mode client-endpoint user-fqdn me@example 
!
`);
  });

  it('goes back to its defaults', async () => {
    const r1 = consoleOfR1();
    await r1.configure(`crypto isakmp keepalive 10 3 periodic
crypto isakmp identity dn
no crypto isakmp keepalive
no crypto isakmp identity
crypto isakmp aggressive-mode disable
no crypto isakmp aggressive-mode disable`);
    expect(r1.configuration).not.toContain('crypto isakmp');
  });
});
