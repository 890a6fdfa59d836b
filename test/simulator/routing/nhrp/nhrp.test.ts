import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../../../src-main/base/address.ts';
import { VirtualClock } from '../../../../src-main/simulator/network/virtual-clock.ts';
import type { NhrpSettings } from '../../../../src-main/simulator/routing/nhrp/configuration.ts';
import { Nhrp } from '../../../../src-main/simulator/routing/nhrp/nhrp.ts';
import { resolutionRequest } from '../../../../src-main/simulator/routing/nhrp/messages.ts';
import type { NhrpWay } from '../../../../src-main/simulator/routing/nhrp/shortcuts.ts';
import { emitNhrp, isIndication, nhrpOperations, parseNhrp } from '../../../../src-main/simulator/wire/nhrp/message.ts';
import { wellFormed } from '../../wire/wire.common.ts';

const ip = (text: string): number => parseIpv4(text) ?? 0;
const inside = (number: number): number => ip(`10.0.0.${number}`);
const outside = (number: number): number => ip(`192.0.2.${number}`);

/** Stations by their numbers; messages take two milliseconds, and are lost as the test says. */
class Cloud {
  readonly clock = new VirtualClock();
  readonly stations = new Map<number, Nhrp>();
  loses: (count: number) => boolean = () => false;
  isOpen = true;
  way: NhrpWay | undefined;
  /** When each message was sent, in seconds, with its kind. */
  readonly sent: [seconds: number, operation: number][] = [];
  /** How often stations have said that they speak to others than before. */
  changes = 0;

  add(number: number, settings: Partial<NhrpSettings>): Nhrp {
    const station = new Nhrp({
      clock: this.clock,
      defaultHoldingTime: () => 7200,
      here: () => ({ nbma: outside(number), address: inside(number), mtu: 1514 }),
      farEnd: () => undefined,
      send: (nbma, payload) => this.#carry(outside(number), nbma, payload),
      isOpen: () => this.isOpen,
      wayTo: () => this.way,
      peersChanged: () => this.changes++,
    });
    Object.assign(station.settings, { networkId: 1, ...settings });
    station.refresh();
    this.stations.set(outside(number), station);
    return station;
  }

  spoke(number: number, settings: Partial<NhrpSettings> = {}): Nhrp {
    const maps = [{ address: inside(1), mask: 0xffffffff, nbma: outside(1) }];
    return this.add(number, { maps, groupMaps: [outside(1)], servers: [{ address: inside(1) }], ...settings });
  }

  run(seconds: number): void {
    this.clock.runUntil(this.clock.now() + 1000 * seconds);
  }

  #carry(from: number, to: number, payload: Uint8Array): void {
    this.sent.push([this.clock.now() / 1000, wellFormed(parseNhrp(payload)).operation]);
    if (!this.loses(this.sent.length)) this.clock.after(2, () => this.stations.get(to)?.receive(from, payload));
  }
}

describe('NHRP', () => {
  it('asks a silent server again after 1, 2, 4 seconds and so on, to 64, and then every 64', () => {
    const cloud = new Cloud();
    const spoke = cloud.spoke(2);
    cloud.run(320);
    expect(cloud.sent.map(([seconds]) => seconds)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 192, 256, 320]);
    expect(spoke.servers[0]).toMatchObject({ isResponding: false, sent: 11, received: 0 });
  });

  it('registers anew when a third of the holding time is over, or when it has been told to', () => {
    const cloud = new Cloud();
    cloud.add(1, { groupMaps: ['dynamic'] });
    cloud.spoke(2, { holdingTime: 300 });
    cloud.spoke(3, { holdingTime: 300, registrationInterval: 20 });
    cloud.run(102);
    const requests = cloud.sent.filter(([, operation]) => operation === 3).map(([seconds]) => Math.floor(seconds));
    expect(requests).toEqual([1, 1, 21, 41, 61, 81, 101, 101]);
  });

  it('sends what is for a group to those who have registered, while they have', () => {
    const cloud = new Cloud();
    const hub = cloud.add(1, { groupMaps: ['dynamic'] });
    cloud.spoke(2, { holdingTime: 60 });
    const silent = cloud.spoke(3, { holdingTime: 60 });
    cloud.run(5);
    expect(hub.targetsOf(ip('224.0.0.10'))).toEqual([outside(2), outside(3)]);
    silent.stop();
    cloud.run(80);
    expect(hub.targetsOf(ip('224.0.0.10'))).toEqual([outside(2)]);
    expect(hub.targetsOf(inside(3))).toEqual([]);
  });

  it('goes by the server until it knows better, and again when it is told that this is over', () => {
    const cloud = new Cloud();
    const hub = cloud.add(1, {});
    const [two] = [cloud.spoke(2), cloud.spoke(3)];
    cloud.run(5);
    expect(two.targetsOf(inside(3))).toEqual([outside(1)]);
    cloud.run(1);
    expect(two.targetsOf(inside(3))).toEqual([outside(3)]);
    hub.clear(({ network }) => network === inside(3));
    cloud.run(1);
    expect(two.targetsOf(inside(3))).toEqual([outside(1)]);
    expect(two.counts.sent[6]).toBe(1);
  });

  it('asks again at once after what it knew was cleared', () => {
    const cloud = new Cloud();
    cloud.add(1, {});
    const two = cloud.spoke(2);
    cloud.run(5);
    two.targetsOf(inside(3));
    two.clear();
    two.targetsOf(inside(3));
    expect(two.counts.sent[1]).toBe(2);
    expect(two.cache.entries.map(({ kind }) => kind)).toEqual(['static', 'incomplete']);
  });

  it('takes the outer address that its own line gives a server before the one that is mapped, and is then at rest', () => {
    const cloud = new Cloud();
    const spoke = cloud.spoke(2, { servers: [{ address: inside(1), nbma: outside(7) }] });
    const { changes } = cloud;
    spoke.refresh();
    expect(cloud.changes).toBe(changes);
    expect(spoke.cache.entries).toMatchObject([{ network: inside(1), nbma: outside(7), kind: 'static' }]);
  });

  it('answers nothing that it is told without the key, and says so', () => {
    const cloud = new Cloud();
    const hub = cloud.add(1, { authentication: 'right' });
    const spoke = cloud.spoke(2, { authentication: 'wrong' });
    const errors: unknown[] = [];
    spoke.events.on((event) => event.kind === 'error' && errors.push(event.message.code));
    cloud.run(3);
    expect(hub.cache.entries).toEqual([]);
    expect(errors).toEqual([11, 11]);
  });

  it('hears nothing without a network of its own', () => {
    const cloud = new Cloud();
    const hub = cloud.add(1, { networkId: undefined });
    cloud.spoke(2);
    cloud.run(10);
    expect(hub.counts.received[3]).toBe(0);
    expect(hub.cache.entries).toEqual([]);
  });

  it('ends with everybody registered, whatever is lost for a while', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (losses) => {
        const cloud = new Cloud();
        cloud.loses = (count) => losses[count] ?? false;
        const hub = cloud.add(1, {});
        const spokes = [2, 3, 4].map((number) => cloud.spoke(number, { holdingTime: 90 }));
        cloud.run(1000);
        expect(hub.cache.entries.map(({ nbma }) => nbma)).toEqual([2, 3, 4].map(outside));
        expect(spokes.every(({ servers: [server] }) => server?.isResponding)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('is not harmed by any message, and answers none that is an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(200), fc.nat(255), (noise, at, byte) => {
        const cloud = new Cloud();
        const hub = cloud.add(1, {});
        hub.receive(outside(9), noise);
        cloud.spoke(2);
        cloud.run(1);
        const request = wellFormed(parseNhrp(emitNhrpOf(cloud)));
        const bytes = emitNhrp(isIndication(request) ? request : { ...request, requestId: at, flags: byte });
        bytes[at % bytes.length] = byte;
        hub.receive(outside(9), bytes);
        cloud.run(1);
        expect(hub.cache.entries.length).toBeLessThan(3);
      }),
      { numRuns: 60 },
    );
  });

  it('answers a question that was asked several times once, when there is a way straight to who asks, and not for ever', () => {
    const cloud = new Cloud();
    cloud.isOpen = false;
    cloud.way = { network: ip('172.20.3.0'), mask: ip('255.255.255.0'), nextHop: 0, isThrough: false };
    const station = cloud.add(3, {});
    const asker = { nbma: outside(2), address: inside(2), mtu: 1514, holdingTime: 60, isUnique: true };
    const ask = (requestId: number): void =>
      station.receive(
        outside(1),
        emitNhrp(resolutionRequest({ ...asker, authentication: undefined }, ip('172.20.3.1'), requestId)),
      );
    const answers = (): number => station.counts.sent[nhrpOperations.resolutionReply];
    for (const id of [1, 2, 3]) ask(id);
    cloud.run(1);
    station.opened(outside(2));
    station.opened(outside(2));
    expect(answers()).toBe(1);
    ask(4);
    cloud.run(70);
    station.opened(outside(2));
    expect(answers()).toBe(1);
  });
});

/** A registration as a spoke sends it. */
function emitNhrpOf(cloud: Cloud): Uint8Array {
  let seen = new Uint8Array(0);
  const catching = new Nhrp({
    clock: cloud.clock,
    defaultHoldingTime: () => 60,
    here: () => ({ nbma: outside(5), address: inside(5), mtu: 1514 }),
    farEnd: () => outside(1),
    send: (_, payload) => (seen = payload.slice()),
    isOpen: () => true,
    wayTo: () => undefined,
    peersChanged: () => undefined,
  });
  Object.assign(catching.settings, { networkId: 1, servers: [{ address: inside(1) }] });
  catching.refresh();
  cloud.run(2);
  catching.stop();
  return seen;
}
