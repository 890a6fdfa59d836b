/** Devices that are reached by their addresses, as their user has listed them. Their logins are sealed, all in one. */
import { Failure } from '../base/errors.ts';
import { bytesOrNothing, jsonOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';

export interface StoredInventory {
  id: string;
  /** Unique, whatever its case. */
  name: string;
  /** Whatever can be JSON, without a secret in it. */
  devices: unknown;
  sealed: Uint8Array | undefined;
}

export class InventoryReader {
  constructor(private readonly database: Sqlite) {}

  list(): StoredInventory[] {
    return this.database.all('SELECT * FROM inventory ORDER BY name').map(inventoryOfRow);
  }

  /** @param name its id or its name @throws Failure unknown-inventory */
  get(name: string): StoredInventory {
    const found = this.find(name);
    if (found) return found;
    const names = this.list().map((one) => one.name);
    const there = names.length > 0 ? `There are: ${names.join(', ')}.` : 'There are none yet.';
    throw new Failure('bad-input', 'unknown-inventory', `There is no inventory "${name}". ${there}`);
  }

  find(name: string): StoredInventory | undefined {
    const row = this.database.first('SELECT * FROM inventory WHERE id = ? OR name = ?', [name, name]);
    return row && inventoryOfRow(row);
  }
}

/** Adds it, or changes the one with that id. @throws Failure name-taken */
export function putInventory(database: Sqlite, { id, name, devices, sealed }: StoredInventory): void {
  database.transaction(() => {
    if (database.first('SELECT 1 FROM inventory WHERE name = ? AND id <> ?', [name, id]))
      throw new Failure('bad-input', 'name-taken', `There is an inventory "${name}" already: choose another name.`);
    const sql = `INSERT INTO inventory VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, devices = excluded.devices, sealed = excluded.sealed`;
    database.run(sql, [id, name, JSON.stringify(devices), sealed ?? null]);
  });
}

export function removeInventory(database: Sqlite, id: string): void {
  database.transaction(() => {
    database.run('DELETE FROM device_login WHERE place = ?', [id]);
    database.run('DELETE FROM inventory WHERE id = ?', [id]);
  });
}

function inventoryOfRow(row: Row): StoredInventory {
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'name'),
    devices: jsonOf(row, 'devices'),
    sealed: bytesOrNothing(row, 'sealed'),
  };
}
