import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4, maskOfLength, parseIpv4 } from '../../../../src-main/base/address.ts';
import { seededRandom } from '../../../../src-main/base/random.ts';
import { VirtualClock } from '../../../../src-main/simulator/network/virtual-clock.ts';
import { newEigrpConfiguration } from '../../../../src-main/simulator/routing/eigrp/configuration.ts';
import { allEigrpRouters, Eigrp } from '../../../../src-main/simulator/routing/eigrp/eigrp.ts';
import type { EigrpInterfaceParameters } from '../../../../src-main/simulator/routing/eigrp/eigrp-interface.ts';

const ip = (text: string): number => parseIpv4(text) ?? 0;

interface End {
  router: string;
  name: string;
  address: number;
  /** The only one that hears the others, and is heard by them. */
  hub: string | undefined;
}

const hears = ({ router, hub }: End, sender: End | undefined): boolean =>
  hub === undefined || router === hub || sender?.router === hub;

class Links {
  readonly clock = new VirtualClock();
  readonly routers = new Map<string, Eigrp>();
  readonly #parameters = new Map<string, EigrpInterfaceParameters[]>();
  readonly #links: End[][] = [];
  loses: (count: number) => boolean = () => false;
  #count = 0;

  add(name: string, autonomousSystem = 1): Eigrp {
    const router = new Eigrp({
      clock: this.clock,
      routerId: this.routers.size + 1,
      configuration: newEigrpConfiguration({ autonomousSystem, vrf: undefined }),
      send: (own, destination, payload) => this.#carry(own, destination, payload),
      routesChanged: () => undefined,
    });
    this.routers.set(name, router);
    return router;
  }

  /** @param hub hears the others, who do not hear one another, and tells them of each other by name */
  link(network: string, ends: readonly string[], delay = 10, hub?: string): void {
    const link = ends.map((router, i) => ({ router, name: `${network} of ${router}`, address: ip(network) + 1 + i, hub })); // prettier-ignore
    this.#links.push(link);
    for (const { router, name, address } of link) {
      const isPlain = router !== hub;
      const timing = { helloInterval: 5, holdTime: 15, isPassive: false, hasSplitHorizon: isPlain, isNextHopSelf: isPlain, summaries: [], isUnnumbered: false }; // prettier-ignore
      const own = { name, address, mask: maskOfLength(24), bandwidth: 100_000, delay, mtu: 1500, ...timing };
      this.#set(router, [...(this.#parameters.get(router) ?? []), own]);
    }
  }

  /** How many packets go in so many seconds. */
  packetsIn(seconds: number): number {
    const before = this.#count;
    this.run(seconds);
    return this.#count - before;
  }

  /** The interface of one end begins anew, perhaps without another one that was there. */
  renew(router: string, network: string, without?: string): void {
    const others = (gone: string | undefined): EigrpInterfaceParameters[] =>
      (this.#parameters.get(router) ?? []).filter(({ name }) => !name.startsWith(`${gone} `));
    const own = others(without);
    this.#set(router, others(network));
    this.#set(router, own);
  }

  retime(router: string, network: string, timing: { helloInterval: number; holdTime: number }): void {
    const own = this.#parameters.get(router) ?? [];
    this.#set(
      router,
      own.map((one) => (one.name.startsWith(`${network} `) ? { ...one, ...timing } : one)),
    );
  }

  cut(network: string): void {
    for (const [router, own] of this.#parameters)
      this.#set(
        router,
        own.filter(({ name }) => !name.startsWith(`${network} `)),
      );
  }

  run(seconds: number): void {
    this.clock.runUntil(this.clock.now() + 1000 * seconds);
  }

  wayOf(router: string, network: string): string | undefined {
    const route = this.routers.get(router)?.routes.find((one) => one.network === ip(network));
    return route && `${route.distance} ${route.hops.map(({ interfaceName }) => interfaceName).join()}`;
  }

  hopsOf(router: string, network: string): string[] | undefined {
    const route = this.routers.get(router)?.routes.find((one) => one.network === ip(network));
    return route?.hops.map(({ nextHop }) => formatIpv4(nextHop));
  }

  #set(router: string, parameters: EigrpInterfaceParameters[]): void {
    this.#parameters.set(router, parameters);
    this.routers.get(router)?.setInterfaces(parameters);
  }

  #carry(from: string, destination: number, payload: Uint8Array): void {
    const link = this.#links.find((ends) => ends.some(({ name }) => name === from)) ?? [];
    const sender = link.find(({ name }) => name === from);
    for (const end of link) {
      const { router, name, address } = end;
      const isMeant = hears(end, sender) && (destination === allEigrpRouters || destination === address);
      if (name !== from && isMeant && !this.loses(++this.#count))
        this.clock.after(2, () => this.routers.get(router)?.receive(name, sender?.address ?? 0, payload));
    }
  }
}

function triangle(stub?: string): Links {
  const links = new Links();
  for (const name of ['A', 'B', 'C'])
    links.add(name).configuration.stub = name === stub ? new Set(['connected', 'summary']) : undefined;
  links.link('10.0.1.0', ['A', 'B']);
  links.link('10.0.2.0', ['B', 'C']);
  links.link('10.0.3.0', ['A', 'C'], 1000);
  links.link('10.0.9.0', ['C']);
  links.run(20);
  return links;
}

const outsideRoute = {
  ...{ network: ip('192.168.0.0'), mask: maskOfLength(16), protocol: 3 },
  ...{ autonomousSystem: 0, externalMetric: 0, tag: 0 },
};

describe('EIGRP', () => {
  it('learns by way of neighbours, with the metric of the standard', () => {
    const links = triangle();
    // 256 * (10^7 / 100000 kbit/s + 10 + 10 + 10 tens of microseconds)
    expect(links.wayOf('A', '10.0.9.0')).toBe(`${256 * 130} 10.0.1.0 of A`);
  });

  it('keeps its neighbours when the timers of an interface change, and tells them', () => {
    const links = triangle();
    const events: unknown[] = [];
    for (const name of ['A', 'B']) links.routers.get(name)?.events.on((event) => events.push(event));
    links.retime('A', '10.0.1.0', { helloInterval: 20, holdTime: 60 });
    links.run(55);
    expect(events).toEqual([]);
    expect(links.wayOf('A', '10.0.9.0')).toBe(`${256 * 130} 10.0.1.0 of A`);
  });

  it('goes another way at once when one is cut', () => {
    const links = triangle();
    links.cut('10.0.1.0');
    links.run(1);
    expect(links.wayOf('A', '10.0.9.0')).toBe(`${256 * 1110} 10.0.3.0 of A`);
  });

  it('asks its neighbours when no other way is surely free of loops', () => {
    const links = triangle();
    links.cut('10.0.2.0');
    links.run(2);
    expect(links.wayOf('B', '10.0.9.0')).toBe(`${256 * 1120} 10.0.1.0 of B`);
    expect([...(links.routers.get('B')?.topology.values() ?? [])].every(({ isActive }) => !isActive)).toBe(true);
  });

  it('tells the others of another next hop by name, even where nothing else has changed', () => {
    const links = new Links();
    for (const name of ['hub', 'A', 'B', 'C']) links.add(name);
    links.link('10.0.1.0', ['hub', 'A', 'B', 'C'], 10, 'hub');
    links.link('10.0.8.0', ['A', 'B']);
    links.run(20);
    expect(links.hopsOf('C', '10.0.8.0')).toEqual(['10.0.1.2']);
    links.routers.get('A')?.stop();
    links.run(20);
    expect(links.hopsOf('C', '10.0.8.0')).toEqual(['10.0.1.3']);
  });

  it('knows everything again after a cable that has lost nearly all for a while, whoever had forgotten whom', () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = seededRandom(`loss ${seed}`);
      const links = new Links();
      links.add('A');
      links.add('B');
      links.link('10.0.1.0', ['A', 'B']);
      links.link('10.0.8.0', ['A']);
      links.link('10.0.9.0', ['B']);
      links.loses = () => random.int(10) < 7;
      links.run(100 + random.int(200));
      links.loses = () => false;
      links.run(60);
      expect([seed, links.hopsOf('A', '10.0.9.0'), links.hopsOf('B', '10.0.8.0')]).toEqual([
        seed,
        ['10.0.1.2'],
        ['10.0.1.1'],
      ]);
    }
  });

  it('does not ask a stub, which says in its hellos that it is one', () => {
    const links = triangle('A');
    const other = links.routers.get('B');
    expect([...(other?.neighbours.values() ?? [])].map((one) => one.stub)).toEqual([5, undefined]);
    links.cut('10.0.2.0');
    links.run(2);
    expect(links.wayOf('B', '10.0.9.0')).toBeUndefined();
    expect([...(other?.topology.values() ?? [])].some(({ isActive }) => isActive)).toBe(false);
  });

  it('forgets what is gone everywhere', () => {
    const links = triangle();
    links.cut('10.0.9.0');
    links.run(5);
    expect(['A', 'B'].map((name) => links.wayOf(name, '10.0.9.0'))).toEqual([undefined, undefined]);
  });

  it('notices a neighbour that has fallen silent when its hold time is over', () => {
    const links = triangle();
    links.loses = () => true;
    links.run(16);
    expect(links.routers.get('A')?.neighbours.size).toBe(0);
  });

  it('is as quiet as before when one end of a link has begun anew and the other has not noticed', () => {
    const links = triangle();
    const before = links.packetsIn(20);
    links.renew('A', '10.0.1.0');
    links.run(20);
    expect(links.wayOf('A', '10.0.9.0')).toBe(`${256 * 130} 10.0.1.0 of A`);
    expect(links.packetsIn(20)).toBe(before);
  });

  it('forgets what a neighbour has told that begins anew without a farewell, long before its hold time is over', () => {
    const links = new Links();
    for (const name of ['A', 'B']) links.add(name);
    for (const own of ['10.0.8.0', '10.0.9.0']) links.link(own, ['B']);
    links.link('10.0.1.0', ['A', 'B']);
    links.run(20);
    const events: string[] = [];
    links.routers.get('A')?.events.on((event) => events.push(event.kind === 'down' ? event.reason : event.kind));
    expect(links.hopsOf('A', '10.0.8.0')).toEqual(['10.0.1.2']);
    links.loses = () => true;
    links.renew('B', '10.0.1.0', '10.0.8.0');
    links.loses = () => false;
    links.run(10);
    expect(links.hopsOf('A', '10.0.8.0')).toBeUndefined();
    expect(links.hopsOf('A', '10.0.9.0')).toEqual(['10.0.1.2']);
    expect(events).toEqual(['peer restarted', 'up']);
  });

  it('tells what is outside, as external', () => {
    const links = triangle();
    const metric = { delay: 256, bandwidth: 256, mtu: 1500, hops: 0, reliability: 255, load: 1 };
    links.routers.get('C')?.setOutside([{ ...outsideRoute, metric }]);
    links.run(2);
    expect(links.routers.get('A')?.routes.find(({ network }) => network === ip('192.168.0.0'))).toMatchObject({
      isExternal: true,
    });
  });

  it('tells of outside by its router id, and anew when that is configured to be another', () => {
    const links = triangle();
    const metric = { delay: 256, bandwidth: 256, mtu: 1500, hops: 0, reliability: 255, load: 1 };
    const outside = [{ ...outsideRoute, metric }];
    const teller = (): number | undefined =>
      links.routers.get('A')?.topology.get(`${ip('192.168.0.0')} ${maskOfLength(16)}`)?.best?.external?.router;
    const origin = links.routers.get('C');
    origin?.setOutside(outside);
    links.run(2);
    expect(teller()).toBe(3);
    if (origin) origin.configuration.routerId = ip('9.9.9.9');
    origin?.setOutside(outside);
    links.run(2);
    expect(teller()).toBe(ip('9.9.9.9'));
  });

  it('comes to the ways of the shortest paths whatever is lost and cut', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 40 }), fc.nat(2), (losses, cut) => {
        const links = triangle();
        links.loses = (count) => losses[count % losses.length] === true && count % 3 === 0;
        links.cut(['10.0.1.0', '10.0.2.0', '10.0.3.0'][cut] ?? '');
        links.run(60);
        links.loses = () => false;
        links.run(240);
        const expected = [`${256 * 1110} 10.0.3.0 of A`, `${256 * 1110} 10.0.3.0 of A`, `${256 * 130} 10.0.1.0 of A`][
          cut
        ];
        expect(links.wayOf('A', '10.0.9.0')).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });
});
