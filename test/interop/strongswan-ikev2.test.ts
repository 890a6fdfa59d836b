/**
 * strongSwan's charon and our IKE version 2: each side begins, then both renew the association and the child, then one
 * deletes; and what does not fit ends on both sides as it does between two charons.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { maskOfLength, parseIpv4 } from '../../src-main/base/address.ts';
import { hexOf } from '../../src-main/base/bytes.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import type { Ikev2Proposal } from '../../src-main/simulator/ike2/configuration.ts';
import { exchanges } from '../../src-main/simulator/wire/ikev2/numbers.ts';
import type { IpsecProposal, Selector } from '../../src-main/simulator/ipsec/proposal.ts';
import { Side, type Settings as SideSettings } from '../simulator/ike2/two-peers.ts';
import { charon, startCharon, type Charon } from './charon.ts';
import { onSockets, type OnSockets } from './on-sockets.ts';
import type { Settings, ViciSection } from './vici-text.ts';

const ours = { address: '127.0.51.1', port: 5510, natPort: 5511 };
const theirs = { address: '127.0.51.2', port: 5520, natPort: 5521 };
const addressOf = (text: string): number => parseIpv4(text) ?? 0;
const network = (text: string): Selector => ({
  address: addressOf(text),
  mask: maskOfLength(24),
  protocol: 0,
  port: 0,
});
const [ourNetwork, theirNetwork] = ['10.51.1.0', '10.51.2.0'];

interface Combination {
  name: string;
  ike: string;
  esp: string;
  proposal: Ikev2Proposal;
  ipsec: IpsecProposal;
}

const tunnel = (esp: IpsecProposal['esp']): IpsecProposal => ({ mode: 'tunnel', esp, ah: undefined });

const combination: Combination = {
  name: 'AES256-SHA256-14',
  ike: 'aes256-sha256-modp2048',
  esp: 'aes256-sha256',
  proposal: {
    name: 'P',
    encryption: [{ algorithm: 'aes-cbc', keyBits: 256 }],
    integrity: ['sha256'],
    prf: [],
    groups: [14],
  },
  ipsec: tunnel({ cipher: 'aes', keyBits: 256, integrity: 'sha256' }),
};

const combinations: Combination[] = [
  combination,
  {
    name: '3DES-MD5-2',
    ike: '3des-md5-modp1024',
    esp: '3des-md5',
    proposal: {
      name: 'P',
      encryption: [{ algorithm: '3des', keyBits: 168 }],
      integrity: ['md5'],
      prf: [],
      groups: [2],
    },
    ipsec: tunnel({ cipher: '3des', keyBits: 168, integrity: 'md5' }),
  },
  {
    name: 'AES256GCM-PRFSHA384-ecp384',
    ike: 'aes256gcm16-prfsha384-ecp384',
    esp: 'aes256gcm16',
    proposal: {
      name: 'P',
      encryption: [{ algorithm: 'aes-gcm', keyBits: 256 }],
      integrity: [],
      prf: ['sha384'],
      groups: [20],
    },
    ipsec: tunnel({ cipher: 'aes-gcm', keyBits: 256, integrity: undefined }),
  },
  {
    name: 'AES128-SHA256-19',
    ike: 'aes128-sha256-ecp256',
    esp: 'aes128-sha256',
    proposal: {
      name: 'P',
      encryption: [{ algorithm: 'aes-cbc', keyBits: 128 }],
      integrity: ['sha256'],
      prf: [],
      groups: [19],
    },
    ipsec: tunnel({ cipher: 'aes', keyBits: 128, integrity: 'sha256' }),
  },
];

interface Meeting {
  side: Side;
  peer: Charon;
}

const open: { stop(): Promise<void> }[] = [];
async function closeAll(): Promise<void> {
  for (const one of open.splice(0)) await one.stop();
}
afterEach(closeAll);

interface Changes {
  side?: Partial<SideSettings>;
  connection?: Record<string, Settings | string | number>;
  child?: Record<string, string | number>;
  /** Of charon as a whole. */
  settings?: Record<string, string | number>;
}

async function meet({ ike, esp, proposal, ipsec }: Combination, changes: Changes = {}): Promise<Meeting> {
  const peer = await startCharon({
    name: 'ikev2',
    ...theirs,
    connections: {
      gw: {
        version: 2,
        remote_addrs: ours.address,
        remote_port: ours.port,
        proposals: ike,
        local: { auth: 'psk', id: theirs.address },
        remote: { auth: 'psk', id: ours.address },
        ...changes.connection,
        children: {
          net: {
            local_ts: `${theirNetwork}/24`,
            remote_ts: `${ourNetwork}/24`,
            esp_proposals: esp,
            ...changes.child,
          },
        },
      },
    },
    secrets: { 'ike-1': { secret: '"labPSK-cisco123"' } },
    addresses: ['10.51.2.1'],
    settings: changes.settings ?? {},
  });
  open.push(peer);
  // The engine is there before the first datagram comes, its way out as soon as the sockets are.
  const way: { out?: OnSockets } = {};
  const side = new Side(
    'A',
    { address: addressOf(ours.address), other: addressOf(theirs.address) },
    {
      proposals: [proposal],
      ipsec: [ipsec],
      key: 'labPSK-cisco123',
      localSelector: network(ourNetwork),
      remoteSelector: network(theirNetwork),
      ...changes.side,
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

async function until(isSo: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const deadline = wallClock.now() + 5000;
  while (!(await isSo())) {
    if (wallClock.now() > deadline) throw new Error(`not within 5 seconds: ${what()}`);
    await wallClock.sleep(10);
  }
}

/** For a test that fails: what the two say. */
function accountOf({ side, peer }: Meeting): string {
  const events = side.events.map((event) => ('why' in event ? `${event.kind} (${event.why})` : event.kind));
  const log = peer.log().split('\n');
  return `${events.join(', ')}\n${log
    .filter((line) => /\[(IKE|NET|CFG)\] [^ ]/.test(line))
    .slice(-30)
    .join('\n')}`;
}

/** Charon lists a child that has been renewed for five seconds more. */
const inUse = (children: readonly ViciSection[]): ViciSection[] =>
  children.filter(({ state }) => state === 'INSTALLED');

const hex = (spi = 0): string => spi.toString(16).padStart(8, '0');

/** What either side says of the one association and the one child. */
async function expectAgreement({ side, peer }: Meeting): Promise<void> {
  await until(
    async () => {
      const [theirOne, ...more] = await peer.listSas();
      const isSettled =
        theirOne?.sa['state'] === 'ESTABLISHED' && inUse(theirOne.children).length === 1 && more.length === 0;
      return isSettled && side.ready.length === 1 && side.installed.length === 1;
    },
    () => `one association with one child on both sides\n${accountOf({ side, peer })}`,
  );
  const [child] = side.installed;
  const ours = side.ready.map(({ initiatorSpi, responderSpi }) => ({
    sa: { 'initiator-spi': hexOf(initiatorSpi), 'responder-spi': hexOf(responderSpi) },
  }));
  const theirs = await peer.listSas();
  expect(theirs).toMatchObject(ours);
  expect(theirs.flatMap(({ children }) => inUse(children))).toMatchObject([
    { state: 'INSTALLED', 'spi-in': hex(child?.outbound.spi), 'spi-out': hex(child?.inbound.spi) },
  ]);
}

async function begin(meeting: Meeting, who: 'we' | 'charon'): Promise<void> {
  const { side, peer } = meeting;
  if (who === 'we') side.ask();
  else expect((await peer.initiate('net')).output).toContain('initiate completed successfully');
  await expectAgreement(meeting);
}

const spisOf = ({ side }: Meeting): string => {
  const [one] = side.ready;
  return one ? hexOf(one.initiatorSpi) + hexOf(one.responderSpi) : '';
};

async function renewEverything(meeting: Meeting): Promise<void> {
  const { side, peer } = meeting;
  const renewals: [string, () => unknown][] = [
    ['our child', () => side.renewChild()],
    ['our association', () => side.renew()],
    ['their child', () => peer.rekey({ child: 'net' })],
    ['their association', () => peer.rekey({ ike: 'gw' })],
    ['our child once more', () => side.renewChild()],
    ['their child once more', () => peer.rekey({ child: 'net' })],
  ];
  for (const [what, renew] of renewals) {
    const before = [spisOf(meeting), side.installed[0]?.inbound.spi];
    await renew();
    const index = what.includes('child') ? 1 : 0;
    await until(
      () => [spisOf(meeting), side.installed[0]?.inbound.spi][index] !== before[index],
      () => `${what}\n${accountOf(meeting)}`,
    );
    await expectAgreement(meeting);
  }
}

describe.skipIf(charon === undefined)('strongSwan and IKE version 2', () => {
  describe.each(combinations)('with $name', (one) => {
    it.each(['we', 'charon'] as const)('%s begin, both renew association and child, and it ends', async (who) => {
      const meeting = await meet(one);
      const { side, peer } = meeting;
      await begin(meeting, who);
      await renewEverything(meeting);
      if (who === 'we') {
        side.ike.clear();
        await until(
          async () => (await peer.listSas()).length === 0,
          () => 'charon has deleted it',
        );
      } else expect((await peer.terminate({ ike: 'gw' })).output).toContain('terminate completed successfully');
      expect(side.installed).toEqual([]);
      await until(
        () => side.ike.associations.length === 0,
        () => 'we have deleted it',
      );
      expect(side.failures).toEqual([]);
    });
  });

  it('renews a child with forward secrecy', async () => {
    const meeting = await meet(combination, {
      side: { pfsGroup: 14 },
      child: { esp_proposals: 'aes256-sha256-modp2048' },
    });
    await begin(meeting, 'we');
    await renewEverything(meeting);
    expect(meeting.side.installed[0]?.pfsGroup).toBe(14);
  });

  it('agrees on less traffic than was asked for', async () => {
    const meeting = await meet(combination, {
      side: { remoteSelector: { ...network(theirNetwork), mask: maskOfLength(16) } },
    });
    await begin(meeting, 'we');
    expect(meeting.side.installed[0]?.remoteSelector).toEqual(network(theirNetwork));
  });

  it('goes over narrow paths in fragments, both ways', async () => {
    const meeting = await meet(combination, {
      side: {
        configuration: { fragmentationMtu: 576 },
        profile: { identityLocal: { kind: 'key-id', id: 'x'.repeat(900) } },
      },
      connection: { local: { auth: 'psk', id: `@${'y'.repeat(400)}` }, remote: { auth: 'psk', id: '%any' } },
      settings: { fragment_size: 300 },
    });
    await begin(meeting, 'charon');
    expect(meeting.side.only('fragment').length).toBeGreaterThan(0);
    expect(meeting.side.ready[0]?.isFragmenting).toBe(true);
    await renewEverything(meeting);
  });

  it('begins again with the group that charon wants, and with its cookie', async () => {
    const groups = { ...combination.proposal, groups: [19, 14] };
    const meeting = await meet(combination, { side: { proposals: [groups] }, settings: { cookie_threshold: 1 } });
    await begin(meeting, 'we');
    expect(meeting.side.only('wrong-group')).toMatchObject([{ sent: 19, wanted: 14, isOurs: true }]);
  });

  it('shows charon that we are there', async () => {
    const meeting = await meet(combination, { connection: { dpd_delay: '1s' } });
    await begin(meeting, 'charon');
    await until(
      () => meeting.side.only('sent').filter(({ exchange }) => exchange === exchanges.INFORMATIONAL).length > 1,
      () => 'two answers',
    );
    expect(await meeting.peer.listSas()).toHaveLength(1);
  });

  describe('that do not fit', () => {
    const otherNetwork = network('10.99.0.0');
    const noSuch: IpsecProposal = {
      mode: 'tunnel',
      esp: { cipher: 'des', keyBits: 56, integrity: 'md5' },
      ah: undefined,
    };
    const tripleDes: Ikev2Proposal = { ...combination.proposal, encryption: [{ algorithm: '3des', keyBits: 168 }] };

    it.each([
      ['proposal', { proposals: [tripleDes] }, 'NO_PROPOSAL_CHOSEN'],
      ['pre-shared key', { key: 'another' }, 'AUTHENTICATION_FAILED'],
    ] as const)('in their %s have no association', async (_what, changes, notice) => {
      const first = await meet(combination, { side: changes as Partial<SideSettings> });
      first.side.ask();
      await until(
        () => first.side.failures.length === 1,
        () => `a failure\n${accountOf(first)}`,
      );
      expect(first.side.ready).toEqual([]);
      const outcome = await first.peer.initiate('net');
      expect(outcome.isDone).toBe(false);
      expect(outcome.output).toContain(`received ${notice} notify error`);
      expect(first.side.ready).toEqual([]);
    });

    it.each([
      ['transform set', { ipsec: [noSuch] }, 'NO_PROPOSAL_CHOSEN'],
      ['traffic', { localSelector: otherNetwork }, 'TS_UNACCEPTABLE'],
    ] as const)('in their %s have an association without a child', async (_what, changes, notice) => {
      for (const who of ['we', 'charon'] as const) {
        const meeting = await meet(combination, { side: changes as Partial<SideSettings> });
        const { side, peer } = meeting;
        if (who === 'we') {
          side.ask();
          await until(
            () => side.failures.length === 1,
            () => `a failure\n${accountOf(meeting)}`,
          );
        } else {
          const { output } = await peer.initiate('net');
          expect(output).toContain(`received ${notice} notify, no CHILD_SA built`);
          expect(output).toContain('failed to establish CHILD_SA, keeping IKE_SA');
        }
        expect([side.ready.length, side.installed.length]).toEqual([1, 0]);
        const [theirOne] = await peer.listSas();
        expect(theirOne).toMatchObject({ sa: { state: 'ESTABLISHED' }, children: [] });
        await closeAll();
      }
    });

    it('in the mode of ESP have no child', async () => {
      const meeting = await meet(combination, { side: { ipsec: [{ ...combination.ipsec, mode: 'transport' }] } });
      meeting.side.ask();
      await until(
        () => meeting.side.failures.length === 1,
        () => 'a failure',
      );
      await until(
        async () => (await meeting.peer.listSas()).every(({ children }) => children.length === 0),
        () => 'charon has none',
      );
      expect([meeting.side.ready.length, meeting.side.installed.length]).toEqual([1, 0]);
    });
  });
});
