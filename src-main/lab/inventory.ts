/** Devices that are reached by their addresses, with nobody in between who could start them or knows their links. */
import type { DeviceLogin, SshLogin } from '../base/login.ts';
import type { SerialSettings } from '../base/serial.ts';
import type { Platform } from './topology.ts';

export interface Inventory {
  name: string;
  devices: InventoryDevice[];
}

export interface InventoryDevice {
  /** Unique in the inventory. */
  name: string;
  platform: Platform;
  /** Its address; of a serial line the port of this computer that it is plugged into: "/dev/ttyUSB0", "COM3". */
  host: string;
  /** The protocol's own (23, 22) when left out. */
  port?: number;
  protocol: 'telnet' | 'ssh' | 'serial';
  /** How bytes are put on a serial line, where it is not as usual. */
  serial?: SerialSettings;
  login: DeviceLogin;
  /** A host that the connection is made through. */
  jump?: JumpHost;
  /** What leads from that host to the device's console: a console server's "open /lab/R1/0". It is one for everybody. */
  command?: string;
  /** Offer the old key exchanges, ciphers and hashes that old IOS needs; off by default, since they are weak. */
  allowsOldAlgorithms?: boolean;
}

export interface JumpHost {
  host: string;
  port?: number;
  login: SshLogin;
  allowsOldAlgorithms?: boolean;
}
