/** strongSwan's charon and our IKE version 2 with certificates of one authority, ours: RSA, and ECDSA on both curves. */
import { createPrivateKey } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { maskOfLength, parseIpv4 } from '../../src-main/base/address.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import { base64UrlOf, bytesOfInteger } from '../../src-main/simulator/crypto/big-integer.ts';
import { EcPrivateKey } from '../../src-main/simulator/crypto/ecdsa.ts';
import type { Ikev2Authentication } from '../../src-main/simulator/ike2/configuration.ts';
import type { Selector } from '../../src-main/simulator/ipsec/proposal.ts';
import type { PrivateKey } from '../../src-main/simulator/pki/key.ts';
import { pemLines } from '../../src-main/simulator/pki/pem.ts';
import { TrustStore } from '../../src-main/simulator/pki/trust-store.ts';
import { Side } from '../simulator/ike2/two-peers.ts';
import { authorityOf, certified, day, ecKey, rsaKey } from '../simulator/pki/certificates.ts';
import { charon, startCharon, type Charon } from './charon.ts';
import { onSockets, type OnSockets } from './on-sockets.ts';

const ours = { address: '127.0.53.1', port: 5530, natPort: 5531 };
const theirs = { address: '127.0.53.2', port: 5540, natPort: 5541 };
const names = { ours: 'ours.lab.example', charon: 'charon.lab.example' };
const addressOf = (text: string): number => parseIpv4(text) ?? 0;
const network = (text: string): Selector => ({
  address: addressOf(text),
  mask: maskOfLength(24),
  protocol: 0,
  port: 0,
});

function pemOfKey(key: PrivateKey): string {
  const jwk = key instanceof EcPrivateKey ? ellipticJwk(key) : rsaJwk(key);
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }) as string;
}

function rsaJwk({ numbers }: Exclude<PrivateKey, EcPrivateKey>): Record<string, string> {
  const { n, e, d, p, q, dP: dp, dQ: dq, qInv: qi } = numbers;
  const values = Object.entries({ n, e, d, p, q, dp, dq, qi });
  return {
    kty: 'RSA',
    ...Object.fromEntries(values.map(([name, value]) => [name, base64UrlOf(bytesOfInteger(value))])),
  };
}

function ellipticJwk({ keyBits, secret, public: { point } }: EcPrivateKey): Record<string, string> {
  const length = point.length / 2;
  const [x, y] = [point.subarray(0, length), point.subarray(length)].map(base64UrlOf);
  return { kty: 'EC', crv: `P-${keyBits}`, x: x ?? '', y: y ?? '', d: base64UrlOf(bytesOfInteger(secret, length)) };
}

const pemOf = (der: Uint8Array): string => `${pemLines('CERTIFICATE', der).join('\n')}\n`;

interface Meeting {
  side: Side;
  peer: Charon;
}

const open: { stop(): Promise<void> }[] = [];

// charon's clock is the machine's.
const issuedAt = Date.now() - day;
const authority = authorityOf(rsaKey('interop ca', 2048), 'sha256', issuedAt);

interface Keys {
  method: Ikev2Authentication;
  own: PrivateKey;
  charons: PrivateKey;
  issuer?: typeof authority;
}

function credentialsOf({ own, issuer = authority }: Keys): TrustStore {
  const credentials = new TrustStore();
  credentials.date = () => Date.now();
  credentials.anchors.set('CA', {
    name: 'CA',
    authority: authority.certificate,
    own: { certificate: certified(issuer, own, { fqdn: names.ours }, issuedAt), key: own },
    checksRevocation: false,
    revocationList: undefined,
  });
  return credentials;
}

function charonWith({ charons }: Keys): Promise<Charon> {
  return startCharon({
    name: 'ikev2-certificates',
    ...theirs,
    connections: {
      gw: {
        version: 2,
        remote_addrs: ours.address,
        remote_port: ours.port,
        proposals: 'aes256-sha256-ecp256',
        local: { auth: 'pubkey', certs: 'charon.pem', id: names.charon },
        remote: { auth: 'pubkey', id: names.ours },
        children: {
          net: { local_ts: '10.53.2.0/24', remote_ts: '10.53.1.0/24', esp_proposals: 'aes256-sha256' },
        },
      },
    },
    addresses: ['10.53.2.1'],
    files: {
      'x509ca/ca.pem': pemOf(authority.certificate.der),
      'x509/charon.pem': pemOf(certified(authority, charons, { fqdn: names.charon }, issuedAt).der),
      'private/charon.pem': pemOfKey(charons),
    },
  });
}

async function meet(keys: Keys): Promise<Meeting> {
  const peer = await charonWith(keys);
  open.push(peer);
  const way: { out?: OnSockets } = {};
  const side = new Side(
    'A',
    { address: addressOf(ours.address), other: addressOf(theirs.address) },
    {
      credentials: credentialsOf(keys),
      localSelector: network('10.53.1.0'),
      remoteSelector: network('10.53.2.0'),
      profile: {
        authenticationLocal: keys.method,
        authenticationRemote: [keys.method],
        identityLocal: { kind: 'fqdn', name: names.ours },
      },
    },
    { clock: wallClock, seed: 'charon', send: (...message) => way.out?.send(...message) },
  );
  way.out = await onSockets(ours, theirs, { message: (...message) => side.ike.receive(...message) });
  open.unshift({
    stop: async () => {
      side.ike.clear();
      await way.out?.close();
    },
  });
  return { side, peer };
}

async function until({ side, peer }: Meeting, isSo: (side: Side) => boolean): Promise<void> {
  const deadline = wallClock.now() + 5000;
  while (!isSo(side)) {
    const said = side.events.map((event) => ('why' in event ? `${event.kind} (${event.why})` : event.kind));
    if (wallClock.now() > deadline) throw new Error(`not within 5 seconds: ${said.join(', ')}\n${peer.log()}`);
    await wallClock.sleep(10);
  }
}

const kinds: [string, Keys][] = [
  ['RSA', { method: 'rsa-sig', own: rsaKey('ours', 2048), charons: rsaKey('charon', 2048) }],
  ['ECDSA on 256 bits', { method: 'ecdsa-sig', own: ecKey('ours', 256), charons: ecKey('charon', 256) }],
  ['ECDSA on 384 bits', { method: 'ecdsa-sig', own: ecKey('ours', 384), charons: ecKey('charon', 384) }],
];

describe.skipIf(charon === undefined)('charon and our IKE version 2 with certificates', () => {
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop();
  });

  it.each(kinds)('agree with %s when we begin', async (_, keys) => {
    const meeting = await meet(keys);
    meeting.side.ask();
    await until(meeting, ({ installed }) => installed.length === 1);
    expect(meeting.side.only('certificate-trusted')).toHaveLength(1);
    expect(await meeting.peer.listSas()).toMatchObject([{ sa: { state: 'ESTABLISHED', 'remote-id': names.ours } }]);
  });

  it.each(kinds)('agree with %s when charon begins', async (_, keys) => {
    const meeting = await meet(keys);
    expect((await meeting.peer.initiate('net')).output).toContain('initiate completed successfully');
    await until(meeting, ({ installed }) => installed.length === 1);
    expect(meeting.side.only('certificate-trusted')).toHaveLength(1);
    await meeting.peer.terminate({ ike: 'gw' });
    await until(meeting, ({ ready }) => ready.length === 0);
  });

  it('come to nothing when our certificate is of another authority', async () => {
    const issuer = authorityOf(rsaKey('a stranger'), 'sha256', issuedAt);
    const meeting = await meet({
      method: 'rsa-sig',
      own: rsaKey('ours', 2048),
      charons: rsaKey('charon', 2048),
      issuer,
    });
    meeting.side.ask();
    await until(meeting, ({ failures }) => failures.length === 1);
    expect(meeting.side.only('authentication-failed')).toMatchObject([{ why: 'refused' }]);
    expect(meeting.side.installed).toEqual([]);
    expect(meeting.peer.log()).toContain('no trusted RSA public key found');
  });
});
