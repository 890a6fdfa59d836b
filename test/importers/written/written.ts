/** A file as a program writes it, and what must be read of it by the rules of the format. */
import { expect } from 'vitest';
import type { ImportedTopology, TopologyFile } from '../../../src-main/importers/import.ts';
import type { LinkConditioning } from '../../../src-main/lab/topology.ts';
import type { Dice } from './dice.ts';

export interface WrittenNode {
  name: string;
  platform: string;
  /** All of them, in port order; undefined where the file says of none but those that links use. */
  ports: readonly string[] | undefined;
  configuration?: string | undefined;
}

export type WrittenEnd = readonly [node: number, port: string];

export interface Written {
  file: TopologyFile;
  format: string;
  nodes: readonly WrittenNode[];
  links: readonly { ends: readonly [WrittenEnd, WrittenEnd]; conditions?: LinkConditioning | undefined }[];
  notes: readonly string[];
}

/** Two ports that no link has yet, of different nodes. */
export interface Joint<P> {
  a: { node: number; port: P };
  b: { node: number; port: P };
}

/** Joins free ports at random; `mayJoin` says which kinds of ports fit. */
export function joints<P>(dice: Dice, ports: readonly (readonly P[])[], mayJoin: (a: P, b: P) => boolean): Joint<P>[] {
  const free = dice.shuffled(ports.flatMap((list, node) => list.map((port) => ({ node, port }))));
  const wanted = dice.number(Math.max(1, 2 * ports.length)) + 1;
  const made: Joint<P>[] = [];
  const used = new Set<number>();
  free.forEach((a, at) => {
    if (used.has(at) || made.length >= wanted) return;
    const other = free.findIndex(
      (b, index) => index > at && !used.has(index) && b.node !== a.node && mayJoin(a.port, b.port),
    );
    const b = free[other];
    if (!b) return;
    used.add(other);
    made.push({ a, b });
  });
  return made;
}

/** Nodes, interfaces and links by count, name and order. */
export function expectAsWritten({ topology, format }: ImportedTopology, written: Written): void {
  expect(format).toBe(written.format);
  expect(topology.nodes.map(({ name, platform }) => [name, platform])).toEqual(
    written.nodes.map(({ name, platform }) => [name, platform]),
  );
  const indexes = new Map(topology.nodes.map(({ id }, index) => [id, index]));
  const links = topology.links.map(({ ends, conditions }) => ({
    ends: ends.map((end) => [indexes.get(end.node), end.interface]),
    conditions,
  }));
  expect(links).toEqual(written.links.map(({ ends, conditions }) => ({ ends, conditions })));
  topology.nodes.forEach(({ interfaces, configuration }, index) => {
    const { ports, name, configuration: given } = written.nodes[index] ?? {};
    if (ports) expect([name, ...interfaces.map((one) => one.name)]).toEqual([name, ...ports]);
    expect(configuration?.trimEnd()).toBe(given?.trimEnd());
  });
  expect((topology.notes ?? []).map(({ text }) => text)).toEqual(written.notes);
}
