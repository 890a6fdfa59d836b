import { describe, expect, it } from 'vitest';
import { TrustStore } from '../../../src-main/simulator/pki/trust-store.ts';
import { authorityOf, certified, day, rsaKey, today } from '../pki/certificates.ts';
import { losing } from './network.ts';
import {
  addressA,
  addressB,
  agreements,
  builtIn,
  desPolicy,
  twoPeers,
  type Configuration,
  type TwoPeers,
} from './two-peers.ts';

const authority = authorityOf(rsaKey('ca'));
const keys = { a: rsaKey('a'), b: rsaKey('b') };
const namesOf = (who: 'a' | 'b'): string => `${who.toUpperCase()}.lab.example`;

function storeOf(who: 'a' | 'b', issuer = authority): TrustStore {
  const store = new TrustStore();
  store.date = () => today + day;
  const certificate = certified(issuer, keys[who], { fqdn: namesOf(who) });
  const own = { certificate, key: keys[who] };
  const empty = { checksRevocation: false, revocationList: undefined };
  store.anchors.set('CA', { name: 'CA', authority: authority.certificate, own, ...empty });
  const [address, peer] = who === 'a' ? [addressB, keys.b] : [addressA, keys.a];
  store.peerKeys.set(address, peer.public);
  return store;
}

type Mode = 'main' | 'aggressive';
const signatures = { ...desPolicy, cipher: 'aes', keyBits: 128, group: 2, authentication: 'rsa-sig' } as const;
const encryption = { ...signatures, authentication: 'rsa-encr' } as const;

function peersWith(policy: Configuration['policies'][number], mode: Mode, more: Partial<Configuration> = {}): TwoPeers {
  const peer = [[addressB, { password: undefined, clientEndpoint: undefined }]] as const;
  const policies = [policy, builtIn];
  return twoPeers({
    both: { policies, key: undefined },
    a: {
      credentials: storeOf('a'),
      hostName: namesOf('a'),
      settings: mode === 'main' ? {} : { aggressivePeers: new Map(peer) },
      ...more,
    },
    b: { credentials: storeOf('b'), hostName: namesOf('b') },
  });
}

function expectOneAgreement({ a, b }: TwoPeers): void {
  expect(agreements(a)).toHaveLength(1);
  expect(agreements(a)).toEqual(agreements(b));
}

describe.each(['main', 'aggressive'] as const)('RSA signatures in %s mode', (mode) => {
  it('authenticate both ends by their certificates', () => {
    const peers = peersWith(signatures, mode);
    peers.a.ask();
    peers.run(1000);
    expectOneAgreement(peers);
    expect(peers.b.only('certificate-judged')).toMatchObject([{ subjectText: 'cn=R2,ou=lab,o=QuickMode' }]);
    expect(peers.a.only('authenticating')).toMatchObject([{ method: 'rsa-sig', idType: 2 }]);
  });

  it('identify an end by the subject of its certificate', () => {
    const peers = peersWith(signatures, mode);
    Object.assign(peers.a.configuration, { settings: { ...peers.a.configuration.settings, identity: 'dn' } });
    peers.a.ask();
    peers.run(1000);
    expectOneAgreement(peers);
    expect(peers.a.only('authenticating')).toMatchObject([{ idType: 9 }]);
  });

  it('are refused with a certificate of an authority that nobody knows', () => {
    const stranger = storeOf('a', authorityOf(rsaKey('another ca')));
    const peers = peersWith(signatures, mode, { credentials: stranger });
    peers.a.ask();
    peers.run(70_000);
    expect(peers.b.only('certificate-judged')[0]).toMatchObject({ refused: { kind: 'refused' } });
    expect(peers.b.only('sa-deleted')[0]).toMatchObject({ reason: 'authentication' });
    expect([...peers.a.installed, ...peers.b.installed]).toEqual([]);
  });

  it('are refused when the name is not that of the certificate', () => {
    const peers = peersWith(signatures, mode, { hostName: 'somebody.else' });
    peers.a.ask();
    peers.run(70_000);
    expect(peers.b.only('proof-failed')[0]).toMatchObject({ why: 'identity' });
    expect([...peers.a.installed, ...peers.b.installed]).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('survive the loss of datagram %i', (lost) => {
    const peers = peersWith(signatures, mode);
    peers.setFate(losing(lost));
    peers.a.ask();
    peers.run(60_000);
    expectOneAgreement(peers);
  });
});

describe.each(['main', 'aggressive'] as const)('RSA encrypted nonces in %s mode', (mode) => {
  it('authenticate both ends by the keys that somebody has typed in', () => {
    const peers = peersWith(encryption, mode);
    peers.a.ask();
    peers.run(1000);
    expectOneAgreement(peers);
  });

  it('do not go with the key of somebody else', () => {
    const store = storeOf('a');
    store.peerKeys.set(addressB, rsaKey('somebody').public);
    const peers = peersWith(encryption, mode, { credentials: store });
    peers.a.ask();
    peers.run(70_000);
    expect([...peers.a.installed, ...peers.b.installed]).toEqual([]);
    expect(peers.a.failures).toHaveLength(1);
  });
});

it('without a key or a certificate nobody begins', () => {
  const { a, run, sent } = twoPeers({ both: { policies: [signatures], key: undefined } });
  a.ask();
  run(1000);
  expect(a.only('cannot-start')).toHaveLength(1);
  expect(sent).toEqual([]);
});
