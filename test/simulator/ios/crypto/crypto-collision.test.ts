/** Both routers begin at the same time, or nearly: in the end there is one ISAKMP SA, and one pair of ESP SAs. */
import { expect, describe, it } from 'vitest';
import { marks, ping } from '../../router/network.ts';
import type { CryptoConsole } from './crypto-console.ts';
import { migrate, ready, rows, wait, type Lab } from '../seed-000-lab.ts';

async function migrated(): Promise<Lab> {
  const lab = await ready();
  await migrate(lab.r1);
  await migrate(lab.r3);
  wait(lab.network, 5);
  return lab;
}

const live = async (console: CryptoConsole): Promise<string[]> =>
  rows(await console.show('show crypto isakmp sa')).filter((row) => !row.endsWith('(deleted)'));

const spis = async (console: CryptoConsole): Promise<string[]> =>
  (await console.show('show crypto ipsec sa')).filter((line) => line.startsWith('      spi: '));

/** One row of IKE with keys, the same at both ends; one pair, and each sends with what the other one receives with. */
async function expectCleanPair({ network, r1, r3 }: Lab, when: string): Promise<void> {
  const [own, other] = [await live(r1), await live(r3)];
  expect([when, own.length, other.length]).toEqual([when, 1, 1]);
  expect([when, own[0]?.slice(0, 41), own[0]?.includes('QM_IDLE')]).toEqual([when, other[0]?.slice(0, 41), true]);
  const [inbound, outbound, ...more] = await spis(r1);
  expect([when, more]).toEqual([when, []]);
  expect([when, await spis(r3)]).toEqual([when, [outbound, inbound]]);
  expect([when, marks(ping(network, network.r1, '10.0.0.2', { count: 2 }))]).toEqual([when, '!!']);
}

describe('a migration of both ends', () => {
  it.each([0, 0.002, 0.004, 0.01, 0.5, 3, 9, 11, 29.99, 59, 61, 75, 90, 200])('%d s apart', async (seconds) => {
    for (const first of ['r1', 'r3'] as const) {
      const lab = await ready();
      await migrate(lab[first]);
      wait(lab.network, seconds);
      await migrate(lab[first === 'r1' ? 'r3' : 'r1']);
      wait(lab.network, 5);
      await expectCleanPair(lab, `${first} first`);
    }
  });
});

describe('clear crypto session typed on both routers', () => {
  it('within a second leaves one clean pair after five', async () => {
    const lab = await migrated();
    const apart = [...Array.from({ length: 40 }, (_, i) => i), 50, 75, 100, 200, 350, 500, 750, 990, 1000, 1001, 1003];
    for (const milliseconds of apart) {
      for (const first of ['r1', 'r3'] as const) {
        await lab[first].show('clear crypto session');
        wait(lab.network, milliseconds / 1000);
        await lab[first === 'r1' ? 'r3' : 'r1'].show('clear crypto session');
        wait(lab.network, 5);
        await expectCleanPair(lab, `${first} first, ${milliseconds} ms`);
      }
    }
  });

  it('and the same with the other clears', async () => {
    const lab = await migrated();
    for (const command of [
      'clear crypto sa',
      'clear crypto sa peer 172.16.0.6',
      'clear crypto session remote 172.16.0.6',
    ])
      for (const milliseconds of [0, 1, 4, 5, 8, 12, 16, 20, 100, 1000]) {
        await lab.r1.show(command);
        wait(lab.network, milliseconds / 1000);
        await lab.r3.show(command.replace('.6', '.1'));
        wait(lab.network, 5);
        await expectCleanPair(lab, `${command}, ${milliseconds} ms`);
      }
  });

  it('does not list what has been cleared for longer than a minute', async () => {
    const lab = await migrated();
    await lab.r1.show('clear crypto session');
    wait(lab.network, 5);
    expect(rows(await lab.r1.show('show crypto isakmp sa')).some((row) => row.endsWith('ACTIVE (deleted)'))).toBe(true);
    wait(lab.network, 60);
    expect(rows(await lab.r1.show('show crypto isakmp sa'))).toHaveLength(1);
  });
});
