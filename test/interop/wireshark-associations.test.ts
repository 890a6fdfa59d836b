/** Wireshark's opinion of crypto maps: IKE of both versions, AES-GCM, AH and AH around ESP, decrypted with exported keys. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ikev2Proposal } from '../../src-main/simulator/ike2/configuration.ts';
import type { TransformSet } from '../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import type { CapturedFrame } from '../../src-main/simulator/wire/pcap.ts';
import { KeyLog } from '../../src-main/simulator/topology/key-log.ts';
import { marks } from '../simulator/router/network.ts';
import { aesSha, allowPeer2, connect, pingFrom, sites, wait } from '../simulator/router/sites.ts';
import { Tshark, tshark } from './tshark.ts';

interface Terms {
  set: TransformSet;
  /** With one, IKE version 2 is used. */
  proposal?: Omit<Ikev2Proposal, 'name'>;
}

const gcm: TransformSet = { ...aesSha, esp: { cipher: 'aes-gcm', keyBits: 256, integrity: undefined } };
const sha512: TransformSet = { ...aesSha, esp: { cipher: 'aes', keyBits: 192, integrity: 'sha512' } };

const variants: [string, Terms][] = [
  ['version 1, AES-GCM', { set: gcm }],
  ['version 1, AH around ESP', { set: { ...aesSha, ah: 'md5' } }],
  [
    'version 2 with AES-CBC and SHA-256, ESP with SHA-512',
    {
      set: sha512,
      proposal: { encryption: [{ algorithm: 'aes-cbc', keyBits: 256 }], integrity: ['sha256'], prf: [], groups: [14] },
    },
  ],
  [
    'version 2 and ESP with AES-GCM',
    {
      set: gcm,
      proposal: { encryption: [{ algorithm: 'aes-gcm', keyBits: 256 }], integrity: [], prf: ['sha384'], groups: [20] },
    },
  ],
  [
    'version 2 with 3DES and MD5',
    {
      set: aesSha,
      proposal: { encryption: [{ algorithm: '3des', keyBits: 168 }], integrity: ['md5'], prf: [], groups: [2] },
    },
  ],
];

describe.skipIf(tshark === undefined)('tshark reads a site-to-site VPN', () => {
  let shark: Tshark;
  beforeAll(() => {
    shark = new Tshark();
  });
  afterAll(() => shark.dispose());

  /** Five pings, a renewal, five pings. */
  function capture({ set, proposal }: Terms): string {
    const network = sites();
    const frames: CapturedFrame[] = [];
    const keys = new KeyLog();
    keys.watch(network.r1);
    network.west.frames.on(({ time, frame }) => frames.push({ time: 1000 * time, frame }));
    for (const router of proposal ? [network.r1, network.r3] : []) {
      allowPeer2(router);
      const { ikev2 } = router.crypto;
      ikev2.proposals.set('P', { name: 'P', ...(proposal as Omit<Ikev2Proposal, 'name'>) });
      ikev2.policies.set('P', { name: 'P', proposals: ['P'], localAddress: undefined, vrf: undefined });
    }
    connect(network, [1], set, { lifetime: { seconds: 120 }, ...(proposal && { ikev2Profile: 'V2' }) });
    expect(marks(pingFrom(network, network.r1, ['10.1.1.1', '10.3.1.1']))).toBe('.!!!!');
    wait(network, 100);
    expect(marks(pingFrom(network, network.r1, ['10.1.1.1', '10.3.1.1'], { size: 1400 }))).toBe('!!!!!');
    return shark.write('capture.pcap', frames, keys.wiresharkFiles());
  }

  it.each(variants)('with %s', (_, terms) => {
    const path = capture(terms);
    expect(shark.fields(path, '_ws.malformed || _ws.expert.severity == error', 'frame.number')).toEqual([]);
    const echoes = shark.fields(path, '(esp || ah) && icmp.type == 8', 'ip.src');
    expect(new Set(echoes)).toEqual(new Set(['172.16.0.1,10.1.1.1']));
    expect(echoes).toHaveLength(9);
    // What is inside of IKE: the renewal of the pair can be read in full.
    const renewal = terms.proposal ? 'isakmp.exchangetype == 36' : 'isakmp.exchangetype == 32';
    const contents = shark.fields(path, renewal, 'isakmp.typepayload', 'isakmp.nonce');
    expect(contents.length).toBeGreaterThanOrEqual(2);
    expect(contents.filter((line) => /\t[0-9a-f]{16,}/.test(line)).length).toBeGreaterThanOrEqual(2);
  });
});
