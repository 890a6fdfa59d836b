/**
 * The store: attempts and all that is kept of them, in one SQLite file. Everything is synchronous, and what a call has
 * written is on the disk when it returns. Anybody may read; to write to an attempt one must be its one writer.
 *
 * Statements are written out in SQL, each beside the type of its rows: a query builder (kysely) would be asynchronous
 * in front of a synchronous driver, and costs more start time than it saves lines in some thirty statements.
 */
import { Disposables, type Stop } from '../base/disposable.ts';
import {
  AttemptReader,
  createAttempt,
  removeAttempt,
  unknownAttempt,
  type Attempt,
  type NewAttempt,
} from './attempts.ts';
import { AttemptWriter } from './attempt-writer.ts';
import { AnswerReader } from './answers.ts';
import { BeginningReader } from './beginnings.ts';
import {
  ClassReader,
  createGrading,
  endGrading,
  removeGrading,
  setStudent,
  submit,
  type ClassGrading,
  type NewGrading,
  type StudentChange,
} from './classes.ts';
import { DeviceLoginReader, putDeviceLogin } from './device-logins.ts';
import { realEnvirons, type Environs } from './environs.ts';
import { EvidenceReader } from './evidence.ts';
import { HintReader } from './hints.ts';
import { InstallationReader, installationOrNew, setInstallation } from './installation.ts';
import { InventoryReader, putInventory, removeInventory, type StoredInventory } from './inventories.ts';
import { JournalReader } from './journal.ts';
import { KnownHostReader, trustHost, type KnownHost } from './known-hosts.ts';
import { lockFile, takeLock } from './file-lock.ts';
import { beHasty, openToRead, openToWrite } from './open-database.ts';
import { putServer, removeServer, ServerReader, type StoredServer } from './servers.ts';
import type { Sqlite } from './sqlite.ts';
import { VerdictReader } from './verdicts.ts';
import { forgetLock, takeWriterLock } from './writer-lock.ts';

/** All that can be read. */
export interface StoreReader {
  readonly path: string;
  readonly attempts: AttemptReader;
  readonly evidence: EvidenceReader;
  readonly verdicts: VerdictReader;
  readonly journal: JournalReader;
  readonly hints: HintReader;
  readonly answers: AnswerReader;
  readonly installation: InstallationReader;
  readonly servers: ServerReader;
  readonly inventories: InventoryReader;
  readonly knownHosts: KnownHostReader;
  readonly deviceLogins: DeviceLoginReader;
  readonly beginnings: BeginningReader;
  readonly classes: ClassReader;
  close(): void;
}

export interface Store extends StoreReader {
  createAttempt(given: NewAttempt): Attempt;
  /** @throws Failure attempt-busy while somebody writes to it; as `attempts.get` */
  removeAttempt(name: string): void;
  /** @throws Failure attempt-busy while somebody else writes to it; as `attempts.get` */
  writeTo(name: string): AttemptWriter;
  setInstallation(key: string, value: string): void;
  /** The installation's value, made now where there is none. */
  installationOrNew(key: string, make: () => string): string;
  /** Adds a server, or changes the one with that id. @throws Failure name-taken */
  putServer(server: StoredServer): void;
  removeServer(id: string): void;
  /** Adds an inventory, or changes the one with that id. @throws Failure name-taken */
  putInventory(inventory: StoredInventory): void;
  removeInventory(id: string): void;
  trustHost(host: KnownHost): void;
  /** @param place the id of a server or an inventory @param sealed never in clear */
  putDeviceLogin(place: string, node: string, sealed: Uint8Array): void;
  createGrading(given: NewGrading): ClassGrading;
  /** What is not named of the student becomes nothing. */
  setStudent(grading: string, student: string, change: StudentChange): void;
  endGrading(grading: string): void;
  removeGrading(grading: string): void;
  /** What an attempt's routers start with, by node, in place of the lab's start configurations. */
  submit(attempt: string, configurations: Readonly<Record<string, string>>): void;
  /**
   * What is written until then survives this process, though perhaps not the machine: a power cut may take the last of
   * it. For much that can be made again; every write to the disk waits for nobody then.
   */
  beHasty(): Stop;
  /** One process at a time grades a class. Undefined while another one does; else what lets go of it. */
  holdGrading(grading: string): Stop | undefined;
}

/**
 * Opens the file, creates it with its folder where there is none, and brings an older one up to date.
 *
 * @throws Failure, with the file as it was, when it cannot be written, is damaged, newer, or not ours
 */
export function openStore(file: string, environs: Environs = realEnvirons): Store {
  const database = openToWrite(file);
  const open = new Disposables();
  open.add(() => closeFolded(database));
  const readers = readersOf(database);
  return {
    ...readers,
    createAttempt: (given) => createAttempt(database, given, environs),
    removeAttempt(name) {
      const writer = openWriter(database, name, environs);
      try {
        removeAttempt(database, writer.attempt);
      } finally {
        writer.release();
      }
      forgetLock(database, writer.attempt);
    },
    writeTo(name) {
      const writer = openWriter(database, name, environs);
      open.add(() => writer.release());
      return writer;
    },
    setInstallation: (key, value) => setInstallation(database, key, value),
    installationOrNew: (key, make) => installationOrNew(database, key, make),
    putServer: (server) => putServer(database, server),
    removeServer: (id) => removeServer(database, id),
    putInventory: (inventory) => putInventory(database, inventory),
    removeInventory: (id) => removeInventory(database, id),
    trustHost: (host) => trustHost(database, host, environs.now()),
    putDeviceLogin: (place, node, sealed) => putDeviceLogin(database, place, node, sealed),
    ...gradingsIn(database, environs),
    close: () => open.dispose(),
  };
}

type Gradings = Pick<
  Store,
  'createGrading' | 'setStudent' | 'endGrading' | 'removeGrading' | 'submit' | 'beHasty' | 'holdGrading'
>;

function gradingsIn(database: Sqlite, environs: Environs): Gradings {
  return {
    createGrading: (given) => createGrading(database, given, environs),
    setStudent: (grading, student, change) => setStudent(database, grading, student, change),
    endGrading: (grading) => endGrading(database, grading, environs.now()),
    removeGrading: (grading) => removeGrading(database, grading),
    submit: (attempt, configurations) => submit(database, attempt, configurations),
    beHasty: () => beHasty(database),
    holdGrading: (grading) => takeLock(lockFile(database.path, `class-${grading}`), 0),
  };
}

/**
 * Opens the file to read only, also while others write to it.
 *
 * @throws Failure no-database where there is no file, older-database before a program that writes has updated it
 */
export function readStore(file: string): StoreReader {
  const database = openToRead(file);
  return { ...readersOf(database), close: () => database.close() };
}

/** Folds the log into the file first. A reader that is in the way leaves that to the next one. */
function closeFolded(database: Sqlite): void {
  try {
    database.execute('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function openWriter(database: Sqlite, name: string, environs: Environs): AttemptWriter {
  const attempts = new AttemptReader(database);
  const { id } = attempts.get(name);
  const release = takeWriterLock(database, id, environs.now());
  // Whoever held the lock until now may have removed the attempt.
  if (attempts.has(id)) return new AttemptWriter(id, database, environs, release);
  release();
  throw unknownAttempt(name);
}

function readersOf(database: Sqlite): Omit<StoreReader, 'close'> {
  return {
    path: database.path,
    attempts: new AttemptReader(database),
    evidence: new EvidenceReader(database),
    verdicts: new VerdictReader(database),
    journal: new JournalReader(database),
    hints: new HintReader(database),
    answers: new AnswerReader(database),
    installation: new InstallationReader(database),
    servers: new ServerReader(database),
    inventories: new InventoryReader(database),
    knownHosts: new KnownHostReader(database),
    deviceLogins: new DeviceLoginReader(database),
    beginnings: new BeginningReader(database),
    classes: new ClassReader(database),
  };
}
