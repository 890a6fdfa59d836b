/** What a firewall loses when it is reloaded: everything but its hardware, its cables and its non-volatile memory. */
import { Emitter } from '../../base/emitter.ts';
import { Log } from '../ios/log/log.ts';
import type { MachineOptions } from '../ios/machine.ts';
import { pixHash } from '../ios/pix-hash.ts';
import { Settings } from '../ios/settings.ts';
import type { Time } from '../ios/log/timestamp.ts';
import type { Plug } from '../network/link.ts';
import { EthernetPort } from '../router/ethernet-port.ts';
import type { Interface } from '../router/interface.ts';
import { Router } from '../router/router.ts';
import type { Ipv4Packet } from '../wire/ipv4.ts';
import { Captures } from './inspection/capture.ts';
import { AsaConfiguration } from './configuration.ts';
import { timeOf } from './date.ts';
import { AsaDebugging } from './debugging.ts';
import { Firewall } from './inspection/firewall.ts';
import { IpsecStatistics } from './crypto/ipsec-statistics.ts';
import { Preferences } from './preferences.ts';
import { SessionCounts } from './crypto/session-counts.ts';

const greeting = "Type help or '?' for a list of available commands.\n";
const withoutTime = { kind: 'none' } as const;

export class AsaMachine {
  readonly router: Router;
  readonly settings: Settings;
  readonly preferences = new Preferences();
  readonly configuration: AsaConfiguration;
  readonly firewall: Firewall;
  readonly captures: Captures;
  readonly log: Log;
  readonly debugging: AsaDebugging;
  readonly sessionCounts = new SessionCounts();
  readonly ipsecStatistics = new IpsecStatistics();
  /** Lines of debugging: an ASA shows them where they were asked for, and the log has no part in it. */
  readonly debugged = new Emitter<string>();

  constructor({ clock, random, hardware, hostname, isMonitored }: MachineOptions) {
    this.router = new Router(clock, random.fork('router'));
    for (const { name, mac } of hardware.interfaces) this.router.addEthernet(name, mac);
    this.settings = settingsOf(hostname);
    const time = (): Time => ({ uptime: timeOf({ clock, settings: this.settings }), ahead: 0 });
    this.log = new Log(time, () => this.settings.timestamps, isMonitored);
    Object.assign(this.log.destinations, {
      console: undefined,
      monitor: undefined,
      buffer: undefined,
      trap: undefined,
    });
    this.debugging = new AsaDebugging(
      () => timeOf({ clock, settings: this.settings }),
      (text) => this.debugged.emit(text),
    );
    this.configuration = new AsaConfiguration(this.router);
    this.firewall = new Firewall({ clock, router: this.router, configuration: this.configuration });
    this.captures = this.#newCaptures(clock);
    // No version of IKE is on before it is enabled on an interface.
    this.router.crypto.isIsakmpEnabled = false;
  }

  plugIn(interfaceName: string, plug: Plug): void {
    const carrier = this.router.interfaces.get(interfaceName)?.carrier;
    if (carrier instanceof EthernetPort) carrier.plugIn(this.#watched(interfaceName, plug));
  }

  /** The plug, with captures looking at what passes. */
  #watched(port: string, plug: Plug): Plug {
    const own: Plug = {
      send: (frame) => {
        this.captures.seeFrame(port, frame);
        plug.send(frame);
      },
      onFrame: () => undefined,
    };
    plug.onFrame = (frame) => {
      this.captures.seeFrame(port, frame);
      own.onFrame(frame);
    };
    return own;
  }

  #newCaptures(clock: MachineOptions['clock']): Captures {
    const { configuration, router, firewall } = this;
    const captures = new Captures({
      clock,
      permits: (list, packet) => configuration.rules.judge(list, packet)?.rule.action === 'permit',
      interfaces: () => configuration.interfaces.named,
    });
    // Tunnels have no frames: their packets are seen on the way out, and first of all on the way in.
    const see = (packet: Ipv4Packet, one: Interface): Ipv4Packet => {
      if (one.carrier.kind === 'tunnel') captures.seePacket(configuration.interfaces.of(one)?.name, packet);
      return packet;
    };
    router.ipv4.filters.unshift(see);
    router.ipv4.outbound.push(see);
    firewall.events.on((event) => {
      if (event.kind === 'dropped') captures.seeDrop(event.reason, event.packet);
    });
    return captures;
  }

  /** It stops as if its power were cut: nobody is told, nothing more is sent or heard. */
  halt(): void {
    const { router } = this;
    for (const one of router.interfaces.values()) {
      one.isShutdown = true;
      if (one.carrier instanceof EthernetPort) one.carrier.plugIn({ send: () => undefined, onFrame: () => undefined });
    }
    router.crypto.isIsakmpEnabled = false;
    router.converge();
    this.firewall.connections.clear();
  }
}

function settingsOf(hostname: string): Settings {
  const settings = new Settings(hostname);
  settings.enablePassword = { type: 'pix', text: pixHash('') };
  settings.banners.set('exec', greeting);
  settings.clockAhead = 0;
  Object.assign(settings.timestamps, { log: withoutTime, debug: withoutTime });
  return settings;
}
