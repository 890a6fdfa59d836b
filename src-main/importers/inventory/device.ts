/** A device as it stands in an inventory file, checked: what is wrong is said, and the device left out. */
import type { DeviceLogin } from '../../base/login.ts';
import type { InventoryDevice, JumpHost } from '../../lab/inventory.ts';
import type { Platform } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { present } from '../present.ts';

export interface Draft {
  name: string;
  platform: Platform;
  /** Where it stands in the file, for what is wrong with it. */
  field: Field;
  host: string | undefined;
  port?: number | undefined;
  protocol: InventoryDevice['protocol'];
  login: Partial<Record<keyof DeviceLogin, string | boolean | undefined>>;
  jump?: JumpHost | undefined;
  command?: string | undefined;
  allowsOldAlgorithms?: boolean;
}

/** What was left out is not there, rather than there and undefined. */
export function deviceOf(draft: Draft): InventoryDevice | undefined {
  const { name, platform, field, host, port, protocol, jump, command, allowsOldAlgorithms } = draft;
  if (host === undefined || !isHost(host)) {
    const message =
      host === undefined ? `${name} has no address` : `${JSON.stringify(host.slice(0, 60))} is no address`;
    field.complain('error', `${message}; it is left out`, 'give the device an address or a host name');
    return undefined;
  }
  if (port !== undefined && (port < 1 || port > 65_535)) {
    field.complain('error', `${port} is not a port; ${name} is left out`, 'a port is a number from 1 to 65535');
    return undefined;
  }
  return {
    ...{ name, platform, host },
    ...present({ port, jump, command }),
    ...{ protocol, login: loginOf(draft.login) },
    ...(allowsOldAlgorithms === true && { allowsOldAlgorithms }),
  };
}

export function loginOf(given: Draft['login']): DeviceLogin {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== false);
  return Object.fromEntries(entries);
}

/** A name or an address; what begins with a dash would be an option to somebody. */
export function isHost(host: string): boolean {
  return host.length <= 253 && /^(?:[\w](?:[\w.-]*\w)?\.?|[0-9a-fA-F:]+(?:%\w+)?)$/.test(host);
}
