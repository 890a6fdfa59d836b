import { describe, expect, it } from 'vitest';
import { u32 } from '../../../src-main/base/bytes.ts';
import { Association } from '../../../src-main/simulator/ike/association.ts';
import { inform, notificationOf } from '../../../src-main/simulator/ike/informational.ts';
import {
  anySelector,
  hostSelector,
  type IpsecProposal,
  type Selector,
} from '../../../src-main/simulator/ipsec/proposal.ts';
import { losing } from './network.ts';
import { addressA, addressB, agreements, tripleDes, twoPeers, type TwoPeers } from './two-peers.ts';

const initiatorSteps = 'I1 complete';
const responderSteps = 'spi-starve R2 complete';
const nodeSteps = (side: TwoPeers['a']): string =>
  side
    .only('node-state')
    .map(({ to }) => to)
    .join(' ');

const aes: IpsecProposal = { mode: 'tunnel', esp: { cipher: 'aes', keyBits: 256, integrity: 'sha256' }, ah: undefined };

describe('quick mode', () => {
  it('goes through every state, and both ends have the same keys with their SPIs mirrored', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    expect([nodeSteps(a), nodeSteps(b)]).toEqual([initiatorSteps, responderSteps]);
    const [ours, theirs] = [a.installed[0], b.installed[0]];
    expect(ours?.outbound).toEqual(theirs?.inbound);
    expect(ours?.inbound).toEqual(theirs?.outbound);
    expect(ours?.inbound.keyMaterial).toHaveLength(24 + 20);
    expect([ours?.isInitiator, theirs?.isInitiator]).toEqual([true, false]);
  });

  const sets: IpsecProposal[] = [
    { mode: 'tunnel', esp: { cipher: 'des', keyBits: 56, integrity: 'md5' }, ah: undefined },
    { mode: 'tunnel', esp: { cipher: 'aes', keyBits: 128, integrity: 'sha1' }, ah: undefined },
    { mode: 'transport', esp: { cipher: 'aes', keyBits: 192, integrity: 'sha384' }, ah: undefined },
    { mode: 'tunnel', esp: { cipher: 'aes', keyBits: 256, integrity: 'sha512' }, ah: undefined },
    { mode: 'tunnel', esp: { cipher: '3des', keyBits: 168, integrity: undefined }, ah: undefined },
    { mode: 'tunnel', esp: { cipher: 'null', keyBits: 0, integrity: 'sha1' }, ah: undefined },
    { mode: 'tunnel', esp: { cipher: 'aes-gcm', keyBits: 128, integrity: undefined }, ah: undefined },
    { mode: 'transport', esp: { cipher: 'aes-gcm', keyBits: 256, integrity: undefined }, ah: undefined },
    { mode: 'tunnel', esp: undefined, ah: 'sha1' },
    { mode: 'transport', esp: undefined, ah: 'sha512' },
    { mode: 'tunnel', esp: { cipher: '3des', keyBits: 168, integrity: undefined }, ah: 'md5' },
    { mode: 'tunnel', esp: { cipher: 'aes', keyBits: 256, integrity: 'sha1' }, ah: 'sha256' },
  ];
  it.each(sets)('agrees on $esp.cipher $esp.keyBits $esp.integrity and AH $ah in $mode mode', (proposal) => {
    const { a, b, run } = twoPeers({ both: { proposals: [proposal] } });
    a.ask();
    run(1000);
    expect(a.installed[0]?.proposal).toEqual(proposal);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it('offers one proposal for each transform set, and the responder takes the first that it has', () => {
    const { a, b, run } = twoPeers({ a: { proposals: [aes, tripleDes] } });
    a.ask();
    run(1000);
    expect(b.only('proposal-checked').map(({ proposal }) => proposal)).toEqual([1, 2]);
    expect(b.only('proposal-refused')).toMatchObject([{ why: 'no-proposal' }]);
    expect(a.installed[0]?.proposal).toEqual(tripleDes);
    expect(agreements(a)).toEqual(agreements(b));
  });

  const identities: [string, Selector, Selector][] = [
    ['two hosts and GRE', hostSelector(addressA, 47), hostSelector(addressB, 47)],
    [
      'two subnets',
      { ...anySelector, address: 0x0a010100, mask: 0xffffff00 },
      { ...anySelector, address: 0x0a020200, mask: 0xffffff00 },
    ],
    ['one port', { ...hostSelector(addressA, 6), port: 80 }, anySelector],
  ];
  it.each(identities)('carries the identities of %s', (_, localSelector, remoteSelector) => {
    const { a, b, run } = twoPeers({
      a: { localSelector, remoteSelector },
      b: { localSelector: remoteSelector, remoteSelector: localSelector },
    });
    a.ask();
    run(1000);
    expect(b.installed[0]).toMatchObject({ localSelector: remoteSelector, remoteSelector: localSelector });
    expect(agreements(a)).toEqual(agreements(b));
  });

  describe('with perfect forward secrecy', () => {
    it('makes a secret of its own', () => {
      const { a, b, run } = twoPeers({ both: { pfsGroup: 2 } });
      a.ask();
      run(1000);
      expect(b.only('payload').filter(({ payload, messageId }) => payload === 'KE' && messageId !== 0)).toHaveLength(1);
      expect([a.installed[0]?.pfsGroup, b.installed[0]?.pfsGroup]).toEqual([2, 2]);
      expect(agreements(a)).toHaveLength(1);
      expect(agreements(a)).toEqual(agreements(b));
    });

    it('a responder that wants none gives it', () => {
      const { a, b, run } = twoPeers({ a: { pfsGroup: 14 } });
      a.ask();
      run(1000);
      expect(b.installed[0]?.pfsGroup).toBe(14);
      expect(agreements(a)).toEqual(agreements(b));
    });

    it.each([undefined, 1])('a responder that wants group 2 refuses %s', (pfsGroup) => {
      const { a, b, run } = twoPeers({ a: { pfsGroup }, b: { pfsGroup: 2 } });
      a.ask();
      run(1000);
      expect(b.only('proposal-refused')).toMatchObject([{ why: 'pfs-mismatch' }]);
      expect([a.installed.length, b.installed.length]).toEqual([0, 0]);
      expect(a.failures).toHaveLength(1);
    });
  });

  describe('lifetimes', () => {
    it('the initiator’s hold when they are lower', () => {
      const { a, b, run } = twoPeers({ a: { lifetime: { seconds: 900, kilobytes: 5000 } } });
      a.ask();
      run(1000);
      expect(b.installed[0]?.lifetime).toEqual({ seconds: 900, kilobytes: 5000 });
      expect(agreements(a)).toEqual(agreements(b));
      expect(a.only('notify-received')).toEqual([]);
    });

    it('the responder’s hold when they are lower, each on its own, and it says so', () => {
      const { a, b, run } = twoPeers({
        a: { lifetime: { seconds: 3600, kilobytes: 5000 } },
        b: { lifetime: { seconds: 120, kilobytes: 4_608_000 } },
      });
      a.ask();
      run(1000);
      expect(a.only('notify-received')).toMatchObject([{ type: 24_576, protocol: 3 }]);
      expect(a.installed[0]?.lifetime).toEqual({ seconds: 120, kilobytes: 5000 });
      expect(agreements(a)).toEqual(agreements(b));
    });
  });

  it('is refused when the transform sets differ, and the ISAKMP association stays', () => {
    const { a, b, run } = twoPeers({ a: { proposals: [aes] } });
    a.ask();
    run(1000);
    expect(b.only('proposal-refused')).toMatchObject([{ why: 'no-proposal' }]);
    expect(b.only('no-proposal-accepted')).toHaveLength(1);
    expect(b.only('notify-sent')).toMatchObject([{ type: 14, protocol: 3 }]);
    expect(b.only('node-deleted')).toMatchObject([{ reason: 'rejected' }]);
    expect(b.only('mode-failed')).toMatchObject([{ mode: 'quick' }]);
    expect(nodeSteps(b)).toBe('ready');
    expect(a.only('notify-received')).toMatchObject([{ type: 14, protocol: 3 }]);
    expect(a.only('larval-deleted')).toHaveLength(1);
    expect(a.only('node-deleted').map(({ reason }) => reason)).toEqual(['refused', 'information']);
    expect([...a.states, ...b.states]).toEqual(['QM_IDLE', 'QM_IDLE']);
    expect(a.failures).toHaveLength(1);
    run(100_000);
    expect([...a.states, ...b.states]).toEqual(['QM_IDLE', 'QM_IDLE']);
  });

  it('is refused when the mode differs', () => {
    const { a, b, run } = twoPeers({ a: { proposals: [{ ...tripleDes, mode: 'transport' }] } });
    a.ask();
    run(1000);
    expect(b.only('proposal-refused')).toMatchObject([{ why: 'no-proposal' }]);
  });

  it('is refused, for another reason, when the identities are not known', () => {
    const { a, b, run } = twoPeers({
      a: { localSelector: hostSelector(addressA, 47), remoteSelector: hostSelector(addressB, 47) },
    });
    a.ask();
    run(1000);
    expect(b.only('proposal-refused')).toMatchObject([{ why: 'no-identity' }]);
    expect(a.only('larval-deleted')).toHaveLength(1);
    expect([...a.states, ...b.states]).toEqual(['QM_IDLE', 'QM_IDLE']);
    expect(a.failures).toHaveLength(1);
  });

  it('repeats a refusal that was lost', () => {
    const { a, b, run } = twoPeers({ a: { proposals: [aes] }, fate: losing(8) });
    a.ask();
    run(12_000);
    expect(a.failures).toHaveLength(1);
    expect([...a.states, ...b.states]).toEqual(['QM_IDLE', 'QM_IDLE']);
  });

  describe('when one message is lost', () => {
    const stops = [
      { lost: 7, initiator: 'I1', responder: '' },
      { lost: 8, initiator: 'I1', responder: 'spi-starve R2' },
      { lost: 9, initiator: initiatorSteps, responder: 'spi-starve R2' },
    ];
    it.each(stops)('number $lost: it stops there and retransmits', ({ lost, initiator, responder }) => {
      const { a, b, run } = twoPeers({ fate: losing(lost) });
      a.ask();
      run(9900);
      expect([nodeSteps(a), nodeSteps(b)]).toEqual([initiator, responder]);
      expect(b.installed).toHaveLength(0);
      run(1500);
      const [again] = [...a.only('retransmitting'), ...b.only('retransmitting')];
      expect(again).toMatchObject({ phase: 2, state: 'QM_IDLE', attempt: 1 });
      expect(again?.messageId).toBe(a.only('quick-mode-begun')[0]?.messageId);
      expect([nodeSteps(a), nodeSteps(b)]).toEqual([initiatorSteps, responderSteps]);
      expect(agreements(a)).toHaveLength(1);
      expect(agreements(a)).toEqual(agreements(b));
    });
  });

  it('without any answer ends the association, which is worth nothing then', () => {
    const { a, b, run } = twoPeers({ fate: ({ number }) => (number < 7 ? [10] : []) });
    a.ask();
    run(70_000);
    expect(a.only('node-deleted')).toMatchObject([{ reason: 'retransmission' }]);
    expect(a.only('sa-deleted')).toMatchObject([{ reason: 'phase2-retransmission' }]);
    expect(a.failures).toHaveLength(1);
    expect(b.installed).toHaveLength(0);
  });

  it('without its last message is taken back by the responder, and the initiator is told', () => {
    const { a, b, run } = twoPeers({ fate: ({ number, from }) => (number > 8 && from === 'A' ? [] : [10]) });
    a.ask();
    run(1000);
    expect(a.installed).toHaveLength(1);
    run(70_000);
    expect([a.installed.length, b.installed.length]).toEqual([0, 0]);
    expect(b.only('node-deleted')).toMatchObject([{ reason: 'retransmission' }]);
  });

  it('is not begun by anybody who has not proved who they are', () => {
    const { a, b, run, sent, setFate } = twoPeers({ fate: ({ number }) => (number < 5 ? [10] : []) });
    a.ask();
    run(1000);
    setFate(() => [10]);
    const forged = Uint8Array.from(sent[4]?.bytes ?? []);
    forged[18] = 32;
    b.ike.receive(addressB, addressA, forged);
    expect(b.only('not-authenticated')).toHaveLength(1);
  });

  it('forgets what has ended, 50 s later', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(49_000);
    expect([...a.only('node-purged'), ...b.only('node-purged')]).toEqual([]);
    run(2000);
    expect([...a.only('node-purged'), ...b.only('node-purged')]).toHaveLength(2);
  });
});

describe('AH and ESP together', () => {
  const bundle: IpsecProposal = { ...aes, ah: 'sha1' };

  it('have an SPI and keys each, and the initiator may offer alternatives with one of them', () => {
    const { a, b, run } = twoPeers({ a: { proposals: [tripleDes, bundle] }, b: { proposals: [bundle] } });
    a.ask();
    run(1000);
    const [child] = a.installed;
    expect(child?.proposal).toEqual(bundle);
    const inbound = child?.bundledAh?.inbound;
    expect(inbound?.spi).not.toBe(child?.inbound.spi);
    expect(inbound?.keyMaterial).toHaveLength(20);
    expect(b.installed[0]?.bundledAh?.outbound).toEqual(inbound);
    expect(agreements(a)).toEqual(agreements(b));
  });

  it.each([bundle, { ...bundle, esp: undefined }])('are deleted with every SPI that they have', (proposal) => {
    const { a, b, run } = twoPeers({ both: { proposals: [proposal] } });
    a.ask();
    run(1000);
    const [child] = a.installed;
    if (child) a.drop(child);
    run(1000);
    expect(b.installed).toEqual([]);
    const protocols = b.only('delete-received').map(({ protocol }) => protocol);
    expect(protocols).toEqual(proposal.esp ? [2, 3] : [2]);
  });

  it('are refused as a whole where only one of them is wanted', () => {
    const { a, b, run } = twoPeers({ a: { proposals: [bundle] }, b: { proposals: [aes] } });
    a.ask();
    run(1000);
    expect([...a.installed, ...b.installed]).toEqual([]);
    expect(a.failures).toHaveLength(1);
  });
});

describe('the commit bit', () => {
  it('makes the initiator wait for CONNECTED, which the message id tells whose it is', () => {
    const { a, b, run, setFate, sent } = twoPeers();
    setFate((datagram) => {
      // The responder of ours never sets it: a foreign one does, in its answer.
      if (datagram.from === 'B' && datagram.bytes[18] === 32) datagram.bytes[19] = 3;
      return [10];
    });
    a.ask();
    run(1000);
    expect([a.installed.length, b.installed.length]).toEqual([0, 1]);
    const association = b.ike.associations.find((one) => one instanceof Association);
    const messageId = u32(sent.at(-1)?.bytes ?? new Uint8Array(), 20);
    if (association) inform(association, notificationOf(16_384, 3, new Uint8Array(4)), messageId);
    run(1000);
    expect(agreements(a)).toHaveLength(1);
    expect(agreements(a)).toEqual(agreements(b));
  });
});

describe('the renewal of a pair', () => {
  it('is one more quick mode, whoever asks', () => {
    const { a, b, run } = twoPeers();
    a.ask();
    run(1000);
    a.ask();
    run(1000);
    b.ask();
    run(1000);
    expect(agreements(a)).toHaveLength(3);
    expect(agreements(a)).toEqual(agreements(b));
    expect(a.only('main-mode-begun')).toHaveLength(1);
  });
});
