/** Every algorithm that the lab's routers know, negotiated and used between two of them. */
import { describe, expect, it } from 'vitest';
import type { IkeCipher, IkeHash } from '../../../src-main/simulator/ike/environment.ts';
import type { EspCipher, Integrity } from '../../../src-main/simulator/ipsec/proposal.ts';
import { defaultIsakmpPolicy } from '../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import type { Router } from '../../../src-main/simulator/router/router.ts';
import { ip, marks, ping, smallNetwork, tunnel } from './network.ts';

interface Terms {
  ike: { cipher: IkeCipher; keyBits: number; hash: IkeHash; group: number };
  esp: { cipher: EspCipher; keyBits: number; integrity: Integrity | undefined };
  pfsGroup?: number;
}

function configure(router: Router, peer: string, { ike, esp, pfsGroup }: Terms): void {
  const { crypto } = router;
  crypto.policies.set(10, { ...defaultIsakmpPolicy, ...ike, priority: 10, authentication: 'pre-share' });
  crypto.keys.push({ secret: 'FooB4r', address: ip(peer), mask: 0xffffffff, noXauth: false });
  crypto.transformSets.set('Set', { name: 'Set', esp, ah: undefined, mode: 'tunnel' });
  crypto.profiles.set('Profile', { name: 'Profile', transformSets: ['Set'], pfsGroup, lifetime: {} });
  const one = tunnel(router, peer === '172.16.0.6' ? '10.0.0.1' : '10.0.0.2', peer);
  Object.assign(one.carrier.settings, { mode: 'ipsec-ipv4', protection: 'Profile' });
  router.converge();
}

function expectPings(terms: Terms): void {
  const network = smallNetwork();
  configure(network.r1, '172.16.0.6', terms);
  configure(network.r3, '172.16.0.1', terms);
  network.clock.runUntil(20_000);
  for (const size of [36, 100, 101, 1400])
    expect([size, marks(ping(network, network.r1, '10.0.0.2', { count: 2, size }))]).toEqual([size, '!!']);
  for (const { ipsec } of [network.r1, network.r3]) {
    expect(ipsec.ike.associations).toMatchObject([{ state: 'QM_IDLE', policy: terms.ike }]);
    expect(ipsec.flows[0]?.pairs).toMatchObject([
      { child: { proposal: { esp: terms.esp }, pfsGroup: terms.pfsGroup } },
    ]);
    expect(ipsec.flows[0]?.counters).toMatchObject({ encaps: 8, decaps: 8, receiveErrors: 0 });
  }
}

const ikeCiphers: [IkeCipher, number][] = [
  ['des', 56],
  ['3des', 168],
  ['aes', 128],
  ['aes', 192],
  ['aes', 256],
];
const espCiphers: [EspCipher, number][] = [...ikeCiphers, ['null', 0]];
const desSha: Terms['ike'] = { cipher: 'des', keyBits: 56, hash: 'sha1', group: 1 };
const tripleDesSha: Terms['esp'] = { cipher: '3des', keyBits: 168, integrity: 'sha1' };

describe('IKE', () => {
  it.each(
    ikeCiphers.flatMap(([cipher, keyBits]) =>
      (['md5', 'sha1', 'sha256'] as const).map((hash): [IkeCipher, number, IkeHash] => [cipher, keyBits, hash]),
    ),
  )('negotiates with %s of %d bits and %s', (cipher, keyBits, hash) => {
    expectPings({ ike: { cipher, keyBits, hash, group: 2 }, esp: tripleDesSha });
  });

  it.each([1, 2, 5, 14])('negotiates with group %d, with and without perfect forward secrecy', (group) => {
    expectPings({ ike: { ...desSha, group }, esp: tripleDesSha });
    expectPings({ ike: { ...desSha, group }, esp: tripleDesSha, pfsGroup: group });
  });
});

describe('ESP', () => {
  it.each(
    espCiphers.flatMap(([cipher, keyBits]) =>
      (['md5', 'sha1', 'sha256'] as const).map((integrity): [EspCipher, number, Integrity] => [
        cipher,
        keyBits,
        integrity,
      ]),
    ),
  )('carries pings with %s of %d bits and %s', (cipher, keyBits, integrity) => {
    expectPings({ ike: desSha, esp: { cipher, keyBits, integrity } });
  });
});
