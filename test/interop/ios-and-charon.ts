/**
 * Whole routers, configured as one types it, against one charon for many of them. There is no NAT: the gateway gives
 * every router's ports 500 and 4500 to its own address on this machine, so that either end can begin.
 *
 *   Loopback0 10.61.N.1   router N, 198.18.0.N --- charon, 198.18.0.254   10.61.0.1
 *
 * A meeting may want a translator, a second router of ours. Either the router is behind it: the translator has the
 * address 198.18.0.N then, and the router 172.16.0.2. Or charon is: the router has 172.16.0.2 again, and knows charon by
 * 172.16.0.1.
 */
import { parseIpv4 } from '../../src-main/base/address.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import type { LinkConditions, Uplink } from '../../src-main/engine/simulation.ts';
import type { Topology, TopologyLink } from '../../src-main/lab/topology.ts';
import { startCharon, type Charon, type CharonOptions, type Outcome } from './charon.ts';
import type { Peer } from './peer.ts';
import { RouterConsole } from './router-console.ts';
import { routerNamed, simulate, type RunningSimulation } from './simulation.ts';
import type { Settings, ViciSection } from './vici-text.ts';

/** The first three numbers of the addresses of the routers (.N) and of charon (.254): every run has its own. */
export type Place = string;

export interface Meeting {
  /** 1 to 253. */
  number: number;
  /** Lines of configuration. `crypto map M` is on the interface if there is one. */
  ios: (meeting: Names) => string;
  /** charon's connection `gwN`, with the child `netN`. */
  connection: (meeting: Names) => Settings;
  child: (meeting: Names) => Settings;
  /** More children of the connection, by their names. */
  more?: (meeting: Names) => Record<string, Settings>;
  model?: RouterModel;
  /** Where charon is reached inside, when that is not 10.61.0.1. */
  charonInside?: string;
  /** Who is behind a translator. */
  translated?: Translated;
  /** How the link behind the translator is while it is said to be stormy. */
  storm?: LinkConditions;
}

export type Translated = 'nobody' | 'router' | 'charon';

export interface RouterModel {
  platform: 'ios' | 'iosxe';
  model: string;
  /** The one that the cable is at. */
  interface: string;
}

const usualModel: RouterModel = { platform: 'ios', model: 'iosv', interface: 'GigabitEthernet0/0' };

export interface Names {
  number: number;
  /** The address of the router as charon sees it, and the one that it has. */
  router: string;
  own: string;
  charon: string;
  /** charon's address as the router sees it. */
  peer: string;
  /** The next hop on the way to charon. */
  gateway: string;
  interface: string;
  /** Loopback0 of the router, and charon's address inside. */
  routerInside: string;
  charonInside: string;
}

export const secret = 'labPSK-cisco123';

const [behind, before] = ['172.16.0.2', '172.16.0.1'];

export function namesOf(place: Place, meeting: Partial<Meeting>): Names {
  const { number, translated = 'nobody', model = usualModel, charonInside = '10.61.0.1' } = meeting;
  const [router, charon] = [`${place}.${number ?? 0}`, `${place}.254`];
  return {
    number: number ?? 0,
    router,
    charon,
    peer: translated === 'charon' ? before : charon,
    ...(translated === 'nobody' ? { own: router, gateway: charon } : { own: behind, gateway: before }),
    interface: model.interface,
    routerInside: `10.61.${number ?? 0}.1`,
    charonInside,
  };
}

export function charonFor(
  place: Place,
  meetings: readonly Meeting[],
  more: Partial<CharonOptions> = {},
): Promise<Charon> {
  const { charon, charonInside } = namesOf(place, {});
  const connections = meetings.map((meeting): [string, Settings] => {
    const { number, connection, child, more: others } = meeting;
    const names = namesOf(place, meeting);
    const networks = {
      local_ts: charonInside.replace(/1$/, '0/24'),
      remote_ts: names.routerInside.replace(/1$/, '0/24'),
    };
    const children = { [`net${number}`]: { ...networks, ...child(names) }, ...others?.(names) };
    return [`gw${number}`, { remote_addrs: names.router, ...connection(names), children }];
  });
  return startCharon({
    name: place,
    address: charon,
    port: 500,
    natPort: 4500,
    connections: Object.fromEntries(connections),
    secrets: { 'ike-1': { secret: `"${secret}"` } },
    neighbours: meetings.map((meeting) => namesOf(place, meeting).router),
    addresses: [charonInside],
    routes: meetings.map((meeting) => namesOf(place, meeting).routerInside.replace(/1$/, '0/24')),
    ...more,
  });
}

function configurationOf({ ios }: Meeting, names: Names): string {
  const lines = ios(names);
  const networks = [names.routerInside, names.charonInside].map((one) => one.replace(/1$/, '0 0.0.0.255'));
  return `hostname R${names.number}
interface Loopback0
 ip address ${names.routerInside} 255.255.255.0
${lines}interface ${names.interface}
 ip address ${names.own} 255.255.255.0
 no shutdown
${lines.includes('crypto map M ') ? ' crypto map M\n' : ''}${
    /^interface (?:Tunnel|Virtual-Template)/m.test(lines)
      ? ''
      : `ip route ${names.charonInside.replace(/1$/, '0')} 255.255.255.0 ${names.gateway}\n`
  }${names.own === names.router ? '' : `ip route ${names.charon} 255.255.255.255 ${names.gateway}\n`}access-list 101 permit ip ${networks.join(' ')}
no logging console
logging buffered 100000 debugging
line con 0
 exec-timeout 0 0
 privilege level 15
`;
}

/** IKE of the one outside comes to the one inside, too. */
export function translatorOf({ router, own, peer, charon, gateway, number }: Names): string {
  const isOfCharon = peer !== charon;
  const [inside, outside] = isOfCharon ? [charon, 'GigabitEthernet0/1'] : [own, 'GigabitEthernet0/0'];
  const ports = [500, 4500].map(
    (port) => `ip nat inside source static udp ${inside} ${port} interface ${outside} ${port}\n`,
  );
  return `hostname N${number}
interface GigabitEthernet0/0
 ip address ${router} 255.255.255.0
 ip nat ${isOfCharon ? 'inside' : 'outside'}
 no shutdown
interface GigabitEthernet0/1
 ip address ${gateway} 255.255.255.0
 ip nat ${isOfCharon ? 'outside' : 'inside'}
 no shutdown
access-list 1 permit ${inside}
ip nat inside source list 1 interface ${outside} overload
${ports.join('')}`;
}

/** The last of its nodes has the cable to charon at its first interface. */
function networkOf(meeting: Meeting, names: Names): Pick<Topology, 'nodes' | 'links'> & ConfigurationsByNode {
  const { platform, model, interface: name } = meeting.model ?? usualModel;
  const [router, translator] = [`R${meeting.number}`, `N${meeting.number}`];
  const nodes = [routerNamed(router, { platform, model, interfaces: [{ name }] })];
  const configurations = { [router]: configurationOf(meeting, names) };
  if ((meeting.translated ?? 'nobody') === 'nobody') return { nodes, links: [], configurations };
  const interfaces = [{ name: 'GigabitEthernet0/0' }, { name: 'GigabitEthernet0/1' }];
  nodes.push(routerNamed(translator, { model: 'iosv', interfaces }));
  const ends: TopologyLink['ends'] = [
    { node: router, interface: name },
    { node: translator, interface: 'GigabitEthernet0/1' },
  ];
  return {
    nodes,
    links: [{ id: 'inside', ends }],
    configurations: { ...configurations, [translator]: translatorOf(names) },
  };
}

interface ConfigurationsByNode {
  configurations: Record<string, string>;
}

/** The gateway has the address that charon sees. */
export function wayOf(names: Names): Uplink['way'] {
  const [router, charon] = [parseIpv4(names.router) ?? 0, parseIpv4(names.charon) ?? 0];
  // What charon sends to the router's address outside is for the router itself, or for its translator.
  const inside = names.peer === names.charon ? router : (parseIpv4(names.own) ?? 0);
  const ports = [500, 4500];
  return {
    kind: 'gateway',
    published: ports.map((port) => ({ address: charon, port, program: { host: names.charon, port } })),
    forwarded: ports.map((port) => ({ at: { host: names.router, port }, address: inside, port })),
  };
}

/** One router that runs, and charon's side of it. */
export class Party implements AsyncDisposable {
  readonly names: Names;

  private constructor(
    private readonly meeting: Meeting & { place: Place },
    readonly peer: Peer,
    readonly simulation: RunningSimulation,
    readonly console: RouterConsole,
  ) {
    this.names = namesOf(meeting.place, meeting);
  }

  #isStormOver = false;

  /** The link behind the translator gets as bad as the meeting wants it, or good again, or good for ever. */
  async weather(is: 'stormy' | 'calm' | 'calm from now on'): Promise<void> {
    const { storm } = this.meeting;
    if (storm === undefined || this.#isStormOver) return;
    this.#isStormOver = is === 'calm from now on';
    const calm: LinkConditions = { delay: 2, jitter: 0, loss: 0, duplication: 0, reordering: 0 };
    await this.simulation.condition({ link: 'inside', change: is === 'stormy' ? storm : calm });
  }

  /** How much longer than usual something may take. */
  get patience(): number {
    return this.meeting.storm === undefined ? 1 : 4;
  }

  static async start(place: Place, meeting: Meeting, peer: Peer): Promise<Party> {
    const names = namesOf(place, meeting);
    const way = peer.cable ?? wayOf(names);
    const { nodes, links, configurations } = networkOf(meeting, names);
    const node = nodes.at(-1)?.name ?? '';
    const end = nodes.at(-1)?.interfaces[0]?.name ?? '';
    const simulation = await simulate({ nodes, links }, configurations, [{ node, interface: end, way }]);
    const console = await RouterConsole.open(simulation.doors[0]?.telnet ?? 0);
    const party = new Party({ ...meeting, place }, peer, simulation, console);
    if (simulation.notices.length > 0) {
      await party[Symbol.asyncDispose]();
      throw new Error(simulation.notices.map(({ message }) => message).join('\n'));
    }
    await party.#findTheWay();
    return party;
  }

  /** Whoever has not been asked for yet costs a router its first packet, and its translator the next one. */
  async #findTheWay(): Promise<void> {
    const { own, router, charon } = this.names;
    await this.console.type(`ping ${charon} repeat ${own === router ? 1 : 2} timeout 1`);
  }

  get ike(): string {
    return `gw${this.names.number}`;
  }
  get child(): string {
    return `net${this.names.number}`;
  }

  /** It loses what it has not saved, and tells nobody. */
  async reload(): Promise<void> {
    await this.console.type('write memory');
    await this.simulation.setPace({ kind: 'real-time', factor: 8 });
    await this.console.type('reload', /\[confirm\]/);
    await this.console.type('', /Press RETURN to get started/);
    await this.simulation.setPace({ kind: 'real-time', factor: 1 });
    await this.console.type('');
    await this.console.type('terminal length 0');
    await this.#findTheWay();
  }

  /** charon forgets the router, and does not tell it. */
  async forget(): Promise<void> {
    await this.peer.forget(this.ike);
  }

  /** @returns how many of five packets came back */
  /** @param patience seconds that an answer may take */
  async ping(target = this.names.charonInside, patience = 1): Promise<number> {
    const shown = await this.console.type(`ping ${target} source Loopback0 timeout ${patience}`);
    return Number(/\((\d)\/5\)/.exec(shown)?.[1] ?? Number.NaN);
  }

  /** A packet that charon's side is the first to send comes back. */
  async isReachedFromCharon(): Promise<boolean> {
    const { charonInside, routerInside } = this.names;
    return this.peer.echo(charonInside, routerInside);
  }

  /** charon's associations with this router. */
  async associations(): Promise<{ sa: ViciSection; children: ViciSection[] }[]> {
    return (await this.peer.listSas(this.ike)).filter(({ connection }) => connection === this.ike);
  }

  async childInUse(): Promise<ViciSection | undefined> {
    const all = await this.associations();
    const named = all.flatMap(({ children }) => children).filter(({ name }) => name === this.child);
    // Where there are several for the moment, it is the newest.
    const numbered = named.sort((a, b) => Number(b['uniqueid']) - Number(a['uniqueid']));
    return numbered.find(({ state }) => state === 'INSTALLED');
  }

  initiate(): Promise<Outcome> {
    return this.peer.initiate(this.child, 10 * this.patience);
  }

  async until(isSo: () => Promise<boolean>, what: string, patience = 20_000): Promise<void> {
    const deadline = wallClock.now() + patience * this.patience;
    while (!(await isSo())) {
      if (wallClock.now() > deadline) throw new Error(`not in time: ${what}\n${await this.account()}`);
      await wallClock.sleep(100);
    }
  }

  /** For a test that fails: what the two say. */
  async account(): Promise<string> {
    const said: string[] = [];
    for (const line of ['show crypto session', 'show logging']) said.push(await this.console.type(line));
    const tag = new RegExp(
      `"${this.ike}"|${this.ike}\\[|${this.child}\\{|${this.names.router.replaceAll('.', '\\.')}\\[|constraint|does not match`,
    );
    const log = (await this.peer.log())
      .split('\n')
      .filter((line) => tag.test(line) && !/packet: from \S+ to \S+$/.test(line));
    return [...said, ...log.slice(-80)].join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.console.close();
    await this.simulation.end();
    if ((await this.associations()).length > 0) await this.forget();
  }
}
