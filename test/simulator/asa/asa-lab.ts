/** Firewalls and routers on one virtual clock, with cables between them and somebody who types at any of them. */
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import type { AcceptedLine } from '../../../src-main/simulator/cli/accepted-line.ts';
import { AsaFirewall } from '../../../src-main/simulator/asa/asa-firewall.ts';
import type { Attachment } from '../../../src-main/simulator/cli/attachment.ts';
import { IosRouter } from '../../../src-main/simulator/ios/ios-router.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';

const asaPorts = ['Management0/0', 'GigabitEthernet0/0', 'GigabitEthernet0/1', 'GigabitEthernet0/2'];
const iosPorts = ['FastEthernet0/0', 'FastEthernet0/1'];

type Node = AsaFirewall | IosRouter;

export class AsaLab {
  readonly clock = new VirtualClock();
  readonly journal: AcceptedLine[] = [];
  readonly #lines = new Map<Node, { line: Attachment; take: () => string }>();
  #count = 0;

  firewall(): AsaFirewall {
    const number = ++this.#count;
    const firewall = new AsaFirewall({
      clock: this.clock,
      random: seededRandom(`asa ${number}`),
      hardware: { model: 'asav', interfaces: portsOf(asaPorts, number) },
    });
    firewall.configured.on((entry) => this.journal.push(entry));
    return firewall;
  }

  router(name: string): IosRouter {
    const number = ++this.#count;
    return new IosRouter({
      name,
      clock: this.clock,
      random: seededRandom(`ios ${number}`),
      hardware: { model: 'dynamips c3725', interfaces: portsOf(iosPorts, number) },
    });
  }

  connect(a: Node, port: string, b: Node, other: string): Link {
    const link = new Link(this.clock);
    a.plugIn(port, link.a);
    b.plugIn(other, link.b);
    return link;
  }

  /** At the privileged prompt of the line that QuickMode has for itself, with paging off. */
  attach(node: Node): void {
    const pieces: string[] = [];
    const line = node.terminals.auxiliary.attach((bytes) => pieces.push(latin1Of(bytes).replaceAll('\r', '')));
    this.#lines.set(node, { line, take: () => pieces.splice(0).join('') });
  }

  /** Types, lets time pass for as long as a command wants it, and returns all that is shown. */
  async typed(node: Node, text: string): Promise<string> {
    if (!this.#lines.has(node)) this.attach(node);
    const end = this.#lines.get(node);
    end?.line.receive(bytesOfLatin1(text));
    await settle();
    while ((node.isBusy || this.#isDue) && this.clock.runInstant()) await settle();
    return end?.take() ?? '';
  }

  /** What a command prints, without its echo and the prompt after it. */
  async output(node: Node, command: string): Promise<string> {
    await this.typed(node, node instanceof AsaFirewall ? 'terminal pager 0\r' : 'terminal length 0\r');
    const shown = await this.typed(node, `${command}\r`);
    return shown.slice(shown.indexOf('\n') + 1, shown.lastIndexOf('\n') + 1);
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    while ((this.clock.nextAt ?? Infinity) <= end) {
      this.clock.runInstant();
      await settle();
    }
    this.clock.runUntil(end);
  }

  get #isDue(): boolean {
    const { nextAt } = this.clock;
    return nextAt !== undefined && nextAt <= this.clock.now();
  }
}

function portsOf(names: readonly string[], number: number): { name: string; mac: Uint8Array }[] {
  return names.map((name, port) => ({ name, mac: Uint8Array.of(2, 0, 0, 0, number, port) }));
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
}
