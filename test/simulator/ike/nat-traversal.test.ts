import { describe, expect, it } from 'vitest';
import { losing } from './network.ts';
import { tripleDes, twoPeers, addressB, addressOfNat, agreements } from './two-peers.ts';

describe('NAT traversal', () => {
  it('finds no NAT where there is none, and stays on port 500', () => {
    const { a, b, run, sent } = twoPeers();
    a.ask();
    run(1000);
    for (const side of [a, b])
      expect(side.only('nat-judged')).toMatchObject([{ isLocalBehind: false, isRemoteBehind: false }]);
    expect(sent.every(({ ports }) => ports.local === 500 && ports.remote === 500)).toBe(true);
    expect(a.installed[0]?.encapsulation).toBeUndefined();
  });

  it.each(['main', 'aggressive'] as const)('finds who is behind one in %s mode, and goes over to port 4500', (mode) => {
    const peer = [[addressB, { password: undefined, clientEndpoint: undefined }]] as const;
    const settings = mode === 'main' ? {} : { aggressivePeers: new Map(peer) };
    const { a, b, run, sent } = twoPeers({ nat: true, a: { settings } });
    a.ask();
    run(1000);
    expect(a.only('nat-judged')).toMatchObject([{ isLocalBehind: true, isRemoteBehind: false }]);
    expect(b.only('nat-judged')).toMatchObject([{ isLocalBehind: false, isRemoteBehind: true }]);
    expect(sent.filter(({ from }) => from === 'A').map(({ ports }) => ports.local)).toEqual(
      mode === 'main' ? [500, 500, 4500, 4500, 4500] : [500, 4500, 4500, 4500],
    );
    expect(a.installed[0]?.encapsulation).toEqual({ local: 4500, remote: 4500 });
    expect(b.installed[0]?.encapsulation).toEqual({ local: 4500, remote: 14_500 });
    expect(b.installed[0]?.remote).toBe(addressOfNat);
    expect(a.installed[0]?.outbound).toEqual(b.installed[0]?.inbound);
  });

  it('tells the addresses in transport mode', () => {
    const { a, b, run } = twoPeers({ nat: true, both: { proposals: [{ ...tripleDes, mode: 'transport' }] } });
    a.ask();
    run(1000);
    expect(b.only('payload').filter(({ payload }) => payload === 'NAT-OA')).toHaveLength(2);
    expect(a.installed[0]?.proposal.mode).toBe('transport');
  });

  it('is left out by an end that has it turned off', () => {
    const { a, b, run, sent } = twoPeers({ nat: true, b: { isNatTransparent: false } });
    a.ask();
    run(1000);
    expect([...a.only('nat-judged'), ...b.only('nat-judged')]).toEqual([]);
    expect(sent.every(({ ports }) => ports.local === 500)).toBe(true);
    expect(a.installed[0]?.outbound).toEqual(b.installed[0]?.inbound);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('survives the loss of datagram %i', (lost) => {
    const { a, b, run } = twoPeers({ nat: true, fate: losing(lost) });
    a.ask();
    run(60_000);
    expect(a.installed).toHaveLength(1);
    expect(a.installed[0]?.outbound).toEqual(b.installed[0]?.inbound);
  });

  it('keeps the NAT open from behind it, as long as there is an association', () => {
    const { a, b, run } = twoPeers({ nat: true, both: { settings: { natKeepalive: 20 } } });
    a.ask();
    run(65_000);
    expect(a.natKeepalives).toHaveLength(3);
    expect(b.natKeepalives).toEqual([]);
    a.ike.clear();
    run(65_000);
    expect(a.natKeepalives).toHaveLength(3);
  });

  it('lets the end outside the NAT renew what the other one has begun', () => {
    const { a, b, run } = twoPeers({ nat: true });
    a.ask();
    run(1000);
    b.ask();
    run(1000);
    expect(b.installed.map(({ isInitiator }) => isInitiator)).toEqual([false, true]);
    expect(a.installed[1]?.outbound).toEqual(b.installed[1]?.inbound);
    expect(agreements(a)).toHaveLength(2);
  });
});
