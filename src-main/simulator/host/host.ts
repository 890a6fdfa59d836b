/**
 * A host: a network card or two, IPv4, and a small command line of its kind. It is an end of the paths that routers make,
 * and what a learner pings from.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Random } from '../../base/random.ts';
import type { AcceptedLine } from '../cli/accepted-line.ts';
import type { RefusedLine } from '../cli/apply-configuration.ts';
import type { Attachment, Send } from '../cli/attachment.ts';
import type { Plug } from '../network/link.ts';
import { HostLine } from './host-line.ts';
import { HostSession } from './host-session.ts';
import type { HostMachine, HostShell } from './host-shell.ts';
import { HostStack } from './host-stack.ts';
import { LinuxShell } from './linux/linux-shell.ts';
import { VpcsShell } from './vpcs/vpcs-shell.ts';

interface HostOptions {
  readonly name: string;
  readonly kind: 'linux' | 'vpcs';
  readonly clock: Clock;
  readonly random: Random;
  /** In port order, as the topology calls them. */
  readonly interfaces: readonly { readonly name: string; readonly mac: Uint8Array }[];
}

const kinds = {
  linux: {
    card: (index: number) => `eth${index}`,
    shell: (machine: HostMachine): HostShell => new LinuxShell(machine),
  },
  vpcs: { card: (index: number) => `eth${index}`, shell: (machine: HostMachine): HostShell => new VpcsShell(machine) },
};

export class Host {
  readonly configured = new Emitter<AcceptedLine>();
  readonly stack: HostStack;
  readonly terminals: { readonly console: HostLine; readonly auxiliary: HostLine };
  readonly #shell: HostShell;
  readonly #busy = new Emitter<boolean>();
  readonly #cardOf: ReadonlyMap<string, string>;
  readonly #sessions = new Set<HostSession>();
  #isTaken = false;
  #wasBusy = false;

  constructor({ name, kind, clock, random, interfaces }: HostOptions) {
    const { card, shell } = kinds[kind];
    const cards = interfaces.map((one, index) => ({ plug: one.name, name: card(index), mac: one.mac }));
    this.#cardOf = new Map(cards.map((one) => [one.plug, one.name]));
    this.stack = new HostStack({ clock, random, cards });
    this.#shell = shell({
      stack: this.stack,
      name,
      keep: (line) => {
        if (!this.#isTaken) this.configured.emit({ path: [], line });
      },
    });
    const options = { clock, shell: () => this.#shell, changed: () => this.#changed() };
    this.terminals = { console: new HostLine(options), auxiliary: new HostLine(options) };
  }

  get isBusy(): boolean {
    const { console, auxiliary } = this.terminals;
    return console.isBusy || auxiliary.isBusy || [...this.#sessions].some((session) => session.isBusy);
  }

  onBusy(listener: (isBusy: boolean) => void): Stop {
    return this.#busy.on(listener);
  }

  plugIn(interfaceName: string, plug: Plug): void {
    this.stack.plugIn(this.#cardOf.get(interfaceName) ?? '', plug);
  }

  boot(configuration: string): Promise<RefusedLine[]> {
    const refused: RefusedLine[] = [];
    for (const [index, text] of configuration.split('\n').entries()) {
      const reason = this.#take(text);
      if (reason !== undefined) refused.push({ number: index + 1, text: text.trim(), reason });
    }
    return Promise.resolve(refused);
  }

  replay(entries: readonly AcceptedLine[]): Promise<void> {
    for (const { line } of entries) this.#take(line);
    return Promise.resolve();
  }

  authenticate(user: string, password: string): boolean {
    return this.#shell.authenticate(user, password);
  }

  /** Only by SSH, which has let somebody in already: no host here listens for telnet. */
  call({ user, send, closed }: { user?: string | undefined; send: Send; closed: () => void }): Attachment | undefined {
    if (user === undefined) return undefined;
    const session = new HostSession({
      clock: this.stack.clock,
      shell: this.#shell,
      send,
      changed: () => this.#changed(),
      ended: () => {
        detach();
        closed();
      },
    });
    const detach = (): void => {
      session.close();
      this.#sessions.delete(session);
      this.#changed();
    };
    this.#sessions.add(session);
    session.start();
    return { receive: (bytes) => session.receive(bytes), resize: () => undefined, detach };
  }

  /** Lines that are taken now have been typed before, or stand in the start configuration: nobody need be told. */
  #take(line: string): string | undefined {
    this.#isTaken = true;
    try {
      return this.#shell.configure(line);
    } finally {
      this.#isTaken = false;
    }
  }

  #changed(): void {
    if (this.isBusy === this.#wasBusy) return;
    this.#wasBusy = this.isBusy;
    this.#busy.emit(this.#wasBusy);
  }
}
