import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { Reassembly } from '../../../src-main/simulator/ike/fragments.ts';
import type { IsakmpSettings } from '../../../src-main/simulator/ike/configuration.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { parseIsakmp, type IsakmpMessage } from '../../../src-main/simulator/wire/isakmp/message.ts';
import { payloadTypes } from '../../../src-main/simulator/wire/isakmp/numbers.ts';
import { emitPayloads } from '../../../src-main/simulator/wire/isakmp/payloads.ts';
import { TrustStore } from '../../../src-main/simulator/pki/trust-store.ts';
import { authorityOf, certified, day, rsaKey, today } from '../pki/certificates.ts';
import { trouble } from './network.ts';
import { addressB, agreements, builtIn, desPolicy, twoPeers, type TwoPeers } from './two-peers.ts';

const authority = authorityOf(rsaKey('ca', 2048));
const signatures = { ...desPolicy, cipher: 'aes', keyBits: 128, group: 2, authentication: 'rsa-sig' } as const;

function storeOf(name: string): TrustStore {
  const store = new TrustStore();
  store.date = () => today + day;
  const key = rsaKey(name, 2048);
  const own = { certificate: certified(authority, key, { fqdn: `${name}.lab.example` }), key };
  const checks = { checksRevocation: false, revocationList: undefined };
  store.anchors.set('CA', { name: 'CA', authority: authority.certificate, own, ...checks });
  return store;
}

type Fragmentation = IsakmpSettings['fragmentation'];

/** Certificates of 2048 bits: what shows them is longer than 576 bytes. */
function certifiedPeers(a: Fragmentation, b: Fragmentation, mode: 'main' | 'aggressive' = 'main'): TwoPeers {
  const aggressivePeers = new Map(
    mode === 'main' ? [] : [[addressB, { password: undefined, clientEndpoint: undefined }] as const],
  );
  return twoPeers({
    both: { policies: [signatures, builtIn], key: undefined },
    a: { credentials: storeOf('a'), hostName: 'a.lab.example', settings: { fragmentation: a, aggressivePeers } },
    b: { credentials: storeOf('b'), hostName: 'b.lab.example', settings: { fragmentation: b } },
  });
}

function sizesOf({ sent }: TwoPeers, who: 'A' | 'B'): { pieces: number; longest: number } {
  const own = sent.filter(({ from }) => from === who).map(({ bytes }) => bytes);
  const pieces = own.filter((bytes) => bytes[16] === payloadTypes.FRAGMENT).length;
  return { pieces, longest: Math.max(...own.map(({ length }) => length)) };
}

function expectOneAgreement({ a, b }: TwoPeers): void {
  expect(agreements(a)).toHaveLength(1);
  expect(agreements(a)).toEqual(agreements(b));
}

describe('messages of IKE version 1 in pieces', () => {
  it.each(['main', 'aggressive'] as const)('are sent in %s mode where both ends say that they can', (mode) => {
    const peers = certifiedPeers('announced', 'answered', mode);
    peers.a.ask();
    peers.run(1000);
    expectOneAgreement(peers);
    for (const who of ['A', 'B'] as const) {
      const { pieces, longest } = sizesOf(peers, who);
      expect(pieces).toBeGreaterThan(1);
      expect(longest).toBeLessThanOrEqual(544);
    }
  });

  it.each([
    ['announced', 'no'],
    ['no', 'announced'],
    ['answered', 'answered'],
  ] as const)('are not sent where one end is set to %s and the other to %s', (a, b) => {
    const peers = certifiedPeers(a, b);
    peers.a.ask();
    peers.run(1000);
    expectOneAgreement(peers);
    for (const who of ['A', 'B'] as const) expect(sizesOf(peers, who).pieces).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6])('come through losses, repetitions and disorder (%s)', (seed) => {
    const peers = certifiedPeers('announced', 'announced');
    peers.setFate(trouble(seededRandom(`pieces/${seed}`), 15));
    peers.a.ask();
    peers.run(50_000);
    peers.setFate(() => [10]);
    peers.a.ask();
    peers.run(60_000);
    expect(peers.a.live.filter(({ state }) => state === 'QM_IDLE').length).toBeGreaterThan(0);
    expect(agreements(peers.a).length).toBeGreaterThan(0);
    expect(agreements(peers.a)).toEqual(agreements(peers.b));
  });
});

function messageWith(body: Uint8Array, cookie = 1): IsakmpMessage {
  return {
    initiatorCookie: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, cookie),
    responderCookie: new Uint8Array(8),
    nextPayload: payloadTypes.FRAGMENT,
    version: 0x10,
    exchangeType: 2,
    flags: 0,
    messageId: 0,
    body,
  };
}

const piece = (number: number, hex: string, more: { id?: number; isLast?: boolean; cookie?: number } = {}) =>
  messageWith(
    emitPayloads([
      { kind: 'fragment', id: more.id ?? 1, number, flags: more.isLast === true ? 1 : 0, data: bytesOfHex(hex) },
    ]),
    more.cookie,
  );

describe('the reassembly of pieces', () => {
  it('takes them in any order, and any of them twice', () => {
    const reassembly = new Reassembly();
    expect(reassembly.add(1, piece(3, '05', { isLast: true }))).toBeUndefined();
    expect(reassembly.add(1, piece(1, '0102'))).toBeUndefined();
    expect(reassembly.add(1, piece(1, '0102'))).toBeUndefined();
    expect(reassembly.add(1, piece(2, '0304'))).toEqual(bytesOfHex('0102030405'));
    expect(reassembly.add(1, piece(2, '0304'))).toBeUndefined();
  });

  it('keeps apart what is of other peers, other associations and other messages', () => {
    const reassembly = new Reassembly();
    reassembly.add(1, piece(1, 'aa'));
    expect(reassembly.add(2, piece(2, 'bb', { isLast: true }))).toBeUndefined();
    expect(reassembly.add(1, piece(2, 'bb', { isLast: true, cookie: 2 }))).toBeUndefined();
    expect(reassembly.add(1, piece(2, 'bb', { isLast: true, id: 2 }))).toBeUndefined();
    expect(reassembly.add(1, piece(1, 'cc', { id: 2 }))).toEqual(bytesOfHex('ccbb'));
  });

  it('begins anew with a piece that was another one before, or does not fit the last one', () => {
    const reassembly = new Reassembly();
    reassembly.add(1, piece(1, 'aa'));
    reassembly.add(1, piece(1, 'cc'));
    expect(reassembly.add(1, piece(2, 'dd', { isLast: true }))).toEqual(bytesOfHex('ccdd'));
    reassembly.add(1, piece(3, 'ee'));
    expect(reassembly.add(1, piece(2, 'ff', { isLast: true }))).toBeUndefined();
    expect(reassembly.add(1, piece(1, '11'))).toEqual(bytesOfHex('11ff'));
  });

  it('is not made to keep more than a few of strangers, nor pieces without end', () => {
    const reassembly = new Reassembly();
    for (let i = 0; i < 1000; i++) reassembly.add(i, piece(1, 'aa'));
    expect(reassembly.add(0, piece(2, 'bb', { isLast: true }))).toBeUndefined();
    expect(reassembly.add(999, piece(2, 'bb', { isLast: true }))).toEqual(bytesOfHex('aabb'));
    expect(reassembly.add(1, piece(65, 'aa', { isLast: true }))).toBeUndefined();
  });

  it('keeps no more of a message than a datagram could have carried', () => {
    const reassembly = new Reassembly();
    const long = 'aa'.repeat(33_000);
    reassembly.add(1, piece(1, long));
    reassembly.add(1, piece(2, long));
    expect(reassembly.add(1, piece(3, 'bb', { isLast: true }))).toBeUndefined();
    expect(reassembly.add(1, piece(1, long))).toBeUndefined();
    expect(reassembly.add(1, piece(2, 'bb'))?.length).toBe(33_002);
  });

  it('drops what has another payload beside the piece', () => {
    const data = bytesOfHex('aa');
    const both = emitPayloads([
      { kind: 'fragment', id: 1, number: 1, flags: 1, data },
      { kind: 'nonce', data },
    ]);
    expect(new Reassembly().add(1, messageWith(both))).toBeUndefined();
  });

  it('gives bytes that need be no message', () => {
    const whole = new Reassembly().add(1, piece(1, 'aabb', { isLast: true }));
    expect(isMalformed(parseIsakmp(whole ?? new Uint8Array()))).toBe(true);
  });
});
