import { describe, expect, it } from 'vitest';
import { Consoles } from '../../../src-renderer/state/consoles.svelte.ts';
import { PretendAttempt } from '../pretend-attempt.ts';
import { memory } from './memory.ts';

const { view } = new PretendAttempt({ id: 'one' });
const { view: sandbox } = new PretendAttempt({ id: 'two', isSandbox: true });

describe('the opened consoles', () => {
  it('are those of the routers that the lab configures, or of the first router where there is no lab', () => {
    expect(new Consoles('one', memory()).openedOf(view)).toEqual(['r1', 'r3']);
    expect(new Consoles('two', memory()).openedOf(sandbox)).toEqual(['r1']);
  });

  it('are those of the routers with a part where a lab configures none: what is wrong with which is to be found', () => {
    const steps = view.steps.map((step) => ({ ...step, commands: [] }));
    expect(new Consoles('three', memory()).openedOf({ ...view, steps })).toEqual(['r1', 'r2', 'r3']);
  });

  it('are remembered for their attempt, and for no other', () => {
    const stored = memory();
    new Consoles('one', stored).open('r2', view);
    const again = new Consoles('one', stored);
    expect([again.openedOf(view), again.active]).toEqual([['r1', 'r3', 'r2'], 'r2']);
    expect(new Consoles('two', stored).active).toBeUndefined();
  });

  it('give the front to their neighbour when they are closed', () => {
    const consoles = new Consoles('one', memory());
    consoles.open('r2', view);
    consoles.activate('r3', view);
    consoles.close('r3', view);
    expect([consoles.openedOf(view), consoles.active]).toEqual([['r1', 'r2'], 'r2']);
    consoles.close('r2', view);
    expect([consoles.openedOf(view), consoles.active]).toEqual([['r1'], 'r1']);
  });

  it('stay closed when the last one was closed', () => {
    const stored = memory();
    const consoles = new Consoles('one', stored);
    for (const node of ['r1', 'r3']) consoles.close(node, view);
    expect(consoles.openedOf(view)).toEqual([]);
    expect(new Consoles('one', stored).openedOf(view)).toEqual([]);
  });

  it('leave out a router that is no longer there', () => {
    const stored = memory({ 'consoles.one': 'r9\nr9\nr1' });
    expect(new Consoles('one', stored).openedOf(view)).toEqual(['r1']);
  });
});
