/** Two routers of a release that has IKE version 2, with a cable between them and a tunnel that it protects. */
import { seededRandom } from '../../../../src-main/base/random.ts';
import { applyConfiguration } from '../../../../src-main/simulator/cli/apply-configuration.ts';
import { ios } from '../../../../src-main/simulator/cli/dialect.ts';
import { IosRouter } from '../../../../src-main/simulator/ios/ios-router.ts';
import { configureMode, execMode } from '../../../../src-main/simulator/ios/modes.ts';
import { runningConfiguration } from '../../../../src-main/simulator/ios/running-configuration.ts';
import { Link } from '../../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../../src-main/simulator/network/virtual-clock.ts';

const port = 'GigabitEthernet0/0';

export class Ikev2Router {
  /** Messages of the log and lines of debugs, without their time. */
  readonly logged: string[] = [];

  constructor(
    readonly router: IosRouter,
    private readonly clock: VirtualClock,
  ) {}

  watch(): void {
    this.router.log.lines.on(({ text }) => this.logged.push(text.replace(/^\*?\w{3} +\d+ [\d:.]+: /, '')));
  }

  async configure(text: string): Promise<string[]> {
    const options = { clock: this.clock, dialect: ios };
    return (await applyConfiguration(text, configureMode, this.router, options)).map(({ reason }) => reason);
  }

  async show(command: string): Promise<string[]> {
    let text = '';
    const printed = (piece: string): void => void (text += piece);
    const refused = await applyConfiguration(command, execMode, this.router, {
      clock: this.clock,
      dialect: ios,
      printed,
    });
    return [...text.replace(/\n$/, '').split('\n'), ...refused.map(({ reason }) => reason)];
  }

  get configuration(): string {
    return runningConfiguration(this.router);
  }
}

export interface Ikev2Routers {
  clock: VirtualClock;
  west: Ikev2Router;
  east: Ikev2Router;
}

/** What is asked of each end: its own address, the peer's, and its lines. */
type Lines = (own: string, peer: string) => string;

export const usualIkev2: Lines = (own, peer) => `crypto ikev2 proposal PROP
 encryption aes-cbc-256
 integrity sha512
 group 20
crypto ikev2 policy POL
 proposal PROP
crypto ikev2 keyring KEYS
 peer OTHER
  address ${peer}
  pre-shared-key secret
crypto ikev2 profile PROF
 match identity remote address ${peer} 255.255.255.255
 identity local address ${own}
 authentication remote pre-share
 authentication local pre-share
 keyring local KEYS
`;

const rest: Lines = (own, peer) => `crypto ipsec transform-set TS esp-aes 256 esp-sha256-hmac
 mode tunnel
crypto ipsec profile IPSEC
 set transform-set TS
 set ikev2-profile PROF
interface ${port}
 ip address ${own} 255.255.255.0
 no shutdown
interface Tunnel0
 ip address 192.168.100.${own.endsWith('.1') ? '1' : '2'} 255.255.255.0
 tunnel source ${own}
 tunnel destination ${peer}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile IPSEC
`;

export async function ikev2Routers(
  options: { release?: string; west?: Lines; east?: Lines; debug?: string } = {},
): Promise<Ikev2Routers> {
  const { release = '17.03.04a', west = usualIkev2, east = usualIkev2, debug } = options;
  const clock = new VirtualClock();
  const link = new Link(clock);
  const ends = [
    { name: 'R1', own: '10.0.12.1', peer: '10.0.12.2', lines: west, plug: link.a },
    { name: 'R2', own: '10.0.12.2', peer: '10.0.12.1', lines: east, plug: link.b },
  ];
  const routers: Ikev2Router[] = [];
  for (const [index, { name, own, peer, lines, plug }] of ends.entries()) {
    const hardware = {
      model: 'csr1000v',
      release,
      interfaces: [{ name: port, mac: Uint8Array.of(2, 0, 0, 0, 0, index) }],
    };
    const router = new IosRouter({ name, clock, random: seededRandom(name), hardware });
    router.plugIn(port, plug);
    const one = new Ikev2Router(router, clock);
    const refused = await router.boot(`hostname ${name}\n${lines(own, peer)}${rest(own, peer)}`);
    if (refused.length > 0) throw new Error(refused.map(({ text, reason }) => `${text}: ${reason}`).join('\n'));
    one.watch();
    if (debug !== undefined) await one.show(debug);
    routers.push(one);
  }
  clock.runUntil(clock.now() + 40_000);
  const [first, second] = routers as [Ikev2Router, Ikev2Router];
  return { clock, west: first, east: second };
}
