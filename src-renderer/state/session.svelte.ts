import type { Laboratory, Stop } from '../../src-main/api/contract/laboratory.ts';
import { Attempt, type Ticks } from './attempt.svelte.ts';
import { Consoles } from './consoles.svelte.ts';
import { EvidenceViewer } from './evidence-viewer.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { PacketList } from './packets.svelte.ts';
import type { Stored } from './stored.ts';

export interface OpenAttempt {
  attempt: Attempt;
  viewer: EvidenceViewer;
  consoles: Consoles;
  packets: PacketList;
}

/** The attempt that the window is at, if it is at one. */
export class Session {
  #open = $state.raw<OpenAttempt | undefined>();

  constructor(
    private readonly laboratory: Laboratory,
    private readonly notices: Notices,
    private readonly ticks: Ticks,
    private readonly stored: Stored,
  ) {}

  get open(): OpenAttempt | undefined {
    return this.#open;
  }

  /** Shows the attempt until it is stopped. */
  enter(id: string): Stop {
    const attempt = new Attempt(id, this.laboratory, this.notices, this.ticks);
    const packets = new PacketList(id, this.laboratory);
    this.#open = {
      attempt,
      viewer: new EvidenceViewer(id, this.laboratory),
      consoles: new Consoles(id, this.stored),
      packets,
    };
    const stop = attempt.follow();
    return () => {
      packets.leave();
      stop();
      this.#open = undefined;
    };
  }
}
