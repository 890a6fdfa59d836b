/**
 * Captures on the links of a project. One is begun for the first who listens to a link and ended after the last; one
 * that somebody else has begun on the server is listened to and left running.
 */
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { Failure } from '../../base/errors.ts';
import type { HttpStream } from '../http/http-client.ts';
import type { Capture, CapturedFrame } from '../provider.ts';
import type { Gns3Calls } from './gns3-calls.ts';
import { PcapStream } from './pcap-stream.ts';

interface Options {
  calls: Gns3Calls;
  project: string;
  /** Ids on the server by ids of the topology's links. */
  links: ReadonlyMap<string, string>;
  /** A capture could not be begun, or has ended by itself. */
  failed: (link: string, failure: Failure) => void;
}

export class LinkCaptures implements Capture {
  readonly #running = new Map<string, LinkCapture>();

  constructor(private readonly options: Options) {}

  onFrames(link: string, listener: (frame: CapturedFrame) => void): Stop {
    const id = this.options.links.get(link);
    if (id === undefined)
      throw new Failure('unreachable', 'link-not-running', `The project on the server has no link ${link}.`);
    const known = this.#running.get(link);
    const capture = known ?? new LinkCapture(this.options, id, (failure) => this.options.failed(link, failure));
    this.#running.set(link, capture);
    const stop = capture.frames.on(listener);
    return () => {
      stop();
      if (capture.frames.isHeard || this.#running.get(link) !== capture) return;
      this.#running.delete(link);
      void capture.end();
    };
  }

  /** Routers that are not ours tell no keys. */
  wiresharkKeys(): Promise<Readonly<Record<string, string>>> {
    return Promise.resolve({});
  }

  async stop(): Promise<void> {
    const running = [...this.#running.values()];
    this.#running.clear();
    await Promise.all(running.map((capture) => capture.end()));
  }
}

class LinkCapture {
  readonly frames = new Emitter<CapturedFrame>();
  readonly #begun: Promise<void>;
  #stream: HttpStream | undefined;
  #isOurs = false;
  #isEnded = false;

  constructor(
    private readonly options: Options,
    private readonly link: string,
    private readonly failed: (failure: Failure) => void,
  ) {
    this.#begun = this.#begin().catch((error: unknown) => this.#fail(error));
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#begun;
    this.#stream?.close();
    const { calls, project } = this.options;
    // That the project was closed meanwhile has ended the capture too.
    if (this.#isOurs) await calls.stopCapture(project, this.link).catch((error: unknown) => expectFailure(error));
  }

  async #begin(): Promise<void> {
    const { calls, project } = this.options;
    const link = (await calls.links(project)).find(({ link_id }) => link_id === this.link);
    if (link?.capturing !== true) {
      await calls.startCapture(project, this.link, {
        file: `quickmode-${this.link}.pcap`,
        isSerial: link?.link_type === 'serial',
      });
      this.#isOurs = true;
    }
    this.#stream = await calls.captureStream(project, this.link);
    void this.#read(this.#stream).catch((error: unknown) => this.#fail(error));
  }

  async #read(stream: HttpStream): Promise<void> {
    const pcap = new PcapStream();
    for await (const piece of stream.chunks) {
      const frames = pcap.read(piece);
      if (!frames)
        throw new Failure(
          'device',
          'bad-capture',
          "What the server sends is no capture of Ethernet frames or of Cisco's HDLC.",
        );
      for (const frame of frames) this.frames.emit(frame);
    }
    throw new Failure('unreachable', 'capture-ended', 'The server has ended the capture.');
  }

  #fail(error: unknown): void {
    if (this.#isEnded) return;
    this.#stream?.close();
    this.failed(
      error instanceof Failure ? error : new Failure('unreachable', 'capture-ended', 'The capture broke off.'),
    );
  }
}

function expectFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}
