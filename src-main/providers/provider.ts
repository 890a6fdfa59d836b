/** Where the nodes of a topology live, and how to reach them. Nothing above knows whether a router is simulated. */
import type { Clock } from '../base/clock.ts';
import type { Stop } from '../base/disposable.ts';
import type { Duplex } from '../base/duplex.ts';
import type { PaceSetting } from './builtin/pace.ts';

export type NodeState = 'stopped' | 'starting' | 'running' | 'suspended' | 'not simulated' | 'missing' | 'unreachable';

export interface ProviderNode {
  /** The id of the topology's node. */
  id: string;
  name: string;
  state: NodeState;
  /** Why it does not run, in words. */
  reason?: string;
}

/** A configuration line that a router took: what has to be typed again after a restart to have the same router. */
export interface JournalEntry {
  node: string;
  /** The lines that lead into the mode: ["interface Tunnel0"]. */
  path: readonly string[];
  line: string;
}

/** Something about the start that its user should know: a line that a router refused, a node left out. */
export interface StartNotice {
  node: string;
  name: string;
  message: string;
}

export interface Provider {
  readonly kind: 'builtin' | 'gns3' | 'cml' | 'inventory';
  /** Deadlines and waits towards the devices run on it. */
  readonly clock: Clock;
  readonly nodes: readonly ProviderNode[];
  readonly notices: readonly StartNotice[];
  /**
   * A way to a node's command line.
   * @param purpose 'terminal': the console that people share; 'automation': a line of our own where there is one, so
   * that nobody's typing is mixed with ours, else the console
   * @throws Failure when the node has none or it does not answer
   */
  open(node: string, purpose: 'terminal' | 'automation', size?: TerminalSize): Promise<Line>;
  onNodes(listener: (nodes: readonly ProviderNode[]) => void): Stop;
  /** Lines that a router took, where the provider hears of them: built-in routers tell, others never do. */
  onJournal(listener: (entry: JournalEntry) => void): Stop;
  /** Whether `onJournal` hears of every line that a router takes. */
  readonly tellsLines?: true;
  /**
   * Whether a node has one line for everybody, so that what automation types is seen at its terminals and theirs by it.
   * Where it is left out nodes of a server share theirs, and everywhere else `open` gives a line of its own.
   */
  sharesConsole?(node: string): boolean;
  /** How time passes for the nodes, where that is the provider's to set. */
  readonly time?: Time;
  /** Starting and stopping nodes, where that is the provider's to do. */
  readonly power?: Power;
  /** Frames on the links, where the provider can see them. */
  readonly capture?: Capture;
  /** What nodes start with and no server puts into them, where there is a place for that. */
  readonly starts?: Starts;
  /** Lets go of everything. Built-in routers end with it; nodes of a server go on as they are. */
  stop(): Promise<void>;
}

export interface Time {
  setPace(setting: PaceSetting): Promise<void>;
}

/** Both resolve when every node has got there or has failed, and say which through `onNodes` while it happens. */
export interface Power {
  /** @throws Failure with one diagnostic for each node that did not start, which says why */
  start(nodes: readonly string[]): Promise<void>;
  stop(nodes: readonly string[]): Promise<void>;
  /** Nobody waits for nodes any more: they go on with what they were told. */
  end?(): void;
}

/** Start configurations that are kept beside the nodes, to be typed at their consoles when they have started. */
export interface Starts {
  /** By node; those that have none are not among them. */
  of(nodes: readonly string[]): Promise<ReadonlyMap<string, WaitingStart>>;
  /** It has been typed: whoever looks from now on is told so. */
  typed(node: string): Promise<void>;
}

export interface WaitingStart {
  text: string;
  isTyped: boolean;
  /** What is saved on the node does not outlive it: it is to be typed at every start. */
  isLost?: boolean;
}

export interface Capture {
  /** Every frame on a link of the topology, as it enters. */
  onFrames(link: string, listener: (frame: CapturedFrame) => void): Stop;
  /** What Wireshark needs to read the captures: the text of its key files, by their names. */
  wiresharkKeys(): Promise<Readonly<Record<string, string>>>;
}

export interface TerminalSize {
  columns: number;
  rows: number;
}

/** A command line, and a way to tell it that the terminal has another size. */
export interface Line extends Duplex {
  resize(size: TerminalSize): void;
}

export interface CapturedFrame {
  /** Microseconds since the Unix epoch, as capture files have it. */
  time: number;
  frame: Uint8Array;
}
