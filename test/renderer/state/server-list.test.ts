import { describe, expect, it, vi } from 'vitest';
import type { Laboratory, ServerEntry } from '../../../src-main/api/contract/laboratory.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { ServerList } from '../../../src-renderer/state/server-list.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';
import { fingerprint } from '../pretend-servers.ts';

async function aList(changes: Partial<Laboratory> = {}) {
  const notices = new Notices();
  const servers = new ServerList({ ...pretendLaboratory().laboratory, ...changes }, notices);
  await servers.load();
  return { servers, notices };
}

const entry: ServerEntry = { kind: 'gns3', name: 'attic', url: 'http://192.0.2.77:3080', remember: 'memory' };

describe('the list of servers', () => {
  it('has those that are kept, and tests one when it is told to', async () => {
    const { servers, notices } = await aList();
    expect(servers.servers.map(({ name }) => name)).toEqual(['GNS3 at the office', 'Campus CML']);
    const testing = servers.test('office');
    expect(servers.testOf('office')).toEqual({ kind: 'testing' });
    await testing;
    expect(servers.testOf('office')).toMatchObject({ kind: 'reached', version: '2.2.54' });
    expect(notices.spoken).toBe('GNS3 at the office was reached.');
  });

  it('tests a server as soon as it is added', async () => {
    const { servers } = await aList();
    const id = await servers.add(entry);
    expect(servers.servers.map(({ name }) => name)).toContain('attic');
    expect(servers.testOf(id)).toEqual({ kind: 'testing' });
  });

  it('takes a call that fails for a test that fails', async () => {
    const { servers } = await aList({ testServer: () => Promise.reject(new Error('no such server')) });
    expect(await servers.tried(entry)).toMatchObject({ kind: 'failed', message: 'no such server' });
  });

  it('reaches a server whose certificate is accepted', async () => {
    const { servers } = await aList();
    await servers.test('campus');
    expect(servers.testOf('campus')).toMatchObject({ kind: 'untrusted', fingerprint });
    await servers.trust('campus', fingerprint);
    expect(servers.servers.find(({ id }) => id === 'campus')?.certificate).toBe(fingerprint);
    await vi.waitFor(() => expect(servers.testOf('campus')).toMatchObject({ kind: 'reached' }));
  });

  it('says why projects cannot be listed, in their place', async () => {
    const { servers, notices } = await aList();
    await servers.loadProjects('office');
    await servers.loadProjects('campus');
    expect(servers.projectsOf('office')).toMatchObject({ kind: 'ready', projects: [{ name: 'gre-to-vti' }, {}, {}] });
    expect(servers.projectsOf('campus')).toMatchObject({ kind: 'failed', trouble: { diagnostics: [] } });
    expect(notices.all).toEqual([]);
  });

  it('opens one project at a time', async () => {
    const { servers } = await aList();
    const opening = servers.openProject('office', 'p1');
    expect(await servers.openProject('office', 'p2')).toBeUndefined();
    expect(await opening).toBe('office');
  });

  it('says what keeps a project from being deleted', async () => {
    const { servers, notices } = await aList({ removeProject: () => Promise.reject(new Error('it is open')) });
    await servers.removeProject('office', 'p1');
    expect(notices.all).toMatchObject([{ title: 'The project could not be deleted', message: 'it is open' }]);
  });
});
