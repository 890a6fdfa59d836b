/**
 * Wireshark's opinion of what the built-in routers send: a whole migration, captured on a link of a running network, is
 * decoded without a fault; and with the keys that the network exports it is decrypted, down to the pings inside.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CapturedFrame } from '../../src-main/simulator/wire/pcap.ts';
import { KeyLog } from '../../src-main/simulator/topology/key-log.ts';
import { marks, ping } from '../simulator/router/network.ts';
import { migrate, ready, wait } from '../simulator/ios/seed-000-lab.ts';
import { decrypting, Tshark, tshark } from './tshark.ts';

interface Captured {
  frames: CapturedFrame[];
  keyFiles: Record<string, string>;
}

/** GRE, the half-migrated state, both migrated, pings, a clear, more pings. @param terms of the SAs, typed on both */
async function captureMigration(terms = ''): Promise<Captured> {
  const { network, r1, r3 } = await ready();
  for (const console of [r1, r3]) expect(await console.configure(terms)).toEqual([]);
  const frames: CapturedFrame[] = [];
  const keys = new KeyLog();
  keys.watch(network.r1);
  network.west.frames.on(({ time, frame }) => frames.push({ time: 1000 * time, frame }));
  expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
  await migrate(r1);
  wait(network, 15);
  ping(network, network.r3, '10.0.0.1', { count: 1 });
  await migrate(r3);
  wait(network, 3);
  expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
  await r3.show('clear crypto session');
  wait(network, 3);
  expect(marks(ping(network, network.r1, '10.0.0.2', { count: 3, size: 1400 }))).toBe('!!!');
  return { frames, keyFiles: keys.wiresharkFiles() };
}

describe.skipIf(tshark === undefined)('tshark', () => {
  let shark: Tshark;
  let capture = '';
  beforeAll(async () => {
    shark = new Tshark();
    capture = write('migration.pcap', await captureMigration());
  });
  afterAll(() => shark.dispose());

  const write = (name: string, { frames, keyFiles }: Captured): string => shark.write(name, frames, keyFiles);

  function expectPings(path: string): void {
    const inner = shark.fields(path, 'esp && icmp', 'icmp.type', 'ip.src');
    const [request, reply] = ['8\t172.16.0.1,10.0.0.1', '0\t172.16.0.6,10.0.0.2'];
    expect(inner).toEqual(Array.from({ length: 8 }, () => [request, reply]).flat());
    // The check value of every packet is right: the integrity keys are, too.
    expect(shark.fields(path, 'esp.icv_good == 1', 'esp.spi')).toHaveLength(16);
  }

  it('finds no malformed packet in a migration, and nothing to complain of', () => {
    expect(shark.run('-r', capture).length).toBeGreaterThan(50);
    expect(shark.run('-r', capture, '-Y', '_ws.malformed')).toEqual([]);
    const checksums = ['-o', 'ip.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'];
    expect(shark.run('-r', capture, ...checksums, '-Y', '_ws.expert.severity == error')).toEqual([]);
    expect(shark.run('-r', capture, ...decrypting, '-Y', '_ws.malformed || _ws.expert.severity == error')).toEqual([]);
  });

  it('sees what a migration is made of', () => {
    const exchanges = new Set(shark.fields(capture, 'isakmp && !icmp', 'isakmp.exchangetype'));
    expect([...exchanges].sort()).toEqual(['2', '32', '5']);
    expect(shark.fields(capture, 'gre', 'ip.proto').length).toBeGreaterThan(0);
    // R3 has no UDP port 500 open while only R1 is migrated: it says so.
    expect(shark.fields(capture, 'icmp.type == 3 && icmp.code == 3', 'ip.src').length).toBeGreaterThan(0);
    expect(shark.fields(capture, 'esp', 'esp.spi').length).toBe(2 * (5 + 3));
  });

  it('decrypts IKE with the exported keys: main mode, quick mode, deletions', () => {
    const quick = shark.fields(capture, 'isakmp.exchangetype == 32', 'isakmp.enc.decrypted', 'isakmp.typepayload');
    expect(quick.length).toBe(6);
    // Hash first; the first two messages of each carry an SA, a nonce and two identities.
    expect(quick.filter((line) => /\b8,.*1,.*10,5,5/.test(line))).toHaveLength(4);
    const deleted = shark.fields(capture, 'isakmp.exchangetype == 5 && isakmp.delete.spi', 'isakmp.delete.spi');
    expect(deleted.length).toBeGreaterThanOrEqual(2);
    const identities = shark.fields(
      capture,
      'isakmp.exchangetype == 2 && isakmp.id.data.ipv4_addr',
      'isakmp.id.data.ipv4_addr',
    );
    expect([...new Set(identities)].sort()).toEqual(['172.16.0.1', '172.16.0.6']);
  });

  it('decrypts ESP with the exported keys down to the pings inside: 3DES and SHA-1, group 1', () => {
    expectPings(capture);
  });

  it.each([
    [
      'DES and MD5, group 2',
      'crypto isakmp policy 10\n hash md5\n group 2\ncrypto ipsec transform-set MyTransformSet esp-des esp-md5-hmac',
    ],
    [
      'AES-128 and SHA-1, group 5',
      'crypto isakmp policy 10\n encr aes\n group 5\ncrypto ipsec transform-set MyTransformSet esp-aes esp-sha-hmac',
    ],
    [
      'AES-256 and SHA-256, group 14',
      'crypto isakmp policy 10\n encr aes 256\n group 14\ncrypto ipsec transform-set MyTransformSet esp-aes 256 esp-sha256-hmac',
    ],
  ])('decrypts ESP with the exported keys down to the pings inside: %s', async (_, terms) => {
    const other = write('other.pcap', await captureMigration(terms));
    expectPings(other);
  });
});
