/**
 * A node with a command line as the network sees it, whatever runs on it: a router, a firewall, a host. All that the
 * network and its service ask of one stands here; anything else is between the node and those who type at it.
 */
import type { Stop } from '../../base/disposable.ts';
import type { Emitter } from '../../base/emitter.ts';
import type { AcceptedLine } from '../cli/accepted-line.ts';
import type { RefusedLine } from '../cli/apply-configuration.ts';
import type { Attachment, Send, TerminalWindow } from '../cli/attachment.ts';
import type { Plug } from '../network/link.ts';

/** A line that whoever attaches to it shares with all the others. */
interface DeviceLine {
  attach(send: Send): Attachment;
}

/** Who comes in by a line of their own. */
interface DeviceCaller {
  readonly window: TerminalWindow;
  /** Who has logged in already, when the way to the node has seen to that (SSH). */
  readonly user?: string | undefined;
  readonly send: Send;
  /** The session has ended, or the node has gone. */
  readonly closed: () => void;
}

export interface Device {
  /** Every line that has to be taken up again after a restart to have the same node. */
  readonly configured: Emitter<AcceptedLine>;
  /** The console, and the line that QuickMode has for itself. */
  readonly terminals: { readonly console: DeviceLine; readonly auxiliary: DeviceLine };
  /** Whether something at one of its lines waits for time to pass. */
  readonly isBusy: boolean;
  onBusy(listener: (isBusy: boolean) => void): Stop;
  /** Connects a cable; a name that no interface has is no fault of the cable's. */
  plugIn(interfaceName: string, plug: Plug): void;
  /** Powers it on. @returns the lines of the configuration that it refused */
  boot(configuration: string): Promise<RefusedLine[]>;
  /** Takes up what was typed before, without telling anybody. */
  replay(entries: readonly AcceptedLine[]): Promise<void>;
  /** Whether `password` is this user's: how SSH lets somebody in. */
  authenticate(user: string, password: string): boolean;
  /** Whether `blob` is this user's public key, as SSH sends it (RFC 4253 section 6.6). Devices without it take no keys. */
  isKeyOf?(user: string, blob: Uint8Array): boolean;
  /** Undefined when no line is free that takes such a connection. */
  call(caller: DeviceCaller): Attachment | undefined;
}
