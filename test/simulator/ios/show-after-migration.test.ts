/**
 * What the shows of seed 000 print on two routers after a migration: its lines and wording, the indentation of seed 002
 * and of corpus/outputs; and what the clears do to it.
 */
import { describe, expect, it } from 'vitest';
import { parseShowCryptoIpsecSa } from '../../../src-main/parsers/ios/show-crypto-ipsec-sa.ts';
import { ping } from '../router/network.ts';
import type { CryptoConsole } from './crypto/crypto-console.ts';
import { migrate, ready, rows, wait, type Lab } from './seed-000-lab.ts';

/** Seed 000 was typed some four minutes after the SAs came up, and after five pings. */
async function asInSeed000(): Promise<Lab> {
  const lab = await ready();
  await migrate(lab.r1);
  await migrate(lab.r3);
  wait(lab.network, 221);
  ping(lab.network, lab.network.r1, '10.0.0.2');
  return lab;
}

const blockOfSpi = (spi: string, connection: number): string => `      spi: ${spi}
        transform: esp-3des esp-sha-hmac ,
        in use settings ={Tunnel, }
        conn id: ${connection}, flow_id: SW:${connection}, crypto map: Tunnel0-head-0
        sa timing: remaining key lifetime (k/sec): (K/S)
        IV size: 8 bytes
        replay detection support: Y
        Status: ACTIVE`;

const blockOf = ([inbound = '', outbound = '']: readonly string[]): string => `
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
     current outbound spi: ${outbound}

     inbound esp sas:
${blockOfSpi(inbound, 1)}

     inbound ah sas:

     inbound pcp sas:

     outbound esp sas:
${blockOfSpi(outbound, 2)}

     outbound ah sas:

     outbound pcp sas:`;

const spisOf = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /^ {6}spi: (\S+)$/.exec(line)?.[1] ?? []);

const timings = async (console: CryptoConsole): Promise<{ kilobytes: number; seconds: number }[]> =>
  (await console.show('show crypto ipsec sa')).flatMap((line) => {
    const [, kilobytes, seconds] = /\(k\/sec\): \((\d+)\/(\d+)\)$/.exec(line) ?? [];
    return kilobytes === undefined ? [] : [{ kilobytes: Number(kilobytes), seconds: Number(seconds) }];
  });

describe('after the migration of seed 000', () => {
  it('show crypto ipsec sa is the block of the seed, blank for blank as in seed 002', async () => {
    const { r1 } = await asInSeed000();
    const lines = await r1.show('show crypto ipsec sa');
    const shown = lines.join('\n').replaceAll(/\(\d+\/\d+\)$/gm, '(K/S)');
    expect(shown).toBe(blockOf(spisOf(lines)));
  });

  it('show crypto isakmp sa has the columns of 12.4, and the initiator as src at both ends', async () => {
    const { r1, r3 } = await asInSeed000();
    const row = '172.16.0.6      172.16.0.1      QM_IDLE           1001    0 ACTIVE';
    for (const console of [r1, r3]) {
      expect((await console.show('show crypto isakmp sa')).slice(0, 3)).toEqual([
        'IPv4 Crypto ISAKMP SA',
        'dst             src             state          conn-id slot status',
        row,
      ]);
    }
  });

  it('show crypto isakmp sa detail has what was agreed on, and the local end first', async () => {
    const { r1, r3 } = await asInSeed000();
    expect(await r1.show('show crypto isakmp sa detail')).toContainEqual(
      expect.stringMatching(
        /^1001 {2}172\.16\.0\.1 {6}172\.16\.0\.6 {13}ACTIVE des {2}sha {4}psk {2}1 {2}23:56:1\d {5}$/,
      ),
    );
    expect(await r3.show('show crypto isakmp sa detail')).toContainEqual(
      expect.stringMatching(/^1001 {2}172\.16\.0\.6 {6}172\.16\.0\.1 /),
    );
  });

  it('the kilobyte lifetime falls with the traffic, and the seconds with the time', async () => {
    const { network, r1 } = await asInSeed000();
    const before = await timings(r1);
    expect(before.map(({ seconds }) => seconds)).toEqual([3379, 3379]);
    ping(network, network.r1, '10.0.0.2', { count: 100, size: 1400 });
    const after = await timings(r1);
    for (const [index, { kilobytes }] of after.entries()) {
      const fallen = (before[index]?.kilobytes ?? 0) - kilobytes;
      expect(fallen).toBeGreaterThanOrEqual(Math.floor((100 * 1400) / 1024));
      expect(fallen).toBeLessThan(160);
    }
    wait(network, 100);
    expect((await timings(r1))[0]?.seconds).toBeLessThan(3280);
  });

  it('the parser understands both ends whole', async () => {
    const { r1, r3 } = await asInSeed000();
    for (const console of [r1, r3]) {
      const { outcome, unknown, records } = parseShowCryptoIpsecSa(
        (await console.show('show crypto ipsec sa')).join('\n'),
      );
      expect([outcome, unknown, records.length]).toEqual(['complete', [], 1]);
    }
  });
});

describe('the clears', () => {
  const spis = async (console: CryptoConsole): Promise<string[]> => spisOf(await console.show('show crypto ipsec sa'));

  it('clear crypto sa makes a new pair over the association that there is', async () => {
    const { network, r1, r3 } = await asInSeed000();
    const before = await spis(r1);
    await r1.show('clear crypto sa');
    wait(network, 5);
    const after = await spis(r1);
    expect(after.some((spi) => before.includes(spi))).toBe(false);
    expect(await spis(r3)).toEqual([...after].reverse());
    expect(rows(await r1.show('show crypto isakmp sa'))).toHaveLength(1);
  });

  it('clear crypto sa peer leaves other peers alone', async () => {
    const { network, r1 } = await asInSeed000();
    const before = await spis(r1);
    await r1.show('clear crypto sa peer 172.16.0.9');
    wait(network, 5);
    expect(await spis(r1)).toEqual(before);
    await r1.show('clear crypto sa peer 172.16.0.6');
    wait(network, 5);
    expect(await spis(r1)).not.toEqual(before);
  });

  it('clear crypto isakmp with a number ends that association, and the pair lives on', async () => {
    const { network, r1, r3 } = await asInSeed000();
    const before = await spis(r1);
    expect(await r1.show('clear crypto isakmp 1001')).toEqual(['']);
    wait(network, 5);
    for (const console of [r1, r3])
      expect(rows(await console.show('show crypto isakmp sa'))).toEqual([
        '172.16.0.6      172.16.0.1      MM_NO_STATE       1001    0 ACTIVE (deleted)',
      ]);
    expect(await spis(r1)).toEqual(before);
  });

  it('clear crypto session with a remote address takes what is with that peer, and makes it anew', async () => {
    const { network, r1 } = await asInSeed000();
    const before = await spis(r1);
    await r1.show('clear crypto session remote 172.16.0.9');
    wait(network, 5);
    expect(await spis(r1)).toEqual(before);
    await r1.show('clear crypto session remote 172.16.0.6');
    wait(network, 5);
    expect((await spis(r1)).some((spi) => before.includes(spi))).toBe(false);
    expect(rows(await r1.show('show crypto isakmp sa'))).toContain(
      '172.16.0.6      172.16.0.1      QM_IDLE           1002    0 ACTIVE',
    );
  });

  it('clear crypto sa counters sets the counters back, and nothing else', async () => {
    const { network, r1 } = await asInSeed000();
    const before = await spis(r1);
    await r1.show('clear crypto sa counters');
    expect(await r1.show('show crypto ipsec sa')).toContain('    #pkts decaps: 0, #pkts decrypt: 0, #pkts verify: 0');
    ping(network, network.r1, '10.0.0.2', { count: 2 });
    expect(await r1.show('show crypto ipsec sa')).toContain('    #pkts decaps: 2, #pkts decrypt: 2, #pkts verify: 2');
    expect(await spis(r1)).toEqual(before);
  });
});
