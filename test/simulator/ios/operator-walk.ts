/** Two routers and a bad cable, and an operator who does this and that at either end: what must be true when he has undone it. */
import { hexOf } from '../../../src-main/base/bytes.ts';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import { applyConfiguration } from '../../../src-main/simulator/cli/apply-configuration.ts';
import { ios } from '../../../src-main/simulator/cli/dialect.ts';
import { IosRouter } from '../../../src-main/simulator/ios/ios-router.ts';
import { configureMode, execMode } from '../../../src-main/simulator/ios/modes.ts';
import { runningConfiguration } from '../../../src-main/simulator/ios/running-configuration.ts';
import { perfectLink } from '../../../src-main/simulator/network/link-conditions.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { ip } from '../router/network.ts';

export const walkKinds = [
  'map, version 1',
  'map, version 2',
  'VTI, version 1',
  'VTI, version 2',
  'GRE, version 1',
  'GRE and shared protection',
  'map and encrypted nonces',
  'map and discovery',
  'VTI and cookies, version 2',
] as const;
export type WalkKind = (typeof walkKinds)[number];

/** Lines, and the lines that undo them. */
interface Action {
  name: string;
  lines: string;
  undo: string;
}

const port = 'GigabitEthernet0/0';
const outside = (site: number): string => `192.0.2.${site}`;
const inside = (site: number): string => `10.${site}.1.1`;
const interfaceLines = (line: string): string => `interface ${port}\n ${line}`;

function version1(peer: string, kind: WalkKind): string {
  const authentication = kind.endsWith('nonces') ? 'rsa-encr' : 'pre-share';
  return `crypto isakmp policy 10
 encryption aes
 authentication ${authentication}
 group 2
 lifetime 3600
crypto isakmp key SECRET address ${peer}
crypto isakmp keepalive 10 3 periodic
`;
}

function version2(peer: string): string {
  return `crypto ikev2 proposal P
 encryption aes-cbc-128
 integrity sha1
 group 2
crypto ikev2 policy POLICY
 proposal P
crypto ikev2 keyring K
 peer OTHER
  address ${peer}
  pre-shared-key SECRET
crypto ikev2 profile IKE
 match identity remote address ${peer} 255.255.255.255
 authentication remote pre-share
 authentication local pre-share
 keyring local K
 lifetime 3600
 dpd 10 3 periodic
`;
}

function configurationOf(kind: WalkKind, site: number): string {
  const peer = outside(3 - site);
  const is2 = kind.endsWith('2');
  const profile = is2 ? ' set ikev2-profile IKE\n' : '';
  const mode = kind.startsWith('GRE') ? 'transport' : 'tunnel';
  const cookies = kind.includes('cookies') ? 'crypto ikev2 cookie-challenge 1\n' : '';
  const common = `hostname R${site}
interface Loopback0
 ip address ${inside(site)} 255.255.255.0
${interfaceLines(`ip address ${outside(site)} 255.255.255.0`)}
 no shutdown
ip access-list extended VPN
 permit ip 10.${site}.1.0 0.0.0.255 10.${3 - site}.1.0 0.0.0.255
${is2 ? version2(peer) : version1(peer, kind)}${cookies}crypto ipsec transform-set TS esp-aes esp-sha-hmac
 mode ${mode}
`;
  if (kind.endsWith('discovery'))
    return `${common}crypto dynamic-map DM 5
 set transform-set TS
 match address VPN
crypto map CM 10 ipsec-isakmp dynamic DM discover
${interfaceLines('crypto map CM')}
ip route 0.0.0.0 0.0.0.0 ${peer}
`;
  if (kind.startsWith('map'))
    return `${common}crypto map CM 10 ipsec-isakmp
 set peer ${peer}
 set transform-set TS
 match address VPN
${profile}${interfaceLines('crypto map CM')}
ip route 0.0.0.0 0.0.0.0 ${peer}
`;
  const shared = kind.endsWith('shared protection') ? ' shared' : '';
  const another = `interface Tunnel1
 ip address 192.168.1.${site} 255.255.255.252
 tunnel source ${port}
 tunnel destination ${peer}
 tunnel key 1
 tunnel protection ipsec profile IPSEC shared
`;
  return `${common}crypto ipsec profile IPSEC
 set transform-set TS
${profile}interface Tunnel0
 ip address 192.168.0.${site} 255.255.255.252
 tunnel source ${port}
 tunnel destination ${peer}
${kind.startsWith('VTI') ? ' tunnel mode ipsec ipv4\n' : ''} tunnel protection ipsec profile IPSEC${shared}
${shared === '' ? '' : another}ip route 10.${3 - site}.1.0 255.255.255.0 Tunnel0
`;
}

function actionsOf(kind: WalkKind, site: number): Action[] {
  const peer = outside(3 - site);
  const mode = kind.startsWith('GRE') ? '\n mode transport' : '';
  const lifetime = 'crypto ipsec security-association lifetime seconds';
  const key = (secret: string): string =>
    kind.endsWith('2')
      ? `crypto ikev2 keyring K\n peer OTHER\n  pre-shared-key ${secret}`
      : `no crypto isakmp key SECRET address ${peer}\nno crypto isakmp key WRONG address ${peer}\ncrypto isakmp key ${secret} address ${peer}`;
  const transform = (cipher: string): string => `crypto ipsec transform-set TS ${cipher} esp-sha-hmac${mode}`;
  const entry = kind.endsWith('discovery') ? 'crypto dynamic-map DM 5' : 'crypto map CM 10';
  const own: [string, string, string][] = kind.startsWith('map')
    ? [
        ['map', interfaceLines('no crypto map'), interfaceLines('crypto map CM')],
        ['pfs', `${entry}\n set pfs group5`, `${entry}\n no set pfs`],
      ]
    : [
        ['tunnel', 'interface Tunnel0\n shutdown', 'interface Tunnel0\n no shutdown'],
        ['pfs', 'crypto ipsec profile IPSEC\n set pfs group5', 'crypto ipsec profile IPSEC\n no set pfs'],
        ['end', 'interface Tunnel0\n tunnel destination 9.9.9.9', `interface Tunnel0\n tunnel destination ${peer}`],
      ];
  if (entry.startsWith('crypto map') && kind.startsWith('map'))
    own.push(['peer', 'crypto map CM 10\n set peer 9.9.9.9', 'crypto map CM 10\n no set peer 9.9.9.9']);
  const all: [string, string, string][] = [
    ...own,
    ['port', interfaceLines('shutdown'), interfaceLines('no shutdown')],
    ['key', key('WRONG'), key('SECRET')],
    ['transform', transform('esp-3des'), transform('esp-aes')],
    ['lifetime', `${lifetime} 120`, `no ${lifetime}`],
    ['idle', 'crypto ipsec security-association idle-time 60', 'no crypto ipsec security-association idle-time'],
    ['address', interfaceLines('ip address 192.0.2.9 255.255.255.0'), interfaceLines(`ip address ${outside(site)} 255.255.255.0`)], // prettier-ignore
  ];
  return all.map(([name, lines, undo]) => ({ name, lines, undo }));
}

const commands = ['clear crypto sa', 'clear crypto isakmp', 'clear crypto session', 'clear crypto ikev2 sa'];

class Site {
  constructor(
    readonly device: IosRouter,
    readonly actions: Action[],
    readonly number: number,
  ) {}

  async configure(text: string): Promise<void> {
    const { clock } = this.device;
    const refused = await applyConfiguration(text, configureMode, this.device, { clock, dialect: ios });
    const unexpected = refused.filter(({ text: line }) => !line.startsWith('no crypto isakmp key'));
    if (unexpected.length > 0) throw new Error(unexpected.map(({ reason }) => reason).join('\n'));
  }

  async type(command: string): Promise<string> {
    const { clock } = this.device;
    let text = '';
    const printed = (piece: string): void => void (text += piece);
    await applyConfiguration(command, execMode, this.device, { clock, dialect: ios, printed });
    return text;
  }
}

export class OperatorWalk {
  readonly clock = new VirtualClock();
  /** What was done, with the seconds before it. */
  readonly story: string[] = [];
  readonly #random: Random;
  readonly #link: Link;
  readonly #sites: Site[] = [];
  readonly #done: { site: Site; action: Action }[] = [];

  private constructor(seed: string) {
    this.#random = seededRandom(seed);
    this.#link = new Link(this.clock, { random: this.#random.fork('link') });
  }

  static async between(kind: WalkKind, seed: string): Promise<OperatorWalk> {
    const walk = new OperatorWalk(seed);
    for (const [number, plug] of [
      [1, walk.#link.a],
      [2, walk.#link.b],
    ] as const) {
      const interfaces = [{ name: port, mac: Uint8Array.of(2, 0, 0, 0, 0, number) }];
      const hardware = { model: 'iosv', release: '15.9(3)M6', interfaces };
      const device = new IosRouter({ name: `R${number}`, clock: walk.clock, random: walk.#random.fork(`R${number}`), hardware }); // prettier-ignore
      device.plugIn(port, plug);
      const refused = await device.boot(configurationOf(kind, number));
      if (refused.length > 0) throw new Error(refused.map(({ text, reason }) => `${text}: ${reason}`).join('\n'));
      walk.#sites.push(new Site(device, actionsOf(kind, number), number));
    }
    if (kind.endsWith('nonces')) await walk.#exchangeKeys();
    walk.traffic(60);
    return walk;
  }

  /** Each knows the other's public key by its address, as somebody has typed it. */
  async #exchangeKeys(): Promise<void> {
    const [west, east] = this.#sites as [Site, Site];
    for (const site of [west, east])
      await site.configure('ip domain name lab.example\ncrypto key generate rsa modulus 512');
    for (const [one, other] of [
      [west, east],
      [east, west],
    ] as const) {
      const shown = (await other.type('show crypto key mypubkey rsa')).split('\n');
      const digits = shown.filter((line) => /^ {2}[0-9A-F ]+$/.test(line));
      const lines = [
        'crypto key pubkey-chain rsa',
        `addressed-key ${outside(other.number)}`,
        'key-string',
        ...digits,
        'quit',
      ];
      await one.configure(lines.join('\n'));
    }
  }

  /** Some actions, and what undoes them. */
  async run(): Promise<void> {
    for (let step = 4 + this.#random.int(8); step > 0; step--) {
      await this.#act();
      if (this.#random.int(2) === 0) this.traffic(this.#random.int(120));
      else this.clock.runUntil(this.clock.now() + 1000 * this.#random.int(60));
    }
    this.#link.conditions = perfectLink;
    for (const { site, action } of this.#done.splice(0))
      await this.#configure(site, `undo ${action.name}`, action.undo);
  }

  async #act(): Promise<void> {
    const random = this.#random;
    const site = this.#sites[random.int(2)];
    if (!site) return;
    const roll = random.int(10);
    if (roll < 5) await this.#do(site);
    else if (roll < 7) await this.#clear(site);
    else if (roll === 7) await this.#reload(site);
    else this.#disturb(roll === 8);
  }

  async #clear(site: Site): Promise<void> {
    const command = commands[this.#random.int(commands.length)] ?? '';
    this.#tell(`R${site.number}# ${command}`);
    await site.type(command);
  }

  #disturb(byLoss: boolean): void {
    const random = this.#random;
    if (byLoss)
      this.#link.conditions = { ...perfectLink, loss: random.int(40), delay: random.int(50), jitter: random.int(60) }; // prettier-ignore
    else this.clock.runUntil(this.clock.now() + 1000 * ([600, 3600, 7200][random.int(3)] ?? 0));
    this.#tell(byLoss ? 'loss' : 'jump');
  }

  async #do(site: Site): Promise<void> {
    const action = site.actions[this.#random.int(site.actions.length)];
    if (!action || this.#done.some((one) => one.site === site && one.action === action)) return;
    this.#done.push({ site, action });
    await this.#configure(site, action.name, action.lines);
  }

  async #configure(site: Site, name: string, lines: string): Promise<void> {
    this.#tell(`R${site.number} ${name}`);
    await site.configure(lines);
  }

  async #reload({ device, number }: Site): Promise<void> {
    this.#tell(`R${number} reload`);
    device.save(runningConfiguration(device));
    device.reload();
    while (device.isBusy || device.isBooting) {
      this.clock.runUntil(this.clock.now() + 1000);
      await new Promise((resolve) => void setImmediate(resolve));
    }
  }

  #tell(what: string): void {
    this.story.push(`${Math.round(this.clock.now() / 1000)} ${what}`);
  }

  /** Echo requests both ways every 10 s. @returns whether the last ones were answered, by the site they came from */
  traffic(seconds: number): boolean[] {
    let answered = [false, false];
    for (const end = this.clock.now() + 1000 * seconds; this.clock.now() < end;) {
      answered = [false, false];
      for (const [index, { device, number }] of this.#sites.entries()) {
        const { icmp } = device.router;
        const probe = { source: ip(inside(number)), destination: ip(inside(3 - number)), size: 100, dontFragment: false, timeout: 2000 }; // prettier-ignore
        icmp.probe(probe, icmp.newIdentifier(), 0, ({ kind }) => (answered[index] = kind === 'reply'));
      }
      this.clock.runUntil(this.clock.now() + 10_000);
    }
    return answered;
  }

  /** What each end holds, in words that are the same at both when they agree. */
  states(): string[][] {
    return this.#sites.map(({ device: { router }, number }) => {
      const { ike, ikev2, flows } = router.ipsec;
      const spis = flows.flatMap(({ pairs }) => pairs.map(({ inbound, outbound }) => [inbound.spi, outbound.spi]));
      return [
        ...ike.associations.flatMap((one) => (one.isDeleted ? [] : [`v1 ${hexOf(one.initiatorCookie)} ${one.state}`])),
        ...ikev2.associations.map((one) => `v2 ${hexOf(one.initiatorSpi)} ${one.status}`),
        ...spis.map((pair) => `pair ${(number === 1 ? pair : pair.reverse()).join(' ')}`),
      ].sort();
    });
  }
}
