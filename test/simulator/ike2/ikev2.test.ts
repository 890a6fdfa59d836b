/** IKE version 2 between two of our own routers, exchange by exchange. */
import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../src-main/base/bytes.ts';
import { notifications } from '../../../src-main/simulator/wire/ikev2/numbers.ts';
import type { IpsecProposal } from '../../../src-main/simulator/ipsec/proposal.ts';
import { losing, reliable } from '../ike/network.ts';
import { aes, agreements, suite, twoPeers, type Side, type TwoPeers } from './two-peers.ts';

function expectAgreement({ a, b }: TwoPeers, pairs = 1): void {
  expect(agreements(a)).toHaveLength(pairs);
  expect(agreements(a)).toEqual(agreements(b));
}

const spisOf = ({ ready }: Side): string[] => ready.map((one) => hexOf(one.initiatorSpi) + hexOf(one.responderSpi));

/** Both have one association that is ready, the same one. */
function expectOneAssociation({ a, b }: TwoPeers): void {
  expect(spisOf(a)).toHaveLength(1);
  expect(spisOf(a)).toEqual(spisOf(b));
}

function established(setup: Parameters<typeof twoPeers>[0] = {}): TwoPeers {
  const peers = twoPeers(setup);
  peers.a.ask();
  peers.run(1000);
  expectAgreement(peers);
  expectOneAssociation(peers);
  return peers;
}

describe('the first two exchanges', () => {
  it('make an association and a child with four messages', () => {
    const { a, b, sent } = established();
    expect(sent).toHaveLength(4);
    expect(a.ready[0]).toMatchObject({ role: 'initiator', profile: 'PROFILE', nextMessageId: { local: 2, remote: 0 } });
    expect(b.ready[0]).toMatchObject({ role: 'responder', localAuthentication: 'pre-share', suite: { group: 19 } });
    expect(b.ready[0]?.remoteIdentity).toEqual({ kind: 'address', address: 0x0a000001 });
    expect(a.ready[0]?.keys).toEqual(b.ready[0]?.keys);
    expect(a.installed[0]?.inbound.keyMaterial).toHaveLength(64);
  });

  it.each([1, 2, 3, 4])('with message %i lost once', (number) => {
    const peers = twoPeers({ fate: losing(number) });
    peers.a.ask();
    peers.run(10_000);
    expectAgreement(peers);
    expectOneAssociation(peers);
    const again = peers.sent.filter(
      ({ bytes }, i) => peers.sent.findIndex((one) => hexOf(one.bytes) === hexOf(bytes)) < i,
    );
    expect(again.length).toBeGreaterThan(0);
  });

  it('use AES-GCM, for which there is no integrity algorithm', () => {
    const gcm = {
      ...suite,
      encryption: [{ algorithm: 'aes-gcm' as const, keyBits: 256 }],
      integrity: [],
      prf: ['sha384' as const],
      groups: [20],
    };
    const ipsec: IpsecProposal = {
      mode: 'tunnel',
      esp: { cipher: 'aes-gcm', keyBits: 128, integrity: undefined },
      ah: undefined,
    };
    const { a } = established({ both: { proposals: [gcm], ipsec: [ipsec] } });
    expect(a.installed[0]?.inbound.keyMaterial).toHaveLength(20);
    expect(a.ready[0]?.suite).toMatchObject({ integrity: undefined, prf: 'sha384', group: 20 });
  });

  it.each(['des', '3des'] as const)('use %s, MD5 and group 2', (algorithm) => {
    const old = {
      ...suite,
      encryption: [{ algorithm, keyBits: algorithm === 'des' ? 56 : 168 }],
      integrity: ['md5' as const],
      groups: [2],
    };
    established({ both: { proposals: [old] } });
  });

  it('begin once more when the first group is not the one that both have', () => {
    const { a, b } = established({
      a: { proposals: [{ ...suite, groups: [21, 20] }] },
      b: { proposals: [{ ...suite, groups: [20] }] },
    });
    expect(b.only('wrong-group')).toMatchObject([{ sent: 21, wanted: 20, isOurs: false }]);
    expect(a.ready[0]?.suite?.group).toBe(20);
  });

  it('end where no proposal fits', () => {
    const { a, b, run } = twoPeers({ b: { proposals: [{ ...suite, integrity: ['sha512'] }] } });
    a.ask();
    run(100);
    expect(b.only('no-suite')).toMatchObject([
      { received: [{ integrity: ['sha256'] }], expected: [{ integrity: ['sha512'] }] },
    ]);
    expect(a.only('sa-deleted')).toMatchObject([{ reason: 'policy' }]);
    expect([a.failures.length, a.ready.length, b.ike.associations.length]).toEqual([1, 0, 0]);
  });

  it('end where the keys are not the same', () => {
    const { a, b, run } = twoPeers({ b: { key: 'other' } });
    a.ask();
    run(100);
    expect(b.only('authentication-failed')).toMatchObject([{ why: 'mismatch' }]);
    expect(a.only('authentication-failed')).toMatchObject([{ why: 'refused' }]);
    expect([a.failures.length, a.statuses, b.statuses]).toEqual([1, [], []]);
  });

  it('end at the responder that has no profile for the initiator', () => {
    const { a, b, run } = twoPeers({
      b: { profile: { matchRemote: [{ kind: 'fqdn', name: 'r9.lab', isDomain: false }] } },
    });
    a.ask();
    run(100);
    expect(b.only('authentication-failed')).toMatchObject([{ why: 'no-profile' }]);
    expect(a.failures).toHaveLength(1);
  });

  it('leave the responder alone in its belief when its identity is not the expected one', () => {
    const { a, b, run } = twoPeers({
      a: { profile: { matchRemote: [{ kind: 'email', name: 'lab', isDomain: true }] } },
    });
    a.ask();
    run(100);
    expect(a.only('authentication-failed')).toMatchObject([{ why: 'not-expected' }]);
    expect([a.ready.length, b.ready.length]).toEqual([0, 1]);
  });

  it('with identities that are names', () => {
    const { b } = established({
      a: { profile: { identityLocal: { kind: 'fqdn', name: 'R1.lab.example' } } },
      b: {
        profile: {
          matchRemote: [{ kind: 'fqdn', name: 'lab.example', isDomain: true }],
          identityLocal: { kind: 'key-id', id: 'hub' },
        },
      },
    });
    expect(b.ready[0]?.remoteIdentity).toEqual({ kind: 'fqdn', name: 'R1.lab.example' });
  });

  it('cannot begin without a profile', () => {
    const { a, run } = twoPeers();
    a.ask({ profile: 'NONE' });
    run(100);
    expect(a.only('cannot-start')).toMatchObject([{ why: 'profile' }]);
    expect(a.failures).toHaveLength(1);
  });

  it('ask for a cookie when there are many half-open associations', () => {
    const { b } = established({ b: { configuration: { cookieChallenge: 0 } } });
    expect(b.only('cookie')).toHaveLength(1);
  });

  it('give up when nobody answers', () => {
    const { a, run } = twoPeers({ fate: () => [] });
    a.ask();
    run(200_000);
    expect(a.only('retransmitting').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
    expect(a.only('sa-deleted')).toMatchObject([{ reason: 'retransmission' }]);
    expect([a.failures.length, a.ike.associations.length]).toEqual([1, 0]);
  });
});

describe('the first child', () => {
  it('that does not fit leaves the association', () => {
    const { a, b, run } = twoPeers({
      b: { ipsec: [{ ...aes, esp: { cipher: '3des', keyBits: 168, integrity: 'md5' } }] },
    });
    a.ask();
    run(100);
    expect(a.only('child-refused')).toMatchObject([{ isByPeer: true, type: notifications.NO_PROPOSAL_CHOSEN }]);
    expect([a.ready.length, b.ready.length, a.failures.length]).toEqual([1, 1, 1]);
  });

  it('takes it along where the software is IOS XE', () => {
    const { a, b, run } = twoPeers({
      both: { habits: { endsWithFirstChild: true } },
      b: { localSelector: { address: 0x0b000000, mask: 0xff000000, protocol: 0, port: 0 } },
      a: { remoteSelector: { address: 0x0c000000, mask: 0xff000000, protocol: 0, port: 0 } },
    });
    a.ask();
    run(1000);
    expect(a.only('child-refused')).toMatchObject([{ type: notifications.TS_UNACCEPTABLE }]);
    expect([a.ready.length, b.ready.length, a.statuses, b.statuses]).toEqual([0, 0, [], []]);
  });

  it('is narrowed to what the responder has', () => {
    const lan = { address: 0x0a020000, mask: 0xffff0000, protocol: 0, port: 0 };
    const { a } = established({ b: { localSelector: lan } });
    expect(a.installed[0]?.remoteSelector).toEqual(lan);
  });

  it('is in transport mode where both want that, and fails where the responder does not', () => {
    const transport: IpsecProposal = { ...aes, mode: 'transport' };
    const { a } = established({ both: { ipsec: [transport] } });
    expect(a.installed[0]?.proposal.mode).toBe('transport');
    const peers = twoPeers({ a: { ipsec: [transport] } });
    peers.a.ask();
    peers.run(1000);
    expect([peers.a.installed, peers.b.installed, peers.a.failures.length]).toEqual([[], [], 1]);
    expect(peers.a.ready).toHaveLength(1);
  });

  it('may be AH; AH around ESP cannot be asked for', () => {
    const ah: IpsecProposal = { mode: 'tunnel', esp: undefined, ah: 'sha1' };
    const { a } = established({ both: { ipsec: [ah] } });
    expect(a.installed[0]?.inbound.keyMaterial).toHaveLength(20);
    const both = twoPeers({ both: { ipsec: [{ ...aes, ah: 'sha1' }] } });
    both.a.ask();
    expect(both.a.only('child-impossible')).toHaveLength(1);
    expect([both.a.failures.length, both.sent.length]).toEqual([1, 0]);
  });
});

describe('a further exchange', () => {
  const lan = (second: number) => ({ address: 0x0a000000 + second * 0x10000, mask: 0xffff0000, protocol: 0, port: 0 });

  it('adds a child for other traffic', () => {
    const peers = established();
    peers.a.ask({ localSelector: lan(1), remoteSelector: lan(2) });
    peers.run(100);
    expectAgreement(peers, 2);
    expectOneAssociation(peers);
  });

  it.each([undefined, 14])('renews a child from either end, with forward secrecy of group %s', (pfsGroup) => {
    const peers = established({ both: { pfsGroup } });
    for (const side of [peers.a, peers.b]) {
      const before = agreements(peers.a);
      side.renewChild();
      peers.run(100);
      expectAgreement(peers);
      expect(agreements(peers.a)).not.toEqual(before);
      expect(peers.a.installed[0]?.pfsGroup).toBe(pfsGroup);
    }
    expect(peers.a.only('child-deleted').map(({ reason }) => reason)).toEqual(['renewed', 'by-peer']);
  });

  it('with a group that the responder will not have fails, and the old child stays', () => {
    const peers = established({ a: { pfsGroup: 14 }, b: { pfsGroup: 19 } });
    peers.a.renewChild();
    peers.run(100);
    expect(peers.a.failures).toHaveLength(1);
    expectAgreement(peers);
  });

  it('renews the association from either end, and the children go over', () => {
    const peers = established();
    for (const side of [peers.a, peers.b, peers.b]) {
      const before = spisOf(peers.a);
      side.renew();
      peers.run(100);
      expectOneAssociation(peers);
      expectAgreement(peers);
      expect(spisOf(peers.a)).not.toEqual(before);
      expect(peers.a.ready[0]?.children).toHaveLength(1);
      peers.b.renewChild();
      peers.run(100);
      expectAgreement(peers);
    }
    expect(peers.a.ready[0]?.keys).toEqual(peers.b.ready[0]?.keys);
  });

  it('renews a child that both renew at once to one', () => {
    for (let i = 0; i < 20; i++) {
      const peers = established({ seed: `at once ${i}` });
      peers.a.renewChild();
      peers.b.renewChild();
      peers.run(100);
      expectAgreement(peers);
      expect(peers.a.only('child-deleted').length).toBe(2);
    }
  });

  it('renews an association that both renew at once to one', () => {
    for (let i = 0; i < 20; i++) {
      const peers = established({ seed: `at once ${i}` });
      peers.a.renew();
      peers.b.renew();
      peers.run(100);
      expectOneAssociation(peers);
      expectAgreement(peers);
      peers.a.renewChild();
      peers.run(100);
      expectAgreement(peers);
    }
  });

  it('deletes a child, or the association with all of them', () => {
    const peers = established();
    const { a, b, run } = peers;
    const [child] = a.installed;
    if (child) a.drop(child);
    run(100);
    expect([a.installed, b.installed, a.ready.length]).toEqual([[], [], 1]);
    a.ask();
    run(100);
    expectAgreement(peers);
    b.ike.clear();
    expect(b.statuses).toEqual(['DELETE']);
    run(100);
    expect([a.installed, b.installed, a.statuses, b.statuses]).toEqual([[], [], [], []]);
    expect(a.only('sa-deleted')).toMatchObject([{ reason: 'deleted-by-peer' }]);
  });

  it('deletes what both delete at once', () => {
    const { a, b, run } = established();
    const [childA, childB] = [a.installed[0], b.installed[0]];
    if (childA) a.drop(childA);
    if (childB) b.drop(childB);
    run(100);
    expect([a.installed, b.installed, a.ready[0]?.children, b.ready[0]?.children]).toEqual([[], [], [], []]);
    a.ike.clear();
    b.ike.clear();
    run(1000);
    expect([a.statuses, b.statuses]).toEqual([[], []]);
  });
});

describe('time', () => {
  it('renews the association before its lifetime is over', () => {
    const peers = established({ both: { profile: { lifetime: 3600 } } });
    const before = spisOf(peers.a);
    peers.run(3_600_000);
    expectOneAssociation(peers);
    expectAgreement(peers);
    expect(spisOf(peers.a)).not.toEqual(before);
  });

  it('asks whether a quiet peer is there, and gives the association up when it is not', () => {
    const dpd = { interval: 10, retry: 2, mode: 'periodic' as const };
    const peers = established({ a: { profile: { dpd } } });
    peers.run(25_000);
    expect(peers.a.only('dead-peer-detection').map(({ step }) => step)).toEqual([
      'asked',
      'answered',
      'asked',
      'answered',
    ]);
    peers.setFate(() => []);
    peers.run(30_000);
    expect(peers.a.only('sa-deleted').at(-1)).toMatchObject({ reason: 'dead-peer' });
    expect([peers.a.ready.length, peers.a.installed]).toEqual([0, []]);
  });

  it('does not speak any more over an association that it has given up, so that the peer gives it up, too', () => {
    const dpd = { interval: 10, retry: 2, mode: 'periodic' as const };
    const peers = established({ a: { profile: { dpd } }, b: { profile: { dpd: { ...dpd, interval: 40 } } } });
    peers.setFate(() => []);
    peers.run(30_000);
    peers.setFate(reliable);
    peers.b.renewChild();
    peers.run(1000);
    expect(peers.b.only('child-refused')).toEqual([]);
    peers.run(140_000);
    expect([peers.b.ready.length, peers.b.installed]).toEqual([0, []]);
  });

  it('a router that has lost its memory says so, and its former self is forgotten', () => {
    const peers = established();
    const again = peers.reloadA();
    again.ask();
    peers.run(1000);
    expect(peers.b.ready).toHaveLength(1);
    expect(agreements(again)).toEqual(agreements(peers.b));
    expect(peers.b.only('sa-deleted')).toMatchObject([{ reason: 'initial-contact' }]);
  });
});

describe('the path', () => {
  it('with a NAT makes both go over to port 4500, with ESP inside UDP', () => {
    const { a, b } = established({ nat: (port) => port + 20_000 });
    expect(a.ready[0]).toMatchObject({ nat: { isLocal: true, isRemote: false }, ports: { local: 4500, remote: 4500 } });
    expect(b.ready[0]).toMatchObject({
      nat: { isLocal: false, isRemote: true },
      ports: { local: 4500, remote: 24_500 },
    });
    expect(a.installed[0]?.encapsulation).toEqual({ local: 4500, remote: 4500 });
    expect(b.installed[0]?.encapsulation).toEqual({ local: 4500, remote: 24_500 });
  });

  it('without one leaves ports as they are', () => {
    const { a } = established();
    expect(a.ready[0]?.ports).toEqual({ local: 500, remote: 500 });
    expect(a.installed[0]?.encapsulation).toBeUndefined();
  });

  it('that is narrow has long messages in fragments, which may come in any order', () => {
    const shuffled = ({ number }: { number: number }): number[] => [100 - number];
    const peers = twoPeers({ both: { configuration: { fragmentationMtu: 150 } }, fate: shuffled });
    peers.a.ask();
    peers.run(1000);
    expectAgreement(peers);
    expect(peers.b.only('fragment').length).toBeGreaterThan(1);
    expect(peers.a.ready[0]?.isFragmenting).toBe(true);
  });
});

describe('two peers that both begin', () => {
  /** Milliseconds: two exchanges, of which the answer to the second is still on its way. */
  const firstChildAfter = 30;
  it.each(Array.from({ length: 30 }, (_, i) => 2 * i))('%i ms apart: one association', (apart) => {
    for (const aIsFirst of [true, false]) {
      const peers = twoPeers();
      const { a, b, run } = peers;
      (aIsFirst ? a : b).ask();
      run(apart);
      (aIsFirst ? b : a).ask();
      run(10_000);
      expectOneAssociation(peers);
      // Whoever asks before the first child has come has no need of another one.
      expect(agreements(a)).toHaveLength(apart < firstChildAfter ? 1 : 2);
      expect(agreements(a)).toEqual(agreements(b));
      expect([...a.failures, ...b.failures]).toEqual([]);
    }
  });
});
