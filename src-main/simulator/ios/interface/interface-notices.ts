/**
 * What the log says when interfaces go up and down. A port waits for its carrier to settle for two seconds
 * (`carrier-delay`), and its line protocol follows a second later, as on every console of 12.4; what has no carrier
 * (loopbacks, tunnels) has the second alone. While the router boots the clock stands still, and boot.ts says when.
 */
import type { Interface } from '../../router/interface.ts';
import type { RouterEvent } from '../../router/events.ts';
import type { IosDevice } from '../device.ts';
import { isSubinterface } from './interface-kinds.ts';

const carrierDelay = 2000;
const protocolDelay = 1000;

export function attachInterfaceNotices(device: IosDevice): void {
  const notices = new InterfaceNotices(device);
  device.router.events.on((event) => notices.hear(event));
}

/** A change of a line protocol that is not yet told. Changes at the same instant are one. */
interface Change {
  readonly at: number;
  isUp: boolean;
}

class InterfaceNotices {
  /** The line protocols as last told; a port that was never up needs no telling that it is down. */
  readonly #told = new Map<string, boolean>();
  readonly #changes = new Map<string, Change>();
  /** When the carrier of an interface was last set going or stopped. */
  readonly #carrierChanged = new Map<string, number>();
  readonly #router: IosDevice['router'];

  constructor(private readonly device: IosDevice) {
    this.#router = device.router;
    for (const { name, isUp } of device.router.interfaces.values()) this.#told.set(name, isUp);
  }

  hear(event: RouterEvent): void {
    // Of subinterfaces nothing is said: their port speaks for them.
    if ('interface' in event && isSubinterface(event.interface)) return;
    switch (event.kind) {
      case 'interface-made':
        return this.#noteMade(event.interface);
      case 'interface-removed':
        return this.#noteRemoved(event.interface);
      case 'administratively-down':
        return this.#noteCarrier(event.interface, true);
      case 'link':
        return this.#noteCarrier(event.interface, false);
      case 'line-protocol':
        return this.#noteProtocol(event.interface, event.isUp);
      case 'recursive-routing': {
        const text = `${event.interface} temporarily disabled due to recursive routing`;
        return this.device.log.report({ facility: 'TUN', severity: 5, mnemonic: 'RECURDOWN', text });
      }
      default:
        return undefined;
    }
  }

  /** A tunnel that is made tells that it is down, unless the same instant brings it up. */
  #noteMade(name: string): void {
    if (this.device.isBooting) this.#told.set(name, false);
    else this.#noteProtocol(name, this.#router.interfaces.get(name)?.isUp ?? false);
  }

  #noteCarrier(name: string, isShutdown: boolean): void {
    const now = this.device.clock.now();
    this.#carrierChanged.set(name, now);
    this.#later(carrierDelay, () => {
      const one = this.#router.interfaces.get(name);
      const isOvertaken = this.#carrierChanged.get(name) !== now || one?.isShutdown !== isShutdown;
      if (!isOvertaken) this.#tellCarrier(name, one);
    });
  }

  #tellCarrier(name: string, one: Pick<Interface, 'isShutdown'> | undefined): void {
    if (one?.isShutdown === false)
      this.#report('LINK', 3, { mnemonic: 'UPDOWN', text: `${name}, changed state to up` });
    else this.#report('LINK', 5, { mnemonic: 'CHANGED', text: `${name}, changed state to administratively down` });
  }

  #noteRemoved(name: string): void {
    this.#carrierChanged.set(name, this.device.clock.now());
    this.#later(carrierDelay, () => this.#tellCarrier(name, this.#router.interfaces.get(name)));
    this.#noteProtocol(name, false);
    this.#later(carrierDelay + protocolDelay, () => this.#told.delete(name));
  }

  #noteProtocol(name: string, isUp: boolean): void {
    const at = this.device.clock.now();
    const known = this.#changes.get(name);
    if (known?.at === at && !this.device.isBooting) {
      known.isUp = isUp;
      return;
    }
    const change: Change = { at, isUp };
    this.#changes.set(name, change);
    const waitsForCarrier = this.#carrierChanged.get(name) === at;
    this.#later((waitsForCarrier ? carrierDelay : 0) + protocolDelay, () => this.#tellProtocol(name, change.isUp));
  }

  #tellProtocol(name: string, isUp: boolean): void {
    if (this.#told.get(name) === isUp) return;
    this.#told.set(name, isUp);
    const text = `Line protocol on Interface ${name}, changed state to ${isUp ? 'up' : 'down'}`;
    this.device.log.report({ facility: 'LINEPROTO', severity: 5, mnemonic: 'UPDOWN', text });
  }

  #report(facility: string, severity: number, { mnemonic, text }: { mnemonic: string; text: string }): void {
    this.device.log.report({ facility, severity, mnemonic, text: `Interface ${text}` });
  }

  /** After a reload nobody waits any more. */
  #later(milliseconds: number, act: () => void): void {
    if (this.device.isBooting) return act();
    this.device.clock.after(milliseconds, () => {
      if (this.device.router === this.#router) act();
    });
  }
}
