/**
 * Captures on links. The controller writes a file for each, of which the whole can be read at any time: while somebody
 * listens we ask how many packets there are, and read it again when there are more.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { Failure } from '../../base/errors.ts';
import { isMalformed } from '../../simulator/wire/malformed.ts';
import { isOfLink, linkTypes, parsePcap } from '../../simulator/wire/pcap.ts';
import type { CapturedFrame } from '../provider.ts';
import type { CmlCalls } from './cml-calls.ts';

/** The most that CML allows, so that no capture ends by itself while somebody looks at it. */
const limits = { maxpackets: 1_000_000, maxtime: 86_400 };
const between = 1000;
const headerLength = 24;

export class LinkCapture {
  readonly #frames = new Emitter<CapturedFrame>();
  #seen = 0;
  #isOurs = false;
  #isEnded = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly calls: CmlCalls,
    private readonly lab: string,
    private readonly clock: Clock,
  ) {}

  onFrames(listener: (frame: CapturedFrame) => void): Stop {
    return this.#frames.on(listener);
  }

  get isHeard(): boolean {
    return this.#frames.isHeard;
  }

  /** Goes on until it is ended. @throws Failure when the capture cannot be made, or cannot be read any more */
  async run(link: string): Promise<void> {
    try {
      const key = await this.#begin(link);
      while (this.#goesOn()) {
        await this.#read(link, key);
        if (this.#goesOn()) await this.#pause();
      }
    } finally {
      if (this.#isOurs) await this.calls.stopCapture(this.lab, link).catch(() => undefined); // the link may be gone
    }
  }

  end(): void {
    this.#isEnded = true;
    this.#wake();
  }

  #goesOn(): boolean {
    return !this.#isEnded;
  }

  /** A capture that somebody else has begun is read as it is, and left alone. */
  async #begin(link: string): Promise<string> {
    const running = keyIn(await this.calls.captureStatus(this.lab, link));
    if (running !== undefined) return running;
    await this.calls.startCapture(this.lab, link, limits);
    this.#isOurs = true;
    const key = keyIn(await this.calls.captureStatus(this.lab, link));
    if (key !== undefined) return key;
    throw new Failure('device', 'no-capture', 'The server has begun the capture and does not say under which key.');
  }

  async #read(link: string, key: string): Promise<void> {
    const { packetscaptured: count } = await this.calls.captureStatus(this.lab, link);
    if ((count ?? 0) <= this.#seen) return;
    const file = await this.calls.captured(key);
    if (file.length < headerLength) return; // nothing is written yet
    const capture = parsePcap(file);
    if (isMalformed(capture)) throw unreadable(`what the server gives is no pcap file (${capture.reason})`);
    if (!isOfLink(capture.linkType)) {
      const { ethernet, ciscoHdlc } = linkTypes;
      const read = `QuickMode reads Ethernet (${ethernet}) and Cisco's HDLC (${ciscoHdlc})`;
      throw unreadable(`its link type is ${capture.linkType}, and ${read}`);
    }
    for (const frame of capture.frames.slice(this.#seen)) this.#frames.emit(frame);
    this.#seen = Math.max(this.#seen, capture.frames.length);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.clock.after(between, resolve);
      this.#wake = () => {
        stop();
        resolve();
      };
    });
  }
}

function unreadable(why: string): Failure {
  return new Failure('device', 'no-capture', `The capture cannot be shown: ${why}.`);
}

function keyIn({
  config,
}: {
  config?: { link_capture_key?: string | null | undefined } | null | undefined;
}): string | undefined {
  return config?.link_capture_key ?? undefined;
}
