import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { hash } from '../../../src-main/simulator/crypto/mac.ts';
import { parseRevocationList } from '../../../src-main/simulator/pki/revocation-list.ts';
import { TrustStore, type TrustAnchor } from '../../../src-main/simulator/pki/trust-store.ts';
import { authorityOf, certified, day, ecKey, rsaKey, today } from './certificates.ts';

const authority = authorityOf(rsaKey('ca'));
const key = rsaKey('r2');
const certificate = certified(authority, key, { fqdn: 'R2.lab.local' });

function storeOf(anchor: Partial<TrustAnchor>, now = today + day): TrustStore {
  const store = new TrustStore();
  store.date = () => now;
  const empty = { authority: undefined, own: undefined, checksRevocation: true, revocationList: undefined };
  store.anchors.set('CA', { ...empty, ...anchor, name: 'CA' });
  return store;
}

describe('a trust store', () => {
  it('trusts a certificate of its authority, and says whose it is', () => {
    const store = storeOf({ authority: authority.certificate });
    expect(store.judge([certificate.der], ['CA'])).toMatchObject({
      kind: 'trusted',
      subjectText: 'cn=R2,ou=lab,o=QuickMode',
      names: { fqdn: 'R2.lab.local' },
      serial: '02',
    });
  });

  it.each([
    ['of an authority that it does not have', storeOf({}), certificate.der, 'unknown-issuer'],
    ['before its time', storeOf({ authority: authority.certificate }, today - 1), certificate.der, 'not-yet-valid'],
    ['after its time', storeOf({ authority: authority.certificate }, today + 366 * day), certificate.der, 'expired'],
    [
      'of another with the same name',
      storeOf({ authority: authority.certificate }),
      certified(authorityOf(rsaKey('forger')), key).der,
      'bad-signature',
    ],
    ['that is none', storeOf({ authority: authority.certificate }), bytesOfHex('3003020101'), 'malformed'],
  ] as const)('refuses a certificate %s', (_, store, der, why) => {
    expect(store.judge([der], [])).toMatchObject({ kind: 'refused', why });
  });

  it('refuses what its list says is revoked', () => {
    const issuer = authorityOf(ecKey('ca'));
    const bad = certified(issuer, key);
    issuer.revoked.set(bad.serial, today);
    const revocationList = parseRevocationList(issuer.revocationList(today), issuer.certificate.key);
    const store = storeOf({ authority: issuer.certificate, revocationList });
    expect(store.judge([bad.der], [])).toMatchObject({ kind: 'refused', why: 'revoked' });
    expect(store.judge([certified(issuer, key).der], [])).toMatchObject({ kind: 'trusted' });
  });

  it('signs, and what it signs is verified with the key in the certificate', () => {
    for (const own of [key, ecKey('r2'), ecKey('r2', 384)]) {
      const shown = certified(authority, own);
      const store = storeOf({ authority: authority.certificate, own: { certificate: shown, key: own } });
      const identity = store.identity([]);
      const peer = store.judge(identity?.chain ?? [], []);
      if (!identity || peer.kind !== 'trusted') throw new Error('no identity');
      const data = bytesOfHex('00112233445566778899');
      const signature = identity.sign(data, 'sha256');
      expect(peer.key.verify(data, signature, 'sha256')).toBe(true);
      expect(peer.key.verify(data, signature, 'sha384')).toBe(false);
      if (own.keyKind === 'ec') continue;
      const digest = hash('sha1', data);
      expect(peer.key.verifyRaw(digest, identity.signRaw(digest))).toBe(true);
      expect(identity.decrypt(peer.key.encrypt(data))).toEqual(data);
    }
  });

  it('shows no certificate that has expired', () => {
    const store = storeOf({ own: { certificate, key } }, today + 366 * day);
    expect(store.identity([])).toBeUndefined();
  });

  it('comes to no other end whatever the bytes are', () => {
    const random = seededRandom('mutations');
    const store = storeOf({ authority: authority.certificate });
    for (let turn = 0; turn < 2000; turn++) {
      const der = Uint8Array.from(certificate.der);
      for (let times = random.int(3); times >= 0; times--) der[random.int(der.length)] = random.int(256);
      expect(['trusted', 'refused']).toContain(store.judge([der.subarray(0, random.int(der.length + 1))], []).kind);
    }
  });

  it('has the same keys and certificates again from the same seed', () => {
    expect(certified(authorityOf(ecKey('ca')), rsaKey('r2')).der).toEqual(
      certified(authorityOf(ecKey('ca')), rsaKey('r2')).der,
    );
  });
});
