/** The schema, as the numbered steps that lead to it. SQLite's `user_version` is the number of steps taken. */
import { Failure } from '../base/errors.ts';
import { attempts } from './migrations/001-attempts.ts';
import { servers } from './migrations/002-servers.ts';
import { sealedBeginnings } from './migrations/003-sealed-beginnings.ts';
import { serverConsoles } from './migrations/004-server-consoles.ts';
import { answers } from './migrations/005-answers.ts';
import { classes } from './migrations/006-classes.ts';
import type { Sqlite } from './sqlite.ts';

export const migrations: readonly string[] = [attempts, servers, sealedBeginnings, serverConsoles, answers, classes];

/** "QckM": SQLite's `application_id`, which tells our file from another program's database. */
const applicationId = 0x51636b4d;

/**
 * Brings the schema up to the newest version. Every step is a transaction, so a process that is killed leaves a whole
 * version behind; of two processes that come together one waits for the other.
 *
 * @throws Failure, with the file as it was, when it belongs to a newer QuickMode or to another program
 */
export function migrate(database: Sqlite, steps: readonly string[] = migrations): void {
  for (let version = versionOf(database, steps); version < steps.length; version = versionOf(database, steps))
    database.transaction(() => takeStep(database, steps));
}

/** @throws Failure when the file belongs to a newer QuickMode or to another program */
export function assertOurs(database: Sqlite): void {
  versionOf(database, migrations);
}

/** @throws Failure as `assertOurs`, or when the schema is not the newest: a reader cannot bring it there */
export function assertNewest(database: Sqlite): void {
  if (versionOf(database, migrations) === migrations.length) return;
  const message = `${database.path} comes from an older QuickMode. Start an attempt with this one: it brings the file up to date.`;
  throw new Failure('bad-input', 'older-database', message);
}

function takeStep(database: Sqlite, steps: readonly string[]): void {
  // Read again: another process may have taken this step while we waited for the transaction.
  const version = versionOf(database, steps);
  const step = steps[version];
  if (step === undefined) return;
  database.execute(step);
  database.execute(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1}`);
}

/** One statement, so that another process which brings the schema up to date is seen before or after, never halfway. */
const header = `SELECT
  (SELECT user_version FROM pragma_user_version) AS version,
  (SELECT application_id FROM pragma_application_id) AS application,
  (SELECT count(*) FROM sqlite_schema) AS entries`;

function versionOf(database: Sqlite, steps: readonly string[]): number {
  const { version = 0, application, entries } = database.first(header) ?? {};
  if (application !== applicationId && (version !== 0 || entries !== 0))
    throw new Failure(
      'bad-input',
      'foreign-database',
      `${database.path} is another program's database and was left as it is. Set QUICKMODE_HOME to another folder.`,
    );
  if (Number(version) > steps.length)
    throw new Failure(
      'bad-input',
      'newer-database',
      `${database.path} was written by a newer QuickMode (schema ${Number(version)}, this one knows ${steps.length}) and was left as it is. Start the newer one, or set QUICKMODE_HOME to another folder.`,
    );
  return Number(version);
}
