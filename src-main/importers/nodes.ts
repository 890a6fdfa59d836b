/** The nodes of a topology while it is read: ids that stay unique, interfaces that links may still add. */
import type { TopologyInterface, TopologyNode } from '../lab/topology.ts';
import { Distinct } from './distinct.ts';
import type { Field } from './field.ts';
import { limits } from './limits.ts';

export class Nodes<N extends { node: TopologyNode }> {
  readonly #byId = new Map<string, N>();
  readonly #ids: UniqueIds;
  readonly #names = new Set<string>();
  #interfaces = 0;

  private constructor(idKey: string) {
    this.#ids = new UniqueIds('node', idKey);
  }

  /** Takes the nodes of a list one by one; what is no map is complained of and passed over. */
  static read<N extends { node: TopologyNode }>(
    list: Field,
    idKey: string,
    readNode: (field: Field, id: string) => N,
  ): Nodes<N> {
    const fields = list.items();
    list.refuseMoreThan(limits.nodes, fields.length, 'nodes');
    const nodes = new Nodes<N>(idKey);
    for (const field of fields) {
      if (field.keys.length === 0) field.complain('error', 'expected a node; it is left out', 'remove it');
      else nodes.#add(field, readNode);
    }
    return nodes;
  }

  get(id: string): N | undefined {
    return this.#byId.get(id);
  }

  values(): N[] {
    return [...this.#byId.values()];
  }

  get list(): TopologyNode[] {
    return this.values().map(({ node }) => node);
  }

  #add(field: Field, readNode: (field: Field, id: string) => N): void {
    const entry = readNode(field, this.#ids.of(field));
    const { id, name, interfaces } = entry.node;
    if (this.#names.has(name))
      field.complain('warning', `two nodes are called ${JSON.stringify(name)}`, 'give them different names');
    this.#names.add(name);
    this.#interfaces += interfaces.length;
    field.refuseMoreThan(limits.interfaces, this.#interfaces, 'interfaces');
    this.#byId.set(id, entry);
  }
}

/** The ids of nodes or links. */
export class UniqueIds {
  readonly #ids = new Distinct((id, count) => `${id}#${count}`);
  #count = 0;

  constructor(
    private readonly kind: 'node' | 'link',
    /** Undefined where the format gives no ids: they are counted. */
    private readonly key: string | undefined,
  ) {}

  /**
   * The id of a node or link. One that is missing, or taken already, is complained of and made up: nothing that the
   * file lists is lost, and links go to the first node that has the id.
   */
  of(thing: Field): string {
    const { kind } = this;
    if (this.key === undefined) return this.#ids.take(`${kind}-${++this.#count}`);
    const field = thing.get(this.key);
    const id = field.name();
    const made = this.#ids.take(id ?? kind);
    if (id === undefined) field.complain('error', `the ${kind} has no id; it is imported as ${JSON.stringify(made)}`);
    else if (id !== made)
      field.complain(
        'error',
        `two ${kind}s have the id ${JSON.stringify(id)}; this one is imported as ${JSON.stringify(made)}`,
        `give each ${kind} an id of its own`,
      );
    return made;
  }
}

/**
 * The interfaces, no two of one name: a name that comes again is told apart by a number and complained of, because
 * links and configurations name interfaces.
 */
export function withUniqueNames(interfaces: readonly TopologyInterface[], at: Field): TopologyInterface[] {
  const names = new Distinct((name, count) => `${name} (${count})`);
  const twice = new Set<string>();
  const unique = interfaces.map((one) => {
    if (names.has(one.name)) twice.add(one.name);
    return { ...one, name: names.take(one.name) };
  });
  for (const name of twice)
    at.complain('warning', `several interfaces of the node are called ${JSON.stringify(name)}; they are numbered`);
  return unique;
}
