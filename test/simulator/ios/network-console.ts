/** Routers with a command line and cables between them, and nothing else of a device: R1 - R2 - R3, as in seed 000. */
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { applyConfiguration } from '../../../src-main/simulator/cli/apply-configuration.ts';
import { textOfConfiguration } from '../../../src-main/simulator/cli/configuration.ts';
import { ios } from '../../../src-main/simulator/cli/dialect.ts';
import { Session } from '../../../src-main/simulator/cli/session.ts';
import { flavourOf } from '../../../src-main/simulator/ios/flavour.ts';
import '../../../src-main/simulator/ios/commands.ts';
import { Debugging } from '../../../src-main/simulator/ios/debug/debugging.ts';
import type { IosDevice } from '../../../src-main/simulator/ios/device.ts';
import { InterfaceNotes } from '../../../src-main/simulator/ios/interface/interface-notes.ts';
import { Log } from '../../../src-main/simulator/ios/log/log.ts';
import { configureMode, execMode } from '../../../src-main/simulator/ios/modes.ts';
import { services } from '../../../src-main/simulator/ios/system/services.ts';
import { Settings } from '../../../src-main/simulator/ios/settings.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import type { EthernetPort } from '../../../src-main/simulator/router/ethernet-port.ts';
import type { Interface } from '../../../src-main/simulator/router/interface.ts';
import { Router } from '../../../src-main/simulator/router/router.ts';

const portNames = ['FastEthernet0/0', 'FastEthernet0/1'];

export class NetworkConsole {
  readonly router: Router;
  readonly device: IosDevice;
  /** Every message of the log, with the time in milliseconds before it. */
  readonly messages: string[] = [];

  constructor(
    readonly clock: VirtualClock,
    number: number,
    readonly release = '12.4(15)T14',
  ) {
    this.router = new Router(clock, seededRandom(`R${number}`));
    for (const [index, name] of portNames.entries()) {
      this.router.addEthernet(name, Uint8Array.from([0xc2, number, 0x0f, 0x3c, 0, index]));
    }
    this.device = this.#makeDevice(number);
    for (const attach of services) attach(this.device);
  }

  port(name: string): Interface<EthernetPort> {
    return this.router.interfaces.get(name) as Interface<EthernetPort>;
  }

  /** @returns the reasons of the lines that were refused */
  async configure(text: string): Promise<string[]> {
    const options = { clock: this.clock, dialect: ios };
    const refused = await applyConfiguration(text, configureMode, this.device, options);
    return refused.map(({ reason }) => reason);
  }

  /** What a command of exec prints; lines after the first answer its questions. Time goes on until it is done. */
  async type(command: string): Promise<string> {
    let text = '';
    const ended = new Set<string>();
    const printed = (piece: string): void => void (text += piece);
    const options = { clock: this.clock, dialect: ios, printed };
    const applied = applyConfiguration(command, execMode, this.device, options).finally(() => ended.add(command));
    const isPending = (): boolean => ended.size === 0;
    while (isPending()) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      if (isPending()) this.clock.runInstant();
    }
    return text + (await applied).map(({ reason }) => reason).join('\n');
  }

  /** A terminal on which keys are pressed, and which holds what is shown. */
  terminal(): Keyboard {
    const pieces: string[] = [];
    const session = new Session({
      clock: this.clock,
      shell: {
        dialect: ios,
        first: { mode: execMode, context: this.device },
        hostname: () => this.device.settings.hostname,
      },
      line: {
        name: 'con0',
        isConsole: false,
        login: () => ({ kind: 'open', admission: { user: '', privilege: 15 } }),
        terminal: () => ({ length: 0, width: 80, historySize: 20, monitor: false }),
        isSynchronous: () => false,
        execTimeout: () => 0,
        banner: () => '',
      },
      send: (bytes) => pieces.push(latin1Of(bytes)),
    });
    session.start();
    const settled = async (): Promise<string> => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      return pieces.splice(0).join('').replaceAll('\r\n', '\n');
    };
    return {
      press: async (keys) => {
        session.receive(bytesOfLatin1(keys));
        const shown = await settled();
        // Messages of the system are shown when what runs at this instant is done.
        const { nextAt = Infinity } = this.clock;
        if (nextAt <= this.clock.now()) this.clock.runInstant();
        return shown + (await settled());
      },
      watch: async (milliseconds) => {
        const end = this.clock.now() + milliseconds;
        let shown = '';
        for (let at = this.clock.nextAt; at !== undefined && at <= end; at = this.clock.nextAt) {
          this.clock.runInstant();
          shown += await settled();
        }
        this.clock.runUntil(end);
        return shown;
      },
    };
  }

  wait(seconds: number): void {
    this.clock.runUntil(this.clock.now() + 1000 * seconds);
  }

  get configuration(): string {
    return textOfConfiguration(configureMode.configuration(this.device));
  }

  /** The interfaces and routes of the running configuration, without separators. */
  get networkConfiguration(): string {
    const lines = this.configuration.split('\n');
    return lines.slice(lines.findIndex((line) => line.startsWith('interface'))).filter((line) => line !== '!').join('\n'); // prettier-ignore
  }

  #makeDevice(number: number): IosDevice {
    const { clock, router } = this;
    const notes = new Map<Interface, InterfaceNotes>();
    const stamp = { kind: 'none' } as const;
    const log = new Log(
      () => ({ uptime: clock.now(), ahead: undefined }),
      () => ({ log: stamp, debug: stamp }),
      () => false,
    );
    log.lines.on(({ text }) => this.messages.push(`${clock.now()} ${text}`));
    const device: Partial<IosDevice> = {
      clock,
      router,
      log,
      random: router.random,
      flavour: { ...flavourOf(this.release), hasNextGeneration: true },
      hardware: {
        model: 'dynamips c3725',
        interfaces: portNames.map((name) => ({ name, mac: this.port(name).carrier.mac })),
      },
      settings: new Settings(`R${number}`),
      debugging: new Debugging((text) => log.debug(text)),
      isBooting: false,
      occupants: [],
      notesOf: (one) => {
        const known = notes.get(one) ?? new InterfaceNotes();
        notes.set(one, known);
        return known;
      },
      setShutdown: (one, isShutdown) => router.setShutdown(one, isShutdown),
    };
    Object.defineProperty(device, 'uptime', { get: () => clock.now() });
    return device as IosDevice;
  }
}

interface Keyboard {
  /** Presses keys, and returns what is shown before time goes on. */
  press(keys: string): Promise<string>;
  /** What is shown while time goes on. */
  watch(milliseconds: number): Promise<string>;
}

export interface Consoles {
  clock: VirtualClock;
  r1: NetworkConsole;
  r2: NetworkConsole;
  r3: NetworkConsole;
  west: Link;
}

/** Cables and nothing configured. */
export function bareConsoles(release?: string): Consoles {
  const clock = new VirtualClock();
  const [r1, r2, r3] = [1, 2, 3].map((number) => new NetworkConsole(clock, number, release)) as [
    NetworkConsole,
    NetworkConsole,
    NetworkConsole,
  ];
  const west = new Link(clock);
  const east = new Link(clock);
  r1.port('FastEthernet0/0').carrier.plugIn(west.a);
  r2.port('FastEthernet0/0').carrier.plugIn(west.b);
  r2.port('FastEthernet0/1').carrier.plugIn(east.a);
  r3.port('FastEthernet0/0').carrier.plugIn(east.b);
  return { clock, r1, r2, r3, west };
}

/** The exercise of seed 000 before its migration, typed in. */
export async function greConsoles(): Promise<Consoles> {
  const consoles = bareConsoles();
  const ends = [
    { router: consoles.r1, own: '172.16.0.1', via: '172.16.0.2', peer: '172.16.0.6', inner: '10.0.0.1' },
    { router: consoles.r3, own: '172.16.0.6', via: '172.16.0.5', peer: '172.16.0.1', inner: '10.0.0.2' },
  ];
  await consoles.r2.configure(
    'int f0/0\nip address 172.16.0.2 255.255.255.252\nno shut\nint f0/1\nip addr 172.16.0.5 255.255.255.252\nno shut',
  );
  for (const { router, own, via, peer, inner } of ends) {
    await router.configure(
      `interface FastEthernet0/0\n ip address ${own} 255.255.255.252\n no shutdown\n` +
        `interface Tunnel0\n ip address ${inner} 255.255.255.252\n tunnel source ${own}\n tunnel destination ${peer}\n` +
        `ip route 0.0.0.0 0.0.0.0 ${via}`,
    );
  }
  consoles.clock.runUntil(10_000);
  return consoles;
}
