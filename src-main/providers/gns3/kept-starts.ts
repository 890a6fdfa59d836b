/**
 * Start configurations of machines and containers into which GNS3 puts none. They lie beside the node, in its folder on
 * the server: whoever starts it by QuickMode has them, and with the node they are gone. That one was typed is noted
 * there too, with the node's id: a copy of the node has a disk of its own, on which nothing was typed.
 */
import { strToU8 } from 'fflate';
import { Failure } from '../../base/errors.ts';
import { eachOf } from '../each-of.ts';
import { textOf } from '../http/answer-text.ts';
import type { Starts, WaitingStart } from '../provider.ts';
import type { Gns3Node } from './answers.ts';
import type { Gns3Calls } from './gns3-calls.ts';
import { startFileOf } from './start-files.ts';

/** So many files are asked for at a time. */
const atOnce = 8;
const mark = 'startup-config.typed';
/** What may not be read is not there for us. */
const absent: ReadonlySet<string> = new Set(['not-found', 'not-allowed', 'permission-missing']);

export class KeptStarts implements Starts {
  constructor(
    private readonly calls: Gns3Calls,
    private readonly project: string,
    /** Of the server, by ids of the topology. */
    private readonly nodes: ReadonlyMap<string, Gns3Node>,
  ) {}

  async of(nodes: readonly string[]): Promise<ReadonlyMap<string, WaitingStart>> {
    const kept = nodes.flatMap((id) => {
      const node = this.nodes.get(id);
      return node && node.console_type === 'telnet' && startFileOf(node)?.isKeptOnly ? [{ id, node }] : [];
    });
    const found = await eachOf(kept, atOnce, async ({ id, node }) => {
      const text = await this.#read(node, startFileOf(node)?.path ?? '');
      if (text.trim() === '') return [];
      const isTyped = (await this.#read(node, mark)).trim() === node.node_id;
      return [[id, { text, isTyped }] as const];
    });
    return new Map(found.flat());
  }

  async typed(id: string): Promise<void> {
    const node = this.nodes.get(id);
    if (node) await markTyped(this.calls, this.project, node.node_id);
  }

  async #read({ node_id: id }: Gns3Node, path: string): Promise<string> {
    try {
      return textOf(await this.calls.nodeFile(this.project, id, path));
    } catch (error) {
      if (error instanceof Failure && absent.has(error.code)) return '';
      throw error;
    }
  }
}

/** It is there, by files or by hand: nobody types it. */
export async function markTyped(calls: Gns3Calls, project: string, node: string): Promise<void> {
  await calls.writeNodeFile(project, node, { path: mark, bytes: strToU8(`${node}\n`) });
}
