/** strongSwan's charon and our engine of IKE version 1 with RSA signatures: certificates of one authority, ours. */
import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RsaPrivateKey } from '../../src-main/simulator/crypto/rsa.ts';
import type { IsakmpPolicy } from '../../src-main/simulator/ike/environment.ts';
import type { IpsecProposal } from '../../src-main/simulator/ipsec/proposal.ts';
import { pemLines } from '../../src-main/simulator/pki/pem.ts';
import { TrustStore } from '../../src-main/simulator/pki/trust-store.ts';
import { base64UrlOf, bytesOfInteger } from '../../src-main/simulator/crypto/big-integer.ts';
import { authorityOf, certified, day, rsaKey } from '../simulator/pki/certificates.ts';
import { charon, startCharon, type Charon } from './charon.ts';
import { addressOf, ikev1End, subnet, type Ikev1End } from './ikev1-end.ts';
import type { Settings } from './vici-text.ts';

const server = { address: '127.0.43.1', port: 5730, natPort: 5731 };
const names = { ours: 'ours.lab.example', charon: 'charon.lab.example' };

const policy: IsakmpPolicy = {
  priority: 10,
  cipher: 'aes',
  keyBits: 256,
  hash: 'sha256',
  authentication: 'rsa-sig',
  group: 14,
  lifetime: 86_400,
};
const proposal: IpsecProposal = {
  mode: 'tunnel',
  esp: { cipher: 'aes', keyBits: 128, integrity: 'sha256' },
  ah: undefined,
};

const modes = ['main', 'aggressive'] as const;
type Mode = (typeof modes)[number];
const numberOf = (mode: Mode): number => 10 + modes.indexOf(mode);
const own = (mode: Mode): string => `127.0.43.${numberOf(mode)}`;

function connectionOf(mode: Mode): Settings {
  return {
    version: 1,
    remote_addrs: own(mode),
    remote_port: 5740,
    proposals: 'aes256-sha256-modp2048',
    aggressive: mode === 'aggressive' ? 'yes' : 'no',
    local: { auth: 'pubkey', certs: 'charon.pem', id: names.charon },
    remote: { auth: 'pubkey', id: names.ours },
    children: {
      [`net-${mode}`]: {
        local_ts: '10.44.0.0/24',
        remote_ts: `10.45.${numberOf(mode)}.0/24`,
        esp_proposals: 'aes128-sha256',
      },
    },
  };
}

function pemOfKey({ numbers }: RsaPrivateKey): string {
  const { n, e, d, p, q, dP: dp, dQ: dq, qInv: qi } = numbers;
  const values = Object.entries({ n, e, d, p, q, dp, dq, qi });
  const jwk = Object.fromEntries(values.map(([name, value]) => [name, base64UrlOf(bytesOfInteger(value))]));
  return createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' }).export({
    type: 'pkcs1',
    format: 'pem',
  }) as string;
}

const pemOf = (der: Uint8Array): string => `${pemLines('CERTIFICATE', der).join('\n')}\n`;

describe.skipIf(charon === undefined)('charon and our IKE version 1 with certificates', () => {
  // charon's clock is the machine's.
  const issuedAt = Date.now() - day;
  const authority = authorityOf(rsaKey('interop ca', 2048), 'sha256', issuedAt);
  const keys = { ours: rsaKey('ours'), charon: rsaKey('charon', 2048) };
  let peer: Charon;

  beforeAll(async () => {
    peer = await startCharon({
      name: 'ikev1-certificates',
      ...server,
      connections: Object.fromEntries(modes.map((mode) => [`gw-${mode}`, connectionOf(mode)])),
      addresses: ['10.44.0.1'],
      files: {
        'x509ca/ca.pem': pemOf(authority.certificate.der),
        'x509/charon.pem': pemOf(certified(authority, keys.charon, { fqdn: names.charon }, issuedAt).der),
        'private/charon.pem': pemOfKey(keys.charon),
      },
    });
  });
  afterAll(async () => {
    await peer.stop();
  });

  function start(mode: Mode, issuer = authority, key = keys.ours): Promise<Ikev1End> {
    const credentials = new TrustStore();
    credentials.date = () => Date.now();
    const certificate = certified(issuer, key, { fqdn: names.ours }, issuedAt);
    credentials.anchors.set('CA', {
      name: 'CA',
      authority: authority.certificate,
      own: { certificate, key },
      checksRevocation: false,
      revocationList: undefined,
    });
    const to = [[addressOf(server.address), { password: undefined, clientEndpoint: undefined }]] as const;
    return ikev1End({
      address: own(mode),
      port: 5740,
      peer: server,
      configuration: {
        policies: [policy],
        key: undefined,
        credentials,
        hostName: names.ours,
        proposals: [proposal],
        localSelector: subnet(`10.45.${numberOf(mode)}.0`),
        remoteSelector: subnet('10.44.0.0'),
        settings: mode === 'aggressive' ? { aggressivePeers: new Map(to) } : {},
      },
    });
  }

  it.each(modes)('agree when we begin in %s mode', async (mode) => {
    await using end = await start(mode);
    end.side.ask();
    await end.until(({ installed }) => installed.length === 1);
    expect(end.side.only('certificate-judged')).toMatchObject([{ refused: undefined }]);
    expect((await peer.listSas()).find(({ connection }) => connection === `gw-${mode}`)?.sa).toMatchObject({
      state: 'ESTABLISHED',
      'remote-id': names.ours,
    });
    end.side.ike.clear();
  });

  it.each(modes)('agree when charon begins in %s mode', async (mode) => {
    await using end = await start(mode);
    expect((await peer.initiate(`net-${mode}`)).output).toContain('initiate completed successfully');
    await end.until(({ installed }) => installed.length === 1);
    await peer.terminate({ ike: `gw-${mode}` });
    await end.until(({ live }) => live.length === 0);
  });

  it('come to nothing when our certificate is of another authority', async () => {
    const stranger = authorityOf(rsaKey('a stranger'), 'sha256', issuedAt);
    await using end = await start('main', stranger, rsaKey('of a stranger'));
    end.side.ask();
    // Its refusal is encrypted, and comes before there is an association: it is read with the keys that there are.
    await end.until(({ live }) => live.length === 0);
    expect(end.side.only('notify-received')).toMatchObject([{ type: 24 }]);
    expect(end.side.only('sa-deleted')).toMatchObject([{ reason: 'fatal-informational', state: 'MM_KEY_EXCH' }]);
    expect(end.side.only('bad-message')).toEqual([]);
    expect(end.side.installed).toEqual([]);
    expect(peer.log()).toContain('no trusted RSA public key found');
  });
});
