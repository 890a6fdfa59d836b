/**
 * The four faults of the lab and its two distractors: what each router shows and says, as reference/faults.tsv has it.
 * Every mistake is on R3, and both ends are migrated.
 */
import { describe, expect, it } from 'vitest';
import { marks, ping } from '../../router/network.ts';
import type { CryptoConsole } from './crypto-console.ts';
import { migrate, ready, rows, wait, type Lab } from '../seed-000-lab.ts';

async function migrated(mistake: string): Promise<Lab> {
  const lab = await ready(mistake);
  for (const console of [lab.r1, lab.r3]) {
    await console.show('debug crypto isakmp');
    await console.show('debug crypto ipsec');
  }
  await migrate(lab.r1);
  await migrate(lab.r3);
  wait(lab.network, 15);
  return lab;
}

const states = async (console: CryptoConsole): Promise<string[]> =>
  rows(await console.show('show crypto isakmp sa')).map((row) => row.slice(32).replaceAll(/ +/g, ' '));

const spis = async (console: CryptoConsole): Promise<string[]> =>
  (await console.show('show crypto ipsec sa')).filter((line) => /^ +spi: 0x/.test(line));

const messages = ({ logged }: CryptoConsole): string[] =>
  logged.filter((line) => line.includes(': %CRYPTO')).map((line) => line.slice(line.indexOf('%')));

async function expectNoData({ network, r1, r3 }: Lab): Promise<void> {
  expect([await spis(r1), await spis(r3)]).toEqual([[], []]);
  for (const console of [r1, r3]) {
    expect((await console.show('show crypto ipsec sa')).join('\n')).toContain('current outbound spi: 0x0(0)');
    expect(console.router.interfaces.get('Tunnel0')?.isUp).toBe(false);
  }
  expect(marks(ping(network, network.r1, '10.0.0.2'))).not.toContain('!');
}

async function expectData({ network, r1, r3 }: Lab): Promise<void> {
  expect([...(await states(r1)), ...(await states(r3))]).toEqual(['QM_IDLE 1001 0 ACTIVE', 'QM_IDLE 1001 0 ACTIVE']);
  const [inbound, outbound] = await spis(r1);
  expect(await spis(r3)).toEqual([outbound, inbound]);
  expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
}

describe('P1-PSK: the pre-shared keys differ', () => {
  const mistake = 'no crypto isakmp key FooB4r address 172.16.0.1\ncrypto isakmp key FooB4R address 172.16.0.1';

  it('stops at MM_KEY_EXCH, and both ends retransmit', async () => {
    const lab = await migrated(mistake);
    expect([await states(lab.r1), await states(lab.r3)]).toEqual([
      ['MM_KEY_EXCH 1001 0 ACTIVE'],
      ['MM_KEY_EXCH 1001 0 ACTIVE'],
    ]);
    expect(lab.r1.debugged).toContain('ISAKMP:(1001): retransmitting phase 1 MM_KEY_EXCH...');
    await expectNoData(lab);
  });

  it('is said by the responder, each time that the message comes', async () => {
    const lab = await migrated(mistake);
    const bad = '%CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 172.16.0.1 failed its sanity check or is malformed';
    expect(messages(lab.r3)).toEqual(['%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON', bad, bad]);
    expect(messages(lab.r1)).toEqual(['%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON']);
    expect(lab.r3.debugged).toContain('ISAKMP:(1001):reserved not zero on ID payload!');
  });

  it('lists the old attempt beside the new one later on', async () => {
    const lab = await migrated(mistake);
    wait(lab.network, 80);
    const shown = [...(await states(lab.r1)), ...(await states(lab.r3))];
    expect(shown).toContainEqual(expect.stringMatching(/^MM_KEY_EXCH 100[2-9] 0 ACTIVE$/));
    expect(shown).toContain('MM_NO_STATE 1001 0 ACTIVE (deleted)');
  });

  it('leaves what is up alone until it is cleared', async () => {
    const lab = await migrated('');
    await lab.r3.configure(mistake);
    wait(lab.network, 60);
    await expectData(lab);
    await lab.r1.show('clear crypto session');
    wait(lab.network, 15);
    await expectNoData(lab);
  });

  it('is over when the key is right and the attempts are cleared', async () => {
    const lab = await migrated(mistake);
    await lab.r3.configure(
      'no crypto isakmp key FooB4R address 172.16.0.1\ncrypto isakmp key FooB4r address 172.16.0.1',
    );
    await lab.r1.show('clear crypto session');
    await lab.r3.show('clear crypto session');
    wait(lab.network, 5);
    expect(marks(ping(lab.network, lab.network.r1, '10.0.0.2'))).toBe('!!!!!');
  });
});

describe('P1-ENC: the ciphers of the IKE policies differ', () => {
  it('leaves no association with keys, and the responder says why', async () => {
    const lab = await migrated('crypto isakmp policy 10\n encr aes');
    const shown = [...(await states(lab.r1)), ...(await states(lab.r3))];
    expect(shown.every((state) => /^MM_NO_STATE 0 0 ACTIVE(?: \(deleted\))?$/.test(state))).toBe(true);
    const reasons = [
      'ISAKMP:(0):Encryption algorithm offered does not match policy!',
      'ISAKMP:(0):atts are not acceptable. Next payload is 0',
      'ISAKMP:(0):no offers accepted!',
      'ISAKMP:(0): phase 1 SA policy not acceptable! (local 172.16.0.6 remote 172.16.0.1)',
    ];
    const lines = lab.r3.debugged;
    const order = reasons.map((reason) => lines.indexOf(reason));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(messages(lab.r3)).toContain(
      '%CRYPTO-6-IKMP_MODE_FAILURE: Processing of Main mode failed with peer at 172.16.0.1',
    );
    await expectNoData(lab);
  });

  it('is over when the policies agree, without a clear, in a minute', async () => {
    const lab = await migrated('crypto isakmp policy 10\n encr aes');
    await lab.r3.configure('crypto isakmp policy 10\n encr des');
    wait(lab.network, 60);
    expect(marks(ping(lab.network, lab.network.r1, '10.0.0.2'))).toBe('!!!!!');
  });
});

describe('P2-TS: the transform sets differ', () => {
  it('shows QM_IDLE and no SPI, and the responder says why', async () => {
    const lab = await migrated('crypto ipsec transform-set MyTransformSet esp-aes esp-sha-hmac');
    for (const console of [lab.r1, lab.r3]) {
      const shown = await states(console);
      expect(shown.filter((state) => !state.includes('deleted'))).toEqual([expect.stringContaining('QM_IDLE')]);
    }
    const lines = lab.r3.debugged;
    expect(lines).toContain(
      'IPSEC(ipsec_process_proposal): transform proposal not supported for identity:\n    {esp-3des esp-sha-hmac }',
    );
    expect(lines).toContain('ISAKMP:(1001): IPSec policy invalidated proposal with error 256');
    expect(lines).toContain('ISAKMP:(1001): phase 2 SA policy not acceptable! (local 172.16.0.6 remote 172.16.0.1)');
    expect(messages(lab.r3)).toContain(
      '%CRYPTO-6-IKMP_MODE_FAILURE: Processing of Quick mode failed with peer at 172.16.0.1',
    );
    await expectNoData(lab);
  });

  it('is over when they agree, in half a minute', async () => {
    const lab = await migrated('crypto ipsec transform-set MyTransformSet esp-aes esp-sha-hmac');
    await lab.r3.configure('crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac');
    wait(lab.network, 31);
    await expectData(lab);
  });
});

describe('TUN-PROT-ONESIDE: one end without protection', () => {
  /** Both are `tunnel mode gre ip`: R1 protects it, R3 does not. */
  async function oneSide(): Promise<Lab> {
    const lab = await ready();
    expect(await lab.r1.configureInterface('Tunnel0', 'tunnel protection ipsec profile MyProfile')).toEqual([]);
    wait(lab.network, 3);
    return lab;
  }

  it('leaves GRE up on the other end, and no SA on either', async () => {
    const lab = await oneSide();
    expect(lab.r3.router.interfaces.get('Tunnel0')?.isUp).toBe(true);
    expect(await states(lab.r1)).toEqual(['MM_NO_STATE 0 0 ACTIVE']);
    expect(await states(lab.r3)).toEqual([]);
    expect([await spis(lab.r1), await spis(lab.r3)]).toEqual([[], []]);
    expect(marks(ping(lab.network, lab.network.r3, '10.0.0.1'))).toBe('.....');
  });

  it('is said by the end that protects, about once a minute', async () => {
    const lab = await oneSide();
    const said =
      "%CRYPTO-4-RECVD_PKT_NOT_IPSEC: Rec'd packet not an IPSEC packet. (ip) vrf/dest_addr= /172.16.0.1, src_addr= 172.16.0.6, prot= 47";
    const complaints = (): string[] => messages(lab.r1).filter((text) => text.includes('NOT_IPSEC'));
    ping(lab.network, lab.network.r3, '10.0.0.1');
    expect(complaints()).toEqual([said]);
    wait(lab.network, 60);
    ping(lab.network, lab.network.r3, '10.0.0.1');
    expect(complaints()).toEqual([said, said]);
  });

  it('is said the same when R1 is a VTI, and R3 a VTI that lacks only its protection', async () => {
    const lab = await ready();
    await migrate(lab.r1);
    for (const { carrier } of lab.r3.router.tunnels()) carrier.settings.mode = 'ipsec-ipv4';
    lab.r3.router.converge();
    wait(lab.network, 15);
    expect(lab.r3.router.interfaces.get('Tunnel0')?.isUp).toBe(false);
    expect(await states(lab.r1)).toEqual(['MM_NO_STATE 0 0 ACTIVE']);
    expect(await states(lab.r3)).toEqual([]);
  });
});

describe('what is no fault', () => {
  it('P1-LIFE-OK: lifetimes of IKE differ, and the lower one holds at both ends', async () => {
    const lab = await migrated('crypto isakmp policy 10\n lifetime 600');
    await expectData(lab);
    for (const console of [lab.r1, lab.r3]) {
      const row = (await console.show('show crypto isakmp sa detail')).find((line) => line.startsWith('1001')) ?? '';
      expect(row).toMatch(/ 00:09:\d\d /);
    }
    expect(lab.r3.debugged).toContain('ISAKMP:(0):Returning Actual lifetime: 600');
    expect(lab.r3.debugged).toContain('ISAKMP:(0)::Started lifetime timer: 600.\n');
    expect(lab.r1.debugged).toContain('ISAKMP:(1001): restart ike sa timer to 600 secs');
    expect(messages(lab.r1)).toEqual(['%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON']);
  });

  it('policies have other numbers (seed 002: 10 and 30)', async () => {
    const lab = await migrated('no crypto isakmp policy 10\ncrypto isakmp policy 30\n authentication pre-share');
    await expectData(lab);
    expect(lab.r3.debugged).toContain('ISAKMP:(0):Checking ISAKMP transform 1 against priority 30 policy');
    expect(lab.r3.debugged.join('\n')).not.toContain('does not match policy');
    expect(messages(lab.r3)).toEqual(['%CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON']);
  });
});
