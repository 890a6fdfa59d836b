/** The program without a host: every part built, joined, and ended together. */
import path from 'node:path';
import { attemptCalls, type Laboratory } from '../api/contract/laboratory.ts';
import { classesCalls } from '../api/contract/classes.ts';
import { serversCalls } from '../api/contract/servers.ts';
import type { Simulator } from '../providers/builtin/builtin-provider.ts';
import type { Attempt, StoredPlace } from '../storage/attempts.ts';
import { makeDataFolder } from '../storage/data-folder.ts';
import { openStore, type Store } from '../storage/store.ts';
import type { Keychain } from '../storage/system-sealer.ts';
import { elsewhereOf } from './elsewhere-of.ts';
import { beginAttempt } from './begin-attempt.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import type { Grader } from './graders/grader-service.ts';
import type { LabIndex } from './lab-index.ts';
import { LabShelf } from './lab-shelf.ts';
import type { Reach } from './attempt-routers.ts';
import { OpenClasses } from './open-classes.ts';
import { OpenLaboratory } from './open-laboratory.ts';
import type { EngineParts } from './parts.ts';
import type { Deployments } from './servers/deployments.ts';
import type { KeptBeginnings } from './servers/kept-beginnings.ts';
import { OpenServers } from './servers/open-servers.ts';
import type { ListedInventory, Outside } from './servers/outside.ts';
import { PassphraseVault } from './servers/passphrase-vault.ts';
import type { Places } from './servers/places.ts';
import { theOutside } from './servers/the-outside.ts';
import { SystemVault } from './servers/system-vault.ts';
import type { Vault } from './servers/vault.ts';

export type { Keychain } from '../storage/system-sealer.ts';
export type { AttemptEvent, AttemptView, Laboratory, Stop } from '../api/contract/laboratory.ts';
export type {
  Answer,
  Bind,
  DeploymentPlan,
  Place,
  Question,
  ServerEntry,
  ServerTest,
} from '../api/contract/servers.ts';

export interface EngineOptions {
  /** The data folder; it is made where there is none. */
  home: string;
  /** Folders that hold lab folders. */
  labFolders: readonly string[];
  /** What is known of them without reading them. */
  labIndex?: LabIndex;
  /** Starts a simulator. */
  launch: () => Simulator;
  /** Starts a thread that grades pods of a class; this one grades them when it is left out. */
  recruit?: () => Grader;
  /** The ways to servers and devices; the real ones when left out. */
  outside?: Outside;
  /** What seals secrets; the keychain, or a passphrase where there is none, when left out. */
  vault?: Vault;
  /** This computer's own store of secrets. */
  keychain?: Keychain;
}

/** The file in the data folder. */
export const databaseName = 'quickmode.db';

export class Engine implements EngineParts {
  readonly labs: LabShelf;
  readonly store: Store;
  readonly launch: () => Simulator;
  readonly recruit: (() => Grader) | undefined;
  readonly laboratory: Laboratory;
  readonly #attempts: OpenLaboratory;
  readonly #classes: OpenClasses;
  readonly #servers: OpenServers;

  /** @throws Failure when the data folder or the database in it cannot be used */
  constructor({ home, labFolders, labIndex = {}, launch, ...options }: EngineOptions) {
    makeDataFolder(home);
    this.store = openStore(path.join(home, databaseName));
    this.labs = new LabShelf(labFolders, labIndex);
    this.launch = launch;
    this.recruit = options.recruit;
    const { outside = theOutside, keychain } = options;
    const passphrase = new PassphraseVault(this.store);
    const { vault = keychain ? new SystemVault(keychain, passphrase) : passphrase } = options;
    this.#servers = new OpenServers({ store: this.store, labs: this.labs, outside, vault });
    this.#attempts = new OpenLaboratory(this);
    this.#classes = new OpenClasses(this);
    this.laboratory = {
      ...callsOf(this.#attempts, attemptCalls),
      ...callsOf(this.#servers, serversCalls),
      ...callsOf(this.#classes, classesCalls),
      packetLength: async (question) => (await import('./packet-length.ts')).packetLength(question),
    };
  }

  get deployments(): Deployments {
    return this.#servers.deployments;
  }

  get places(): Places {
    return this.#servers.places;
  }

  get beginnings(): KeptBeginnings {
    return this.#servers.beginnings;
  }

  readonly reach: Reach = (place, topology) => this.#servers.places.open(place, topology);

  /**
   * Devices that a file lists, for one run of the program: their logins are in memory only.
   * @param name what the inventory is called from now on, and found again by
   */
  inventoryFrom(name: string, text: string): Promise<ListedInventory> {
    return this.#servers.inventoryFrom(name, text);
  }

  begin(lab: string, seed: string | undefined, place: StoredPlace = { kind: 'builtin' }): Attempt {
    const { files, folder } = this.labs.find(lab);
    const elsewhere = elsewhereOf(place);
    const what = elsewhere ? `The lab ${lab} in ${elsewhere.where}` : `The lab in ${folder}`;
    return beginAttempt(this.store, { exercise: exerciseOrFailure(files, what, { seed, elsewhere }), files, place });
  }

  async close(): Promise<void> {
    await this.#classes.close();
    await this.#attempts.close();
    await this.#servers.close();
    this.store.close();
  }
}

/** Methods of a service as an object of their own, so that several services are one to the other end of a port. */
function callsOf<S extends object, K extends keyof S>(service: S, names: readonly K[]): Pick<S, K> {
  const calls = names.map((name) => [name, (service[name] as (...args: unknown[]) => unknown).bind(service)]);
  return Object.fromEntries(calls) as Pick<S, K>;
}
