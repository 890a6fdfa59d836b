/** The inventories that the user has made or imported. Devices are kept in clear, their logins apart and sealed. */
import { randomUUID } from 'node:crypto';
import type { DeviceEntry, DeviceView, InventoryEntry, InventoryView, Remember } from '../../api/contract/servers.ts';
import type { DeviceLogin, SshLogin } from '../../base/login.ts';
import type { InventoryFile } from '../../importers/inventory/import-inventory.ts';
import type { Inventory, InventoryDevice } from '../../lab/inventory.ts';
import type { StoredInventory } from '../../storage/inventories.ts';
import type { Store } from '../../storage/store.ts';
import type { Outside, ReadInventory } from './outside.ts';
import type { Secrets } from './vault.ts';

/** By the names of devices: how one logs in on it, and on the host on the way to it. */
type Logins = Record<string, { login: DeviceLogin; jump?: SshLogin }>;

export class InventoryShelf {
  readonly #memory = new Map<string, Logins>();

  constructor(
    private readonly store: Store,
    private readonly secrets: Secrets,
    private readonly outside: Outside,
  ) {}

  list(): Promise<InventoryView[]> {
    const view = async (stored: StoredInventory): Promise<InventoryView> => {
      const { id, name, sealed } = stored;
      const logins = this.#memory.get(id) ?? (sealed && (await this.secrets.glance<Logins>(sealed))) ?? {};
      return { id, name, devices: joined(stored, logins).devices.map(deviceView) };
    };
    return Promise.all(this.store.inventories.list().map(view));
  }

  /** @throws Failure when the text is no inventory */
  read(file: InventoryFile): Promise<ReadInventory> {
    return this.outside.readInventory(file);
  }

  /** @param id of the one that it takes the place of; a new one otherwise @throws Failure name-taken, secrets-locked */
  async put(entry: InventoryEntry, id: string = randomUUID()): Promise<string> {
    const inventory = entry.kind === 'typed' ? await this.#typed(entry, id) : (await this.read(entry)).inventory;
    return await this.keep(inventory, entry.remember, id);
  }

  /** @throws Failure name-taken, secrets-locked */
  async keep(inventory: Inventory, remember: Remember, id: string): Promise<string> {
    const logins = loginsOf(inventory);
    const sealed = remember === 'sealed' ? await this.secrets.seal(logins) : undefined;
    this.store.putInventory({ id, name: inventory.name, devices: inventory.devices.map(withoutLogin), sealed });
    if (sealed) this.#memory.delete(id);
    else this.#memory.set(id, logins);
    return id;
  }

  /** With its logins. @throws Failure unknown-inventory, secrets-locked */
  async get(inventory: string): Promise<Inventory & { id: string }> {
    const stored = this.store.inventories.get(inventory);
    const { id, sealed } = stored;
    const logins = this.#memory.get(id) ?? (sealed && (await this.secrets.open<Logins>(sealed))) ?? {};
    return { id, ...joined(stored, logins) };
  }

  /** Without its logins: what is needed to know which devices there are. @throws Failure unknown-inventory */
  glance(inventory: string): Inventory & { id: string } {
    const stored = this.store.inventories.get(inventory);
    return { id: stored.id, ...joined(stored, {}) };
  }

  /** Of a device that was there already, under this name or its former one, what is left out of its login stays as it is. */
  async #typed({ name, devices }: InventoryEntry & { kind: 'typed' }, id: string): Promise<Inventory> {
    const known = this.store.inventories.find(id) ? (await this.get(id)).devices : [];
    const merged = devices.map((entry) => {
      const device = deviceOf(entry);
      const before = known.find((one) => one.name === (entry.formerName ?? entry.name));
      const login = given({ ...before?.login, ...device.login });
      const jump = device.jump && { ...device.jump, login: given({ ...before?.jump?.login, ...device.jump.login }) };
      return { ...device, login, ...(jump && { jump }) };
    });
    return { name, devices: merged };
  }

  remove(inventory: string): void {
    const { id } = this.store.inventories.get(inventory);
    this.store.removeInventory(id);
    this.#memory.delete(id);
  }
}

/** An empty text takes away what was there. */
function given<Login extends SshLogin>(login: Login): Login {
  return Object.fromEntries(Object.entries(login).filter(([, value]) => value !== '')) as unknown as Login;
}

/** What was left out is not there, rather than there and undefined. */
function deviceOf(entry: DeviceEntry): InventoryDevice {
  return JSON.parse(JSON.stringify({ ...entry, formerName: undefined })) as InventoryDevice;
}

function withoutLogin({ jump, ...device }: InventoryDevice): object {
  return { ...device, login: undefined, ...(jump && { jump: { ...jump, login: undefined } }) };
}

function loginsOf({ devices }: Inventory): Logins {
  return Object.fromEntries(
    devices.map(({ name, login, jump }) => [name, { login, ...(jump && { jump: jump.login }) }]),
  );
}

function joined({ name, devices }: StoredInventory, logins: Logins): Inventory {
  const bare = devices as InventoryDevice[];
  return {
    name,
    devices: bare.map((device) => {
      const own = Object.hasOwn(logins, device.name) ? logins[device.name] : undefined;
      const jump = device.jump && { jump: { ...device.jump, login: own?.jump ?? {} } };
      return { ...device, login: own?.login ?? {}, ...jump };
    }),
  };
}

export function deviceView(device: InventoryDevice): DeviceView {
  const { name, platform, host, port, protocol, serial, login, jump, allowsOldAlgorithms = false } = device;
  const has: DeviceView['has'] = [];
  if (login.password !== undefined) has.push('password');
  if (login.enablePassword !== undefined) has.push('enable password');
  if (login.privateKey !== undefined) has.push('private key');
  if (login.usesAgent) has.push('agent');
  return {
    ...{ name, platform, host, port, protocol, serial, allowsOldAlgorithms, has },
    username: login.username,
    jump: jump && { host: jump.host, port: jump.port, username: jump.login.username },
  };
}
