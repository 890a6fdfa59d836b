import { describe, expect, test } from 'vitest';
import { concat } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { Bridge } from '../../../src-main/simulator/network/bridge.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { vlanOf, withVlanTag } from '../../../src-main/simulator/wire/vlan.ts';

type Vlan = Parameters<Bridge['plugIn']>[1];

const everybody = 255;

/** A switch with a station at each port; station 1 has the address …:01. */
class Stations {
  readonly heard: string[] = [];
  readonly #clock = new VirtualClock();
  readonly #links: Link[] = [];

  constructor(...vlans: Vlan[]) {
    const bridge = new Bridge(this.#clock);
    vlans.forEach((vlan, index) => {
      const link = new Link(this.#clock, { random: seededRandom(`port ${index}`) });
      link.b.onFrame = (frame) =>
        this.heard.push(`${index + 1}${vlanOf(frame) === undefined ? '' : ` tag ${vlanOf(frame)}`}`);
      bridge.plugIn(link.a, vlan);
      this.#links.push(link);
    });
  }

  /** What is heard, and with which tag. */
  send(from: number, to: number, tag?: number): string[] {
    this.heard.length = 0;
    const address = (last: number): Uint8Array =>
      Uint8Array.from(last === everybody ? Array(6).fill(255) : [2, 0, 0, 0, 0, last]);
    const frame = concat(address(to), address(from), Uint8Array.of(8, 0), new Uint8Array(46));
    this.#links[from - 1]?.b.send(tag === undefined ? frame : withVlanTag(frame, tag));
    this.#clock.runUntil(this.#clock.now() + 100);
    return [...this.heard];
  }
}

const access = (id: number): Vlan => ({ mode: 'access', id });
const trunk = (id: number): Vlan => ({ mode: 'trunk', id });

describe('a plain switch', () => {
  test('floods what it does not know, and sends to one port what it has learnt', () => {
    const stations = new Stations(undefined, undefined, undefined);
    expect(stations.send(1, 2)).toEqual(['2', '3']);
    expect(stations.send(2, 1)).toEqual(['1']);
    expect(stations.send(1, 2)).toEqual(['2']);
  });

  test('passes tags on as they are', () => {
    expect(new Stations(undefined, undefined).send(1, everybody, 7)).toEqual(['2 tag 7']);
  });
});

describe('a plain switch with VLANs', () => {
  test('keeps them apart, and tags them on a trunk', () => {
    const stations = new Stations(access(100), access(100), access(200), trunk(1));
    expect(stations.send(1, everybody)).toEqual(['2', '4 tag 100']);
    expect(stations.send(3, everybody)).toEqual(['4 tag 200']);
    expect(stations.send(4, everybody, 200)).toEqual(['3']);
  });

  test('has the native VLAN of a trunk without a tag', () => {
    const stations = new Stations(access(5), trunk(5));
    expect(stations.send(1, everybody)).toEqual(['2']);
    expect(stations.send(2, everybody)).toEqual(['1']);
  });

  test('learns an address once for each VLAN', () => {
    const stations = new Stations(access(100), access(200), trunk(1), trunk(1));
    stations.send(3, everybody, 100);
    stations.send(4, 3, 200);
    expect(stations.send(1, 3)).toEqual(['3 tag 100']);
  });

  test('takes no frame with a tag from an access port', () => {
    expect(new Stations(access(100), access(200)).send(1, everybody, 200)).toEqual([]);
  });
});
