/** What a router loses when it is reloaded: everything but its hardware, its cables and its non-volatile memory. */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Plug } from '../network/link.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import type { Interface } from '../router/interface.ts';
import { Router } from '../router/router.ts';
import { SerialPort } from '../router/serial-port.ts';
import type { EthernetSwitch } from '../switch/ethernet-switch.ts';
import { Debugging } from './debug/debugging.ts';
import { isEthernet, isSerial, type Hardware } from './hardware.ts';
import { InterfaceNotes } from './interface/interface-notes.ts';
import { Log } from './log/log.ts';
import { Settings } from './settings.ts';
import { switchingOf } from './switch/switch-hardware.ts';
import type { Time } from './log/timestamp.ts';

export interface MachineOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
  readonly hostname: string;
  readonly uptime: () => number;
  readonly isMonitored: () => boolean;
}

export class Machine {
  readonly router: Router;
  readonly switching: EthernetSwitch | undefined;
  readonly settings: Settings;
  readonly log: Log;
  readonly debugging: Debugging;
  readonly #notes = new WeakMap<Interface, InterfaceNotes>();

  constructor({ clock, random, hardware, hostname, uptime, isMonitored }: MachineOptions) {
    this.router = new Router(clock, random.fork('router'));
    this.settings = new Settings(hostname);
    const time = (): Time => ({ uptime: uptime(), ahead: this.settings.clockAhead });
    this.log = new Log(time, () => this.settings.timestamps, isMonitored);
    this.debugging = new Debugging((text) => this.log.debug(text));
    // A port that is neither Ethernet nor serial has no cable that could be plugged in, and stays down.
    for (const { name, mac } of hardware.interfaces)
      if (isSerial(name)) this.router.addSerial(name);
      else this.router.addEthernet(name, mac);
    this.switching = switchingOf(hardware, this.router, clock);
  }

  notesOf(one: Interface): InterfaceNotes {
    const notes = this.#notes.get(one) ?? new InterfaceNotes();
    this.#notes.set(one, notes);
    return notes;
  }

  plugIn(interfaceName: string, plug: Plug): void {
    const carrier = this.router.interfaces.get(interfaceName)?.carrier;
    if (carrier instanceof SerialPort) carrier.plugIn(plug);
    if (carrier instanceof EthernetPort && isEthernet(interfaceName)) {
      this.switching?.plugIn(interfaceName, plug);
      carrier.plugIn(this.switching?.ports.get(interfaceName)?.inner ?? plug);
    }
  }

  /** It stops as if its power were cut: nobody is told, nothing more is sent or heard. */
  halt(): void {
    const { router } = this;
    this.switching?.halt();
    for (const one of router.interfaces.values()) {
      one.isShutdown = true;
      const { carrier } = one;
      if (carrier instanceof EthernetPort) carrier.plugIn(noCable());
      if (carrier instanceof SerialPort) carrier.unplug();
    }
    router.crypto.isIsakmpEnabled = false;
    router.converge();
  }
}

function noCable(): Plug {
  return { send: () => undefined, onFrame: () => undefined };
}
