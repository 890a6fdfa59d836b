import { describe, expect, it } from 'vitest';
import { parseEthernet } from '../../../../src-main/simulator/wire/ethernet.ts';
import { parseGre } from '../../../../src-main/simulator/wire/gre.ts';
import { ipProtocols, parseIpv4Packet } from '../../../../src-main/simulator/wire/ipv4.ts';
import { isMalformed } from '../../../../src-main/simulator/wire/malformed.ts';
import { greConsoles, type Consoles } from '../network-console.ts';

/** The time to live and the GRE header of each packet in GRE that leaves R1 from now on. */
function listen({ west }: Consoles): unknown[] {
  const seen: unknown[] = [];
  west.frames.on(({ frame, from }) => {
    const ethernet = parseEthernet(frame);
    const packet = isMalformed(ethernet) ? ethernet : parseIpv4Packet(ethernet.payload);
    if (from !== 'a' || isMalformed(packet) || packet.protocol !== ipProtocols.gre) return;
    const gre = parseGre(packet.payload);
    if (!isMalformed(gre)) seen.push({ ttl: packet.timeToLive, key: gre.key, checksummed: gre.checksummed });
  });
  return seen;
}

describe('tunnel key, checksum and ttl', () => {
  it('stand in the packets, and the key must be the same at both ends', async () => {
    const consoles = await greConsoles();
    const { r1, r3 } = consoles;
    await r1.type('ping 172.16.0.6');
    const seen = listen(consoles);
    await r1.configure('interface tun0\ntunnel key 4711\ntunnel checksum\ntunnel ttl 64');
    expect(await r1.type('ping 10.0.0.2 repeat 2')).toContain('\n..\n');
    await r3.configure('interface tun0\ntunnel key 4711');
    expect(await r1.type('ping 10.0.0.2 repeat 2')).toContain('\n!!\n');
    expect(seen).toEqual(Array(4).fill({ ttl: 64, key: 4711, checksummed: true }));
    expect(await r1.type('show interfaces tun0')).toContain(
      '    Key 0x1267, sequencing disabled\n    Checksumming of packets enabled\n  Tunnel TTL 64\n',
    );
  });

  it('make the room for a packet smaller', async () => {
    const { r1 } = await greConsoles();
    await r1.configure('interface tun0\ntunnel key 1\ntunnel checksum');
    expect(await r1.type('show ip interface tun0')).toContain('  MTU is 1468 bytes\n');
  });
});
