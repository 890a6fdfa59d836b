/**
 * SQLite, synchronously, by `libsql`: the one file that knows the binding. Its traps (version 0.5.29) end here:
 * a boolean, or a lone object in place of the list of parameters, aborts the process; a missing parameter is NULL and
 * one too many is dropped in silence, and so is NaN; blobs come back in three shapes; text is cut at U+0000 when it is
 * read (select such a column as BLOB); `close` leaves the file open until its statements are collected
 * (tursodatabase/libsql-js#228), so it must not be relied on to release anything.
 */
import { pathToFileURL } from 'node:url';
import Libsql from 'libsql';
import { storageFailure } from './storage-failure.ts';

export type Parameter = string | number | boolean | Uint8Array | null;
export type Value = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, Value>>;

interface Prepared {
  statement: Libsql.Statement;
  parameters: number;
}

export interface OpenOptions {
  /** "read" never writes, not even the schema, and fails where there is no file. */
  mode: 'write' | 'read';
  /** How long to wait, in milliseconds, blocking, while another connection holds what we need. */
  patience: number;
}

/** One connection. Everything it throws is a Failure about the file, or a bug. */
export class Sqlite {
  readonly #connection: Libsql.Database;
  readonly #prepared = new Map<string, Prepared>();
  #isOpen = true;

  constructor(
    readonly path: string,
    { mode, patience }: OpenOptions,
  ) {
    // The binding has no flag to open a file for reading; SQLite's URI has one.
    const name = mode === 'read' ? `${pathToFileURL(path).href}?mode=ro` : path;
    this.#connection = this.#guard(() => new Libsql(name, { timeout: patience }));
  }

  /** Several statements without parameters. Leaves no statement behind. */
  execute(sql: string): void {
    this.#assertOpen();
    this.#guard(() => this.#connection.exec(sql));
  }

  run(sql: string, parameters: readonly Parameter[] = []): void {
    this.#guard(() => this.#prepare(sql, parameters).run(parameters.map(bindable)));
  }

  all(sql: string, parameters: readonly Parameter[] = []): Row[] {
    const rows = this.#guard(() => this.#prepare(sql, parameters).all(parameters.map(bindable)));
    return rows.map((row) => rowOf(row as object));
  }

  first(sql: string, parameters: readonly Parameter[] = []): Row | undefined {
    return this.all(sql, parameters)[0];
  }

  /** The first column of the first row, as PRAGMA and aggregates give it. */
  value(sql: string, parameters: readonly Parameter[] = []): Value {
    return Object.values(this.first(sql, parameters) ?? {})[0] ?? null;
  }

  /** All of `work` or nothing of it, and nobody else writes meanwhile. It is on the disk when this returns. */
  transaction<T>(work: () => T): T {
    this.execute('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.execute('COMMIT');
      return result;
    } catch (error) {
      // A full disk has already rolled it back.
      if (this.#connection.inTransaction) this.execute('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#prepared.clear();
    this.#connection.close();
  }

  #prepare(sql: string, given: readonly Parameter[]): Libsql.Statement {
    this.#assertOpen();
    let prepared = this.#prepared.get(sql);
    if (!prepared) {
      prepared = { statement: this.#connection.prepare(sql), parameters: sql.split('?').length - 1 };
      this.#prepared.set(sql, prepared);
    }
    if (prepared.parameters !== given.length)
      throw new Error(`${given.length} parameters for the ${prepared.parameters} of: ${sql}`);
    return prepared.statement;
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error(`the database ${this.path} is closed`);
  }

  #guard<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw storageFailure(error, this.path);
    }
  }
}

function bindable(parameter: Parameter): string | number | Uint8Array | null {
  if (typeof parameter === 'boolean') return parameter ? 1 : 0;
  if (typeof parameter === 'number' && !Number.isFinite(parameter)) throw new Error(`cannot store ${parameter}`);
  return parameter;
}

function rowOf(row: object): Row {
  const values = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Value),
  ]);
  return Object.fromEntries(values) as Row;
}
