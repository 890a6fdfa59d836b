import { describe, expect, it, vi } from 'vitest';
import { Beginning } from '../../../src-renderer/state/beginning.svelte.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

const onOffice = { kind: 'server', server: 'office', project: 'p1' } as const;

async function bound(): Promise<Beginning> {
  const beginning = new Beginning(pretendLaboratory().laboratory);
  beginning.open('gre-to-vti', onOffice, 'pod 7');
  await vi.waitFor(() => expect(beginning.binding.kind).toBe('seen'));
  return beginning;
}

describe('a lab that is about to be begun', () => {
  it('is begun on built-in routers unless something else is said', () => {
    const beginning = new Beginning(pretendLaboratory().laboratory);
    beginning.open('gre-to-vti');
    expect([beginning.place, beginning.mayBegin]).toEqual([{ kind: 'builtin' }, true]);
    beginning.close();
    expect(beginning.lab).toBeUndefined();
  });

  it('waits for a project where a server was chosen', () => {
    const beginning = new Beginning(pretendLaboratory().laboratory);
    beginning.open('gre-to-vti');
    beginning.choose({ kind: 'server', server: 'office', project: undefined });
    expect([beginning.place, beginning.mayBegin, beginning.binding.kind]).toEqual([undefined, false, 'none']);
  });

  it('is kept from beginning by a role that nobody plays, until somebody is chosen for it', async () => {
    const beginning = await bound();
    expect([beginning.seed, beginning.mayBegin]).toEqual(['pod 7', false]);
    beginning.bindNode('R3', 'spare');
    await vi.waitFor(() => expect(beginning.mayBegin).toBe(true));
    expect(beginning.place).toEqual({ ...onOffice, bind: { R3: { node: 'spare' } } });
  });

  it('keeps names of interfaces beside the node, and drops them with it', async () => {
    const beginning = await bound();
    beginning.bindNode('R3', 'spare');
    beginning.bindInterface('R3', 'wan', 'GigabitEthernet0/2');
    expect(beginning.place).toMatchObject({ bind: { R3: { node: 'spare', wan: 'GigabitEthernet0/2' } } });
    beginning.bindInterface('R3', 'wan', '');
    expect(beginning.place).toMatchObject({ bind: { R3: { node: 'spare' } } });
    beginning.bindNode('R3', '');
    expect(beginning.place).toEqual(onOffice);
  });

  it('says why it cannot be seen whether it fits', async () => {
    const beginning = new Beginning({ binding: () => Promise.reject(new Error('the server does not answer')) });
    beginning.open('gre-to-vti', onOffice);
    await vi.waitFor(() =>
      expect(beginning.binding).toMatchObject({ kind: 'failed', trouble: { message: 'the server does not answer' } }),
    );
    expect(beginning.mayBegin).toBe(false);
  });
});
