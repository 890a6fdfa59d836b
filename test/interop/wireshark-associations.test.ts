/** Wireshark's opinion of crypto maps: IKE of both versions, AES-GCM, AH and AH around ESP, decrypted with exported keys. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ikev2Proposal } from '../../src-main/simulator/ike2/configuration.ts';
import type { TransformSet } from '../../src-main/simulator/router/crypto-configuration.ts';
import { emitPcap, linkTypes, type CapturedFrame } from '../../src-main/simulator/wire/pcap.ts';
import { KeyLog } from '../../src-main/simulator/topology/key-log.ts';
import { judge } from '../judges.ts';
import { marks } from '../simulator/router/network.ts';
import { aesSha, allowPeer2, connect, pingFrom, sites, wait } from '../simulator/router/sites.ts';

const tshark = judge('tshark', 'apt-get install -y tshark');

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
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quickmode-tshark-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

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
    for (const [file, text] of Object.entries(keys.wiresharkFiles())) writeFileSync(join(folder, file), text);
    const path = join(folder, 'capture.pcap');
    writeFileSync(path, emitPcap({ linkType: linkTypes.ethernet, frames }));
    return path;
  }

  const decrypting = ['-o', 'esp.enable_encryption_decode:TRUE', '-o', 'esp.enable_authentication_check:TRUE'];

  function packets(path: string, filter: string, ...names: readonly string[]): string[] {
    const options = ['-r', path, ...decrypting, '-Y', filter, '-T', 'fields', ...names.flatMap((name) => ['-e', name])];
    const environment = { ...process.env, WIRESHARK_CONFIG_DIR: folder };
    const output = execFileSync(tshark ?? 'tshark', options, { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
    return output
      .toString()
      .split('\n')
      .filter((line) => line !== '');
  }

  it.each(variants)('with %s', (_, terms) => {
    const path = capture(terms);
    expect(packets(path, '_ws.malformed || _ws.expert.severity == error', 'frame.number')).toEqual([]);
    const echoes = packets(path, '(esp || ah) && icmp.type == 8', 'ip.src');
    expect(new Set(echoes)).toEqual(new Set(['172.16.0.1,10.1.1.1']));
    expect(echoes).toHaveLength(9);
    // What is inside of IKE: the renewal of the pair can be read in full.
    const renewal = terms.proposal ? 'isakmp.exchangetype == 36' : 'isakmp.exchangetype == 32';
    const contents = packets(path, renewal, 'isakmp.typepayload', 'isakmp.nonce');
    expect(contents.length).toBeGreaterThanOrEqual(2);
    expect(contents.filter((line) => /\t[0-9a-f]{16,}/.test(line)).length).toBeGreaterThanOrEqual(2);
  });
});
