/** A lab of the contract controller: its nodes and their states, and the built-in routers that stand for the machines. */
import { randomUUID } from 'node:crypto';
import { importTopology } from '../../../../src-main/importers/import.ts';
import type { Topology } from '../../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../../src-main/providers/builtin/simulator-in-process.ts';
import type { CapturedFrame, Line } from '../../../../src-main/providers/provider.ts';
import type { LabFile } from './lab-file.ts';
import { linkTypes } from '../../../../src-main/simulator/wire/pcap.ts';

export type State = 'DEFINED_ON_CORE' | 'STOPPED' | 'QUEUED' | 'STARTED' | 'BOOTED' | 'DISCONNECTED';

export interface ContractNode {
  id: string;
  label: string;
  node_definition: string;
  image_definition: string | null;
  state: State;
  /** Of the first serial line; undefined for what is no machine. */
  key: string | undefined;
  /** Of further serial lines. */
  moreKeys?: string[];
  interfaces: { id: string; label: string }[];
  log: string[];
  configuration: string | { name: string; content?: string | null | undefined }[];
  tags: string[];
}

interface ContractLink {
  id: string;
  node_a: string;
  node_b: string;
  interface_a: string;
  interface_b: string;
}

interface RunningCapture {
  key: string;
  limits: { maxpackets?: number | undefined; maxtime?: number | undefined };
  frames: CapturedFrame[];
  stop: () => void;
}

const noMachines = new Set(['unmanaged_switch', 'external_connector']);

export class ContractLab {
  readonly id = randomUUID();
  readonly title: string;
  readonly nodes: ContractNode[];
  readonly links: ContractLink[];
  readonly captures = new Map<string, RunningCapture>();
  /** What its captures say that they hold. */
  linkType: number = linkTypes.ethernet;
  readonly topology: Topology;
  #routers: Promise<BuiltinProvider> | undefined;
  /** Nobody may wipe a lab that has never been started. */
  isWiped = true;

  constructor(
    readonly file: LabFile,
    readonly text: string,
  ) {
    this.title = file.lab.title;
    this.topology = importTopology({ name: 'lab.yaml', text }).topology;
    this.nodes = file.nodes.map((node) => ({
      id: randomUUID(),
      label: node.label,
      node_definition: node.node_definition,
      image_definition: node.image_definition ?? null,
      state: 'DEFINED_ON_CORE',
      key: noMachines.has(node.node_definition) ? undefined : randomUUID(),
      interfaces: node.interfaces.map((one) => ({ id: randomUUID(), label: one.label ?? '' })),
      log: [],
      configuration: node.configuration ?? '',
      tags: node.tags ?? [],
    }));
    this.links = file.links.map((link) => this.#link(link));
  }

  get state(): 'DEFINED_ON_CORE' | 'STOPPED' | 'STARTED' {
    if (this.nodes.some((node) => !isOff(node))) return 'STARTED';
    return this.isWiped ? 'DEFINED_ON_CORE' : 'STOPPED';
  }

  node(id: string): ContractNode | undefined {
    return this.nodes.find((one) => one.id === id);
  }

  /** The console of a machine that is on. */
  async console({ label }: ContractNode): Promise<Line> {
    const routers = await this.routers();
    const node = this.topology.nodes.find(({ name }) => name === label);
    return routers.open(node?.id ?? '', 'terminal');
  }

  routers(): Promise<BuiltinProvider> {
    const pace = { kind: 'on-demand' } as const;
    const plan = { topology: this.topology, configurations: {}, journal: [], seed: this.title, pace };
    this.#routers ??= BuiltinProvider.start(simulatorInProcess(), plan);
    return this.#routers;
  }

  async capture(link: ContractLink, limits: RunningCapture['limits']): Promise<void> {
    const routers = await this.routers();
    const frames: CapturedFrame[] = [];
    const inTopology = this.topology.links[this.links.indexOf(link)];
    const stop = routers.onFrames(inTopology?.id ?? '', (frame) => {
      if (frames.length < (limits.maxpackets ?? Infinity)) frames.push(frame);
    });
    this.captures.set(link.id, { key: randomUUID(), limits, frames, stop });
  }

  async end(): Promise<void> {
    for (const { stop } of this.captures.values()) stop();
    await (await this.#routers)?.stop();
  }

  #link({ n1, i1, n2, i2 }: LabFile['links'][number]): ContractLink {
    const [a, b] = [this.#end(n1, i1), this.#end(n2, i2)];
    return { id: randomUUID(), node_a: a.node, interface_a: a.port, node_b: b.node, interface_b: b.port };
  }

  #end(nodeId: string, portId: string): { node: string; port: string } {
    const index = this.file.nodes.findIndex(({ id }) => id === nodeId);
    const port = this.file.nodes[index]?.interfaces.findIndex(({ id }) => id === portId) ?? -1;
    const node = this.nodes[index];
    const found = node?.interfaces[port];
    if (!node || !found) throw new Error(`the link names ${nodeId} ${portId}, which is not there`);
    return { node: node.id, port: found.id };
  }
}

export function isOff({ state }: ContractNode): boolean {
  return state === 'DEFINED_ON_CORE' || state === 'STOPPED';
}
