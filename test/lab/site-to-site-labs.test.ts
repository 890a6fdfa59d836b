/** Two labs that ship, on static crypto maps and on debugs: their topologies, their steps, what they ask. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTopology } from '../../src-main/importers/import.ts';
import type { Exercise } from '../../src-main/lab/exercise.ts';
import { filesIn, load, loaded } from './folder.ts';

const folderOf = (id: string): string => path.resolve(import.meta.dirname, '../../labs', id);
const backends = ['gns3', 'cml'] as const;

const labs = {
  'crypto-map-site-to-site': {
    roles: ['Site1', 'ISP', 'Site2'],
    links: 2,
    steps: [
      'two-sites: observe',
      'interesting-traffic: change',
      'ike-phase-1: change',
      'ike-phase-2: change',
      'apply-the-map: change',
      'secure-data: observe',
      'renewal: observe',
      'expiry: observe',
      'manual-clearing: observe',
    ],
    leastFaults: 8,
  },
  'reading-ipsec-debugs': {
    roles: ['R1', 'R2'],
    links: 1,
    steps: [
      'catch: change',
      'request: observe',
      'messages-1-2: observe',
      'messages-3-4: observe',
      'messages-5-6: observe',
      'quick-mode: observe',
      'spis: observe',
      'refused: change',
      'mended: change',
    ],
    leastFaults: 5,
  },
} as const;

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe.each(Object.entries(labs))('the lab %s', (id, wanted) => {
  const files = filesIn(folderOf(id));
  const exercise: Exercise = loaded(files);

  it('has nothing to complain of, for any backend', () => {
    for (const backend of backends) expect(load(files, { backend }).diagnostics).toEqual([]);
  });

  it('has topologies that are read without a complaint, with a node for every role', () => {
    for (const name of [`${id}.gns3`, `${id}.yaml`]) {
      const { topology, diagnostics } = importTopology({ name, text: files[name] ?? '' });
      expect(diagnostics).toEqual([]);
      expect(topology.nodes.map((node) => node.name)).toEqual(wanted.roles);
      expect(topology.links).toHaveLength(wanted.links);
    }
    expect(exercise.roles.map(({ name }) => name)).toEqual(wanted.roles);
  });

  it('carries in its CML file the start configurations that its templates give', () => {
    const { roles, topology } = loaded(files, { backend: 'cml' });
    for (const { node, start } of roles)
      expect(topology.nodes.find((one) => one.id === node)?.configuration?.trimEnd()).toBe(start.trimEnd());
  });

  it('has its steps, worth a hundred points, each with hints and a place to come back to', () => {
    expect(exercise.steps.map((step) => `${step.id}: ${step.kind}`)).toEqual(wanted.steps);
    expect(exercise.steps.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    for (const { instructions, checkpoint } of exercise.steps) expect([instructions, checkpoint]).not.toContain('');
  });

  it('lists faults and harmless differences', () => {
    expect(exercise.faults.length).toBeGreaterThanOrEqual(wanted.leastFaults);
    expect(exercise.distractors.length).toBeGreaterThanOrEqual(2);
  });

  it('has no braces left, and other values, for any seed', () => {
    const seeded = loaded(files, { seed: 'anna' });
    expect(textsIn({ ...seeded, seed: undefined }).filter((text) => /\{\{|\}\}/.test(text))).toEqual([]);
    expect(seeded.roles[0]?.interfaces[0]?.address).not.toBe(exercise.roles[0]?.interfaces[0]?.address);
  });
});

describe('the lab on debugs', () => {
  const { steps } = loaded(filesIn(folderOf('reading-ipsec-debugs')));

  it("asks of the learner's own negotiation, and no check of those steps disturbs it", () => {
    const asking = steps.filter(({ questions }) => questions.some(({ answer }) => answer.kind === 'reading'));
    expect(asking.map(({ id }) => id)).toEqual(['messages-1-2', 'messages-3-4', 'messages-5-6', 'quick-mode', 'spis']);
    expect(asking.flatMap(({ actions }) => actions)).toEqual([]);
    const readings = asking.flatMap(({ questions }) => questions.flatMap(({ answer }) => ('reading' in answer ? [answer.reading] : [])));
    expect(new Set(readings)).toEqual(new Set(['debugState', 'shown', 'messageId', 'spi']));
  });
}); // prettier-ignore
