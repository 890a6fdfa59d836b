/**
 * Wireshark's opinion of routing protocols that are signed, of stub areas, and of NHRP's traffic indications: every packet
 * is decoded without a fault, and says what it should.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CapturedFrame } from '../../src-main/simulator/wire/pcap.ts';
import { dmvpnConsoles, hubTunnel, site, spokeTunnel } from '../simulator/ios/nhrp/dmvpn-consoles.ts';
import { bareConsoles } from '../simulator/ios/network-console.ts';
import { Tshark, tshark } from './tshark.ts';

const signed = `key chain K
 key 3
  key-string S3cret
router ospf 1
 network 10.0.0.0 0.0.0.255 area 1
 area 1 stub
router eigrp 7
 network 10.0.0.0
interface FastEthernet0/0
 ip ospf authentication message-digest
 ip ospf message-digest-key 9 md5 S3cret
 ip authentication mode eigrp 7 md5
 ip authentication key-chain eigrp 7 K
 no shutdown
`;

async function signedFrames(): Promise<CapturedFrame[]> {
  const { r1, r2, clock, west } = bareConsoles();
  const frames: CapturedFrame[] = [];
  west.frames.on(({ time, frame }) => frames.push({ time: 1000 * time, frame }));
  for (const [router, number] of [
    [r1, 1],
    [r2, 2],
  ] as const)
    expect(await router.configure(`interface FastEthernet0/0\n ip address 10.0.0.${number} 255.255.255.0\n${signed}`)).toEqual([]); // prettier-ignore
  clock.runUntil(90_000);
  expect(await r1.type('show ip ospf neighbor')).toContain('FULL');
  expect(await r1.type('show ip eigrp neighbors')).toContain('10.0.0.2');
  return frames;
}

async function phase3Frames(): Promise<CapturedFrame[]> {
  const { clock, hub, spokes, cable } = dmvpnConsoles();
  const frames: CapturedFrame[] = [];
  cable.frames.on(({ time, frame }) => frames.push({ time: 1000 * time, frame }));
  await hub.configure(`${site(1)}${hubTunnel(' ip nhrp redirect\n')}ip route 172.20.3.0 255.255.255.0 10.0.0.3\n`);
  for (const [index, spoke] of spokes.entries())
    await spoke.configure(`${site(index + 2)}${spokeTunnel(index + 2, 'mgre', ' ip nhrp shortcut\n')}ip route 172.20.0.0 255.255.0.0 10.0.0.1\n`); // prettier-ignore
  clock.runUntil(40_000);
  await spokes[0].type('ping 172.20.3.1 source Tunnel0');
  clock.runUntil(clock.now() + 5_000);
  expect(await spokes[0].type('show ip nhrp shortcut')).toContain('172.20.3.0/24 via 10.0.0.3');
  return frames;
}

describe.skipIf(tshark === undefined)('tshark', () => {
  let shark: Tshark;
  let [signedPath, phase3Path] = ['', ''];
  beforeAll(async () => {
    shark = new Tshark();
    signedPath = shark.write('signed.pcap', await signedFrames());
    phase3Path = shark.write('phase3.pcap', await phase3Frames());
  });
  afterAll(() => shark.dispose());

  it('finds nothing malformed, and no fault in what routers tell one another', () => {
    for (const path of [signedPath, phase3Path]) {
      const faults = '_ws.malformed || ((ospf || eigrp || nhrp) && _ws.expert.severity == error)';
      expect(shark.fields(path, faults, 'frame.number')).toEqual([]);
    }
  }, 120_000);

  it('reads the numbers of the keys of OSPF and of EIGRP, and that the area is a stub', () => {
    const names = [
      'ospf.auth.type',
      'ospf.auth.crypt.key_id',
      'ospf.v2.options',
      'eigrp.auth.type',
      'eigrp.auth.keyid',
    ];
    const said = new Set(shark.fields(signedPath, 'ospf.hello || eigrp', ...names));
    expect(said).toEqual(new Set(['2\t9\t0x00\t\t', '\t\t\t2\t3']));
  }, 120_000);

  it('sees a traffic indication about a packet that has gone round, and the question that the hub hands on', () => {
    const names = ['nhrp.hdr.op.type', 'nhrp.dst.prot.addr', 'nhrp.src.prot.addr'];
    const said = shark.fields(phase3Path, 'nhrp.hdr.op.type == 8 || nhrp.hdr.op.type == 1', ...names);
    expect(said).toContain('8\t10.0.0.2\t10.0.0.1');
    // Of the spoke to the hub, and of the hub to the other spoke, whose answer goes past this cable.
    expect(said.filter((line) => line === '1\t172.20.3.1\t10.0.0.2').length).toBeGreaterThan(1);
  }, 120_000);
});
