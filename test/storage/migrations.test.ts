import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate, migrations } from '../../src-main/storage/migrations.ts';
import { Sqlite, type Row } from '../../src-main/storage/sqlite.ts';
import { openStore, readStore } from '../../src-main/storage/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('migrations', () => {
  const newFile = (): string => path.join(temporaryFolder(), 'quickmode.db');
  const open = (file: string): Sqlite => new Sqlite(file, { mode: 'write', patience: 1000 });
  const schemaOf = (database: Sqlite): Row[] => database.all('SELECT type, name, sql FROM sqlite_schema ORDER BY name');

  const versions = migrations.map((_, version) => version);
  it.each(versions)('lead from version %d to the same schema as from nothing', (version) => {
    const fresh = open(newFile());
    migrate(fresh);
    const older = open(newFile());
    migrate(older, migrations.slice(0, version));
    migrate(older);
    expect(schemaOf(older)).toEqual(schemaOf(fresh));
    expect(older.value('PRAGMA user_version')).toBe(migrations.length);
    expect(older.value('PRAGMA integrity_check')).toBe('ok');
    expect(older.all('PRAGMA foreign_key_check')).toEqual([]);
  });

  it('keep what was there, and happen once', () => {
    const database = open(newFile());
    migrate(database, [...migrations, 'CREATE TABLE later (a TEXT) STRICT']);
    database.run('INSERT INTO later VALUES (?)', ['x']);
    const steps = [...migrations, 'CREATE TABLE later (a TEXT) STRICT', 'ALTER TABLE later ADD COLUMN b TEXT'];
    migrate(database, steps);
    migrate(database, steps);
    expect(database.all('SELECT * FROM later')).toEqual([{ a: 'x', b: null }]);
  });

  it('leave the version before it behind where a step fails', () => {
    const database = open(newFile());
    const steps = [...migrations, 'CREATE TABLE later (a TEXT) STRICT; CREATE TABLE attempt (a TEXT)'];
    expect(() => migrate(database, steps)).toThrow('already exists');
    expect(database.value('PRAGMA user_version')).toBe(migrations.length);
    expect(database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'later'")).toBe(0);
  });

  it('refuse a database of a newer program and leave it untouched', () => {
    const file = newFile();
    const newer = open(file);
    migrate(newer, [...migrations, 'CREATE TABLE later (a TEXT) STRICT']);
    newer.close();
    const before = readFileSync(file);
    const refusal = expect.objectContaining({ kind: 'bad-input', code: 'newer-database' }) as Error;
    expect(() => openStore(file)).toThrow(refusal);
    expect(() => readStore(file)).toThrow(refusal);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("refuse another program's database and leave it untouched", () => {
    const file = newFile();
    const other = open(file);
    other.execute('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'foreign-database' }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('cannot be done by a reader, who says so', () => {
    const file = newFile();
    writeFileSync(file, '');
    expect(() => readStore(file)).toThrow(expect.objectContaining({ code: 'older-database' }));
    expect(readFileSync(file).length).toBe(0);
  });
});
