/** Frames on the links of a topology, one capture on the server for each link that somebody looks at. */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Failure, messageOf } from '../../base/errors.ts';
import type { Topology } from '../../lab/topology.ts';
import type { Capture, CapturedFrame } from '../provider.ts';
import type { CmlNode } from './answers.ts';
import { linkOf } from './bind.ts';
import type { CmlCalls } from './cml-calls.ts';
import { LinkCapture } from './link-capture.ts';

export interface Captured {
  lab: string;
  topology: Topology;
  bound: ReadonlyMap<string, CmlNode>;
  clock: Clock;
  /** A capture that could not be made: the link's first node, and why. */
  failed: (node: string, why: string) => void;
}

export class Captures implements Capture {
  readonly #running = new Map<string, LinkCapture>();

  constructor(
    private readonly calls: CmlCalls,
    private readonly about: Captured,
  ) {}

  /** @throws Failure bad-input: unknown-link */
  onFrames(link: string, listener: (frame: CapturedFrame) => void): Stop {
    const capture = this.#running.get(link) ?? this.#start(link);
    const stop = capture.onFrames(listener);
    return () => {
      stop();
      if (capture.isHeard || this.#running.get(link) !== capture) return;
      this.#running.delete(link);
      capture.end();
    };
  }

  /** What routers of their own know of their keys does not leave them. */
  wiresharkKeys(): Promise<Readonly<Record<string, string>>> {
    return Promise.resolve({});
  }

  end(): void {
    for (const capture of this.#running.values()) capture.end();
    this.#running.clear();
  }

  #start(id: string): LinkCapture {
    const { topology, lab, clock, failed } = this.about;
    const link = topology.links.find((one) => one.id === id);
    if (!link) throw new Failure('bad-input', 'unknown-link', `There is no link ${id} in this topology.`);
    const capture = new LinkCapture(this.calls, lab, clock);
    this.#running.set(id, capture);
    this.#find(link)
      .then((found) => capture.run(found))
      .catch((error: unknown) => {
        if (this.#running.get(id) === capture) this.#running.delete(id);
        failed(link.ends[0].node, `the link cannot be captured: ${messageOf(error)}`);
      });
    return capture;
  }

  async #find(link: Topology['links'][number]): Promise<string> {
    const { lab, bound } = this.about;
    const labelsOf = async (node: string): Promise<ReadonlyMap<string, string>> =>
      new Map((await this.calls.interfaces(lab, node)).map(({ id, label }) => [id, label ?? '']));
    const found = await linkOf(link, await this.calls.links(lab), bound, labelsOf);
    if (found) return found.id;
    throw new Failure('unreachable', 'link-missing', 'the lab on the server has no such link');
  }
}
