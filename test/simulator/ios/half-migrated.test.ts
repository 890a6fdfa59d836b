/**
 * The half-migrated state, which is the heart of the lab: R1 is a VTI, R3 is still plain GRE without protection.
 *
 * Sources. The line protocol of a VTI follows its SA: seed 000, comment of stretch of 14 July 2008 ("unlike default GRE
 * (without keepalives), the IPsec tunnel is stateful; a failure … will cause the tunnel interfaces to go down").
 * MM_NO_STATE at an initiator that is not answered, and "responder nothing": faults.tsv, P1-UDP500. One end with
 * protection, "GRE still up on other", and the message once a minute: faults.tsv, TUN-PROT-ONESIDE (device log, and
 * measured). No UDP port 500 where nothing uses IKE: faults.tsv, P1-ISAKMPOFF ("IKE disabled or no tunnel active … no
 * SAs"). The proxy identities of faults.tsv, TUN-MODE, are those of two protected tunnels: its outcome is marked as
 * derived, and quick mode, in which they would be compared, is never reached here.
 */
import { describe, expect, it } from 'vitest';
import { parseEthernet } from '../../../src-main/simulator/wire/ethernet.ts';
import { parseIcmp } from '../../../src-main/simulator/wire/icmp.ts';
import { ipProtocols, parseIpv4Packet, type Ipv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { marks, ping } from '../router/network.ts';
import { migrate, ready, rows, wait, type Lab } from './seed-000-lab.ts';

async function halfMigrated(): Promise<Lab> {
  const lab = await ready();
  for (const console of [lab.r1, lab.r3]) {
    await console.show('debug crypto isakmp');
    await console.show('debug crypto ipsec');
  }
  await migrate(lab.r1);
  return lab;
}

/** What crosses the western link from now on. */
function listen({ network }: Lab): Ipv4Packet[] {
  const packets: Ipv4Packet[] = [];
  network.west.frames.on(({ frame }) => {
    const ethernet = parseEthernet(frame);
    const packet = isMalformed(ethernet) ? undefined : parseIpv4Packet(ethernet.payload);
    if (packet && !isMalformed(packet)) packets.push(packet);
  });
  return packets;
}

const isTunnelUp = ({ r1, r3 }: Lab): (boolean | undefined)[] =>
  [r1, r3].map(({ router }) => router.interfaces.get('Tunnel0')?.isUp);

describe('the half-migrated state', () => {
  it('R1 starts IKE without traffic', async () => {
    const lab = await ready();
    const packets = listen(lab);
    await migrate(lab.r1);
    wait(lab.network, 1);
    expect(packets.map(({ protocol }) => protocol)).toEqual([ipProtocols.udp, ipProtocols.icmp]);
    expect(lab.r1.logged.map((line) => line.slice(line.indexOf('%')))).toEqual([
      '%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON',
      '%LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to down',
    ]);
  });

  it("R1's line protocol follows the SA: down", async () => {
    const lab = await halfMigrated();
    for (const seconds of [0, 3, 60, 600]) {
      wait(lab.network, seconds);
      expect(isTunnelUp(lab)[0]).toBe(false);
    }
    await migrate(lab.r3);
    wait(lab.network, 5);
    expect(isTunnelUp(lab)).toEqual([true, true]);
  });

  it('R3 has no UDP 500 open: it answers that the port is unreachable', async () => {
    const lab = await ready();
    const packets = listen(lab);
    await migrate(lab.r1);
    wait(lab.network, 1);
    const answer = packets.at(-1);
    const icmp = answer && parseIcmp(answer.payload);
    expect(icmp).toMatchObject({ kind: 'unreachable', code: 3 });
    expect(lab.network.r3.ipsec.isOn).toBe(false);
    expect(lab.r3.logged).toEqual([]);
  });

  it('R3 stays up/up', async () => {
    const lab = await halfMigrated();
    for (const seconds of [0, 3, 60, 600]) {
      wait(lab.network, seconds);
      expect(isTunnelUp(lab)[1]).toBe(true);
    }
  });

  it('R1 shows MM_NO_STATE, R3 shows nothing', async () => {
    const lab = await halfMigrated();
    wait(lab.network, 3);
    expect((await lab.r1.show('show crypto isakmp sa')).slice(0, 3)).toEqual([
      'IPv4 Crypto ISAKMP SA',
      'dst             src             state          conn-id slot status',
      '172.16.0.6      172.16.0.1      MM_NO_STATE          0    0 ACTIVE',
    ]);
    expect(rows(await lab.r3.show('show crypto isakmp sa'))).toEqual([]);
    expect(await lab.r3.show('show crypto ipsec sa')).toEqual(['', 'No SAs found']);
    const own = await lab.r1.show('show crypto ipsec sa');
    expect(own).toContain('     current outbound spi: 0x0(0)');
  });

  it('pings fail both ways', async () => {
    const lab = await halfMigrated();
    wait(lab.network, 3);
    expect(marks(ping(lab.network, lab.network.r1, '10.0.0.2'))).not.toContain('!');
    expect(marks(ping(lab.network, lab.network.r3, '10.0.0.1'))).toBe('.....');
  });

  it('R1 complains of the packets that R3 still sends in clear, about once a minute', async () => {
    const lab = await halfMigrated();
    wait(lab.network, 3);
    const complaints = (): string[] => lab.r1.logged.filter((line) => line.includes('RECVD_PKT_NOT_IPSEC'));
    ping(lab.network, lab.network.r3, '10.0.0.1', { count: 10 });
    expect(complaints().map((line) => line.slice(line.indexOf('%')))).toEqual([
      "%CRYPTO-4-RECVD_PKT_NOT_IPSEC: Rec'd packet not an IPSEC packet. (ip) vrf/dest_addr= /172.16.0.1, src_addr= 172.16.0.6, prot= 47",
    ]);
    wait(lab.network, 60);
    ping(lab.network, lab.network.r3, '10.0.0.1', { count: 5 });
    expect(complaints()).toHaveLength(2);
  });

  it('prints nothing about proxy identities, at either end', async () => {
    const lab = await halfMigrated();
    wait(lab.network, 200);
    ping(lab.network, lab.network.r3, '10.0.0.1');
    const printed = [...lab.r1.logged, ...lab.r3.logged].join('\n');
    expect(printed).not.toMatch(/proxy identities|map_db_find_best|ipsec_process_proposal|Quick Mode/);
    expect(printed).toContain('ISAKMP:(0): retransmitting phase 1 MM_NO_STATE...');
    expect(printed).toContain(
      'ISAKMP:(0):deleting SA reason "Death by retransmission P1" state (I) MM_NO_STATE (peer 172.16.0.6)',
    );
    expect(lab.r3.logged).toEqual([]);
  });

  it('is the same seen from the other end when R3 goes first', async () => {
    const lab = await ready();
    await migrate(lab.r3);
    wait(lab.network, 3);
    expect(isTunnelUp(lab)).toEqual([true, false]);
    expect(rows(await lab.r3.show('show crypto isakmp sa'))).toEqual([
      '172.16.0.1      172.16.0.6      MM_NO_STATE          0    0 ACTIVE',
    ]);
    expect(rows(await lab.r1.show('show crypto isakmp sa'))).toEqual([]);
    expect(marks(ping(lab.network, lab.network.r3, '10.0.0.1'))).not.toContain('!');
    expect(marks(ping(lab.network, lab.network.r1, '10.0.0.2'))).toBe('.....');
  });
});
