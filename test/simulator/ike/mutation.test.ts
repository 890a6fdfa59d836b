/** Bytes that changed on the way: no message makes an end fail, in whichever exchange it comes. */
import type { AccessClient } from '../../../src-main/simulator/ike/environment.ts';
import { expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import type { IsakmpPolicy } from '../../../src-main/simulator/ike/environment.ts';
import { TrustStore } from '../../../src-main/simulator/pki/trust-store.ts';
import { authorityOf, certified, rsaKey, today } from '../pki/certificates.ts';
import { reliable } from './network.ts';
import { addressA, addressB, builtIn, desPolicy, twoPeers, type Setup } from './two-peers.ts';

const aggressive = {
  aggressivePeers: new Map([[addressB, { password: undefined, clientEndpoint: undefined }]]),
};
const authority = authorityOf(rsaKey('ca'));

function storeOf(who: string, other: string, peer: number): TrustStore {
  const store = new TrustStore();
  store.date = () => today + 1;
  const own = { certificate: certified(authority, rsaKey(who)), key: rsaKey(who) };
  const rest = { checksRevocation: false, revocationList: undefined };
  store.anchors.set('CA', { name: 'CA', authority: authority.certificate, own, ...rest });
  store.peerKeys.set(peer, rsaKey(other).public);
  return store;
}

const withRsa = (authentication: IsakmpPolicy['authentication']): Setup => ({
  both: { policies: [{ ...desPolicy, authentication }], key: undefined },
  a: { credentials: storeOf('a', 'b', addressB) },
  b: { credentials: storeOf('b', 'a', addressA) },
});

const client: AccessClient = {
  logsIn: () => true,
  login: (_, answer) => answer({ userName: 'a', password: 'b' }),
  wish: () => 'address',
  configured: () => undefined,
  ended: () => undefined,
};
const noNames = { mask: undefined, dns: [], domain: undefined, banner: undefined };
const given = { address: 1, ...noNames, splitInclude: [], maySavePassword: false };
const server = { isLoginRequired: () => true, login: () => true, configure: () => given, release: () => undefined };

const setups: Record<string, Setup> = {
  'main mode': { both: { policies: [desPolicy, builtIn] } },
  'aggressive mode': { a: { settings: aggressive } },
  'NAT traversal': { nat: true },
  'RSA signatures': withRsa('rsa-sig'),
  'RSA encryption': withRsa('rsa-encr'),
  'transaction mode': {
    a: { accessClient: client },
    b: { accessServer: server },
  },
};

it.each(Object.keys(setups))('in %s', (name) => {
  for (let seed = 0; seed < 60; seed++) {
    const random = seededRandom(`${name} ${seed}`);
    const { a, b, run, setFate } = twoPeers(setups[name]);
    setFate(({ bytes }) => {
      if (random.int(3) === 0) bytes[random.int(bytes.length)] = random.int(256);
      return random.int(4) === 0 ? [10, 20] : [10];
    });
    a.ask();
    run(120_000);
    setFate(reliable);
    b.ike.clear();
    a.ike.clear();
    run(200_000);
    a.ask();
    run(1000);
    expect(a.installed.at(-1)?.outbound).toEqual(b.installed.at(-1)?.inbound);
    expect(a.installed.length).toBeGreaterThan(0);
  }
});
