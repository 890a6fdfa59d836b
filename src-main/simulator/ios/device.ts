/**
 * A router with the command line of IOS, as its commands see it. The class that owns it all is in ios-router.ts;
 * commands know no more than this.
 */
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { FileWriter } from '../cli/declaration.ts';
import type { Interface } from '../router/interface.ts';
import type { Router } from '../router/router.ts';
import type { EthernetSwitch } from '../switch/ethernet-switch.ts';
import type { Debugging } from './debug/debugging.ts';
import type { Flavour } from './flavour.ts';
import type { Hardware } from './hardware.ts';
import type { InterfaceNotes } from './interface/interface-notes.ts';
import type { LineSettings } from './system/line-settings.ts';
import type { Log } from './log/log.ts';
import type { Settings } from './settings.ts';

export interface IosDevice {
  readonly clock: Clock;
  readonly random: Random;
  readonly hardware: Hardware;
  /** What its release of IOS does otherwise than others. */
  readonly flavour: Flavour;
  /** What is configured and shown. After a reload this, the settings and the log are others. */
  readonly router: Router;
  /** Of a device that is a switch. */
  readonly switching: EthernetSwitch | undefined;
  readonly settings: Settings;
  readonly log: Log;
  readonly debugging: Debugging;
  /** Milliseconds since the start. */
  readonly uptime: number;
  /** Why it started: 'power-on', 'reload'. */
  readonly startReason: string;
  /** Whether the startup configuration is being read: interfaces come up when it has been. */
  readonly isBooting: boolean;
  /** Files in flash, by name with their disk: `flash:backup`. They survive a reload. */
  readonly files: ReadonlyMap<string, string>;
  /** What is in non-volatile memory. */
  readonly startupConfiguration: string | undefined;
  /** Whether the running configuration has changed since it was saved or read. */
  readonly isModified: boolean;
  /** Who is on which line. */
  readonly occupants: readonly Occupant[];
  notesOf(one: Interface): InterfaceNotes;
  /** Brings a port of the hardware up or down, at the end of the boot when there is one. */
  setShutdown(one: Interface, isShutdown: boolean): void;
  save(configuration: string | undefined): void;
  /** Writes the running configuration to a file. */
  archive(file: string): void;
  /** Opens a file for what a command prints. @throws Refusal of a name that will not do */
  openFile(word: string, isAppended: boolean): FileWriter;
  /** Writes a text to a file, whose name is whole: `flash:backup`, `nvram:startup-config`. */
  writeFile(file: string, text: string): void;
  deleteFile(file: string): void;
  /** Adds a configuration to the running one, line by line. */
  merge(configuration: string): Promise<void>;
  /** Says something to everybody who is on a line. */
  announce(text: string): void;
  /** Starts anew from the startup configuration; every session ends. */
  reload(): void;
}

/** Somebody on a line. */
export interface Occupant {
  readonly line: LineSettings;
  readonly user: string;
  /** Where from; '' for the console. */
  readonly location: string;
  /** When the last key came, on the clock. */
  readonly lastInput: number;
}

/** What the commands of interface configuration act upon. */
export interface InterfaceContext {
  readonly device: IosDevice;
  readonly one: Interface;
}

/** What the commands of line configuration act upon: one line, or several at once. */
export interface LineContext {
  readonly device: IosDevice;
  readonly lines: readonly LineSettings[];
}
