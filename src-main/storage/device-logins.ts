/** How one logs in on devices behind a server's consoles, sealed. */
import { bytesOrNothing } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export class DeviceLoginReader {
  constructor(private readonly database: Sqlite) {}

  /** @param place the id of a server or an inventory @param node the node's name there */
  find(place: string, node: string): Uint8Array | undefined {
    const row = this.database.first('SELECT sealed FROM device_login WHERE place = ? AND node = ?', [place, node]);
    return row && bytesOrNothing(row, 'sealed');
  }
}

export function putDeviceLogin(database: Sqlite, place: string, node: string, sealed: Uint8Array): void {
  const sql =
    'INSERT INTO device_login VALUES (?, ?, ?) ON CONFLICT (place, node) DO UPDATE SET sealed = excluded.sealed';
  database.run(sql, [place, node, sealed]);
}
