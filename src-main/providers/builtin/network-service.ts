/** The simulator's side of its service: one network, its pace, and the terminals that are attached to its routers. */
import type { Stop } from '../../base/disposable.ts';
import { Failure } from '../../base/errors.ts';
import type { Link, Plug } from '../../simulator/network/link.ts';
import type { LinkConditions } from '../../simulator/network/link-conditions.ts';
import { KeyLog } from '../../simulator/topology/key-log.ts';
import { SimulatedNetwork, type NetworkPlan } from '../../simulator/topology/simulated-network.ts';
import { Pace, type PaceSetting } from './pace.ts';
import type { LineEvent, LineRequest, SimulatorService, StartReport } from './simulator-service.ts';

type Accepted = Parameters<Parameters<SimulatorService['onAccepted']>[0]>[0];
type Captured = Parameters<Parameters<SimulatorService['onFrames']>[1]>[0];
type Device = SimulatedNetwork['devices'] extends Map<string, infer One> ? One : never;
type Attachment = ReturnType<Device['terminals']['console']['attach']>;

interface Running {
  readonly network: SimulatedNetwork;
  readonly pace: Pace;
}

export class NetworkService implements SimulatorService {
  #keys = new KeyLog();
  readonly #terminals = new Map<number, Attachment>();
  readonly #listeners = new Set<(line: Accepted) => void>();
  #running: Running | undefined;
  #lastLine = 0;

  async start(plan: NetworkPlan): Promise<StartReport> {
    if (this.#running) throw new Failure('busy', 'already-started', 'This simulator runs a network already.');
    const keys = new KeyLog();
    const network = await SimulatedNetwork.start(plan, (router) => keys.watch(router));
    this.#keys = keys;
    this.#running = { network, pace: new Pace(network) };
    network.accepted.on((line) => {
      for (const listener of this.#listeners) listener(line);
    });
    return {
      running: [...network.devices.keys()],
      links: [...network.links.keys()],
      shortfalls: network.shortfalls,
    };
  }

  onLine(request: LineRequest, listener: (event: LineEvent) => void): Stop {
    const { network } = this.#network();
    const number = ++this.#lastLine;
    const time = (): number => network.clock.now();
    const closed = (reason: string): void => {
      if (this.#terminals.delete(number)) listener({ kind: 'closed', reason, time: time() });
    };
    listener({ kind: 'opened', line: number, time: time() });
    const attachment = this.#attach(request, {
      // What is sent belongs to whoever gets it: nothing of it may change on its way, or be part of something larger.
      send: (bytes) => listener({ kind: 'output', bytes: new Uint8Array(bytes), time: time() }),
      closed: () => closed('the router has ended the session'),
    });
    if (attachment) this.#terminals.set(number, attachment);
    else listener({ kind: 'closed', reason: 'no virtual terminal of the router is free', time: time() });
    return () => this.#detach(number);
  }

  write(line: number, bytes: Uint8Array): Promise<void> {
    this.#terminals.get(line)?.receive(bytes);
    this.#running?.pace.wake();
    return Promise.resolve();
  }

  resize(line: number, columns: number, rows: number): Promise<void> {
    this.#terminals.get(line)?.resize({ columns, rows });
    return Promise.resolve();
  }

  authenticate(node: string, user: string, password: string): Promise<boolean> {
    return Promise.resolve(this.#device(node).authenticate(user, password));
  }

  isKeyOf(node: string, user: string, blob: Uint8Array): Promise<boolean> {
    return Promise.resolve(this.#device(node).isKeyOf?.(user, blob) ?? false);
  }

  pace(setting: PaceSetting): Promise<void> {
    this.#network().pace.set(setting);
    return Promise.resolve();
  }

  async advance(milliseconds: number): Promise<number> {
    const { network, pace } = this.#network();
    await pace.advance(milliseconds);
    return network.clock.now();
  }

  onAccepted(listener: (line: Accepted) => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws Failure when there is no such link, or one of its ends does not run */
  onFrames(link: string, listener: (frame: Captured) => void): Stop {
    return this.#link(link).frames.on(({ time, frame }) => listener({ time, frame: new Uint8Array(frame) }));
  }

  /** @throws Failure when there is no such link, or one of its ends does not run */
  condition(link: string, change: Partial<LinkConditions>): Promise<void> {
    const cable = this.#link(link);
    cable.conditions = { ...cable.conditions, ...change };
    return Promise.resolve();
  }

  /** @throws Failure when there is no such uplink */
  onUplink(uplink: string, listener: (frame: Uint8Array) => void): Stop {
    const plug = this.#uplink(uplink);
    plug.onFrame = (frame) => listener(new Uint8Array(frame));
    return () => {
      plug.onFrame = () => undefined;
    };
  }

  receive(uplink: string, frame: Uint8Array): Promise<void> {
    // It comes in now, not at the instant at which the clock was last moved.
    this.#network().pace.catchUp();
    this.#uplink(uplink).send(frame);
    this.#network().pace.wake();
    return Promise.resolve();
  }

  wiresharkKeys(): Promise<Readonly<Record<string, string>>> {
    return Promise.resolve(this.#keys.wiresharkFiles());
  }

  stop(): Promise<void> {
    this.#running?.pace.stop();
    for (const terminal of this.#terminals.values()) terminal.detach();
    this.#terminals.clear();
    this.#running = undefined;
    this.#keys = new KeyLog();
    return Promise.resolve();
  }

  #attach(
    { node, kind, columns, rows, user }: LineRequest,
    { send, closed }: { send: (bytes: Uint8Array) => void; closed: () => void },
  ): Attachment | undefined {
    const device = this.#device(node);
    if (kind === 'console') return device.terminals.console.attach(send);
    if (kind === 'aux') return device.terminals.auxiliary.attach(send);
    return device.call({ window: { columns, rows }, user, send, closed });
  }

  #detach(line: number): void {
    const terminal = this.#terminals.get(line);
    this.#terminals.delete(line);
    terminal?.detach();
  }

  #device(node: string): Device {
    const device = this.#network().network.devices.get(node);
    if (!device) throw new Failure('unreachable', 'node-not-running', `No node ${node} runs here.`);
    return device;
  }

  #link(id: string): Link {
    const link = this.#network().network.links.get(id);
    if (!link) throw new Failure('unreachable', 'link-not-running', `There is no running link ${id}.`);
    return link;
  }

  #uplink(name: string): Plug {
    const plug = this.#network().network.uplinks.get(name);
    if (!plug) throw new Failure('unreachable', 'no-uplink', `There is no uplink ${name}.`);
    return plug;
  }

  #network(): Running {
    if (!this.#running) throw new Failure('unreachable', 'not-started', 'The simulator runs no network.');
    return this.#running;
  }
}
