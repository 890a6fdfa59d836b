/**
 * Nodes as the server has them now. Many that are asked for at the same moment, as when a class opens its consoles, are
 * read by one call.
 */
import type { Gns3Node } from './answers.ts';
import type { Gns3Calls } from './gns3-calls.ts';

export class FreshNodes {
  #asked: Set<string> | undefined;
  #reading: Promise<ReadonlyMap<string, Gns3Node>> | undefined;

  constructor(
    private readonly calls: Gns3Calls,
    private readonly project: string,
  ) {}

  /** @throws Failure project-closed, not-found, and those of the client */
  async read(id: string): Promise<Gns3Node> {
    this.#asked ??= new Set();
    this.#asked.add(id);
    this.#reading ??= Promise.resolve().then(() => this.#readAsked());
    const node = (await this.#reading).get(id);
    // Of a project that is closed all nodes are listed, without their states: what is wrong is told by asking for one.
    return node?.status ? node : this.calls.node(this.project, id);
  }

  async #readAsked(): Promise<ReadonlyMap<string, Gns3Node>> {
    const asked = this.#asked ?? new Set();
    // Who asks from now on wants to know what is later than this.
    this.#asked = undefined;
    this.#reading = undefined;
    const nodes = asked.size > 1 ? await this.calls.nodes(this.project) : [];
    return new Map(nodes.map((node) => [node.node_id, node]));
  }
}
