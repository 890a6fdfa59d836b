/** One learner's way through one lab, with the lab as it was when it began. */
import { Failure } from '../base/errors.ts';
import { attemptId } from './attempt-id.ts';
import { canonicalText, contentHash, type Files } from './content-hash.ts';
import { jsonOf, numberOf, optionalTextOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';
import type { Environs } from './environs.ts';

/** Where the routers of an attempt are, and how the roles of its lab are bound there. Nothing of it is secret. */
export type StoredPlace =
  | { kind: 'builtin' }
  | {
      kind: 'server';
      /** Its id, its name when the attempt began, and its kind. */
      server: string;
      serverName: string;
      serverKind: 'gns3' | 'cml';
      /** The project's id and its name. */
      project: string;
      projectName: string;
      bind: Bind;
      /** The project as it was read from the server when the attempt began. */
      topology: { name: string; text: string };
    }
  | {
      kind: 'inventory';
      inventory: string;
      inventoryName: string;
      bind: Bind;
      /** Its devices when the attempt began. */
      devices: { name: string; platform: string }[];
    };

/** For roles: the node, and the router's own names of the lab's interfaces. */
export type Bind = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Attempt {
  id: string;
  lab: string;
  labVersion: number;
  /** Of the lab's files, see `contentHash`. */
  contentHash: string;
  seed: string | undefined;
  place: StoredPlace;
  /** ISO 8601, UTC, as `lastUsed`. */
  created: string;
  lastUsed: string;
  /** The id of the step that the learner is at. */
  step: string | undefined;
}

export interface NewAttempt {
  lab: string;
  labVersion: number;
  /** The lab's files, all of them: the attempt keeps its own copy. */
  files: Files;
  seed: string | undefined;
  /** Built-in routers when left out. */
  place?: StoredPlace;
  step: string | undefined;
}

export class AttemptReader {
  constructor(private readonly database: Sqlite) {}

  /** The last used first. */
  list(): Attempt[] {
    return this.database.all('SELECT * FROM attempt ORDER BY last_used DESC, id DESC').map(attemptOfRow);
  }

  /**
   * @param name the attempt's id, or its last four characters where no other attempt has the same
   * @throws Failure unknown-attempt, ambiguous-attempt
   */
  get(name: string): Attempt {
    const wanted = name.toLowerCase();
    const rows = this.database.all('SELECT * FROM attempt WHERE id = ? OR substr(id, -4) = ?', [wanted, wanted]);
    const [row, other] = rows;
    if (!row) throw unknownAttempt(name);
    if (other) {
      const ids = rows.map((one) => textOf(one, 'id')).join(', ');
      throw new Failure('bad-input', 'ambiguous-attempt', `Several attempts end in ${name}: give one of ${ids}.`);
    }
    return attemptOfRow(row);
  }

  has(id: string): boolean {
    return this.database.first('SELECT 1 FROM attempt WHERE id = ?', [id]) !== undefined;
  }

  /** The attempt's own copy of the lab. */
  files(id: string): Files {
    const row = this.database.first(
      'SELECT CAST(files AS BLOB) AS files FROM content JOIN attempt ON content = hash WHERE id = ?',
      [id],
    );
    if (!row) throw unknownAttempt(id);
    return jsonOf(row, 'files') as Files;
  }
}

export function createAttempt(database: Sqlite, given: NewAttempt, environs: Environs): Attempt {
  const now = environs.now();
  const hash = contentHash(given.files);
  return database.transaction(() => {
    const id = freeId(database, now, environs);
    const { lab, labVersion, seed, place = { kind: 'builtin' }, step } = given;
    database.run('INSERT INTO content VALUES (?, ?) ON CONFLICT DO NOTHING', [hash, canonicalText(given.files)]);
    database.run('INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      ...[id, lab, labVersion, hash, seed ?? null, backendOf(place)],
      ...[now.toISOString(), now.toISOString(), step ?? null, JSON.stringify(place)],
    ]);
    const created = now.toISOString();
    return { id, lab, labVersion, contentHash: hash, seed, place, created, lastUsed: created, step };
  });
}

/** The only way in which evidence, verdicts and journal lines ever go: all that the attempt has, at once. */
export function removeAttempt(database: Sqlite, id: string): void {
  database.transaction(() => {
    database.run('INSERT INTO removal VALUES (?)', [id]);
    for (const table of ['evidence', 'verdict', 'journal'])
      database.run(`DELETE FROM ${table} WHERE attempt = ?`, [id]);
    database.run('DELETE FROM attempt WHERE id = ?', [id]);
    database.run('DELETE FROM removal WHERE attempt = ?', [id]);
    database.run('DELETE FROM content WHERE hash NOT IN (SELECT content FROM attempt)');
  });
}

export function unknownAttempt(name: string): Failure {
  return new Failure('bad-input', 'unknown-attempt', `There is no attempt ${name}.`);
}

function freeId(database: Sqlite, now: Date, { dice }: Environs): string {
  const attempts = new AttemptReader(database);
  for (let tries = 0; tries < 1000; tries++) {
    const id = attemptId(now, dice);
    if (!attempts.has(id)) return id;
  }
  throw new Error('no free attempt id found: the dice repeat themselves');
}

/** For whoever looks into the file: "builtin", "gns3", "cml", "inventory". */
function backendOf(place: StoredPlace): string {
  return place.kind === 'server' ? place.serverKind : place.kind;
}

function attemptOfRow(row: Row): Attempt {
  return {
    id: textOf(row, 'id'),
    lab: textOf(row, 'lab'),
    labVersion: numberOf(row, 'lab_version'),
    contentHash: textOf(row, 'content'),
    seed: optionalTextOf(row, 'seed'),
    place: jsonOf(row, 'place') as StoredPlace,
    created: textOf(row, 'created'),
    lastUsed: textOf(row, 'last_used'),
    step: optionalTextOf(row, 'step'),
  };
}
