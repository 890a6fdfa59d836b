/** Servers, inventories and secrets as a window sees them. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type {
  Answer,
  BindingView,
  DeploymentEvent,
  DeploymentPlan,
  DeploymentRequest,
  DeploymentSource,
  InventoryEntry,
  InventoryReport,
  InventoryView,
  Place,
  ProjectView,
  QuestionEvent,
  SecretsView,
  SerialPortView,
  ServerChange,
  ServerEntry,
  Servers,
  ServerTest,
  ServerView,
} from '../../api/contract/servers.ts';
import type { Stop } from '../../base/disposable.ts';
import type { LabShelf } from '../lab-shelf.ts';
import { sandboxLab } from '../content.ts';
import { readBelow } from '../read-below.ts';
import type { Store } from '../../storage/store.ts';
import { Deployments } from './deployments.ts';
import { RememberedLogins } from './device-logins.ts';
import { HostKeys } from './host-keys.ts';
import { deviceView, InventoryShelf } from './inventory-shelf.ts';
import type { ListedInventory, Outside } from './outside.ts';
import { KeptBeginnings } from './kept-beginnings.ts';
import { Places } from './places.ts';
import { Questions } from './questions.ts';
import { ServerLinks } from './server-links.ts';
import { ServerShelf } from './server-shelf.ts';
import { Secrets, type Vault } from './vault.ts';

export interface ServersParts {
  store: Store;
  labs: LabShelf;
  outside: Outside;
  vault: Vault;
}

export class OpenServers implements Servers {
  readonly places: Places;
  readonly questions = new Questions();
  readonly #secrets: Secrets;
  readonly #shelf: ServerShelf;
  readonly #links: ServerLinks;
  readonly #inventories: InventoryShelf;
  readonly deployments: Deployments;
  readonly beginnings: KeptBeginnings;

  constructor(private readonly parts: ServersParts) {
    const { store, labs, outside, vault } = parts;
    const { questions } = this;
    this.#secrets = new Secrets(vault, questions);
    this.beginnings = new KeptBeginnings(store, this.#secrets);
    const hostKeys = new HostKeys(store, questions);
    this.#shelf = new ServerShelf(store, this.#secrets);
    this.#links = new ServerLinks({ shelf: this.#shelf, outside, questions, hostKeys });
    this.#inventories = new InventoryShelf(store, this.#secrets, outside);
    this.deployments = new Deployments(labs, this.#links);
    const shelves = { labs, servers: this.#shelf, inventories: this.#inventories };
    const logins = new RememberedLogins({ store, questions, secrets: this.#secrets });
    this.places = new Places({ ...shelves, outside, hostKeys, logins, links: this.#links });
  }

  servers(): Promise<ServerView[]> {
    return this.#shelf.list();
  }

  addServer(entry: ServerEntry): Promise<string> {
    return this.#shelf.add(entry);
  }

  async changeServer(server: string, change: ServerChange): Promise<void> {
    await this.#shelf.change(server, change);
    await this.#links.forget(this.#shelf.find(server).id);
  }

  async removeServer(server: string): Promise<void> {
    const { id } = this.#shelf.find(server);
    this.#shelf.remove(id);
    await this.#links.forget(id);
  }

  testServer(server: string | ServerEntry): Promise<ServerTest> {
    return this.#links.test(server);
  }

  async projects(server: string): Promise<ProjectView[]> {
    return await (await this.#links.reach(server)).projects();
  }

  async openProject(server: string, project: string): Promise<string> {
    const place = await this.places.stored({ kind: 'server', server, project });
    if (place.kind !== 'server') throw new Error('a project is on a server');
    const { name, text } = place.topology;
    const files = { [name]: text };
    const { store } = this.parts;
    return store.createAttempt({ lab: sandboxLab, labVersion: 0, files, seed: undefined, place, step: undefined }).id;
  }

  async removeProject(server: string, project: string): Promise<void> {
    await (await this.#links.reach(server)).remove(project);
  }

  planDeployment(server: string, source: DeploymentSource): Promise<DeploymentPlan> {
    return this.deployments.plan(server, this.deployments.of(source));
  }

  onDeployment(request: DeploymentRequest, listener: (event: DeploymentEvent) => void): Stop {
    let isHeard = true;
    void this.deployments.run(request, (event) => {
      if (isHeard) listener(event);
    });
    return () => (isHeard = false);
  }

  inventories(): Promise<InventoryView[]> {
    return this.#inventories.list();
  }

  async readInventory(file: { name: string; text: string }): Promise<InventoryReport> {
    const { format, inventory, diagnostics } = await this.#inventories.read(file);
    const { name, devices } = inventory;
    return { name, format, devices: devices.map(deviceView), diagnostics: [...diagnostics] };
  }

  addInventory(entry: InventoryEntry): Promise<string> {
    return this.#inventories.put(entry);
  }

  /** An inventory called as its file is, with the variables that lie beside that. It takes the place of the one that the same file was read as before. */
  async inventoryFrom(name: string, text: string): Promise<ListedInventory> {
    const folder = path.dirname(path.resolve(name));
    const companion = (inside: string): string | undefined => readBelow(folder, inside);
    const { inventory, diagnostics } = await this.#inventories.read({ name, text, companion });
    const id = this.parts.store.inventories.find(name)?.id ?? randomUUID();
    return { id: await this.#inventories.keep({ ...inventory, name }, 'memory', id), diagnostics };
  }

  async changeInventory(inventory: string, entry: InventoryEntry): Promise<void> {
    await this.#inventories.put(entry, this.#inventories.glance(inventory).id);
  }

  removeInventory(inventory: string): Promise<void> {
    return Promise.resolve().then(() => this.#inventories.remove(inventory));
  }

  async serialPorts(): Promise<SerialPortView[]> {
    try {
      return await this.parts.outside.serialPorts();
    } catch (error) {
      // What is wrong with one is said when it is opened; a list of them is a help and no more.
      if (error instanceof Error) return [];
      throw error;
    }
  }

  binding(lab: string, place: Place): Promise<BindingView> {
    return this.places.binding(lab, place);
  }

  secrets(): Promise<SecretsView> {
    const { state, by } = this.#secrets.vault;
    return Promise.resolve({ state, by });
  }

  async unlockSecrets(passphrase: string): Promise<void> {
    await this.#secrets.vault.unlock(passphrase);
  }

  onQuestion(listener: (event: QuestionEvent) => void): Stop {
    return this.questions.listen(listener);
  }

  answer(question: number, answer: Answer): Promise<void> {
    return Promise.resolve().then(() => this.questions.answer(question, answer));
  }

  close(): Promise<void> {
    return this.#links.close();
  }
}
