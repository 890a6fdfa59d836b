/** IKE version 1 with certificates and with encrypted nonces, as typed. */
import { describe, expect, it } from 'vitest';
import { ikev2Routers, type Ikev2Routers } from '../ikev2/ikev2-routers.ts';

/** The profile of IPsec names one of IKE version 2: it is taken away, so that version 1 is spoken. */
function version1(method: string): string {
  return `crypto isakmp policy 10
 encryption aes
 authentication ${method}
 group 2
crypto ikev2 profile PROF
ip domain name lab.local
crypto key generate rsa modulus 1024
`;
}

async function settle({ clock }: Ikev2Routers, seconds: number): Promise<void> {
  for (let turn = 0; turn < seconds; turn++) {
    clock.runUntil(clock.now() + 1000);
    await Promise.resolve();
  }
}

async function begin(routers: Ikev2Routers): Promise<string[]> {
  const { west, east } = routers;
  for (const one of [west, east]) await one.configure('crypto ipsec profile IPSEC\n no set ikev2-profile');
  await west.show('clear crypto session');
  await settle(routers, 90);
  return await west.show('show crypto isakmp sa');
}

describe('IKE version 1 as typed', () => {
  it.each([
    ['', undefined],
    ['subject-name co hostname=r1', 'MAPPED'],
    ['subject-name co hostname=r9', undefined],
  ])('is authenticated by certificates of the router that is the authority (%s)', async (rule, profile) => {
    const lines = (): string => `${version1('rsa-sig')}ip http server
crypto pki trustpoint LAB
 enrollment url http://10.0.12.1
 serial-number none
 ip-address none
 revocation-check none
`;
    const routers = await ikev2Routers({ west: lines, east: lines });
    const { west, east } = routers;
    await west.show('clock set 10:00:00 27 November 2026');
    await east.show('clock set 10:00:30 27 November 2026');
    await west.configure('crypto pki server CA\n grant auto\n no shutdown');
    if (rule !== '')
      expect(
        await east.configure(
          `crypto pki certificate map PEERS 10\n ${rule}\ncrypto isakmp profile MAPPED\n match certificate PEERS`,
        ),
      ).toEqual([]);
    for (const one of [west, east])
      await one.configure('crypto pki authenticate LAB\nyes\ncrypto pki enroll LAB\nx\nx\nyes');
    await settle(routers, 180);
    expect((await begin(routers)).join('\n')).toContain('QM_IDLE');
    expect((await west.show('show crypto isakmp sa detail')).join('\n')).toContain('rsig');
    const session = (await east.show('show crypto session')).join('\n');
    expect(/Profile: (\S+)/.exec(session)?.[1]).toBe(profile);
  });

  it('ends for want of a certificate of our own when that is over, and the log says so', async () => {
    const lines = (): string => `${version1('rsa-sig')}ip http server
crypto pki trustpoint LAB
 enrollment url http://10.0.12.1
 serial-number none
 ip-address none
 revocation-check none
`;
    const routers = await ikev2Routers({ west: lines, east: lines });
    const { west, east } = routers;
    for (const one of [west, east]) await one.show('clock set 10:00:00 27 November 2026');
    await west.configure('crypto pki server CA\n grant auto\n lifetime certificate 2\n no shutdown');
    for (const one of [west, east])
      await one.configure('crypto pki authenticate LAB\nyes\ncrypto pki enroll LAB\nx\nx\nyes');
    await settle(routers, 180);
    expect((await begin(routers)).join('\n')).toContain('QM_IDLE');
    await west.show('clock set 10:00:00 1 December 2026');
    west.logged.length = 0;
    expect((await begin(routers)).join('\n')).not.toContain('QM_IDLE');
    const said = west.logged.filter((line) => line.includes('%PKI-3-CERTIFICATE_INVALID_EXPIRED'));
    expect(said[0]).toMatch(/has expired\. +Validity period ended on 10:0\d:\d\d UTC Nov 29 2026/);
    expect(said.length).toBeLessThan(5);
  });

  it('is authenticated by encrypted nonces, with keys that were typed in', async () => {
    const routers = await ikev2Routers({ west: () => version1('rsa-encr'), east: () => version1('rsa-encr') });
    const { west, east } = routers;
    for (const [one, other, address] of [
      [west, east, '10.0.12.2'],
      [east, west, '10.0.12.1'],
    ] as const) {
      const shown = await other.show('show crypto key mypubkey rsa');
      const digits = shown.slice(shown.indexOf(' Key Data:') + 1).filter((line) => /^ {2}[0-9A-F ]+$/.test(line));
      const typed = ['crypto key pubkey-chain rsa', `addressed-key ${address}`, 'key-string', ...digits, 'quit'];
      expect(await one.configure(typed.join('\n'))).toEqual([]);
    }
    expect((await begin(routers)).join('\n')).toContain('QM_IDLE');
    expect((await west.show('show crypto isakmp sa detail')).join('\n')).toContain('renc');
  });
});
