/** Mistakes in crypto maps: what reference/faults.tsv says is shown and said of each. The responder says why. */
import { describe, expect, it } from 'vitest';
import { defaultRoute } from '../../router/network.ts';
import { mapTo, pingFrom, sites, type Sites } from './crypto-sites.ts';

const [toSite2, toSite1] = [mapTo('172.16.0.6'), mapTo('172.16.0.1')];

/** Site 1 asks, with a mistake of either in what is typed. */
async function faulty(texts: { site1: string; site2: string }): Promise<Sites> {
  const lab = await sites(texts);
  for (const site of [lab.site1, lab.site2]) {
    await site.show('debug crypto isakmp');
    await site.show('debug crypto ipsec');
  }
  expect(pingFrom(lab, 1, 3)).not.toContain('!');
  return lab;
}

describe('phase 1 with a crypto map', () => {
  it('P1-NOKEY: no key for the peer', async () => {
    const { site1 } = await faulty({
      site1: `${toSite2}no crypto isakmp key MY_K3Y address 172.16.0.6\n`,
      site2: toSite1,
    });
    expect(site1.debugged).toEqual(
      expect.arrayContaining([
        'ISAKMP:(0):No pre-shared key with 172.16.0.6!',
        'ISAKMP:(0): No Cert or pre-shared address key.',
        'ISAKMP:(0): construct_initial_message: Can not start Main mode',
      ]),
    );
  });

  it('P1-ISAKMPOFF: IKE is turned off', async () => {
    const { site1 } = await faulty({ site1: `${toSite2}no crypto isakmp enable\n`, site2: toSite1 });
    expect(site1.logged.join('\n')).toContain('%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is OFF');
    expect(site1.debugged.join('\n')).not.toContain('ISAKMP');
  });

  it('P1-HASH: the hash differs', async () => {
    const { site2 } = await faulty({ site1: `${toSite2}crypto isakmp policy 10\n hash sha512\n`, site2: toSite1 });
    expect(site2.debugged).toContain('ISAKMP:(0):Hash algorithm offered does not match policy!');
  });
});

describe('phase 2 with a crypto map', () => {
  it('ACL-MIRROR: the access lists are no mirrors', async () => {
    const { site2 } = await faulty({
      site1: toSite2,
      site2: `${toSite1}ip access-list extended BETWEEN
 no permit ip 10.2.2.0 0.0.0.255 10.1.1.0 0.0.0.255
 permit ip 10.2.2.0 0.0.0.63 10.1.1.0 0.0.0.255
`,
    });
    expect(site2.debugged).toEqual(
      expect.arrayContaining([
        'map_db_find_best did not find matching map',
        'IPSEC(ipsec_process_proposal): proxy identities not supported',
      ]),
    );
  });

  it('P2-TS: the transform sets differ', async () => {
    const { site2 } = await faulty({
      site1: `${toSite2}crypto ipsec transform-set TS esp-des esp-sha-hmac\n`,
      site2: toSite1,
    });
    expect(site2.debugged).toEqual(
      expect.arrayContaining([
        'IPSEC(ipsec_process_proposal): transform proposal not supported for identity:\n    {esp-des esp-sha-hmac }',
        'ISAKMP:(1001): IPSec policy invalidated proposal with error 256',
        'ISAKMP:(1001): phase 2 SA policy not acceptable! (local 172.16.0.6 remote 172.16.0.1)',
      ]),
    );
  });

  it('P2-PFS: one end wants secrecy of its own', async () => {
    const { site2 } = await faulty({ site1: toSite2, site2: mapTo('172.16.0.1', ' set pfs group15') });
    expect(site2.debugged).toContain(
      'ISAKMP:(1001): phase 2 SA policy not acceptable! (local 172.16.0.6 remote 172.16.0.1)',
    );
    expect(await site2.show('show crypto map')).toEqual(
      expect.arrayContaining(['\tPFS (Y/N): Y', '\tDH group:  group15']),
    );
  });
});

describe('a map that is not where it should be', () => {
  it('MAP-NOTAPPLIED: it is on no interface, and everything leaves in clear', async () => {
    const lab = await sites({
      site1: `${toSite2}interface FastEthernet0/0\n no crypto map\n`,
      site2: `${toSite1}interface FastEthernet0/0\n no crypto map\n`,
    });
    expect((await lab.site1.show('show crypto map')).slice(-2)).toEqual(['\tInterfaces using crypto map CRYPTO:', '']);
    expect(await lab.site1.show('show crypto ipsec sa')).toEqual(['', 'No SAs found']);
  });

  it('MAP-INCOMPLETE: it lacks its peer', async () => {
    const lab = await sites({
      site1: `${toSite2}crypto map CRYPTO 10\n no set peer\n`,
      site2: toSite1,
    });
    expect(await lab.site1.show('show crypto map')).toContain('\tWARNING: This crypto map is in an incomplete state!');
    expect(lab.site1.configuration).toContain(' ! Incomplete\n');
  });

  it('TUN-PROT-ONESIDE: the other end has none, and its packets are not believed', async () => {
    const lab = await sites({ site1: toSite2, site2: `${toSite1}interface FastEthernet0/0\n no crypto map\n` });
    // In clear the packets need a way between the sites.
    defaultRoute(lab.network.r2, '172.16.0.1');
    lab.network.r2.converge();
    pingFrom(lab, 2, 2);
    expect(lab.site1.logged.join('\n')).toMatch(
      /%CRYPTO-4-RECVD_PKT_NOT_IPSEC: Rec'd packet not an IPSEC packet\. \(ip\) vrf\/dest_addr= \/10\.1\.1\.1, src_addr= 10\.2\.2\.1, prot= 1/,
    );
  });
});
