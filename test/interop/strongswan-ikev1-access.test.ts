/** strongSwan's charon and our engine of IKE version 1 in transaction mode: each of them is the server once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AccessClient,
  AccessServer,
  ClientConfiguration,
  IsakmpPolicy,
} from '../../src-main/simulator/ike/environment.ts';
import type { IpsecProposal } from '../../src-main/simulator/ipsec/proposal.ts';
import type { Configuration } from '../simulator/ike/two-peers.ts';
import { charon, hasLogins, startCharon, type Charon } from './charon.ts';
import { addressOf, ikev1End, subnet, type Ikev1End } from './ikev1-end.ts';
import type { Settings } from './vici-text.ts';

const server = { address: '127.0.44.1', port: 5750, natPort: 5751 };
const ours = { asServer: '127.0.44.10', asClient: '127.0.44.11', unwelcome: '127.0.44.12' };
const policy: IsakmpPolicy = {
  priority: 10,
  cipher: 'aes',
  keyBits: 128,
  hash: 'sha1',
  authentication: 'pre-share',
  group: 2,
  lifetime: 86_400,
};
const proposal: IpsecProposal = {
  mode: 'tunnel',
  esp: { cipher: 'aes', keyBits: 128, integrity: 'sha1' },
  ah: undefined,
};

const host = (text: string): Configuration['localSelector'] => ({ ...subnet(text), mask: 0xffffffff });

const charonAs = (remote: string, child: string, more: Settings, traffic: Settings): Settings => ({
  version: 1,
  remote_addrs: remote,
  remote_port: 5760,
  proposals: 'aes128-sha1-modp1024',
  local: { auth: 'psk', id: server.address },
  remote: { auth: 'psk', id: remote },
  ...more,
  children: { [child]: { esp_proposals: 'aes128-sha1', ...traffic } },
});

const asServer = { 'remote-xauth': { auth: 'xauth' }, pools: 'learners' };

describe.skipIf(charon === undefined || !hasLogins())('charon and our IKE version 1 in transaction mode', () => {
  let peer: Charon;

  beforeAll(async () => {
    const login = { 'local-xauth': { auth: 'xauth', xauth_id: 'learner' }, vips: '0.0.0.0' };
    peer = await startCharon({
      name: 'ikev1-access',
      ...server,
      connections: {
        client: charonAs(ours.asServer, 'as-client', login, { local_ts: '10.46.0.0/24', remote_ts: '10.47.0.0/24' }),
        server: charonAs(ours.asClient, 'as-server', asServer, { local_ts: '10.46.0.0/24' }),
        strict: charonAs(ours.unwelcome, 'as-strict', asServer, { local_ts: '10.46.0.0/24' }),
      },
      pools: { learners: { addrs: '10.49.0.0/24', dns: '10.46.0.53' } },
      secrets: { 'ike-1': { secret: '"group key"' }, 'xauth-1': { id: 'learner', secret: '"right"' } },
      addresses: ['10.46.0.1'],
    });
  });
  afterAll(() => peer.stop());

  const start = (address: string, more: Partial<Configuration>): Promise<Ikev1End> =>
    ikev1End({
      address,
      port: 5760,
      peer: server,
      configuration: { policies: [policy], key: 'group key', proposals: [proposal], ...more },
    });

  it('agree when charon logs in at ours, and gets its address from it', async () => {
    const logins: string[] = [];
    const accessServer: AccessServer = {
      isLoginRequired: () => true,
      login: (_, { userName, password }) => logins.push(`${userName} ${password}`) > 0 && password === 'right',
      configure: () => ({
        address: addressOf('10.48.0.9'),
        mask: undefined,
        dns: [addressOf('10.47.0.53')],
        domain: undefined,
        banner: undefined,
        splitInclude: [],
        maySavePassword: false,
      }),
      release: () => undefined,
    };
    await using end = await start(ours.asServer, {
      accessServer,
      localSelector: subnet('10.47.0.0'),
      // It does not take the address on loopback: its network stands for it.
      remoteSelector: subnet('10.46.0.0'),
    });
    const outcome = await peer.initiate('as-client');
    expect(outcome.output).toContain('initiate completed successfully');
    expect(outcome.output).toContain('virtual IP 10.48.0.9');
    expect(logins).toEqual(['learner right']);
    await end.until(({ installed }) => installed.length === 1);
    await peer.terminate({ ike: 'client' });
    await end.until(({ live }) => live.length === 0);
  });

  function clientOf(password: string): AccessClient & { got: ClientConfiguration[] } {
    const got: ClientConfiguration[] = [];
    return {
      got,
      logsIn: () => true,
      login: (_, answer) => answer({ userName: 'learner', password }),
      wish: () => 'address',
      configured: (_, configuration) => got.push(configuration),
      ended: () => undefined,
    };
  }

  it('agree when ours logs in at charon, and gets its address from it', async () => {
    const accessClient = clientOf('right');
    await using end = await start(ours.asClient, {
      accessClient,
      localSelector: host('10.49.0.1'),
      remoteSelector: subnet('10.46.0.0'),
    });
    end.side.ask();
    await end.until(({ installed }) => installed.length === 1);
    expect(accessClient.got).toMatchObject([{ address: addressOf('10.49.0.1'), dns: [addressOf('10.46.0.53')] }]);
    expect((await peer.listSas()).find(({ connection }) => connection === 'server')?.sa).toMatchObject({
      state: 'ESTABLISHED',
      'remote-xauth-id': 'learner',
    });
  });

  it('come to nothing with a wrong password', async () => {
    const accessClient = clientOf('wrong');
    await using end = await start(ours.unwelcome, { accessClient });
    end.side.ask();
    await end.until(({ failures }) => failures.length > 0);
    expect(accessClient.got).toEqual([]);
    expect(peer.log()).toMatch(/XAuth authentication of 'learner' failed/);
  });
});
