/** show inventory [N] */
import type { Parsed, Sourced } from '../parsed.ts';
import { begins, parseRecords, says, type Records } from '../records.ts';
import { RuleTable } from '../rules.ts';
import { named } from '../values.ts';

export interface InventoryPart extends Sourced {
  name: string;
  description?: string;
  productId?: string;
  version?: string;
  serialNumber?: string;
}

const TABLE = new RuleTable<Records<InventoryPart>>([
  begins<InventoryPart, [string, string]>(/^Name: ?"([^"]*)", ?DESCR: ?"([^"]*)"$/i, ([name, description]) => ({
    name,
    description: description.trim(),
  })),
  says<InventoryPart, [string | undefined, string | undefined, string | undefined]>(
    /^PID: ?([^,]*),? ?VID: ?([^,]*),? ?SN: ?(.*)$/,
    ([productId, version, serialNumber]) => ({
      productId: named(productId),
      version: named(version),
      serialNumber: named(serialNumber),
    }),
  ),
]);

export function parseShowInventory(text: string): Parsed<InventoryPart> {
  return parseRecords(text, TABLE, ({ at }) => at['productId'] === undefined && at['serialNumber'] === undefined);
}
