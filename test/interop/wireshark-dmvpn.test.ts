/**
 * Wireshark's opinion of NHRP: spokes register with a hub, ask it for one another, and are told no; every packet of that is
 * decoded without a fault, and says what it should.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CapturedFrame } from '../../src-main/simulator/wire/pcap.ts';
import { dmvpnConsoles, hubTunnel, site, spokeTunnel } from '../simulator/ios/nhrp/dmvpn-consoles.ts';
import { Tshark, tshark } from './tshark.ts';

/** Registrations, one with a wrong key; an address that is resolved and one that nobody has; a purge. */
async function capture(): Promise<CapturedFrame[]> {
  const { clock, hub, spokes, cable } = dmvpnConsoles();
  const frames: CapturedFrame[] = [];
  cable.frames.on(({ time, frame }) => frames.push({ time: 1000 * time, frame }));
  await hub.configure(site(1) + hubTunnel());
  for (const [index, console] of spokes.entries())
    await console.configure(site(index + 2) + spokeTunnel(index + 2, 'mgre'));
  clock.runUntil(20_000);
  await spokes[0].type('ping 10.0.0.3');
  await spokes[0].type('ping 10.0.0.99');
  await hub.type('clear ip nhrp');
  clock.runUntil(clock.now() + 1000);
  await spokes[1].configure('interface Tunnel0\n ip nhrp authentication WR0NG\n shutdown\n no shutdown');
  clock.runUntil(clock.now() + 20_000);
  return frames;
}

describe.skipIf(tshark === undefined)('tshark', () => {
  let shark: Tshark;
  let path = '';
  beforeAll(async () => {
    shark = new Tshark();
    path = shark.write('dmvpn.pcap', await capture());
  });
  afterAll(() => shark.dispose());

  const fields = (filter: string, ...names: readonly string[]): string[] => shark.fields(path, filter, ...names);

  it('finds no malformed packet and nothing to complain of in what a DMVPN says', () => {
    expect(fields('nhrp', 'frame.number').length).toBeGreaterThan(10);
    expect(fields('_ws.malformed', 'frame.number')).toEqual([]);
    expect(fields('nhrp && _ws.expert.severity == error', 'frame.number')).toEqual([]);
  });

  it('names the messages of NHRP by their types', () => {
    // An error carries the packet that it is about, whose type follows.
    const types = fields('nhrp', 'nhrp.hdr.op.type').map((one) => one.split(',')[0]);
    expect([...new Set(types)].sort()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it('reads the addresses, the key, and the time for which a registration stands', () => {
    const names = ['nhrp.src.nbma.addr', 'nhrp.src.prot.addr', 'nhrp.dst.prot.addr', 'nhrp.htime', 'gre.key'];
    const [first] = fields('nhrp.hdr.op.type == 3 && ip.src == 192.0.2.2', ...names);
    expect(first).toBe('192.0.2.2\t10.0.0.2\t10.0.0.1\t300,0\t0x00000064');
    const [reply] = fields('nhrp.hdr.op.type == 4 && ip.dst == 192.0.2.2', 'nhrp.code', 'nhrp.client.nbma.addr');
    expect(reply).toBe('0,0\t192.0.2.1');
  });

  it('sees a complaint about a key, and one about an address that nobody has', () => {
    expect(fields('nhrp.hdr.op.type == 7', 'nhrp.err.code')[0]).toBe('11');
    expect(fields('nhrp.hdr.op.type == 2 && nhrp.code == 12', 'nhrp.dst.prot.addr')[0]).toBe('10.0.0.99');
  });
});
