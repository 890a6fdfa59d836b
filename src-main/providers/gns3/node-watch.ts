/**
 * The nodes of a project as they are now: told by the server over a WebSocket, and asked for wherever that is not to be
 * had. It is opened again at once when it is lost, because a server may close a project that nobody listens to for
 * five seconds, and all of its nodes with it.
 */
import type { WebSocket } from 'ws';
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Failure } from '../../base/errors.ts';
import { connectWebSocket } from '../../devices/transport/websocket.ts';
import { deletedNode, nodeAnswer, notification, type Gns3Node } from './answers.ts';
import type { Gns3Calls } from './gns3-calls.ts';

interface NodeChanges {
  /** All nodes, read anew. A project that was closed meanwhile has nodes without a state. */
  all(nodes: readonly Gns3Node[]): void;
  one(node: Gns3Node): void;
  gone(node: string): void;
  /** Is another number whenever `one` or `gone` was called, or something was learnt of a single node otherwise. */
  version(): number;
  /** Nothing is known of any node. */
  lost(failure: Failure): void;
}

/** Milliseconds. The server says something every five seconds. */
const silence = 20_000;
const firstPause = 500;
const longestPause = 5000;
/** Nodes that change all the time are known well enough by what is heard of them. */
const tries = 5;

export class NodeWatch {
  #socket: WebSocket | undefined;
  readonly #end = new AbortController();
  #stopWaiting: Stop | undefined;
  #wake: (() => void) | undefined;

  constructor(
    private readonly calls: Gns3Calls,
    private readonly project: string,
    private readonly clock: Clock,
    private readonly changes: NodeChanges,
  ) {}

  /** Watches until it is stopped. */
  async run(): Promise<void> {
    let pause = firstPause;
    while (!this.#hasEnded()) {
      const wasTold = await this.#listen();
      pause = wasTold ? firstPause : Math.min(2 * pause, longestPause);
      if (!this.#hasEnded()) await this.refresh();
      if (!this.#hasEnded()) await this.#wait(pause);
    }
  }

  /** Asks for all nodes, again where something was heard of one meanwhile: the answer may be from before that. */
  async refresh(): Promise<void> {
    try {
      for (let time = 1; time <= tries; time++) {
        const before = this.changes.version();
        const nodes = await this.calls.nodes(this.project);
        if (this.#hasEnded()) return;
        if (before !== this.changes.version() && time < tries) continue;
        this.changes.all(nodes);
        return;
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!this.#hasEnded()) this.changes.lost(error);
    }
  }

  #hasEnded(): boolean {
    return this.#end.signal.aborted;
  }

  stop(): void {
    this.#end.abort();
    this.#socket?.terminate();
    this.#stopWaiting?.();
    this.#wake?.();
  }

  /** @returns when the connection ends; whether it stood */
  async #listen(): Promise<boolean> {
    const { url, headers } = this.calls.notificationSocket(this.project);
    const { signal } = this.#end;
    const options = { headers, trust: this.calls.client.trust, clock: this.clock, signal };
    try {
      await connectWebSocket(url, options, (socket) => this.#hearAll(socket));
      return true;
    } catch (error) {
      if (error instanceof Failure) return false;
      throw error;
    }
  }

  #hearAll(socket: WebSocket): Promise<void> {
    this.#socket = socket;
    if (this.#hasEnded()) socket.terminate();
    // What has changed before it stood was told to nobody.
    else void this.refresh();
    let stopWaiting = this.#untilSilent(socket);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      stopWaiting();
      stopWaiting = this.#untilSilent(socket);
      if (!isBinary && !this.#hasEnded()) this.#hear(data.toString());
    });
    socket.on('error', () => undefined); // a close follows
    return new Promise((resolve) => {
      socket.on('close', () => {
        stopWaiting();
        resolve();
      });
    });
  }

  #untilSilent(socket: WebSocket): Stop {
    return this.clock.after(silence, () => socket.terminate());
  }

  #hear(text: string): void {
    const said = notification.safeParse(valueOf(text));
    if (!said.success) return;
    const { action, event } = said.data;
    if (action === 'project.closed' || action === 'project.opened' || action === 'snapshot.restored')
      void this.refresh();
    if (!action.startsWith('node.')) return;
    const deleted = action === 'node.deleted' ? deletedNode.safeParse(event).data : undefined;
    const node = nodeAnswer.safeParse(event).data;
    if (deleted) this.changes.gone(deleted.node_id);
    else if (node) this.changes.one(node);
    else void this.refresh();
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#stopWaiting = this.clock.after(milliseconds, resolve);
    });
  }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what is not understood is not heard; the next refresh tells
  }
}
