/** show inventory [raw | oid]: the parts of the machine, two lines each. */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, keeps, parseRecords, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { named } from '../values.ts';

export interface InventoryPart extends Sourced {
  name: string;
  description: string;
  /** Absent for what has none. */
  product?: string;
  version?: string;
  serial?: string;
  others?: string[];
}

const TABLE = new RuleTable<Records<InventoryPart>>([
  begins<InventoryPart, [string, string]>(
    /^NAME: ?"?([^"]{0,200}?)"? ?, ?DESCR: ?"?([^"]{0,200}?)"?$/i,
    ([name, description]) => ({ name: name.trim(), description: description.trim() }),
  ),
  says<InventoryPart, [string, string | undefined, string | undefined]>(
    /^PID: ?([^,]{0,80}?)\s*, ?VID: ?([^,]{0,80}?)\s*, ?SN: ?(.{0,80})$/i,
    ([product, version, serial]) => ({
      product: named(product),
      version: named(version),
      serial: named(serial),
    }),
  ),
  keeps<InventoryPart>(),
]);

export function parseShowInventory(text: string): Parsed<InventoryPart> {
  return parseRecords(text, TABLE, ({ at, others }) => at['product'] === undefined && at['serial'] === undefined && at['version'] === undefined && others === undefined); // prettier-ignore
}
