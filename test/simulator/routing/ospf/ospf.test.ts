import { describe, expect, it } from 'vitest';
import { formatIpv4, maskOfLength, parseIpv4 } from '../../../../src-main/base/address.ts';
import { VirtualClock } from '../../../../src-main/simulator/network/virtual-clock.ts';
import { newOspfConfiguration } from '../../../../src-main/simulator/routing/ospf/configuration.ts';
import {
  allDesignatedRouters,
  type OspfInterfaceParameters,
} from '../../../../src-main/simulator/routing/ospf/ospf-interface.ts';
import { Ospf, type OutsideRoute } from '../../../../src-main/simulator/routing/ospf/ospf.ts';
import { lsaTypes, parseRouterBody } from '../../../../src-main/simulator/wire/ospf/lsa.ts';

const ip = (text: string): number => parseIpv4(text) ?? 0;

/** Routers on links of their own: a link is a list of [router, interface]. */
class Links {
  readonly clock = new VirtualClock();
  readonly routers = new Map<string, Ospf>();
  readonly #parameters = new Map<string, OspfInterfaceParameters[]>();
  readonly #links: { router: string; name: string; address: number }[][] = [];
  /** What is lost: a function of the count of packets. */
  loses: (count: number) => boolean = () => false;
  #count = 0;

  add(name: string, id: string): Ospf {
    const configuration = newOspfConfiguration(1);
    const router = new Ospf({
      clock: this.clock,
      routerId: ip(id),
      configuration,
      send: (own, destination, payload) => this.#carry({ router: name, name: own }, destination, payload),
      routesChanged: () => undefined,
    });
    this.routers.set(name, router);
    return router;
  }

  link(
    type: 'broadcast' | 'point-to-point',
    network: string,
    ends: readonly string[],
    options: { area?: number; cost?: number; length?: number } = {},
  ): void {
    const { length = 24 } = options;
    const prefix = length === 24 ? network : `${network}/${length}`;
    const link = ends.map((router, i) => ({ router, name: `${prefix} of ${router}`, address: ip(network) + 1 + i }));
    this.#links.push(link);
    for (const { router, name, address } of link) {
      const parameters: OspfInterfaceParameters = {
        name,
        address,
        mask: maskOfLength(length),
        area: options.area ?? 0,
        networkType: type,
        cost: options.cost ?? 10,
        helloInterval: 10,
        deadInterval: 40,
        priority: 1,
        isPassive: false,
        isMtuIgnored: false,
        isStub: false,
        mtu: 1500,
      };
      this.#set(router, [...(this.#parameters.get(router) ?? []), parameters]);
    }
  }

  run(milliseconds: number): void {
    this.clock.runUntil(this.clock.now() + milliseconds);
  }

  cut(network: string): void {
    for (const [router, parameters] of this.#parameters)
      this.#set(
        router,
        parameters.filter(({ name }) => !name.startsWith(`${network} `)),
      );
  }

  routesOf(name: string): Record<string, string> {
    const routes = this.routers.get(name)?.routes ?? [];
    return Object.fromEntries(
      routes
        .filter(({ hops }) => hops.length > 0)
        .map(({ network, cost, kind, hops }) => [
          network.toString(16),
          `${kind} ${cost} ${hops.map(({ interfaceName }) => interfaceName).join()}`,
        ]),
    );
  }

  #set(router: string, parameters: OspfInterfaceParameters[]): void {
    this.#parameters.set(router, parameters);
    this.routers.get(router)?.setInterfaces(parameters);
  }

  #carry(from: { router: string; name: string }, destination: number, payload: Uint8Array): void {
    const link = this.#links.find((ends) => ends.some((end) => end.name === from.name));
    const source = link?.find((end) => end.name === from.name)?.address ?? 0;
    for (const end of link ?? []) {
      const isMeant = isForAll(destination) || destination === end.address;
      if (end.name !== from.name && isMeant && !this.loses(++this.#count))
        this.clock.after(1, () => this.routers.get(end.router)?.receive(end.name, source, payload));
    }
  }
}

/** A, B and C in a row: between A and B the backbone, between B and C area 1. */
function twoAreas(): Links {
  const links = new Links();
  for (const [name, id] of [
    ['A', '1.1.1.1'],
    ['B', '2.2.2.2'],
    ['C', '3.3.3.3'],
  ] as const)
    links.add(name, id);
  links.link('point-to-point', '10.0.1.0', ['A', 'B'], { area: 0 });
  links.link('point-to-point', '10.0.2.0', ['B', 'C'], { area: 1 });
  return links;
}

function isForAll(destination: number): boolean {
  return destination >= 0xe0000000 && destination <= allDesignatedRouters;
}

function statesOf(router: Ospf | undefined): string[] {
  return [...(router?.interfaces.values() ?? [])].flatMap((own) =>
    [...own.neighbours.values()].map(({ state }) => `${own.state} ${state}`),
  );
}

describe('OSPF', () => {
  it('makes a common database of two routers, and routes of it', () => {
    const links = new Links();
    links.add('A', '1.1.1.1');
    links.add('B', '2.2.2.2');
    links.link('point-to-point', '10.0.0.0', ['A', 'B']);
    links.link('point-to-point', '10.0.9.0', ['B']);
    links.run(30_000);
    expect(statesOf(links.routers.get('A'))).toEqual(['P2P FULL']);
    expect(links.routesOf('A')).toEqual({ a000900: 'intra 20 10.0.0.0 of A' });
  });

  it('elects a designated router and its backup on a network of four, and the others are neighbours only', () => {
    const links = new Links();
    for (const i of [1, 2, 3, 4]) links.add(`R${i}`, `${i}.${i}.${i}.${i}`);
    links.link('broadcast', '10.0.0.0', ['R1', 'R2', 'R3', 'R4']);
    links.run(80_000);
    const all = ['R1', 'R2', 'R3', 'R4'].map((name) => statesOf(links.routers.get(name)).sort());
    expect(all[3]).toEqual(['DR FULL', 'DR FULL', 'DR FULL']);
    expect(all[2]).toEqual(['BDR FULL', 'BDR FULL', 'BDR FULL']);
    expect(all[0]).toEqual(['DROTHER 2WAY', 'DROTHER FULL', 'DROTHER FULL']);
  });

  it('goes another way when a link is cut, and notices a neighbour that falls silent', () => {
    const links = new Links();
    for (const [name, id] of [
      ['A', '1.1.1.1'],
      ['B', '2.2.2.2'],
      ['C', '3.3.3.3'],
    ] as const)
      links.add(name, id);
    links.link('point-to-point', '10.0.1.0', ['A', 'B']);
    links.link('point-to-point', '10.0.2.0', ['B', 'C']);
    links.link('point-to-point', '10.0.3.0', ['A', 'C'], { cost: 100 });
    links.link('point-to-point', '10.0.9.0', ['C']);
    links.run(30_000);
    expect(links.routesOf('A')['a000900']).toBe('intra 30 10.0.1.0 of A');
    links.cut('10.0.1.0');
    links.run(60_000);
    expect(links.routesOf('A')['a000900']).toBe('intra 110 10.0.3.0 of A');
    links.loses = () => true;
    links.run(60_000);
    expect(statesOf(links.routers.get('A'))).toEqual([]);
  });

  it('carries routes between areas, and from outside', () => {
    const links = twoAreas();
    links.routers
      .get('C')
      ?.setOutside([{ network: ip('192.168.0.0'), mask: maskOfLength(16), metric: 20, isType2: true }]);
    links.run(60_000);
    expect(links.routesOf('A')).toMatchObject({
      a000200: 'inter 20 10.0.1.0 of A',
      c0a80000: expect.stringMatching(/^external-2 20/) as string,
    });
  });

  it('withdraws what it has told of an area that it is in no longer, and says that it is no border any more', () => {
    const links = twoAreas();
    links.run(60_000);
    const isBorder = (): boolean[] =>
      (links.routers.get('A')?.advertisementsOf(0) ?? [])
        .filter(({ header }) => header.type === lsaTypes.router && header.router === ip('2.2.2.2'))
        .map(({ body }) => parseRouterBody(body).isBorder);
    expect(isBorder()).toEqual([true]);
    links.cut('10.0.2.0');
    links.run(60_000);
    expect(isBorder()).toEqual([false]);
    expect(links.routesOf('A')).toEqual({});
  });

  it('tells two prefixes that have one address apart, from outside and from another area, and comes to rest', () => {
    const links = twoAreas();
    const from = (text: string, length: number): OutsideRoute => ({
      network: ip(text),
      mask: maskOfLength(length),
      metric: 20,
      isType2: true,
    });
    const prefixes = (): string[] =>
      (links.routers.get('A')?.routes ?? []).map(({ network, mask }) => `${formatIpv4(network)} ${formatIpv4(mask)}`);
    links.routers.get('C')?.setOutside([from('192.168.0.0', 16), from('192.168.0.0', 24)]);
    links.link('point-to-point', '10.0.9.0', ['C'], { area: 1 });
    links.link('point-to-point', '10.0.9.0', ['C'], { area: 1, length: 28 });
    links.run(60_000);
    expect(prefixes()).toEqual(
      expect.arrayContaining([
        '10.0.9.0 255.255.255.0',
        '10.0.9.0 255.255.255.240',
        '192.168.0.0 255.255.0.0',
        '192.168.0.0 255.255.255.0',
      ]),
    );
    const { runs } = links.routers.get('B') ?? {};
    links.run(60_000);
    expect(links.routers.get('B')?.runs).toBe(runs);
    links.routers.get('C')?.setOutside([from('192.168.0.0', 24)]);
    links.run(60_000);
    expect(prefixes().filter((one) => one.startsWith('192'))).toEqual(['192.168.0.0 255.255.255.0']);
  });

  it.each([3, 5, 7])('comes to the same end when every %ith packet is lost', (every) => {
    const links = new Links();
    for (const i of [1, 2, 3]) links.add(`R${i}`, `${i}.${i}.${i}.${i}`);
    links.link('broadcast', '10.0.0.0', ['R1', 'R2', 'R3']);
    links.link('point-to-point', '10.0.9.0', ['R3']);
    links.loses = (count) => count % every === 0;
    links.run(300_000);
    links.loses = () => false;
    links.run(60_000);
    expect(links.routesOf('R1')).toHaveProperty('a000900');
    const databases = [...links.routers.values()].map((one) =>
      one.advertisementsOf(0).map(({ header }) => `${header.type} ${header.id} ${header.sequence}`),
    );
    expect(databases[1]).toEqual(databases[0]);
    expect(databases[2]).toEqual(databases[0]);
  });
});
