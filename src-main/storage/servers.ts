/** The servers that a user has named. What is secret of them is sealed before it comes here. */
import { Failure } from '../base/errors.ts';
import { bytesOrNothing, optionalTextOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';

export interface StoredServer {
  id: string;
  kind: 'gns3' | 'cml';
  /** Unique, whatever its case. */
  name: string;
  url: string;
  certificate: string | undefined;
  consoles?: 'telnet' | 'websocket' | undefined;
  consolePort?: number | undefined;
  sealed: Uint8Array | undefined;
}

export class ServerReader {
  constructor(private readonly database: Sqlite) {}

  list(): StoredServer[] {
    return this.database.all('SELECT * FROM server ORDER BY name').map(serverOfRow);
  }

  /** @param name its id or its name @throws Failure unknown-server */
  get(name: string): StoredServer {
    const row = this.database.first('SELECT * FROM server WHERE id = ? OR name = ?', [name, name]);
    if (row) return serverOfRow(row);
    const names = this.list().map((one) => one.name);
    const there = names.length > 0 ? `There are: ${names.join(', ')}.` : 'No server has been added yet.';
    throw new Failure('bad-input', 'unknown-server', `There is no server "${name}". ${there}`);
  }
}

/** Adds it, or changes the one with that id. @throws Failure name-taken */
export function putServer(database: Sqlite, server: StoredServer): void {
  const { id, kind, name, url, certificate, sealed, consoles, consolePort } = server;
  database.transaction(() => {
    if (database.first('SELECT 1 FROM server WHERE name = ? AND id <> ?', [name, id]))
      throw new Failure('bad-input', 'name-taken', `There is a server called "${name}" already: choose another name.`);
    const sql = `INSERT INTO server VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, url = excluded.url, certificate = excluded.certificate, sealed = excluded.sealed,
      consoles = excluded.consoles, console_port = excluded.console_port`;
    const ways = [consoles ?? null, consolePort ?? null];
    database.run(sql, [id, kind, name, url, certificate ?? null, sealed ?? null, ...ways]);
  });
}

/** With the logins of the devices behind it. */
export function removeServer(database: Sqlite, id: string): void {
  database.transaction(() => {
    database.run('DELETE FROM device_login WHERE place = ?', [id]);
    database.run('DELETE FROM server WHERE id = ?', [id]);
  });
}

function consolesOf(row: Row): Pick<StoredServer, 'consoles' | 'consolePort'> {
  const [consoles, port] = [optionalTextOf(row, 'consoles'), row.console_port];
  const way = (['telnet', 'websocket'] as const).find((one) => one === consoles);
  return { ...(way && { consoles: way }), ...(typeof port === 'number' && { consolePort: port }) };
}

function serverOfRow(row: Row): StoredServer {
  return {
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind') === 'cml' ? 'cml' : 'gns3',
    name: textOf(row, 'name'),
    url: textOf(row, 'url'),
    certificate: optionalTextOf(row, 'certificate'),
    sealed: bytesOrNothing(row, 'sealed'),
    ...consolesOf(row),
  };
}
