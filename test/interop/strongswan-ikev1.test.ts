/**
 * strongSwan's charon and our engine of IKE version 1: main and aggressive mode, every suite with and without perfect
 * forward secrecy, each end begins; then both phases are renewed and everything is deleted.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hexOf, bytesOfNumber } from '../../src-main/base/bytes.ts';
import type { IsakmpPolicy } from '../../src-main/simulator/ike/environment.ts';
import type { IpsecProposal } from '../../src-main/simulator/ipsec/proposal.ts';
import type { Configuration } from '../simulator/ike/two-peers.ts';
import { charon, startCharon, type Charon } from './charon.ts';
import { addressOf, ikev1End, subnet, type Ikev1End } from './ikev1-end.ts';
import type { Settings, ViciSection } from './vici-text.ts';

interface Suite {
  name: string;
  ike: string;
  esp: string;
  group: string;
  policy: Omit<IsakmpPolicy, 'priority' | 'authentication' | 'lifetime'>;
  proposal: IpsecProposal;
}

const tunnel = { mode: 'tunnel', ah: undefined } as const;
const suites: readonly Suite[] = [
  {
    name: 'DES-MD5-1',
    ike: 'des-md5',
    esp: 'des-md5',
    group: 'modp768',
    policy: { cipher: 'des', keyBits: 56, hash: 'md5', group: 1 },
    proposal: { ...tunnel, esp: { cipher: 'des', keyBits: 56, integrity: 'md5' } },
  },
  {
    name: '3DES-SHA1-2',
    ike: '3des-sha1',
    esp: '3des-sha1',
    group: 'modp1024',
    policy: { cipher: '3des', keyBits: 168, hash: 'sha1', group: 2 },
    proposal: { ...tunnel, esp: { cipher: '3des', keyBits: 168, integrity: 'sha1' } },
  },
  {
    name: 'AES128-SHA1-5',
    ike: 'aes128-sha1',
    esp: 'aes128-sha1',
    group: 'modp1536',
    policy: { cipher: 'aes', keyBits: 128, hash: 'sha1', group: 5 },
    proposal: { ...tunnel, esp: { cipher: 'aes', keyBits: 128, integrity: 'sha1' } },
  },
  {
    name: 'AES256-SHA256-14',
    ike: 'aes256-sha256',
    esp: 'aes256-sha256',
    group: 'modp2048',
    policy: { cipher: 'aes', keyBits: 256, hash: 'sha256', group: 14 },
    proposal: { ...tunnel, esp: { cipher: 'aes', keyBits: 256, integrity: 'sha256' } },
  },
  {
    name: 'AES192-SHA384-19',
    ike: 'aes192-sha384',
    esp: 'aes192-sha384',
    group: 'ecp256',
    policy: { cipher: 'aes', keyBits: 192, hash: 'sha384', group: 19 },
    proposal: { ...tunnel, esp: { cipher: 'aes', keyBits: 192, integrity: 'sha384' } },
  },
  {
    name: 'AES128-SHA512-20',
    ike: 'aes128-sha512',
    esp: 'aes128-sha512',
    group: 'ecp384',
    policy: { cipher: 'aes', keyBits: 128, hash: 'sha512', group: 20 },
    proposal: { ...tunnel, esp: { cipher: 'aes', keyBits: 128, integrity: 'sha512' } },
  },
  {
    name: 'AES256-SHA256-15, ESP with AES-GCM',
    ike: 'aes256-sha256',
    esp: 'aes128gcm16',
    group: 'modp3072',
    policy: { cipher: 'aes', keyBits: 256, hash: 'sha256', group: 15 },
    proposal: { ...tunnel, esp: { cipher: 'aes-gcm', keyBits: 128, integrity: undefined } },
  },
  {
    name: 'AES256-SHA512-21, ESP with AES-GCM',
    ike: 'aes256-sha512',
    esp: 'aes256gcm16',
    group: 'ecp521',
    policy: { cipher: 'aes', keyBits: 256, hash: 'sha512', group: 21 },
    proposal: { ...tunnel, esp: { cipher: 'aes-gcm', keyBits: 256, integrity: undefined } },
  },
];

interface Case {
  name: string;
  suite: Suite;
  mode: 'main' | 'aggressive';
  isPfs: boolean;
  /** Of our end: 127.0.42.N. */
  number: number;
}

const cases: readonly Case[] = suites
  .flatMap((suite) =>
    (['main', 'aggressive'] as const).flatMap((mode) => [false, true].map((isPfs) => ({ suite, mode, isPfs }))),
  )
  .map((one, i) => ({
    ...one,
    number: 10 + i,
    name: `${one.suite.name} ${one.mode} ${one.isPfs ? 'with' : 'without'} perfect forward secrecy`,
  }));

const address = '127.0.42.1';
const server = { address, port: 5710, natPort: 5711 };
const secret = 'labPSK-cisco123';
const own = ({ number }: Case): string => `127.0.42.${number}`;

function connectionOf({ suite, mode, isPfs, ...one }: Case): Settings {
  return {
    version: 1,
    remote_addrs: own({ suite, mode, isPfs, ...one }),
    remote_port: 5720,
    proposals: `${suite.ike}-${suite.group}`,
    aggressive: mode === 'aggressive' ? 'yes' : 'no',
    local: { auth: 'psk', id: address },
    remote: { auth: 'psk', id: own({ suite, mode, isPfs, ...one }) },
    children: {
      [`net${one.number}`]: {
        local_ts: '10.42.0.0/24',
        remote_ts: `10.43.${one.number}.0/24`,
        esp_proposals: isPfs ? `${suite.esp}-${suite.group}` : suite.esp,
      },
    },
  };
}

function configurationOf({ suite, mode, isPfs, number }: Case): Partial<Configuration> {
  const policy: IsakmpPolicy = { ...suite.policy, priority: 10, authentication: 'pre-share', lifetime: 86_400 };
  const peer = [[addressOf(address), { password: undefined, clientEndpoint: undefined }]] as const;
  return {
    policies: [policy],
    key: secret,
    proposals: [suite.proposal],
    pfsGroup: isPfs ? suite.policy.group : undefined,
    localSelector: subnet(`10.43.${number}.0`),
    remoteSelector: subnet('10.42.0.0'),
    settings: mode === 'aggressive' ? { aggressivePeers: new Map(peer) } : {},
  };
}

describe.skipIf(charon === undefined)('charon and our IKE version 1', () => {
  let peer: Charon;
  beforeAll(async () => {
    peer = await startCharon({
      name: 'ikev1',
      ...server,
      connections: Object.fromEntries(cases.map((one) => [`gw${one.number}`, connectionOf(one)])),
      secrets: { 'ike-1': { secret: `"${secret}"` } },
      addresses: ['10.42.0.1'],
    });
  });
  afterAll(async () => {
    await peer.stop();
  });

  const start = (one: Case, more: Partial<Configuration> = {}): Promise<Ikev1End> =>
    ikev1End({ address: own(one), port: 5720, peer: server, configuration: { ...configurationOf(one), ...more } });

  async function associationsOf({ number }: Case): Promise<{ sa: ViciSection; children: ViciSection[] }[]> {
    return (await peer.listSas()).filter(({ connection }) => connection === `gw${number}`);
  }

  /** Both ends have the same pairs. */
  async function expectAgreement(one: Case, end: Ikev1End): Promise<void> {
    const associations = await associationsOf(one);
    expect(associations.map(({ sa }) => sa['state'])).toContain('ESTABLISHED');
    const children = associations.flatMap((each) => each.children);
    const textOf = (value: ViciSection[string] | undefined): string => (typeof value === 'string' ? value : '');
    const theirs = children.map((child) => `${textOf(child['spi-out'])} ${textOf(child['spi-in'])}`);
    const spi = (number: number): string => hexOf(bytesOfNumber(number, 4));
    const ours = end.side.installed.map(({ inbound, outbound }) => `${spi(inbound.spi)} ${spi(outbound.spi)}`);
    expect(theirs.sort()).toEqual(ours.sort());
  }

  it.each(cases)('agree when we begin: $name', async (one) => {
    await using end = await start(one);
    end.side.ask();
    await end.until(({ installed }) => installed.length > 0);
    await expectAgreement(one, end);
    expect(end.side.installed[0]?.encapsulation).toEqual({ local: 4500, remote: 4500 });
    end.side.ike.clear();
    await end.until(({ live }) => live.length === 0);
  });

  it.each(cases)('agree when charon begins: $name', async (one) => {
    await using end = await start(one);
    const outcome = await peer.initiate(`net${one.number}`);
    expect(outcome.output).toContain('initiate completed successfully');
    await expectAgreement(one, end);
    await peer.terminate({ ike: `gw${one.number}` });
    await end.until(({ live, installed }) => live.length === 0 && installed.length === 0);
  });

  it.each(cases.filter(({ suite }) => suite.name === 'AES256-SHA256-14'))(
    'renew both phases, and delete: $name',
    async (one) => {
      await using end = await start(one);
      const { side } = end;
      side.ask();
      await end.until(({ installed }) => installed.length === 1);
      side.ask();
      await end.until(({ installed }) => installed.length === 2);
      await expectAgreement(one, end);
      const [older] = side.installed;
      if (older) side.drop(older);
      expect((await peer.rekey({ child: `net${one.number}` })).isDone).toBe(true);
      await end.until(({ installed }) => installed.length === 2);
      await expectAgreement(one, end);
      expect((await peer.swanctl('--rekey', '--ike', `gw${one.number}`, '--reauth')).isDone).toBe(true);
      await end.until(({ live }) => live.some(({ role, state }) => role === 'responder' && state === 'QM_IDLE'));
      expect(side.installed).toHaveLength(2);
      expect((await peer.terminate({ ike: `gw${one.number}` })).isDone).toBe(true);
      await end.until(({ live }) => live.length === 0);
      expect(await associationsOf(one)).toEqual([]);
    },
  );

  describe('with something that differs', () => {
    const one = cases.find(({ name }) => name.startsWith('AES128-SHA1-5 main without'));
    if (!one) throw new Error('there is no such case');
    const { policies = [] } = configurationOf(one);

    it('come to no association with another policy', async () => {
      await using end = await start(one, { policies: policies.map((policy) => ({ ...policy, group: 2 })) });
      end.side.ask();
      await end.until(({ events }) => events.some(({ kind }) => kind === 'notify-disbelieved'));
      expect(end.side.states).toEqual(['MM_NO_STATE']);
      expect((await peer.initiate(`net${one.number}`)).output).toContain('NO_PROPOSAL_CHOSEN');
    });

    it('cannot read each other with another key', async () => {
      await using end = await start(one, { key: 'another key' });
      end.side.ask();
      await end.until(({ events }) => events.some(({ kind }) => kind === 'bad-message'));
      expect(end.side.states).toEqual(['MM_KEY_EXCH']);
    });

    it.each([
      ['algorithms', { proposals: suites.slice(0, 1).map(({ proposal }) => proposal) }],
      ['networks', { localSelector: subnet('10.99.0.0') }],
    ] as const)('come to no pair with other %s', async (_, more) => {
      await using end = await start(one, more);
      end.side.ask();
      await end.until(({ failures }) => failures.length > 0);
      expect(end.side.states).toEqual(['QM_IDLE']);
      expect(end.side.installed).toEqual([]);
      expect((await peer.initiate(`net${one.number}`, 2)).isDone).toBe(false);
      expect(end.side.installed).toEqual([]);
    });
  });
});
