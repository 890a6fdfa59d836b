/** Two peers that prove who they are with certificates: RSA as RFC 7427 and as RFC 7296 have it, ECDSA as RFC 4754 has it. */
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import type { EcBits } from '../../../src-main/simulator/crypto/ecdsa.ts';
import { isSignatureAuth, kindOfAuth, signatureAuth } from '../../../src-main/simulator/ike2/authentication.ts';
import type { Ikev2Authentication, Ikev2Profile } from '../../../src-main/simulator/ike2/configuration.ts';
import type { Authority } from '../../../src-main/simulator/pki/authority.ts';
import type { OwnIdentity, SignatureHash } from '../../../src-main/simulator/pki/credentials.ts';
import type { SubjectNames } from '../../../src-main/simulator/pki/extensions.ts';
import { readPublicKey, type PrivateKey } from '../../../src-main/simulator/pki/key.ts';
import { TrustStore } from '../../../src-main/simulator/pki/trust-store.ts';
import { authenticationMethods } from '../../../src-main/simulator/wire/ikev2/numbers.ts';
import { payloadsOfKind } from '../../../src-main/simulator/wire/ikev2/payloads.ts';
import { authorityOf, certified, day, ecKey, rsaKey, today } from '../pki/certificates.ts';
import { addressA, agreements, twoPeers, type Side } from './two-peers.ts';

const authority = authorityOf(rsaKey('CA'));

interface Holder {
  key: PrivateKey;
  issuer?: Authority;
  names?: SubjectNames;
  now?: number;
}

function store({ key, issuer = authority, names = {}, now = today }: Holder): TrustStore {
  const made = new TrustStore();
  made.date = () => now;
  made.anchors.set('CA', {
    name: 'CA',
    authority: authority.certificate,
    own: { certificate: certified(issuer, key, names), key },
    checksRevocation: false,
    revocationList: undefined,
  });
  return made;
}

const by = (method: Ikev2Authentication): Partial<Ikev2Profile> => ({
  authenticationLocal: method,
  authenticationRemote: [method],
});

/** The methods of the authenticators that a side has received. */
const received = (side: Side): number[] =>
  side.only('received').flatMap(({ payloads }) => payloadsOfKind(payloads, 'auth').map(({ type }) => type));

const failures = (side: Side): string[] => side.only('authentication-failed').map(({ why }) => why);

const ends = { a: rsaKey('A'), b: rsaKey('B') };
const { 'DIGITAL-SIGNATURE': digital, RSA: plain, PSK: shared, ...ecdsa } = authenticationMethods;

describe('certificates', () => {
  it('prove both ends, RSA with the hashes that the peer has announced', () => {
    const profile = by('rsa-sig');
    const { a, b, run } = twoPeers({
      a: { profile, credentials: store({ key: ends.a }) },
      b: { profile, credentials: store({ key: ends.b }) },
    });
    a.ask();
    run(1000);
    expect(a.installed).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
    expect([received(a), received(b)]).toEqual([[digital], [digital]]);
    expect(a.ready[0]?.remoteIdentity).toMatchObject({ kind: 'dn', text: 'cn=R2,ou=lab,o=QuickMode' });
    expect(b.only('certificate-trusted')).toMatchObject([{ subject: 'cn=R2,ou=lab,o=QuickMode' }]);
  });

  it.each<[EcBits, number]>([
    [256, ecdsa['ECDSA-256']],
    [384, ecdsa['ECDSA-384']],
    [521, ecdsa['ECDSA-521']],
  ])('prove both ends with ECDSA on %i bits', (bits, method) => {
    const profile = by('ecdsa-sig');
    const { a, b, run } = twoPeers({
      a: { profile, credentials: store({ key: ecKey('A', bits) }) },
      b: { profile, credentials: store({ key: ecKey('B', bits) }) },
    });
    a.ask();
    run(1000);
    expect(a.installed).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
    expect([received(a), received(b)]).toEqual([[method], [method]]);
  });

  it('prove one end, and a key the other', () => {
    const { a, b, run } = twoPeers({
      a: {
        profile: { authenticationLocal: 'rsa-sig', authenticationRemote: ['pre-share'] },
        credentials: store({ key: ends.a }),
      },
      b: {
        profile: { authenticationLocal: 'pre-share', authenticationRemote: ['rsa-sig'] },
        credentials: store({ key: ends.b }),
      },
    });
    a.ask();
    run(1000);
    expect(agreements(a)).toEqual(agreements(b));
    expect([received(a), received(b)]).toEqual([[shared], [digital]]);
  });

  it.each<{ what: string; holder: Partial<Holder>; profile?: Partial<Ikev2Profile>; why: string }>([
    // It has the name of the one that is trusted.
    { what: 'of a stranger', holder: { issuer: authorityOf(rsaKey('a stranger')) }, why: 'bad-signature' },
    {
      what: 'that says another address',
      holder: { names: { address: 0x0a0000ff } },
      profile: { identityLocal: { kind: 'address', address: addressA } },
      why: 'identity',
    },
    {
      what: 'that says another name',
      holder: { names: { fqdn: 'r9.lab' } },
      profile: { identityLocal: { kind: 'fqdn', name: 'r1.lab' } },
      why: 'identity',
    },
  ])('are refused: one $what', ({ holder, profile, why }) => {
    const { a, b, run } = twoPeers({
      a: { profile: { ...by('rsa-sig'), ...profile }, credentials: store({ key: ends.a, ...holder }) },
      b: { profile: by('rsa-sig'), credentials: store({ key: ends.b }) },
    });
    a.ask();
    run(300_000);
    expect(failures(b)).toEqual(['peer-certificate']);
    expect(b.only('certificate-refused').map((event) => event.why)).toEqual([why]);
    expect([a.ike.associations, b.ike.associations]).toEqual([[], []]);
    expect(a.failures).toHaveLength(1);
  });

  it('are of the kind that the profile asks for', () => {
    const { a, b, run } = twoPeers({
      a: { profile: by('ecdsa-sig'), credentials: store({ key: ecKey('A') }) },
      b: { profile: by('rsa-sig'), credentials: store({ key: ends.b }) },
    });
    a.ask();
    run(300_000);
    expect(failures(b)).toEqual(['method']);
    expect(a.failures).toHaveLength(1);
  });

  it('are refused when their time is over, by the clock of who looks at them', () => {
    const { a, b, run } = twoPeers({
      a: { profile: by('rsa-sig'), credentials: store({ key: ends.a }) },
      b: { profile: by('rsa-sig'), credentials: store({ key: ends.b, now: today + 400 * day }) },
    });
    a.ask();
    run(300_000);
    expect(b.only('certificate-refused')).toMatchObject([{ why: 'expired' }]);
    expect(a.failures).toHaveLength(1);
  });

  it('must be there before they can be shown', () => {
    const { a, b, run } = twoPeers({
      a: { profile: by('rsa-sig') },
      b: { profile: by('rsa-sig'), credentials: store({ key: ends.b }) },
    });
    a.ask();
    run(300_000);
    expect(failures(a)).toEqual(['no-certificate']);
    expect(a.failures).toHaveLength(1);
    expect(b.ike.associations).toEqual([]);
  });
});

describe('signatures', () => {
  const octets = new TextEncoder().encode('the octets of an initiator');
  const own = (key: PrivateKey): OwnIdentity => {
    const identity = store({ key }).identity([]);
    if (!identity) throw new Error('there is no certificate');
    return identity;
  };

  it('are RSA with SHA-1 for a peer that has announced no hashes (RFC 7296 section 2.15)', () => {
    const auth = signatureAuth(own(ends.a), octets, []);
    expect(auth.type).toBe(plain);
    expect(kindOfAuth(auth)).toBe('rsa-sig');
    expect(isSignatureAuth(auth, ends.a.public, octets)).toBe(true);
    expect(isSignatureAuth(auth, ends.b.public, octets)).toBe(false);
    expect(isSignatureAuth(auth, ecKey('A').public, octets)).toBe(false);
  });

  it.each<SignatureHash>(['sha256', 'sha384', 'sha512'])(
    'are RSA with %s when that is what a peer can verify',
    (hash) => {
      const auth = signatureAuth(own(ends.a), octets, ['sha1', hash]);
      expect(auth.type).toBe(digital);
      expect(isSignatureAuth(auth, ends.a.public, octets)).toBe(true);
      expect(isSignatureAuth(auth, ends.a.public, octets.subarray(1))).toBe(false);
    },
  );

  it('of ECDSA are taken in the form of RFC 7427 too, as another program makes them', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const key = readPublicKey(publicKey.export({ type: 'spki', format: 'der' }), seededRandom('key'));
    const identifier = bytesOfHex('300a06082a8648ce3d040303');
    const data = concat(Uint8Array.of(identifier.length), identifier, sign('sha384', octets, privateKey));
    const auth = { type: digital, data };
    expect(kindOfAuth(auth)).toBe('ecdsa-sig');
    expect(key && isSignatureAuth(auth, key, octets)).toBe(true);
    expect(key && isSignatureAuth(auth, key, octets.subarray(1))).toBe(false);
    expect(key && isSignatureAuth({ type: digital, data: data.subarray(0, 40) }, key, octets)).toBe(false);
  });

  // The identifiers of RFC 7427, appendix A.4.3, and the same without NULL behind the names of hashes.
  const mask = '301a06092a864886f70d010108300d06096086480165030402010500';
  it.each<[SignatureHash, number, string]>([
    ['sha256', 32, `304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c${mask}a203020120`],
    [
      'sha512',
      64,
      '303d06092a864886f70d01010a3030a00d300b0609608648016503040203' +
        'a11a301806092a864886f70d010108300b0609608648016503040203a203020140',
    ],
  ])('of RSA with %s and a salt are taken, as Libreswan and others make them', (hash, saltLength, identifier) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = readPublicKey(publicKey.export({ type: 'spki', format: 'der' }), seededRandom('key'));
    const how = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
    const name = bytesOfHex(identifier);
    const auth = { type: digital, data: concat(Uint8Array.of(name.length), name, sign(hash, octets, how)) };
    expect(kindOfAuth(auth)).toBe('rsa-sig');
    expect(key && isSignatureAuth(auth, key, octets)).toBe(true);
    expect(key && isSignatureAuth(auth, key, octets.subarray(1))).toBe(false);
    // Two hashes: the identifier says nothing that we know.
    const mixed = bytesOfHex(identifier.replace('040201', '040202').replace('040203', '040202'));
    expect(kindOfAuth({ type: digital, data: concat(Uint8Array.of(mixed.length), mixed) })).toBeUndefined();
  });
});
