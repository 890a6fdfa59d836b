/**
 * Start configurations of machines and containers into which GNS3 puts none. They lie beside the node, in its folder on
 * the server: whoever starts it by QuickMode has them, and with the node they are gone. That one was typed is noted
 * there too, with the node's id: a copy of the node has a disk of its own, on which nothing was typed.
 */
import { strToU8 } from 'fflate';
import { containerFiles, keepsSaved } from '../../exporters/gns3/container-files.ts';
import { typedStart, type TypedStart } from '../../exporters/typed-start.ts';
import { Failure } from '../../base/errors.ts';
import type { Platform, Topology } from '../../lab/topology.ts';
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
  readonly #platforms: ReadonlyMap<string, Platform>;

  constructor(
    private readonly calls: Gns3Calls,
    private readonly project: string,
    /** Of the server, by ids of the topology. */
    private readonly nodes: ReadonlyMap<string, Gns3Node>,
    { nodes: wanted }: Topology,
  ) {
    this.#platforms = new Map(wanted.map(({ id, platform }) => [id, platform]));
  }

  async of(nodes: readonly string[]): Promise<ReadonlyMap<string, WaitingStart>> {
    const kept = nodes.flatMap((id) => {
      const node = this.nodes.get(id);
      return node && node.console_type === 'telnet' && startFileOf(node)?.isKeptOnly ? [{ id, node }] : [];
    });
    const found = await eachOf(kept, atOnce, async ({ id, node }) => {
      const text = await this.#read(node, startFileOf(node)?.path ?? '');
      const platform = this.#platforms.get(id) ?? 'unknown';
      if (text === undefined || text.trim() === '' || hasIt(node, platform, text)) return [];
      const marked = await this.#read(node, mark);
      // Where nobody knows it is not typed over what may be there.
      const isTyped = marked === undefined || marked.trim() === node.node_id;
      const typed = typedStart(platform, text);
      const isLost = !('why' in typed) && !staysTyped(node, typed);
      return [[id, { text, isTyped, ...(isLost && { isLost }) }] as const];
    });
    return new Map(found.flat());
  }

  async typed(id: string): Promise<void> {
    const node = this.nodes.get(id);
    if (!node) return;
    const bytes = strToU8(`${node.node_id}\n`);
    await this.calls.writeNodeFile(this.project, node.node_id, { path: mark, bytes });
  }

  /** Empty where there is none; undefined where that is not known, as when a compute server is away. */
  async #read({ node_id: id }: Gns3Node, path: string): Promise<string | undefined> {
    try {
      return textOf(await this.calls.nodeFile(this.project, id, path));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return absent.has(error.code) ? '' : undefined;
    }
  }
}

type Kind = Pick<Gns3Node, 'node_type' | 'properties'>;

/** A container finds it among its own files. */
export function hasIt({ node_type: type, properties }: Kind, platform: Platform, text: string): boolean {
  return type === 'docker' && containerFiles(platform, text, properties?.extra_volumes) !== undefined;
}

/** Whether what was typed and saved is there at every start from then on. */
export function staysTyped({ node_type: type, properties }: Kind, { commandLine, isLasting }: TypedStart): boolean {
  return isLasting && (type !== 'docker' || keepsSaved(commandLine, properties?.extra_volumes));
}
