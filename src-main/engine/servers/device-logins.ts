/** How one logs in on the devices of one place: what is known, and what the user says when a device wants more. */
import type { Failure } from '../../base/errors.ts';
import type { DeviceLogin } from '../../base/login.ts';
import type { InventoryDevice } from '../../lab/inventory.ts';
import type { TopologyNode } from '../../lab/topology.ts';
import type { Store } from '../../storage/store.ts';
import type { Logins } from '../bench.ts';
import type { Questions } from './questions.ts';
import type { Secrets } from './vault.ts';

interface Parts {
  store: Store;
  secrets: Secrets;
  questions: Questions;
}

/** What of a login each refusal is about. */
const wants: Readonly<Record<string, 'login' | 'enable password' | undefined>> = {
  'login-needed': 'login',
  'no-username': 'login',
  'wrong-password': 'login',
  'enable-password-needed': 'enable password',
  'wrong-enable-password': 'enable password',
};

/** Logins that are remembered until the program ends, by the place and the name of the device. */
export class RememberedLogins {
  readonly #memory = new Map<string, DeviceLogin>();

  constructor(private readonly parts: Parts) {}

  /** @param devices where the place itself logs in on them: what is learnt is known to them too from then on */
  at(place: string, devices: readonly InventoryDevice[] = []): Logins {
    const deviceOf = ({ id }: TopologyNode): InventoryDevice | undefined => devices.find(({ name }) => name === id);
    return {
      of: async (node) => ({ ...deviceOf(node)?.login, ...(await this.find(place, node.name)) }),
      mend: async (node, why) => {
        const device = deviceOf(node);
        const learnt = await this.#ask(place, { node, username: device?.login.username }, why);
        if (device) device.login = { ...device.login, ...learnt };
        return learnt !== undefined;
      },
    };
  }

  /** @throws Failure secrets-locked */
  async find(place: string, device: string): Promise<DeviceLogin | undefined> {
    const sealed = this.parts.store.deviceLogins.find(place, device);
    return this.#memory.get(key(place, device)) ?? (sealed && (await this.parts.secrets.open<DeviceLogin>(sealed)));
  }

  async #ask(
    place: string,
    { node: { name }, username: tried }: { node: TopologyNode; username: string | undefined },
    { code, message }: Failure,
  ): Promise<DeviceLogin | undefined> {
    const missing = Object.hasOwn(wants, code) ? wants[code] : undefined;
    if (missing === undefined) return undefined;
    const { questions, secrets, store } = this.parts;
    const known = await this.find(place, name);
    const asked = { who: name, wants: missing, username: known?.username ?? tried, message };
    const answer = await questions.ask({ kind: 'device-login', ...asked });
    if (answer.kind !== 'login') return undefined;
    const { username, password, enablePassword } = answer;
    const login: DeviceLogin = {
      ...known,
      ...(username && { username }),
      ...(password && { password }),
      ...(enablePassword && { enablePassword }),
    };
    if (answer.remember === 'sealed') store.putDeviceLogin(place, name, await secrets.seal(login));
    this.#memory.set(key(place, name), login);
    return login;
  }
}

function key(place: string, device: string): string {
  return `${place} ${device}`;
}
