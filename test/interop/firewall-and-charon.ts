/**
 * An ASA, configured as one types it, against a charon of its own; a router behind it stands for those whom it protects.
 *
 *   H, 10.61.N.2 --- 10.61.N.1, FW, 198.18.0.N --- charon, 198.18.0.254   10.61.0.1
 *
 * A translator may be between the two, as in ios-and-charon.ts.
 */
import type { Topology, TopologyLink } from '../../src-main/lab/topology.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import type { Charon, Outcome } from './charon.ts';
import { firewallNamed } from './firewall-end.ts';
import { namesOf, translatorOf, wayOf, type Meeting, type Names, type Place } from './ios-and-charon.ts';
import { secondInside } from './random/router-lines.ts';
import { RouterConsole } from './router-console.ts';
import { routerNamed, simulate, type RunningSimulation } from './simulation.ts';
import type { ViciSection } from './vici-text.ts';

/** `ios` has lines of an ASA here. */
export type FirewallMeeting = Omit<Meeting, 'model' | 'storm'>;

function configurationsOf(meeting: FirewallMeeting, names: Names): Record<string, string> {
  const [inside, outside] = [names.routerInside, names.charonInside];
  const network = (address: string): string => address.replace(/1$/, '0 255.255.255.0');
  const lines = meeting.ios(names);
  return {
    ...(names.own === names.router ? {} : { N: translatorOf(names) }),
    FW: `hostname FW
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address ${names.own} 255.255.255.0
 no shutdown
interface GigabitEthernet0/1
 nameif inside
 security-level 100
 ip address ${inside} 255.255.255.0
 no shutdown
${
  lines.includes('interface Tunnel') ? '' : `route outside ${network(outside)} ${names.gateway} 1\n`
}${names.own === names.router ? '' : `route outside ${names.charon} 255.255.255.255 ${names.gateway} 1\n`}${lines}logging enable
logging buffered informational
`,
    H: `hostname H
interface GigabitEthernet0/0
 ip address ${hostOf(names)} 255.255.255.0
 no shutdown
ip route 0.0.0.0 0.0.0.0 ${inside}
no logging console
line con 0
 exec-timeout 0 0
 privilege level 15
`,
  };
}

const [end, inner] = ['GigabitEthernet0/0', 'GigabitEthernet0/1'];

function networkOf(names: Names): Pick<Topology, 'nodes' | 'links'> {
  const cable = (id: string, first: string, second: string): TopologyLink => ({
    id,
    ends: [
      { node: first, interface: inner },
      { node: second, interface: end },
    ],
  });
  const nodes = [firewallNamed('FW'), routerNamed('H', { model: 'iosv', interfaces: [{ name: end }] })];
  const links = [cable('inside', 'FW', 'H')];
  if (names.own === names.router) return { nodes, links };
  const translator = routerNamed('N', { model: 'iosv', interfaces: [{ name: end }, { name: inner }] });
  return { nodes: [...nodes, translator], links: [...links, cable('translated', 'N', 'FW')] };
}

const hostOf = ({ routerInside }: Names): string => routerInside.replace(/1$/, '2');

interface Marks {
  ike: string;
  child: string;
}

export class FirewallParty implements AsyncDisposable {
  private constructor(
    readonly names: Names,
    readonly peer: Charon,
    private readonly simulation: RunningSimulation,
    private readonly consoles: { firewall: RouterConsole; host: RouterConsole },
  ) {}

  static async start(place: Place, meeting: FirewallMeeting, peer: Charon): Promise<FirewallParty> {
    const names = namesOf(place, meeting);
    const topology = networkOf(names);
    const uplink = { node: names.own === names.router ? 'FW' : 'N', interface: end, way: wayOf(names) };
    const simulation = await simulate(topology, configurationsOf(meeting, names), [uplink]);
    if (simulation.notices.length > 0) throw new Error(simulation.notices.map(({ message }) => message).join('\n'));
    const [firewall = 0, host = 0] = simulation.doors.map(({ telnet }) => telnet);
    const consoles = {
      firewall: await RouterConsole.openFirewall(firewall),
      host: await RouterConsole.open(host),
    };
    // Whoever has not been asked for yet costs the first packet.
    await consoles.firewall.type(`ping ${names.charon}`);
    await consoles.host.type(`ping ${names.routerInside} repeat 2 timeout 1`);
    return new FirewallParty(names, peer, simulation, consoles);
  }

  get ike(): string {
    return `gw${this.names.number}`;
  }
  get child(): string {
    return `net${this.names.number}`;
  }

  initiate(): Promise<Outcome> {
    return this.peer.initiate(this.child);
  }

  get firewall(): RouterConsole {
    return this.consoles.firewall;
  }

  /** @returns how many of five packets came back */
  async ping(target = this.names.charonInside, more = ''): Promise<number> {
    const shown = await this.consoles.host.type(`ping ${target} timeout 6 ${more}`);
    return Number(/\((\d)\/5\)/.exec(shown)?.[1] ?? Number.NaN);
  }

  /** What a host behind it sends makes it begin. */
  async begin(): Promise<void> {
    await this.ping();
    await this.#until(async () => (await this.#marks()).child !== '', 'a child');
    await this.expectTraffic('the firewall has begun');
  }

  async expectDone({ isDone, output }: Outcome): Promise<void> {
    if (!isDone) throw new Error(`${output}\n${await this.#account()}`);
  }

  /** The first packet is what the pair is negotiated for. */
  async expectSecondPair(): Promise<void> {
    await this.ping(secondInside);
    await this.#expectAnswers('the second pair', await this.ping(secondInside));
  }

  /** Three pieces each way, and as many packets of ESP or more. */
  async expectLargePackets(): Promise<void> {
    await this.#expectAnswers('large packets', await this.ping(this.names.charonInside, 'size 3000'));
  }

  async #expectAnswers(what: string, answers: number): Promise<void> {
    if (answers !== 5) throw new Error(`${what}: ${answers} answers of 5\n${await this.#account()}`);
  }

  /** charon renews by its own clock, three times. */
  async expectOwnTimes(what: keyof Marks): Promise<void> {
    for (let times = 0; times < 3; times++) await this.renewedBy(() => Promise.resolve(), what);
  }

  /** As many kilobytes as that go through. */
  async useUp(volume: number): Promise<void> {
    const packets = Math.ceil((volume * 1024) / 1400);
    await this.consoles.host.type(`ping ${this.names.charonInside} size 1400 repeat ${packets} timeout 2`);
  }

  /** charon has lost all that it had: what is sent makes the firewall ask whether there is anybody. */
  async noticesDeath(): Promise<void> {
    await this.simulation.setPace({ kind: 'real-time', factor: 8 });
    const isThereAgain = async (): Promise<boolean> => {
      await this.ping();
      return (await this.#marks()).child !== '';
    };
    await this.#until(isThereAgain, 'the firewall has noticed', 90_000);
    await this.simulation.setPace({ kind: 'real-time', factor: 1 });
    await this.expectTraffic('the firewall has begun anew');
  }

  /**
   * Packets go both ways, and both ends speak of the same pair. While charon authenticates anew there is none for a moment:
   * whoever has looked just then looks again.
   */
  async expectTraffic(when: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { ike } = await this.#marks();
      const seen = await this.#traffic();
      if (seen.isReached && seen.answers === 5 && seen.isSame) return;
      const now = await this.#marks();
      if (tries < 4 && (now.ike === '' || now.ike !== ike)) continue;
      throw new Error(`${when}: ${JSON.stringify(seen)}\n${await this.#account()}`);
    }
  }

  async #traffic(): Promise<{ isReached: boolean; answers: number; child: string; isSame: boolean }> {
    const { charonInside } = this.names;
    const isReached = await this.peer.echo(charonInside, hostOf(this.names));
    const first = await this.ping();
    const answers = first === 4 ? await this.ping() : first;
    const { child } = await this.#marks();
    const shown = (await this.consoles.firewall.type('show crypto ipsec sa')).toLowerCase();
    return { isReached, answers, child, isSame: child !== '' && shown.includes(child) };
  }

  /** Something is done after which the child, or the association, is another one. */
  async renewedBy(doing: () => Promise<unknown>, what: keyof Marks): Promise<void> {
    const before = await this.#marks();
    await doing();
    const isNew = async (): Promise<boolean> => {
      const now = await this.#marks();
      return now[what] !== '' && now[what] !== before[what];
    };
    await this.#until(isNew, `another ${what}`);
    await this.simulation.setPace({ kind: 'real-time', factor: 1 });
    await this.expectTraffic(`there is another ${what}`);
  }

  /** Until what has 120 seconds is nearly over. */
  async passTime(): Promise<void> {
    await this.simulation.setPace({ kind: 'real-time', factor: 10 });
    await wallClock.sleep(7000);
    await this.simulation.setPace({ kind: 'real-time', factor: 4 });
  }

  async logOff(): Promise<void> {
    await this.firewall.type('vpn-sessiondb logoff all noconfirm');
  }

  async clear(): Promise<void> {
    await this.logOff();
    await this.#until(async () => (await this.#associations()).length === 0, 'charon has nothing any more');
  }

  async charonDeletes(): Promise<void> {
    await this.expectDone(await this.peer.terminate({ ike: this.ike }));
  }

  /** Pairs of version 1 outlive their association of IKE. */
  async untilNothing(version: 1 | 2): Promise<void> {
    // What a charon that has died does not answer is being deleted for a while.
    const isUp = /\bREADY\b|_ACTIVE\b/;
    await this.#until(
      async () => !isUp.test(await this.consoles.firewall.type('show crypto isakmp sa')),
      'the firewall has no association of IKE',
    );
    if (version === 2)
      await this.#until(
        async () => (await this.consoles.firewall.type('show crypto ipsec sa')).includes('There are no ipsec sas'),
        'the firewall has no pair',
      );
  }

  async #associations(): Promise<{ sa: ViciSection; children: ViciSection[] }[]> {
    return this.peer.listSas(this.ike);
  }

  async #marks(): Promise<Marks> {
    const all = await this.#associations();
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    // Of several for the moment it is the newest; a second pair is another child.
    const newest = <T extends ViciSection>(found: readonly T[]): T | undefined =>
      [...found].sort((one, other) => Number(other['uniqueid']) - Number(one['uniqueid']))[0];
    const inUse = newest(all.map(({ sa }) => sa).filter(({ state }) => state === 'ESTABLISHED'));
    const children = all.flatMap((one) => one.children);
    const child = newest(children.filter(({ name, state }) => name === this.child && state === 'INSTALLED'));
    const spi = text(child?.['spi-in']);
    return { ike: text(inUse?.['initiator-spi']), child: spi === '' ? '' : `0x${spi}` };
  }

  async #until(isSo: () => Promise<boolean>, what: string, patience = 45_000): Promise<void> {
    const deadline = wallClock.now() + patience;
    while (!(await isSo())) {
      if (wallClock.now() > deadline) throw new Error(`not in time: ${what}\n${await this.#account()}`);
      await wallClock.sleep(200);
    }
  }

  async #account(): Promise<string> {
    const said: string[] = [];
    for (const line of ['show crypto isakmp sa', 'show crypto ipsec sa', 'show logging'])
      said.push(await this.consoles.firewall.type(line));
    const log = this.peer.log().split('\n');
    return [...said, ...log.filter((line) => /\[IKE\]|\[NET\] (?:sending|received)/.test(line)).slice(-60)].join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.consoles.firewall.close();
    this.consoles.host.close();
    await this.simulation.end();
  }
}
