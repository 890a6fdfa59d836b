/** What holds for every import, whatever was wrong with the file. */
import { expect } from 'vitest';
import { Failure } from '../../src-main/base/errors.ts';
import type { TopologyNode } from '../../src-main/lab/topology.ts';
import { importTopology, type ImportedTopology, type TopologyFile } from '../../src-main/importers/import.ts';

export function expectSound({ topology, diagnostics }: ImportedTopology): void {
  const interfaces = new Map(topology.nodes.map((node) => [node.id, new Set(node.interfaces.map(({ name }) => name))]));
  expectDistinct(topology.nodes.map(({ id }) => id));
  expectDistinct(topology.links.map(({ id }) => id));
  topology.nodes.forEach(expectSoundNode);
  for (const { ends } of topology.links)
    for (const end of ends) expect(interfaces.get(end.node)?.has(end.interface), 'links end at interfaces').toBe(true);
  for (const { message, line = 1, column = 1 } of diagnostics) {
    expect(message).not.toBe('');
    expect(Math.min(line, column), 'positions start at 1').toBeGreaterThanOrEqual(1);
  }
}

function expectSoundNode({ name, interfaces, position, configuration }: TopologyNode): void {
  expect(name, 'names hold no control characters').toMatch(/^\P{Cc}+$/u);
  expectDistinct(interfaces.map((one) => one.name));
  expect(Number.isFinite(position.x) && Number.isFinite(position.y), 'nodes have a place').toBe(true);
  expect(configuration ?? '', 'lines end as \\n').not.toContain('\r');
}

function expectDistinct(texts: readonly string[]): void {
  expect(new Set(texts).size, 'ids and names differ').toBe(texts.length);
}

/** The import, when there is one; a refusal has a kind, a sentence and a diagnostic. Anything else that is thrown fails. */
export function importSoundly(file: TopologyFile): ImportedTopology | undefined {
  try {
    const imported = importTopology(file);
    expectSound(imported);
    return imported;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.kind).toBe('bad-input');
    expect(error.message.startsWith(file.name)).toBe(true);
    expect(error.diagnostics).toHaveLength(1);
    return undefined;
  }
}
