import { describe, expect, it } from 'vitest';
import { parseShowCryptoIpsecSa } from '../../../../../src-main/parsers/ios/show-crypto-ipsec-sa.ts';
import { flavourOf } from '../../../../../src-main/simulator/ios/flavour.ts';
import {
  ipsecSaLines,
  type IpsecSaView,
} from '../../../../../src-main/simulator/ios/crypto/show/show-crypto-ipsec-sa.ts';
import { configuredR1, pairOf, quoted, seed000, wording, type Seed000 } from '../crypto-state.ts';

const view: IpsecSaView = {
  flavour: flavourOf('12.4(15)T14'),
  now: 1_000_000,
  isDetailed: false,
  egressOf: () => ({ name: 'FastEthernet0/0', ipMtu: 1500 }),
};

const ofSeed000 = quoted(`
interface: Tunnel0
Crypto map tag: Tunnel0-head-0, local addr 172.16.0.1

protected vrf: (none)
   local  ident (addr/mask/prot/port): (0.0.0.0/0.0.0.0/0/0)
   remote ident (addr/mask/prot/port): (0.0.0.0/0.0.0.0/0/0)
   current_peer 172.16.0.6 port 500
 PERMIT, flags={origin_is_acl,}
#pkts encaps: 5, #pkts encrypt: 5, #pkts digest: 5
#pkts decaps: 5, #pkts decrypt: 5, #pkts verify: 5
#pkts compressed: 0, #pkts decompressed: 0
#pkts not compressed: 0, #pkts compr. failed: 0
#pkts not decompressed: 0, #pkts decompress failed: 0
#send errors 0, #recv errors 0

local crypto endpt.: 172.16.0.1, remote crypto endpt.: 172.16.0.6
 path mtu 1500, ip mtu 1500, ip mtu idb FastEthernet0/0
 current outbound spi: 0xB1677585(2976347525)

inbound esp sas:
  spi: 0x5351D51E(1397871902)
    transform: esp-3des esp-sha-hmac ,
    in use settings ={Tunnel, }
    conn id: 3, flow_id: SW:3, crypto map: Tunnel0-head-0
    sa timing: remaining key lifetime (k/sec): (4540862/3379)
    IV size: 8 bytes
    replay detection support: Y
    Status: ACTIVE

inbound ah sas:

inbound pcp sas:

outbound esp sas:
  spi: 0xB1677585(2976347525)
    transform: esp-3des esp-sha-hmac ,
    in use settings ={Tunnel, }
    conn id: 4, flow_id: SW:4, crypto map: Tunnel0-head-0
    sa timing: remaining key lifetime (k/sec): (4540862/3378)
    IV size: 8 bytes
    replay detection support: Y
    Status: ACTIVE

outbound ah sas:

outbound pcp sas:
`);

/** Seed 002, line for line at the same places: it kept its indentation. */
const ofSeed002 = quoted(`
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

const printed = ({ flow }: Pick<Seed000, 'flow'>, changes: Partial<IpsecSaView> = {}): string[] =>
  ipsecSaLines([flow], { ...view, ...changes });

describe('show crypto ipsec sa', () => {
  it('says what seed 000 says, in its state', () => {
    expect(wording(printed(seed000()))).toEqual(['', ...wording(ofSeed000)]);
  });

  it('is indented as seed 002 is', () => {
    const indents = (lines: readonly string[]): number[] => lines.map((line) => line.search(/\S|$/));
    expect(indents(printed(seed000()).slice(1))).toEqual(indents(ofSeed002));
  });

  it('has empty lists and no outbound SPI while IKE is asked', () => {
    const lines = printed(configuredR1());
    expect(lines).toContain('     PERMIT, flags={origin_is_acl,ipsec_sa_request_sent}');
    expect(lines).toContain('     current outbound spi: 0x0(0)');
    expect(lines.join('\n')).toContain('     inbound esp sas:\n\n     inbound ah sas:');
  });

  it('names the hosts and GRE of a tunnel that is not a virtual tunnel interface', () => {
    const lines = printed(configuredR1('gre-ip'));
    expect(lines).toContain('   local  ident (addr/mask/prot/port): (172.16.0.1/255.255.255.255/47/0)');
    expect(lines).toContain('   remote ident (addr/mask/prot/port): (172.16.0.6/255.255.255.255/47/0)');
  });

  it('lists both pairs while one takes over from the other, and sends with the newer', () => {
    const state = seed000();
    state.flow.pairs.push(pairOf(state.flow, { inbound: 0x1000, outbound: 0x0a000001, firstConnection: 5 }));
    const text = printed(state).join('\n');
    expect(text.match(/^ {6}spi: \S+$/gm)).toEqual([
      '      spi: 0x5351D51E(1397871902)',
      '      spi: 0x1000(4096)',
      '      spi: 0xB1677585(2976347525)',
      '      spi: 0xA000001(167772161)',
    ]);
    expect(text).toContain('current outbound spi: 0xA000001(167772161)');
  });

  it('counts errors by cause when asked for detail', () => {
    const state = seed000();
    Object.assign(state.flow.counters, { sendErrors: 4, receiveErrors: 3, verifyFailed: 2, replayFailed: 1 });
    expect(printed(state)).toContain('    #send errors 4, #recv errors 3');
    const detailed = printed(state, { isDetailed: true });
    expect(detailed).toContain('    #pkts no sa (send) 4, #pkts invalid sa (rcv) 0');
    expect(detailed).toContain('    #pkts invalid prot (recv) 0, #pkts verify failed: 2');
    expect(detailed).toContain('    ##pkts replay failed (rcv): 1');
    expect(detailed.join('\n')).not.toContain('#send errors');
  });

  it('says so when there is nothing to show', () => {
    expect(ipsecSaLines([], view)).toEqual(['', 'No SAs found']);
  });

  it('is understood whole by the parser', () => {
    const parsed = parseShowCryptoIpsecSa(printed(seed000(), { isDetailed: true }).join('\n'));
    expect(parsed.unknown).toEqual([]);
    expect(parsed.records).toHaveLength(1);
  });
});
