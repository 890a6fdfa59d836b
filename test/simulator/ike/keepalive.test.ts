import { describe, expect, it } from 'vitest';
import { reliable } from './network.ts';
import { addressA, addressB, agreements, desPolicy, dropAll, twoPeers, type TwoPeers } from './two-peers.ts';

const periodic = { keepalive: { seconds: 10, retry: 2, mode: 'periodic' } } as const;
const onDemand = { keepalive: { seconds: 10, retry: 2, mode: 'on-demand' } } as const;

function connected(settings: typeof periodic | typeof onDemand): TwoPeers {
  const peers = twoPeers({ a: { settings } });
  peers.a.ask();
  peers.run(1000);
  return peers;
}

describe('dead peer detection', () => {
  it('asks at every interval, and is answered', () => {
    const { a, b, run } = connected(periodic);
    run(60_000);
    const sequences = a.only('keepalive-sent').map(({ sequence }) => sequence);
    expect(sequences).toHaveLength(6);
    expect(b.only('keepalive-served').map(({ sequence }) => sequence)).toEqual(sequences);
    expect(a.only('keepalive-answered').map(({ sequence }) => sequence)).toEqual(sequences);
    expect(sequences.every((one, i) => i === 0 || one === (sequences[i - 1] ?? 0) + 1)).toBe(true);
  });

  it('does not ask on demand while nothing is sent, or everything is answered', () => {
    const { a, run, clock } = connected(onDemand);
    run(60_000);
    expect(a.only('keepalive-sent')).toEqual([]);
    a.configuration.traffic = { sentAt: clock.now(), receivedAt: clock.now() + 1 };
    run(30_000);
    expect(a.only('keepalive-sent')).toEqual([]);
  });

  it('asks on demand when what was sent has not been answered', () => {
    const { a, run, clock } = connected(onDemand);
    run(60_000);
    a.configuration.traffic = { sentAt: clock.now(), receivedAt: undefined };
    run(20_000);
    expect(a.only('keepalive-answered')).toHaveLength(1);
  });

  it('gives a silent peer up after six questions, with all that there was', () => {
    const { a, run, setFate } = connected(periodic);
    setFate(() => []);
    run(25_000);
    expect(a.only('keepalive-sent').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(a.only('peer-dead')).toMatchObject([{ local: addressA, remote: addressB }]);
    expect(a.only('sa-deleted')).toMatchObject([{ reason: 'peer-dead' }]);
    expect([a.installed, a.only('peer-dead').length]).toEqual([[], 1]);
  });

  it('goes on when an answer was lost', () => {
    const { a, run, setFate } = connected(periodic);
    setFate(({ number }) => (number % 3 === 0 ? [] : [10]));
    run(60_000);
    setFate(reliable);
    run(20_000);
    expect(a.only('peer-dead')).toEqual([]);
    expect(a.installed).toHaveLength(1);
  });

  it('ends with the association', () => {
    const { a, b, run, clock } = connected(periodic);
    dropAll(a, b);
    a.ike.clear();
    run(100_000);
    expect(clock.nextAt).toBeUndefined();
  });
});

describe('an SPI that nobody knows', () => {
  it('is reported over the association that there is, and the pair of it goes', () => {
    const { a, b, run } = connected(periodic);
    const spi = a.installed[0]?.outbound.spi ?? 0;
    b.ike.reportInvalidSpi(addressB, addressA, 3, spi);
    run(1000);
    expect(a.installed).toEqual([]);
  });

  it.each([true, false])('begins an association where recovery is configured: %s', (isInvalidSpiRecovered) => {
    const { a, b, run } = twoPeers({ b: { settings: { isInvalidSpiRecovered } } });
    b.ike.reportInvalidSpi(addressB, addressA, 3, 0x1234);
    run(1000);
    expect(a.only('initial-contact-taken')).toHaveLength(isInvalidSpiRecovered ? 1 : 0);
    expect(b.states).toEqual(isInvalidSpiRecovered ? ['QM_IDLE'] : []);
  });
});

describe('the renewal of phase 1', () => {
  it('comes before the end, and the pairs stay', () => {
    const { a, b, run } = twoPeers({ both: { policies: [{ ...desPolicy, lifetime: 600 }] } });
    a.ask();
    run(500_000);
    expect(a.states).toEqual(['QM_IDLE']);
    run(50_000);
    expect(a.only('renewal-begun')).toHaveLength(1);
    expect(a.states).toEqual(['QM_IDLE', 'QM_IDLE']);
    run(51_000);
    expect([a.states, b.states]).toEqual([
      ['MM_NO_STATE (deleted)', 'QM_IDLE'],
      ['MM_NO_STATE (deleted)', 'QM_IDLE'],
    ]);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('goes on for a day, with one association at a time', () => {
    const { a, b, run } = twoPeers({ both: { policies: [{ ...desPolicy, lifetime: 3600 }] } });
    a.ask();
    run(86_400_000);
    expect([a.live.length, b.live.length]).toEqual([1, 1]);
    expect(a.only('renewal-begun').length + b.only('renewal-begun').length).toBe(24);
  });
});
