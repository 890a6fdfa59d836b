/** The five steps of seed 002, typed on two routers; what is shown is compared with what the seed shows. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProbeOutcome } from '../../../../src-main/simulator/router/icmp-endpoint.ts';
import { ip, marks, ping, smallNetwork, type SmallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';
import { quoted, wording } from './crypto-state.ts';

/** As in the seed, but for the addresses between the sites and the interface. */
function typedAt(site: { own: string; other: string; peer: string; list: string; policy: number }): string {
  return `
interface Loopback0
 ip address ${site.own}.1 255.255.255.0
ip access-list extended ${site.list}
 permit ip ${site.own}.0 0.0.0.255 ${site.other}.0 0.0.0.255
!
crypto isakmp policy ${site.policy}
 authentication pre-share
 encryption des                     ! by default, set to DES
 hash md5
 group 2                            ! Diffie-Hellman group 2, by default is set to 1.
!
crypto isakmp key MY_K3Y address ${site.peer}
!
crypto ipsec transform-set TS esp-des esp-md5-hmac

!
crypto map CRYPTO 10 ipsec-isakmp
 set peer ${site.peer}
 set transform-set TS
 match address ${site.list}
!
interface FastEthernet0/0
 crypto map CRYPTO
!`.replaceAll(/ +! .*$/gm, '');
}

const shown = quoted(`
interface: Serial0/0
    Crypto map tag: CRYPTO, local addr 92.1.1.1

   protected vrf: (none)
   local  ident (addr/mask/prot/port): (10.1.1.0/255.255.255.0/0/0)
   remote ident (addr/mask/prot/port): (10.2.2.0/255.255.255.0/0/0)
   current_peer 123.1.1.2 port 500
     PERMIT, flags={origin_is_acl,ipsec_sa_request_sent}
    #pkts encaps: 4, #pkts encrypt: 4, #pkts digest: 4
    #pkts decaps: 4, #pkts decrypt: 4, #pkts verify: 4
    #pkts compressed: 0, #pkts decompressed: 0
    #pkts not compressed: 0, #pkts compr. failed: 0
    #pkts not decompressed: 0, #pkts decompress failed: 0
    #send errors 1, #recv errors 0

     local crypto endpt.: 92.1.1.1, remote crypto endpt.: 123.1.1.2
     path mtu 1500, ip mtu 1500, ip mtu idb Serial0/0
     current outbound spi: 0x7FAD546D(2142065773)

     inbound esp sas:
      spi: 0xBDD4C094(3184836756)
        transform: esp-des esp-md5-hmac ,
        in use settings ={Tunnel, }
        conn id: 2001, flow_id: SW:1, crypto map: CRYPTO
        sa timing: remaining key lifetime (k/sec): (4596305/3586)
        IV size: 8 bytes
        replay detection support: Y
        Status: ACTIVE

     inbound ah sas:

     inbound pcp sas:

     outbound esp sas:
      spi: 0x7FAD546D(2142065773)
        transform: esp-des esp-md5-hmac ,
        in use settings ={Tunnel, }
        conn id: 2002, flow_id: SW:2, crypto map: CRYPTO
        sa timing: remaining key lifetime (k/sec): (4596305/3584)
        IV size: 8 bytes
        replay detection support: Y
        Status: ACTIVE

     outbound ah sas:

     outbound pcp sas:
`);

/** What is another's on every router and in every negotiation: SPIs, connection ids, what is left of a lifetime. */
function structure(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line
      .replace(/0x[0-9A-F]+\(\d+\)/, 'SPI')
      .replace(/conn id: \d+/, 'conn id: N')
      .replace(/\(\d+\/\d+\)$/, '(k/s)')
      .replace('Serial0/0', 'FastEthernet0/0')
      .replace('92.1.1.1', '172.16.0.1')
      .replace('123.1.1.2', '172.16.0.6'),
  );
}

describe('seed 002', () => {
  let network: SmallNetwork;
  let site1: CryptoConsole;
  let site2: CryptoConsole;

  beforeEach(async () => {
    network = smallNetwork('seed 002');
    site1 = new CryptoConsole(network.r1);
    site2 = new CryptoConsole(network.r3);
    network.r1.addLoopback('Loopback0');
    network.r3.addLoopback('Loopback0');
    const refused = [
      await site1.configure(
        typedAt({ own: '10.1.1', other: '10.2.2', peer: '172.16.0.6', list: 'Traffic_1to2', policy: 10 }),
      ),
      await site2.configure(
        typedAt({ own: '10.2.2', other: '10.1.1', peer: '172.16.0.1', list: 'Traffic_2to1', policy: 30 }),
      ),
    ];
    expect(refused.flat()).toEqual([]);
    // The routers between them know one another's hardware addresses, as routers do that have been up for a while.
    ping(network, network.r1, '172.16.0.6');
  });

  /** Five pings from one loopback to the other. */
  function fromLoopback(): string {
    const { icmp } = network.r1;
    const identifier = icmp.newIdentifier();
    const outcomes: ProbeOutcome[] = [];
    const probe = {
      source: ip('10.1.1.1'),
      destination: ip('10.2.2.1'),
      size: 100,
      dontFragment: false,
      timeout: 2000,
    };
    const next = (): void => {
      if (outcomes.length === 5) return;
      icmp.probe(probe, identifier, outcomes.length, (outcome) => {
        outcomes.push(outcome);
        next();
      });
    };
    next();
    while (outcomes.length < 5 && network.clock.runInstant());
    return marks(outcomes);
  }

  it('loses the first ping while the associations are made, and shows what the seed shows', async () => {
    expect(await site1.show('show crypto isakmp sa')).not.toContain('QM_IDLE');
    expect(fromLoopback()).toBe('.!!!!');
    const [, , row] = await site1.show('show crypto isakmp sa');
    expect(row).toBe('172.16.0.6      172.16.0.1      QM_IDLE           1001    0 ACTIVE');
    const lines = await site1.show('show crypto ipsec sa');
    expect(structure(lines).slice(1)).toEqual(structure(shown));
  });

  it('has the flag that a request was sent at the end that asked, and mirrored SPIs', async () => {
    fromLoopback();
    const there = await site2.show('show crypto ipsec sa');
    expect(there).toContain('     PERMIT, flags={origin_is_acl,}');
    const spis = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('      spi: '));
    expect(spis(there)).toEqual(spis(await site1.show('show crypto ipsec sa')).toReversed());
  });

  it('lets all other traffic pass in clear', () => {
    expect(marks(ping(network, network.r1, '172.16.0.6'))).toBe('!!!!!');
    expect(network.r1.ipsec.flows.map(({ counters }) => counters.encaps)).toEqual([0]);
  });

  it('is torn down by hand, and its lifetime is shown (step 5)', async () => {
    fromLoopback();
    await site1.show('clear crypto sa');
    expect(wording(await site1.show('show crypto ipsec sa'))).toContain('current outbound spi: 0x0(0)');
    expect(await site1.show('show crypto ipsec security-association lifetime')).toEqual([
      'Security association lifetime: 4608000 kilobytes/3600 seconds',
    ]);
    expect(fromLoopback()).toBe('.!!!!');
  });

  it('is a session of the interface, and pasted back it is the same configuration', async () => {
    fromLoopback();
    const session = await site1.show('show crypto session');
    expect(session.slice(2, 8)).toEqual([
      'Interface: FastEthernet0/0',
      'Session status: UP-ACTIVE     ',
      'Peer: 172.16.0.6 port 500 ',
      '  IKE SA: local 172.16.0.1/500 remote 172.16.0.6/500 Active ',
      '  IPSEC FLOW: permit ip 10.1.1.0/255.255.255.0 10.2.2.0/255.255.255.0 ',
      '        Active SAs: 2, origin: crypto map',
    ]);
    const again = new CryptoConsole(smallNetwork().r1);
    expect(await again.configure(site1.configuration)).toEqual([]);
    expect(again.configuration).toBe(site1.configuration);
  });
});
