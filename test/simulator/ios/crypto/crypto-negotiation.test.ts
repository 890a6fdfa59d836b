/** Seed 000 typed on R1 and R3, and what its shows print then; and the same with one mistake in it. */
import { describe, expect, it } from 'vitest';
import { marks, ping } from '../../router/network.ts';
import type { CryptoConsole } from './crypto-console.ts';
import { wording } from './crypto-state.ts';
import { finalConfiguration, migrate, ready, rows, wait } from '../seed-000-lab.ts';

describe('seed 000, typed on both routers', () => {
  it('is what the running configuration says', async () => {
    const { r1 } = await ready();
    expect(r1.configuration).toContain(finalConfiguration('172.16.0.6').replace('\n!\n', '\n!\n!\n'));
  });

  it('brings the tunnel up, and pings pass', async () => {
    const { network, r1, r3 } = await ready();
    await migrate(r1);
    await migrate(r3);
    wait(network, 2);
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
    expect(rows(await r1.show('show crypto isakmp sa'))).toEqual([
      '172.16.0.6      172.16.0.1      QM_IDLE           1001    0 ACTIVE',
    ]);
    const sa = await r1.show('show crypto ipsec sa');
    expect(sa).toContain('    #pkts encaps: 5, #pkts encrypt: 5, #pkts digest: 5');
    expect(sa).toContain('    #pkts decaps: 5, #pkts decrypt: 5, #pkts verify: 5');
    expect(sa).toContain('     path mtu 1500, ip mtu 1500, ip mtu idb FastEthernet0/0');
    expect(sa).toContain('        conn id: 1, flow_id: SW:1, crypto map: Tunnel0-head-0');
    expect((await r3.show('show crypto session'))[3]).toBe('Session status: UP-ACTIVE     ');
  });

  it('has mirrored SPIs, and a volume that is less than agreed on by a few per cent', async () => {
    const { network, r1, r3 } = await ready();
    await migrate(r1);
    await migrate(r3);
    wait(network, 2);
    const spis = async (console: CryptoConsole): Promise<string[]> =>
      (await console.show('show crypto ipsec sa')).filter((line) => line.startsWith('      spi: '));
    const [inbound, outbound] = await spis(r1);
    expect(await spis(r3)).toEqual([outbound, inbound]);
    const timing = (await r1.show('show crypto ipsec sa')).find((line) => line.includes('sa timing')) ?? '';
    const [, kilobytes, seconds] = /\((\d+)\/(\d+)\)$/.exec(timing) ?? [];
    expect(Number(kilobytes)).toBeGreaterThan(0.97 * 4_608_000);
    expect(Number(kilobytes)).toBeLessThanOrEqual(4_608_000);
    expect(Number(seconds)).toBe(3599);
  });

  it('is counted anew after clear crypto sa counters, and negotiated anew after the other clears', async () => {
    const { network, r1, r3 } = await ready();
    await migrate(r1);
    await migrate(r3);
    wait(network, 2);
    ping(network, network.r1, '10.0.0.2');
    await r1.show('clear crypto sa counters');
    expect(await r1.show('show crypto ipsec sa')).toContain('    #pkts encaps: 0, #pkts encrypt: 0, #pkts digest: 0');
    const outbound = async (): Promise<string | undefined> =>
      (await r1.show('show crypto ipsec sa')).find((line) => line.includes('current outbound spi'));
    for (const command of ['clear crypto sa', 'clear crypto sa peer 172.16.0.6', 'clear crypto session']) {
      const before = await outbound();
      expect([command, await r1.show(command)]).toEqual([command, ['']]);
      wait(network, 5);
      expect(await outbound()).not.toBe(before);
      expect([command, marks(ping(network, network.r1, '10.0.0.2'))]).toEqual([command, '!!!!!']);
    }
    expect(await r1.show('clear crypto isakmp 7')).toEqual(['', '% There is no ISAKMP connection 7']);
    await r1.show('clear crypto isakmp');
    expect((await r1.show('show crypto session'))[3]).toBe('Session status: UP-NO-IKE');
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
  });
});

describe('a tunnel of which R1 alone has been migrated', () => {
  it('is tried at R1, which has nothing to show but that it tries, and unknown to IKE at R3', async () => {
    const { network, r1, r3 } = await ready();
    await migrate(r1);
    wait(network, 3);
    expect(rows(await r1.show('show crypto isakmp sa'))).toEqual([
      '172.16.0.6      172.16.0.1      MM_NO_STATE          0    0 ACTIVE',
    ]);
    expect(rows(await r3.show('show crypto isakmp sa'))).toEqual([]);
    expect(await r3.show('show crypto ipsec sa')).toEqual(['', 'No SAs found']);
    expect((await r1.show('show crypto session'))[3]).toBe('Session status: DOWN-NEGOTIATING');
  });

  it('is given up after a minute and tried again', async () => {
    const { network, r1 } = await ready();
    await migrate(r1);
    wait(network, 75);
    expect(rows(await r1.show('show crypto isakmp sa'))).toEqual([
      '172.16.0.6      172.16.0.1      MM_NO_STATE          0    0 ACTIVE',
      '172.16.0.6      172.16.0.1      MM_NO_STATE          0    0 ACTIVE (deleted)',
    ]);
  });
});

describe('two migrated ends with one mistake', () => {
  it('P1-PSK: the responder has keys that do not open the next message', async () => {
    const { network, r1, r3 } = await ready(`no crypto isakmp key FooB4r address 172.16.0.1
crypto isakmp key FooB4R address 172.16.0.1`);
    await migrate(r1);
    await migrate(r3);
    wait(network, 20);
    const shown = [...rows(await r1.show('show crypto isakmp sa')), ...rows(await r3.show('show crypto isakmp sa'))];
    expect(shown.join('\n')).toMatch(/MM_KEY_EXCH +100\d {4}0 ACTIVE$/m);
    expect(shown.join('\n')).not.toContain('QM_IDLE');
    expect(await r1.show('show crypto ipsec sa')).toContain('     current outbound spi: 0x0(0)');
  });

  it('P1-ENC: no association gets keys', async () => {
    const { network, r1, r3 } = await ready('crypto isakmp policy 10\n encr aes');
    await migrate(r1);
    await migrate(r3);
    wait(network, 20);
    const shown = [...rows(await r1.show('show crypto isakmp sa')), ...rows(await r3.show('show crypto isakmp sa'))];
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every((row) => /MM_NO_STATE {10}0 {4}0 ACTIVE/.test(row))).toBe(true);
  });

  it('P2-TS: IKE is idle, and there is no SPI', async () => {
    const { network, r1, r3 } = await ready('crypto ipsec transform-set MyTransformSet esp-aes esp-sha-hmac');
    await migrate(r1);
    await migrate(r3);
    wait(network, 20);
    expect(rows(await r1.show('show crypto isakmp sa')).join('\n')).toContain('QM_IDLE');
    expect((await r1.show('show crypto session'))[3]).toBe('Session status: UP-IDLE');
    const sa = wording(await r1.show('show crypto ipsec sa'));
    expect(sa).toContain('current outbound spi: 0x0(0)');
    expect(sa.filter((line) => line.startsWith('spi:'))).toEqual([]);
  });

  it('is mended while IKE tries, by a key that is right', async () => {
    const { network, r1, r3 } = await ready(`no crypto isakmp key FooB4r address 172.16.0.1
crypto isakmp key FooB4R address 172.16.0.1`);
    await migrate(r1);
    await migrate(r3);
    wait(network, 20);
    await r3.configure(`no crypto isakmp key FooB4R address 172.16.0.1
crypto isakmp key FooB4r address 172.16.0.1`);
    await r1.show('clear crypto session');
    await r3.show('clear crypto session');
    wait(network, 40);
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
  });
});
