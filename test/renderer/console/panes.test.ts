import { describe, expect, it } from 'vitest';
import { panesFor, tabFor, type Panes } from '../../../src-renderer/console/panes.ts';

const none: Panes = { active: undefined, seen: [] };
const opened = ['r1', 'r2', 'r3'];

describe('consoles side by side', () => {
  it('shows the active one alone, or the first when none is active', () => {
    expect(panesFor({ opened, active: 'r2', isSplit: false }, none)).toEqual({ active: 'r2', seen: ['r2'] });
    expect(panesFor({ opened, active: undefined, isSplit: false }, none).seen).toEqual(['r1']);
    expect(panesFor({ opened: [], active: undefined, isSplit: true }, none)).toEqual(none);
  });

  it('puts another opened one beside it, in the order of the tabs', () => {
    expect(panesFor({ opened, active: 'r2', isSplit: true }, none).seen).toEqual(['r1', 'r2']);
    expect(panesFor({ opened: ['r1'], active: 'r1', isSplit: true }, none).seen).toEqual(['r1']);
  });

  it('leaves those that are seen in their places when the other becomes active', () => {
    const before = { active: 'r1', seen: ['r1', 'r3'] };
    expect(panesFor({ opened, active: 'r3', isSplit: true }, before)).toEqual({ active: 'r3', seen: ['r1', 'r3'] });
  });

  it('shows another one in the place of the one that was active', () => {
    const before = { active: 'r3', seen: ['r1', 'r3'] };
    expect(panesFor({ opened, active: 'r2', isSplit: true }, before).seen).toEqual(['r1', 'r2']);
  });

  it('fills the place of a console that was closed', () => {
    const before = { active: 'r1', seen: ['r1', 'r3'] };
    expect(panesFor({ opened: ['r2', 'r3'], active: 'r3', isSplit: true }, before).seen).toEqual(['r3', 'r2']);
  });

  it('goes round at both ends of the tabs', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'x'];
    expect(keys.map((key) => tabFor(key, opened, 'r1'))).toEqual(['r3', 'r2', 'r1', 'r3', undefined]);
  });
});
