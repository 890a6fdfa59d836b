import { expect, it } from 'vitest';
import { SessionCounts, type SessionRecord } from '../../../src-main/simulator/asa/crypto/session-counts.ts';

function session(peer: number, version: 1 | 2, since: number): SessionRecord {
  return { peer, version, since, ikev1: undefined, ikev2: undefined, flows: [] };
}

it('counts a session once for as long as it lasts, and the most that there were at one time', () => {
  const counts = new SessionCounts();
  counts.note([session(1, 1, 10), session(2, 2, 20)]);
  counts.note([session(1, 1, 10), session(2, 2, 20)]);
  counts.note([session(1, 1, 90)]);
  expect(counts.all).toEqual({ cumulative: 3, peak: 2 });
  expect(counts.sessions).toEqual({ 1: { cumulative: 2, peak: 1 }, 2: { cumulative: 1, peak: 1 } });
  expect(counts.tunnels.IKEv2).toEqual({ cumulative: 1, peak: 1 });
  expect(counts.tunnels.IPsec).toEqual({ cumulative: 0, peak: 0 });
});
