/**
 * The crypto debugs, which are made of what the state machine does: order from seed 001, spelling of 12.4T. What is
 * lost on the way shows: the debug stops there, and retransmits.
 */
import { describe, expect, it } from 'vitest';
import { parseLog } from '../../../../src-main/parsers/ios/log.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { parseEthernet } from '../../../../src-main/simulator/wire/ethernet.ts';
import { ipProtocols, parseIpv4Packet } from '../../../../src-main/simulator/wire/ipv4.ts';
import { migrate, ready, wait, type Lab } from '../seed-000-lab.ts';

/** R3 is ready and waits; R1 is the one that begins. */
async function debugged(mistake = ''): Promise<Lab> {
  const lab = await ready(mistake);
  for (const console of [lab.r1, lab.r3]) {
    expect(await console.show('debug crypto isakmp')).toEqual(['Crypto ISAKMP debugging is on']);
    expect(await console.show('debug crypto ipsec')).toEqual(['Crypto IPSEC debugging is on']);
  }
  await migrate(lab.r1);
  await migrate(lab.r3);
  return lab;
}

/** Drops the nth message of IKE that enters the western link, whoever sends it. */
function dropIke({ network }: Lab, nth: number): void {
  let count = 0;
  network.west.passes = ({ frame }) => {
    const ethernet = parseEthernet(frame);
    const packet = isMalformed(ethernet) ? undefined : parseIpv4Packet(ethernet.payload);
    if (!packet || isMalformed(packet) || packet.protocol !== ipProtocols.udp) return true;
    return ++count !== nth;
  };
}

const has = (lines: readonly string[], ...wanted: readonly string[]): string[] => {
  let from = 0;
  return wanted.filter((line) => {
    const index = lines.indexOf(line, from);
    if (index >= 0) from = index + 1;
    return index < 0;
  });
};

const states = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /New State = (\S+)/.exec(line)?.[1] ?? []).filter((one, i, all) => one !== all[i - 1]);

describe('debug crypto isakmp and ipsec at the initiator', () => {
  it('follow seed 001 line by line', async () => {
    const lab = await debugged();
    wait(lab.network, 5);
    const lines = lab.r1.debugged.map((line) =>
      line.replaceAll(/-?\b\d{6,}\b/g, 'N').replaceAll(/0x[\dA-F]{5,8}/g, '0xN'),
    );
    const missing = has(
      lines,
      `IPSEC(sa_request): ,
  (key eng. msg.) OUTBOUND local= 172.16.0.1, remote= 172.16.0.6,
    local_proxy= 0.0.0.0/0.0.0.0/0/0 (type=4),
    remote_proxy= 0.0.0.0/0.0.0.0/0/0 (type=4),
    protocol= ESP, transform= esp-3des esp-sha-hmac  (Tunnel),
    lifedur= 3600s and 4608000kb,
    spi= 0x0(0), conn_id= 0, keysize= 0, flags= 0x0`,
      'ISAKMP: local port 500, remote port 500',
      'ISAKMP:(0):Input = IKE_MESG_FROM_IPSEC, IKE_SA_REQ_MM',
      'ISAKMP:(0):Old State = IKE_READY  New State = IKE_I_MM1 \n',
      'ISAKMP:(0): beginning Main Mode exchange',
      'ISAKMP:(0): sending packet to 172.16.0.6 my_port 500 peer_port 500 (I) MM_NO_STATE',
      'ISAKMP (0:0): received packet from 172.16.0.6 dport 500 sport 500 Global (I) MM_NO_STATE',
      'ISAKMP:(0):Input = IKE_MESG_FROM_PEER, IKE_MM_EXCH',
      'ISAKMP:(0):Old State = IKE_I_MM1  New State = IKE_I_MM2 \n',
      'ISAKMP:(0): processing SA payload. message ID = 0',
      'ISAKMP:(0):found peer pre-shared key matching 172.16.0.6',
      'ISAKMP:(0):Checking ISAKMP transform 1 against priority 10 policy',
      'ISAKMP:      encryption DES-CBC',
      'ISAKMP:      hash SHA',
      'ISAKMP:      default group 1',
      'ISAKMP:      auth pre-share',
      'ISAKMP:      life type in seconds',
      'ISAKMP:      life duration (VPI) of  0x0 0x1 0x51 0x80 ',
      'ISAKMP:(0):atts are acceptable. Next payload is 0',
      'ISAKMP:(0):Returning Actual lifetime: 86400',
      'ISAKMP:(0)::Started lifetime timer: 86400.\n',
      'ISAKMP:(0): sending packet to 172.16.0.6 my_port 500 peer_port 500 (I) MM_SA_SETUP',
      'ISAKMP:(0):Old State = IKE_I_MM2  New State = IKE_I_MM3 \n',
      'ISAKMP:(0):Old State = IKE_I_MM3  New State = IKE_I_MM4 \n',
      'ISAKMP:(0): processing KE payload. message ID = 0',
      'ISAKMP:(0): processing NONCE payload. message ID = 0',
      'ISAKMP:(0): processing vendor id payload',
      'ISAKMP:(1001):SA is doing pre-shared key authentication using id type ID_IPV4_ADDR',
      'ISAKMP:(1001): sending packet to 172.16.0.6 my_port 500 peer_port 500 (I) MM_KEY_EXCH',
      'ISAKMP:(1001):Old State = IKE_I_MM4  New State = IKE_I_MM5 \n',
      'ISAKMP:(1001): processing ID payload. message ID = 0',
      'ISAKMP:(1001): processing HASH payload. message ID = 0',
      'ISAKMP:(1001):SA authentication status:\n\tauthenticated',
      'ISAKMP:(1001):SA has been authenticated with 172.16.0.6',
      'ISAKMP:(1001):Old State = IKE_I_MM6  New State = IKE_P1_COMPLETE \n',
      'ISAKMP:(1001):beginning Quick Mode exchange, M-ID of N',
      'ISAKMP:(1001): sending packet to 172.16.0.6 my_port 500 peer_port 500 (I) QM_IDLE      ',
      'ISAKMP:(1001):Node N, Input = IKE_MESG_INTERNAL, IKE_INIT_QM',
      'ISAKMP:(1001):Old State = IKE_QM_READY  New State = IKE_QM_I_QM1',
      'ISAKMP:(1001): processing HASH payload. message ID = N',
      'ISAKMP:(1001): processing SA payload. message ID = N',
      'ISAKMP:(1001):Checking IPSec proposal 1',
      'ISAKMP: transform 1, ESP_3DES',
      'ISAKMP:   attributes in transform:',
      'ISAKMP:      encaps is 1 (Tunnel)',
      'ISAKMP:      SA life duration (basic) of 3600',
      'ISAKMP:      SA life duration (VPI) of  0x0 0x46 0x50 0x0 ',
      'ISAKMP:      authenticator is HMAC-SHA',
      'ISAKMP:(1001):atts are acceptable.',
      'IPSEC(validate_proposal_request): proposal part #1',
      'ISAKMP:(1001): Creating IPSec SAs',
      '        inbound SA from 172.16.0.6 to 172.16.0.1 (f/i)  0/ 0\n      (proxy 0.0.0.0 to 0.0.0.0)',
      '        has spi 0xN and conn_id 0',
      '        lifetime of 3600 seconds',
      'ISAKMP:(1001):Old State = IKE_QM_I_QM1  New State = IKE_QM_PHASE2_COMPLETE',
      'IPSEC(key_engine): got a queue event with 1 KMI message(s)',
      'IPSEC(create_sa): sa created,\n  (sa) sa_dest= 172.16.0.1, sa_proto= 50,\n    sa_spi= 0xN(N),\n    sa_trans= esp-3des esp-sha-hmac , sa_conn_id= 1',
      'IPSEC(create_sa): sa created,\n  (sa) sa_dest= 172.16.0.6, sa_proto= 50,\n    sa_spi= 0xN(N),\n    sa_trans= esp-3des esp-sha-hmac , sa_conn_id= 2',
    );
    expect(missing).toEqual([]);
  });

  it('pass through the states of either role', async () => {
    const lab = await debugged();
    wait(lab.network, 5);
    expect(states(lab.r1.debugged)).toEqual(
      'IKE_I_MM1 IKE_I_MM2 IKE_I_MM3 IKE_I_MM4 IKE_I_MM5 IKE_I_MM6 IKE_P1_COMPLETE IKE_QM_I_QM1 IKE_P1_COMPLETE IKE_QM_PHASE2_COMPLETE'.split(
        ' ',
      ),
    );
    expect(states(lab.r3.debugged).slice(-10)).toEqual(
      'IKE_DEST_SA IKE_R_MM1 IKE_R_MM2 IKE_R_MM3 IKE_R_MM4 IKE_R_MM5 IKE_P1_COMPLETE IKE_QM_SPI_STARVE IKE_QM_R_QM2 IKE_QM_PHASE2_COMPLETE'.split(
        ' ',
      ),
    );
  });

  it('are silent when they are off, and off again after undebug', async () => {
    const lab = await ready();
    await lab.r1.show('debug crypto isakmp');
    expect(await lab.r1.show('undebug crypto isakmp')).toEqual(['Crypto ISAKMP debugging is off']);
    await lab.r3.show('debug crypto ipsec');
    expect(await lab.r3.show('no debug crypto ipsec')).toEqual(['Crypto IPSEC debugging is off']);
    await migrate(lab.r1);
    await migrate(lab.r3);
    wait(lab.network, 5);
    expect([...lab.r1.debugged, ...lab.r3.debugged]).toEqual([]);
  });
});

describe('a message that is lost', () => {
  // Message 1 is R1's, message 2 R3's first one, which R1 ignores; the answer to R1's is the third.
  it.each([
    [3, 'IKE_I_MM1', 'MM_NO_STATE'],
    [4, 'IKE_I_MM3', 'MM_SA_SETUP'],
    [5, 'IKE_I_MM3', 'MM_SA_SETUP'],
    [6, 'IKE_I_MM5', 'MM_KEY_EXCH'],
    [7, 'IKE_I_MM5', 'MM_KEY_EXCH'],
  ])('number %d of main mode stops the debug at %s', async (nth, state, shown) => {
    const lab = await ready();
    await lab.r1.show('debug crypto isakmp');
    dropIke(lab, nth);
    await migrate(lab.r1);
    await migrate(lab.r3);
    wait(lab.network, 0.5);
    expect(states(lab.r1.debugged).at(-1)).toBe(state);
    expect(lab.r1.debugged.join('\n')).not.toContain('retransmitting');
    wait(lab.network, 10);
    expect(lab.r1.debugged).toContain(
      `ISAKMP:(${shown === 'MM_KEY_EXCH' ? 1001 : 0}): retransmitting phase 1 ${shown}...`,
    );
    wait(lab.network, 15);
    expect(states(lab.r1.debugged).at(-1)).toBe('IKE_QM_PHASE2_COMPLETE');
  });

  it('of quick mode is sent again as phase 2', async () => {
    const lab = await ready();
    await lab.r1.show('debug crypto isakmp');
    dropIke(lab, 8);
    await migrate(lab.r1);
    await migrate(lab.r3);
    wait(lab.network, 0.5);
    expect(states(lab.r1.debugged).filter((state) => state.startsWith('IKE_QM'))).toEqual(['IKE_QM_I_QM1']);
    wait(lab.network, 11);
    expect(lab.r1.debugged.join('\n')).toMatch(/ISAKMP:\(1001\): retransmitting phase 2 QM_IDLE {7}-?\d+ \.\.\./);
    expect(states(lab.r1.debugged).at(-1)).toBe('IKE_QM_PHASE2_COMPLETE');
  });
});

describe('the parser of logs', () => {
  /** What is printed and told to nobody: what IOS does with its own memory, and where a line repeats another. */
  const housekeeping =
    /received payload type|peer struct|New peer created|peer_reap|set new node|insert sa succ|purging|SA request profile|local port 500|Trying to insert|Can not start Aggressive|local preshared key found|Scanning profiles|Acceptable atts|Fill atts|Sending an IKE|ID payload|Total payload|gets spi|initial contact|INITIAL_CONTACT|vendor ID is|Creating IPSec|lifetime of|attributes in transform|paranoid|still budding|sitting IDLE|outgoing phase|retransmission skipped|packet is a duplicate|NOTIFY|no hash|responder lifetime|restart ike|deleting spi|Error while processing|delete notify|key_engine|policy_db_add_ident|proposal part #1$|delete SA with|sa_request/;

  it.each([
    ['nothing', ''],
    ['the key', 'no crypto isakmp key FooB4r address 172.16.0.1\ncrypto isakmp key FooB4R address 172.16.0.1'],
    ['no key', 'no crypto isakmp key FooB4r address 172.16.0.1'],
    ['the cipher of IKE', 'crypto isakmp policy 10\n encr aes 256'],
    ['the hash of IKE', 'crypto isakmp policy 10\n hash md5'],
    ['the group', 'crypto isakmp policy 10\n group 2'],
    ['the method', 'crypto isakmp policy 10\n authentication rsa-sig'],
    ['the lifetime', 'crypto isakmp policy 10\n lifetime 600'],
    ['the transform set', 'crypto ipsec transform-set MyTransformSet esp-aes 256 esp-md5-hmac'],
    ['the secrecy', 'crypto ipsec profile MyProfile\n set pfs group2'],
  ])('understands every line when %s differs', async (_, mistake) => {
    const lab = await debugged(mistake);
    wait(lab.network, 130);
    await lab.r1.show('clear crypto session');
    wait(lab.network, 20);
    await lab.r3.show('clear crypto isakmp');
    await lab.r3.show('clear crypto sa');
    wait(lab.network, 100);
    for (const { logged } of [lab.r1, lab.r3]) {
      const { records, unknown } = parseLog(logged.join('\n'));
      const lines = logged.join('\n').split('\n');
      expect(unknown.map((line) => lines[line])).toEqual([]);
      expect(records.filter(({ source }) => source === 'other')).toEqual([]);
      const untold = records.filter((one) => one.source !== 'other' && one.event.kind === 'other');
      expect(untold.map(({ text }) => text).filter((text) => !housekeeping.test(text))).toEqual([]);
      expect(records.length).toBeGreaterThan(100);
    }
  });
});

describe('debug crypto condition', () => {
  it('keeps to the peers that are named, for all debugs, until it is reset', async () => {
    const lab = await ready();
    await lab.r1.show('debug crypto isakmp');
    await lab.r1.show('debug crypto ipsec');
    await lab.r1.show('debug crypto engine');
    await lab.r1.show('debug crypto condition peer ipv4 9.9.9.9');
    expect(await lab.r1.show('show crypto debug-condition')).toEqual([
      'Crypto conditional debug currently is turned ON',
      'IKE debug context unmatched flag: OFF',
      'IPsec debug context unmatched flag: OFF',
      'Crypto Engine debug context unmatched flag: OFF',
      '',
      'IKE peer IP address filters:',
      '9.9.9.9',
    ]);
    await migrate(lab.r1);
    await migrate(lab.r3);
    wait(lab.network, 5);
    expect(lab.r1.debugged).toEqual([]);
    await lab.r1.show('debug crypto condition peer subnet 172.16.0.0 255.255.0.0');
    await lab.r1.show('clear crypto session');
    wait(lab.network, 5);
    expect(lab.r1.debugged.length).toBeGreaterThan(50);
    await lab.r1.show('debug crypto condition reset');
    expect((await lab.r1.show('show crypto debug-condition'))[0]).toBe(
      'Crypto conditional debug currently is turned OFF',
    );
  });

  it('refuses the kinds that are not there by their names', async () => {
    const { r1 } = await ready();
    expect(await r1.show('debug crypto condition username me')).toContain(
      '% Invalid input: Conditions by username are not simulated: those by peer and local address are',
    );
  });
});

describe('debug crypto engine', () => {
  it('says what the engine does for IKE and IPsec, in its order', async () => {
    const lab = await ready();
    expect(await lab.r1.show('debug crypto engine')).toEqual(['Crypto Engine debugging is on']);
    await migrate(lab.r1);
    await migrate(lab.r3);
    wait(lab.network, 5);
    const lines = lab.r1.debugged;
    expect(
      has(
        lines,
        'crypto_engine: Create DH',
        'crypto_engine: Create IKE SA',
        'crypto_engine: Encrypt IKE packet',
        'crypto_engine: Decrypt IKE packet',
        'crypto_engine: Create IPSec SA',
      ),
    ).toEqual([]);
  });
});
