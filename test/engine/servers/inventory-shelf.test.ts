import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceEntry } from '../../../src-main/api/contract/servers.ts';
import type { InventoryDevice } from '../../../src-main/lab/inventory.ts';
import { InventoryShelf } from '../../../src-main/engine/servers/inventory-shelf.ts';
import { Questions } from '../../../src-main/engine/servers/questions.ts';
import { theOutside } from '../../../src-main/engine/servers/the-outside.ts';
import { Secrets } from '../../../src-main/engine/servers/vault.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { turnedVault } from './in-memory-vault.ts';

let workshop: Workshop;
let shelf: InventoryShelf;
beforeEach(() => {
  workshop = openWorkshop();
  shelf = new InventoryShelf(workshop.engine.store, new Secrets(turnedVault(), new Questions()), theOutside);
});
afterEach(() => workshop.end());

const r1: DeviceEntry = {
  ...{ name: 'R1', platform: 'ios', host: '192.0.2.1', protocol: 'ssh' },
  login: { username: 'admin', password: 'first', enablePassword: 'second' },
  jump: { host: '192.0.2.99', login: { username: 'jump', password: 'third' } },
};

/** The device as it is used once the inventory was changed to have this entry of it. */
async function changed(entry: DeviceEntry): Promise<InventoryDevice | undefined> {
  const common = { kind: 'typed', name: 'rack', remember: 'sealed' } as const;
  const id = await shelf.put({ ...common, devices: [r1] });
  await shelf.put({ ...common, devices: [entry] }, id);
  return (await shelf.get(id)).devices[0];
}

describe('an inventory that is changed', () => {
  it('keeps of a login what is not typed anew', async () => {
    const login = { username: 'jump', password: 'fourth' };
    const device = await changed({
      ...{ ...r1, host: '192.0.2.7', login: { username: 'root' } },
      jump: { host: '192.0.2.99', login: { password: 'fourth' } },
    });
    expect(device?.login).toEqual({ username: 'root', password: 'first', enablePassword: 'second' });
    expect(device?.jump).toEqual({ host: '192.0.2.99', login });
  });

  it('loses what is taken away', async () => {
    const emptied = await changed({ ...r1, login: { username: '', enablePassword: '' } });
    expect(emptied?.login).toEqual({ password: 'first' });
  });

  it('knows nothing of a device that has another name now', async () => {
    expect((await changed({ ...r1, name: 'R2', login: {} }))?.login).toEqual({});
  });
});
