/** The program without a host: every part built, joined, and ended together. */
import { randomBytes } from 'node:crypto';
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
import { assertBuiltin } from './builtin-roles.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import type { LabIndex } from './lab-index.ts';
import { LabShelf } from './lab-shelf.ts';
import type { Reach } from './attempt-routers.ts';
import { OpenClasses } from './open-classes.ts';
import { OpenLaboratory } from './open-laboratory.ts';
import type { EngineParts } from './parts.ts';
import type { Deployments } from './servers/deployments.ts';
import type { KeptBeginnings } from './servers/kept-beginnings.ts';
import { OpenServers } from './servers/open-servers.ts';
import type { Outside } from './servers/outside.ts';
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
  readonly laboratory: Laboratory;
  readonly #attempts: OpenLaboratory;
  readonly #servers: OpenServers;

  /** @throws Failure when the data folder or the database in it cannot be used */
  constructor({ home, labFolders, labIndex = {}, launch, ...options }: EngineOptions) {
    makeDataFolder(home);
    this.store = openStore(path.join(home, databaseName));
    this.labs = new LabShelf(labFolders, labIndex);
    this.launch = launch;
    const { outside = theOutside, keychain } = options;
    const passphrase = new PassphraseVault(this.store);
    const { vault = keychain ? new SystemVault(keychain, passphrase) : passphrase } = options;
    this.#servers = new OpenServers({ store: this.store, labs: this.labs, outside, vault });
    this.#attempts = new OpenLaboratory(this);
    this.laboratory = {
      ...callsOf(this.#attempts, attemptCalls),
      ...callsOf(this.#servers, serversCalls),
      ...callsOf(new OpenClasses(this), classesCalls),
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
   * @returns the inventory's id
   */
  inventoryFrom(name: string, text: string): Promise<string> {
    return this.#servers.inventoryFrom(name, text);
  }

  begin(lab: string, seed: string | undefined, place: StoredPlace = { kind: 'builtin' }): Attempt {
    const { files, folder } = this.labs.find(lab);
    const elsewhere = elsewhereOf(place);
    const what = elsewhere ? `The lab ${lab} in ${elsewhere.where}` : `The lab in ${folder}`;
    const exercise = exerciseOrFailure(files, what, { seed, elsewhere });
    if (place.kind === 'builtin') assertBuiltin(exercise);
    const { id, version, steps, broken } = exercise;
    const step = steps[0]?.id;
    // Nobody shall know beforehand what is to be mended.
    const drawn = seed ?? (broken ? randomBytes(4).toString('hex') : undefined);
    return this.store.createAttempt({ lab: id, labVersion: version, files, seed: drawn, place, step });
  }

  async close(): Promise<void> {
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
