/** The calls that we make, each under the name of what it is for. */
import type { z } from 'zod';
import { Failure } from '../../base/errors.ts';
import {
  captureStatusAnswer,
  consoleKeyAnswer,
  imageDefinitionsAnswer,
  importAnswer,
  interfacesAnswer,
  labAnswer,
  labIdsAnswer,
  licensingAnswer,
  linksAnswer,
  nodeDefinitionsAnswer,
  nodeAnswer,
  nodesAnswer,
  statesAnswer,
  type CmlLink,
  type CmlNode,
} from './answers.ts';
import type { CmlClient } from './cml-client.ts';

const pathOf = (...parts: readonly string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');

/** A whole lab is stopped or imported in one call, which answers when it is done. */
const longPatience = 180_000;
const longestCapture = 256 * 1024 * 1024;

export class CmlCalls {
  constructor(readonly client: CmlClient) {}

  /** Everybody's, for an administrator; those that they may see, for all others. */
  async labIds(): Promise<string[]> {
    try {
      return await this.client.ask({ method: 'GET', path: '/labs?show_all=true' }, labIdsAnswer);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'not-allowed') throw error;
      return this.client.ask({ method: 'GET', path: '/labs' }, labIdsAnswer);
    }
  }

  lab(id: string): Promise<z.infer<typeof labAnswer>> {
    return this.client.ask({ method: 'GET', path: pathOf('labs', id) }, labAnswer);
  }

  download(lab: string): Promise<string> {
    return this.client.text({ method: 'GET', path: pathOf('labs', lab, 'download') });
  }

  nodes(lab: string): Promise<CmlNode[]> {
    return this.client.ask({ method: 'GET', path: `${pathOf('labs', lab, 'nodes')}?data=true` }, nodesAnswer);
  }

  links(lab: string): Promise<CmlLink[]> {
    return this.client.ask({ method: 'GET', path: `${pathOf('labs', lab, 'links')}?data=true` }, linksAnswer);
  }

  interfaces(lab: string, node: string): Promise<z.infer<typeof interfacesAnswer>> {
    const path = `${pathOf('labs', lab, 'nodes', node, 'interfaces')}?data=true`;
    return this.client.ask({ method: 'GET', path }, interfacesAnswer);
  }

  node(lab: string, node: string): Promise<z.infer<typeof nodeAnswer>> {
    return this.client.ask({ method: 'GET', path: pathOf('labs', lab, 'nodes', node) }, nodeAnswer);
  }

  tagNode(lab: string, node: string, tags: readonly string[]): Promise<void> {
    return this.client.tell({ method: 'PATCH', path: pathOf('labs', lab, 'nodes', node), json: { tags } });
  }

  /** By node ids. */
  async states(lab: string): Promise<Record<string, string | null>> {
    const call = { method: 'GET', path: pathOf('labs', lab, 'lab_element_state') } as const;
    return (await this.client.ask(call, statesAnswer)).nodes;
  }

  power(lab: string, node: string, action: 'start' | 'stop'): Promise<void> {
    const path = pathOf('labs', lab, 'nodes', node, 'state', action);
    return this.client.tell({ method: 'PUT', path, patience: longPatience });
  }

  /** What the console has printed last. */
  consoleLog(lab: string, node: string, lines: number): Promise<string> {
    const path = `${pathOf('labs', lab, 'nodes', node, 'consoles', '0', 'log')}?lines=${lines}`;
    return this.client.text({ method: 'GET', path, limit: 1024 * 1024 });
  }

  /** The key of the first serial line, undefined where the server does not tell it; and which lines there are. */
  async consoleKey(lab: string, node: string): Promise<{ key?: string | undefined; lines: number[] }> {
    const path = pathOf('labs', lab, 'nodes', node, 'keys', 'console');
    return this.client.ask({ method: 'GET', path }, consoleKeyAnswer).catch(() => ({ lines: [] }));
  }

  nodeDefinitions(): Promise<z.infer<typeof nodeDefinitionsAnswer>> {
    return this.client.ask({ method: 'GET', path: '/node_definitions' }, nodeDefinitionsAnswer);
  }

  imageDefinitions(): Promise<z.infer<typeof imageDefinitionsAnswer>> {
    return this.client.ask({ method: 'GET', path: '/image_definitions' }, imageDefinitionsAnswer);
  }

  licensing(): Promise<z.infer<typeof licensingAnswer>> {
    return this.client.ask({ method: 'GET', path: '/licensing' }, licensingAnswer);
  }

  import(topology: unknown): Promise<z.infer<typeof importAnswer>> {
    const call = { method: 'POST', path: '/import', json: topology, patience: longPatience } as const;
    return this.client.ask(call, importAnswer);
  }

  stopLab(lab: string): Promise<void> {
    return this.client.tell({ method: 'PUT', path: pathOf('labs', lab, 'stop'), patience: longPatience });
  }

  wipeLab(lab: string): Promise<void> {
    return this.client.tell({ method: 'PUT', path: pathOf('labs', lab, 'wipe'), patience: longPatience });
  }

  deleteLab(lab: string): Promise<void> {
    return this.client.tell({ method: 'DELETE', path: pathOf('labs', lab), patience: longPatience });
  }

  startCapture(lab: string, link: string, limits: { maxpackets: number; maxtime: number }): Promise<void> {
    return this.client.tell({
      method: 'PUT',
      path: pathOf('labs', lab, 'links', link, 'capture', 'start'),
      json: limits,
    });
  }

  stopCapture(lab: string, link: string): Promise<void> {
    return this.client.tell({ method: 'PUT', path: pathOf('labs', lab, 'links', link, 'capture', 'stop') });
  }

  captureStatus(lab: string, link: string): Promise<z.infer<typeof captureStatusAnswer>> {
    const path = pathOf('labs', lab, 'links', link, 'capture', 'status');
    return this.client.ask({ method: 'GET', path }, captureStatusAnswer);
  }

  captured(key: string): Promise<Uint8Array> {
    return this.client.bytes({ method: 'GET', path: pathOf('pcap', key), limit: longestCapture });
  }
}
