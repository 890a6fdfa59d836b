import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Sqlite } from '../../src-main/storage/sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('the SQLite adapter', () => {
  const open = (file = path.join(temporaryFolder(), 'x.db')): Sqlite =>
    new Sqlite(file, { mode: 'write', patience: 0 });

  function withTable(): Sqlite {
    const database = open();
    database.execute('CREATE TABLE t (a TEXT, b BLOB, c INTEGER, d REAL) STRICT');
    return database;
  }

  it('gives back what it was given, blobs as Uint8Array, from the first row and from all', () => {
    const database = withTable();
    const bytes = Uint8Array.of(0, 1, 255);
    database.run('INSERT INTO t VALUES (?, ?, ?, ?)', ['é', bytes, 2 ** 53 - 1, 0.5]);
    database.run('INSERT INTO t VALUES (?, ?, ?, ?)', [null, Buffer.from(bytes), -1, 3]);
    expect(database.all('SELECT * FROM t')).toEqual([
      { a: 'é', b: bytes, c: 2 ** 53 - 1, d: 0.5 },
      { a: null, b: bytes, c: -1, d: 3 },
    ]);
    expect(database.first('SELECT b FROM t')).toEqual({ b: bytes });
    expect(database.value('SELECT count(*) FROM t')).toBe(2);
    expect(database.first('SELECT a FROM t WHERE c = ?', [7])).toBeUndefined();
    expect(database.value('SELECT a FROM t WHERE c = ?', [7])).toBeNull();
  });

  it('stores a boolean as 0 or 1, where the binding would abort the process', () => {
    const database = withTable();
    database.run('INSERT INTO t (c) VALUES (?), (?)', [true, false]);
    expect(database.all('SELECT c FROM t')).toEqual([{ c: 1 }, { c: 0 }]);
  });

  it('takes a lone blob as a parameter', () => {
    const database = withTable();
    database.run('INSERT INTO t (b) VALUES (?)', [Uint8Array.of(7)]);
    expect(database.value('SELECT hex(b) FROM t')).toBe('07');
  });

  it('keeps text whole across U+0000, and gives it whole when it is selected as BLOB', () => {
    const database = withTable();
    database.run('INSERT INTO t (a) VALUES (?)', ['a\u0000b']);
    expect(database.value('SELECT CAST(a AS BLOB) FROM t')).toEqual(Uint8Array.of(97, 0, 98));
  });

  it('refuses a wrong number of parameters, and numbers that SQLite would make NULL of', () => {
    const database = withTable();
    expect(() => database.run('INSERT INTO t (a) VALUES (?)')).toThrow('0 parameters for the 1');
    expect(() => database.run('INSERT INTO t (a) VALUES (?)', ['a', 'b'])).toThrow('2 parameters for the 1');
    expect(() => database.run('INSERT INTO t (d) VALUES (?)', [NaN])).toThrow('cannot store NaN');
  });

  it('undoes a transaction that throws, and goes on', () => {
    const database = withTable();
    const failing = (): void =>
      database.transaction(() => {
        database.run('INSERT INTO t (a) VALUES (?)', ['lost']);
        throw new Error('halfway');
      });
    expect(failing).toThrow('halfway');
    expect(database.transaction(() => database.value('SELECT count(*) FROM t'))).toBe(0);
  });

  it('says that the disk is full, keeps what was there, and goes on when there is room again', () => {
    const database = withTable();
    database.run('INSERT INTO t (a) VALUES (?)', ['first']);
    database.execute('PRAGMA max_page_count = 4');
    const fill = (): void =>
      database.transaction(() => database.run('INSERT INTO t (a) VALUES (?)', ['x'.repeat(50_000)]));
    expect(fill).toThrow(expect.objectContaining({ kind: 'bad-input', code: 'disk-full' }));
    expect(database.all('SELECT a FROM t')).toEqual([{ a: 'first' }]);
    database.execute('PRAGMA max_page_count = 1000');
    fill();
    expect(database.value('SELECT count(*) FROM t')).toBe(2);
  });

  it('says that another connection holds the file', () => {
    const database = withTable();
    const other = open(database.path);
    database.transaction(() => {
      expect(() => other.transaction(() => undefined)).toThrow(
        expect.objectContaining({ kind: 'busy', code: 'database-busy' }),
      );
    });
  });

  it('never writes through a connection that was opened to read, whatever the path looks like', () => {
    const file = path.join(temporaryFolder(), 'a?b#c %41.db');
    open(file).execute('CREATE TABLE t (a TEXT)');
    const reader = new Sqlite(file, { mode: 'read', patience: 0 });
    expect(reader.all('SELECT * FROM t')).toEqual([]);
    expect(() => reader.run('INSERT INTO t VALUES (?)', ['x'])).toThrow(expect.objectContaining({ code: 'read-only' }));
  });

  it('refuses work after the close, where the binding would go on', () => {
    const database = withTable();
    database.run('INSERT INTO t (a) VALUES (?)', ['x']);
    database.close();
    database.close();
    expect(() => database.run('INSERT INTO t (a) VALUES (?)', ['y'])).toThrow('is closed');
    expect(() => database.execute('SELECT 1')).toThrow('is closed');
  });

  it('lets a bug in a statement be seen as it is', () => {
    expect(() => open().all('SELECT nonsense')).toThrow('no such column');
  });
});
