import { describe, expect, it } from 'vitest';
import { InventoryList } from '../../../src-renderer/state/inventory-list.svelte.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

const picked = (name: string, size = 2) => ({
  ...{ name, size, text: () => Promise.resolve('devices: {}') },
  arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)),
});

async function aList(): Promise<InventoryList> {
  const inventories = new InventoryList(pretendLaboratory().laboratory, new Notices());
  await inventories.load();
  return inventories;
}

describe('inventories', () => {
  it('are read from a file, reported, and kept when the user wants it', async () => {
    const inventories = await aList();
    await inventories.file.read(picked('testbed.yaml'));
    const file = inventories.file.state;
    if (file.kind !== 'read') throw new Error('the file should have been read');
    expect(file.report).toMatchObject({ format: 'pyats', devices: [{}, {}, {}, { name: 'rack-r4' }] });
    expect(inventories.inventories).toHaveLength(1);
    await inventories.keep(undefined, { kind: 'file', ...file.file, remember: 'memory' });
    expect(inventories.inventories).toHaveLength(2);
  });

  it('say what a file is that lists no devices', async () => {
    const inventories = await aList();
    await inventories.file.read(picked('bad.yaml'));
    expect(inventories.file.state).toMatchObject({
      kind: 'refused',
      trouble: { message: 'bad.yaml is a Dockerfile, which lists no devices.' },
    });
    inventories.file.close();
    expect(inventories.file.state.kind).toBe('closed');
  });

  it('do not send what is larger than any inventory', async () => {
    const inventories = await aList();
    await inventories.file.read(picked('film.yaml', 17 * 1024 * 1024));
    expect(inventories.file.state).toMatchObject({
      trouble: { message: 'The file has 17 MB. QuickMode reads files of at most 16 MB.' },
    });
  });

  it('are gone when they were removed', async () => {
    const inventories = await aList();
    await inventories.remove('rack');
    expect(inventories.inventories).toEqual([]);
  });
});
