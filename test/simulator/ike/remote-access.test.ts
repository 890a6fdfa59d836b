import { describe, expect, it } from 'vitest';
import { latin1Of } from '../../../src-main/base/bytes.ts';
import type {
  AccessClient,
  AccessPeer,
  AccessServer,
  ClientConfiguration,
  Login,
} from '../../../src-main/simulator/ike/environment.ts';
import { losing } from './network.ts';
import { addressB, agreements, twoPeers, type Configuration, type TwoPeers } from './two-peers.ts';

const given: ClientConfiguration = {
  address: 0x0a640001,
  mask: 0xffffff00,
  dns: [0x0a000035, 0x0a000036],
  domain: 'lab.example',
  banner: 'Welcome',
  splitInclude: [{ address: 0x0a010000, mask: 0xffff0000 }],
  maySavePassword: true,
};

class Server implements AccessServer {
  readonly logins: string[] = [];
  readonly groups: (string | undefined)[] = [];
  readonly released: number[] = [];
  isLoginRequired = (): boolean => true;
  login = (_: AccessPeer, { userName, password }: Login): boolean => {
    this.logins.push(userName);
    return password === 'right';
  };
  configure = ({ peerIdentity }: AccessPeer): ClientConfiguration => {
    this.groups.push(peerIdentity && latin1Of(peerIdentity.data));
    return given;
  };
  release = (_: AccessPeer, address: number): void => {
    this.released.push(address);
  };
}

class Client implements AccessClient {
  readonly got: ClientConfiguration[] = [];
  constructor(private readonly password: string | undefined) {}
  logsIn = (): boolean => this.password !== undefined;
  login = (_: number, answer: (login: Login) => void): void =>
    answer({ userName: 'learner', password: this.password ?? '' });
  wish = (): 'address' => 'address';
  ended = (): void => undefined;
  configured = (_: number, configuration: ClientConfiguration): void => {
    this.got.push(configuration);
  };
}

/** As EzVPN does: aggressive mode, and the group is the identity. */
const toGroup: Partial<Configuration> = {
  settings: {
    aggressivePeers: new Map([[addressB, { clientEndpoint: 'key-id STUDENTS', password: 'group key' }]]),
  },
};

function peersWith(password: string | undefined): TwoPeers & { server: Server; client: Client } {
  const [server, client] = [new Server(), new Client(password)];
  const peers = twoPeers({
    a: { ...toGroup, accessClient: client },
    b: { accessServer: server, key: undefined, keysByName: { STUDENTS: 'group key' } },
  });
  return { ...peers, server, client };
}

describe('transaction mode', () => {
  it('logs the client in, gives it its configuration, and phase 2 follows', () => {
    const { a, b, run, server, client } = peersWith('right');
    a.ask();
    run(1000);
    expect(server.logins).toEqual(['learner']);
    expect(server.groups).toEqual(['STUDENTS']);
    expect(client.got).toEqual([given]);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
    const messages = a.events.flatMap((event) =>
      event.kind === 'transaction-sent' || event.kind === 'transaction-received' ? [event.message] : [],
    );
    expect(messages).toEqual(['request', 'reply', 'set', 'acknowledge', 'request', 'reply']);
  });

  it('shows what it waits for', () => {
    const { a, b, run, setFate, sent } = peersWith('right');
    setFate(() => (sent.length > 3 ? [] : [10]));
    a.ask();
    run(1000);
    expect(a.states).toEqual(['CONF_XAUTH']);
    expect(b.states).toEqual(['CONF_XAUTH']);
  });

  it('ends with a wrong password', () => {
    const { a, b, run, client } = peersWith('wrong');
    a.ask();
    run(1000);
    expect(client.got).toEqual([]);
    expect(b.only('xauth-judged')).toMatchObject([{ userName: 'learner', isAccepted: false }]);
    expect([...a.live, ...b.live, ...a.installed, ...b.installed]).toEqual([]);
    expect(a.failures).toHaveLength(1);
  });

  it('lets nobody into phase 2 who has not logged in', () => {
    const { a, b, run } = twoPeers({ b: { accessServer: new Server() } });
    a.ask();
    run(60_000);
    expect([...a.installed, ...b.installed]).toEqual([]);
    expect(b.only('not-authenticated').length).toBeGreaterThan(0);
  });

  it('gives the address back when the association ends', () => {
    const { a, run, server } = peersWith('right');
    a.ask();
    run(1000);
    a.ike.clear();
    run(1000);
    expect(server.released).toEqual([given.address]);
  });

  it.each([4, 5, 6, 7, 8, 9, 10])('survives the loss of datagram %i', (lost) => {
    const { a, b, run, setFate } = peersWith('right');
    setFate(losing(lost));
    a.ask();
    run(60_000);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('survives repetition', () => {
    const { a, b, run, setFate, server } = peersWith('right');
    setFate(() => [10, 40, 3000]);
    a.ask();
    run(60_000);
    expect(server.logins).toEqual(['learner']);
    expect(agreements(a)).toEqual(agreements(b));
    expect(agreements(a)).toHaveLength(1);
  });
});
