import { describe, expect, it } from 'vitest';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { TopologyImport } from '../../../src-renderer/state/topology-import.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

const picked = (name: string, size = 2) => ({
  name,
  size,
  text: () => Promise.resolve('{}'),
  arrayBuffer: () => Promise.resolve(new TextEncoder().encode('{}').buffer),
});

function anImport(): TopologyImport {
  return new TopologyImport(pretendLaboratory().laboratory, new Notices());
}

describe('a topology file on its way in', () => {
  it('is read, reported and tried out', async () => {
    const topologyImport = anImport();
    await topologyImport.file.read(picked('office.gns3'));
    const { state } = topologyImport.file;
    expect(state.kind === 'read' && state.report.nodes).toHaveLength(6);
    expect(await topologyImport.tryOut()).toBe('new-1');
    expect(topologyImport.file.state.kind).toBe('closed');
  });

  it('is refused with what the engine says', async () => {
    const topologyImport = anImport();
    await topologyImport.file.read(picked('bad.gns3'));
    const { state } = topologyImport.file;
    expect(state.kind === 'refused' && state.trouble).toMatchObject({
      message: 'This is a GNS3 1.5 project, revision 4: not yet.',
      diagnostics: [{ path: 'revision', line: 3 }],
    });
    expect(await topologyImport.tryOut()).toBeUndefined();
  });

  it('is told apart from a file that lists devices', async () => {
    const topologyImport = anImport();
    expect(await topologyImport.isInventory(picked('testbed.yaml'))).toBe(true);
    expect(await topologyImport.isInventory(picked('bad.yaml'))).toBe(false);
  });

  it('is not even read when it is larger than any topology', async () => {
    const topologyImport = anImport();
    await topologyImport.file.read(picked('film.gns3', 17 * 1024 * 1024));
    const { state } = topologyImport.file;
    expect(state.kind === 'refused' && state.trouble.message).toBe(
      'The file has 17 MB. QuickMode reads files of at most 16 MB.',
    );
  });

  it('stays closed when it was closed while it was read', async () => {
    const topologyImport = anImport();
    const reading = topologyImport.file.read(picked('office.gns3'));
    topologyImport.file.close();
    await reading;
    expect(topologyImport.file.state.kind).toBe('closed');
  });
});
