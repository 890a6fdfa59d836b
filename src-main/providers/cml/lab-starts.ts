/**
 * Start configurations of nodes whose definitions take none: CML keeps the text with the node and gives it to nobody.
 * That one was typed is noted by a tag with the node's id, as a copy of the lab has its tags and other disks; a node
 * that was wiped keeps the tag and loses the disk.
 */
import { Failure } from '../../base/errors.ts';
import { eachOf } from '../each-of.ts';
import type { Starts, WaitingStart } from '../provider.ts';
import type { CmlNode } from './answers.ts';
import type { CmlCalls } from './cml-calls.ts';
import { whyNoConsole } from './node-states.ts';

/** So many nodes are asked about at a time. */
const atOnce = 6;

export class LabStarts implements Starts {
  constructor(
    private readonly calls: CmlCalls,
    private readonly lab: string,
    /** Of the server, by ids of the topology. */
    private readonly nodes: ReadonlyMap<string, CmlNode>,
  ) {}

  async of(nodes: readonly string[]): Promise<ReadonlyMap<string, WaitingStart>> {
    const without = await this.#definitionsWithoutStart();
    const asked = nodes.flatMap((id) => {
      const node = this.nodes.get(id);
      const isMachine = node && whyNoConsole(node.node_definition) === undefined;
      return isMachine && without.has(node.node_definition) ? [{ id, node }] : [];
    });
    const found = await eachOf(asked, atOnce, async ({ id, node }) => {
      const { configuration, tags, state } = await this.calls.node(this.lab, node.id);
      const text = textOf(configuration);
      const isTyped = tags.includes(tagOf(node)) && state !== 'DEFINED_ON_CORE';
      return text.trim() === '' ? [] : [[id, { text, isTyped }] as const];
    });
    return new Map(found.flat());
  }

  async typed(id: string): Promise<void> {
    const node = this.nodes.get(id);
    if (!node) return;
    const { tags } = await this.calls.node(this.lab, node.id);
    await this.calls.tagNode(this.lab, node.id, [...new Set([...tags, tagOf(node)])]);
  }

  /** None where the server does not say: nothing is typed by mistake then. */
  async #definitionsWithoutStart(): Promise<ReadonlySet<string>> {
    try {
      const definitions = await this.calls.nodeDefinitions();
      return new Set(definitions.flatMap(({ id, takesStart }) => (takesStart ? [] : [id])));
    } catch (error) {
      if (error instanceof Failure) return new Set();
      throw error;
    }
  }
}

const tagOf = ({ id }: CmlNode): string => `typed-${id.slice(0, 8)}`;

function textOf(configuration: string | readonly { content?: string | null | undefined }[] | null | undefined): string {
  if (typeof configuration === 'string') return configuration;
  return configuration?.[0]?.content ?? '';
}
