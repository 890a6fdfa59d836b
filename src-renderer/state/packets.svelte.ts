import { createContext } from 'svelte';
import type { Laboratory, PacketRow, Stop } from '../../src-main/api/contract/laboratory.ts';

/** So many are kept, the last ones. */
const most = 2000;

/** The packets on one link of an attempt, since one looks on. */
export class PacketList {
  /** The link that is looked at; undefined before one was chosen. */
  link = $state<string | undefined>();
  /** Only packets with this in their line are shown. */
  filter = $state('');
  rows = $state.raw<readonly PacketRow[]>([]);
  refusal = $state<string | undefined>();
  /** The number of the packet whose bytes are shown. */
  chosen = $state<number | undefined>();
  /** What came after it was held is not shown. */
  isHeld = $state(false);
  #stop: Stop | undefined;

  constructor(
    private readonly attempt: string,
    private readonly laboratory: Pick<Laboratory, 'onPackets'>,
  ) {}

  readonly shown: readonly PacketRow[] = $derived(this.#matching());

  look(link: string): void {
    this.leave();
    this.link = link;
    this.isHeld = false;
    this.clear();
    this.#stop = this.laboratory.onPackets(this.attempt, link, (event) => {
      // Routers that were started anew may let one see what those before did not.
      this.refusal = event.kind === 'refused' ? event.reason : undefined;
      if (event.kind === 'packets' && !this.isHeld)
        this.rows = [...this.#before(event.packets), ...event.packets].slice(-most);
    });
  }

  clear(): void {
    this.rows = [];
    this.refusal = undefined;
    this.chosen = undefined;
  }

  leave(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Over a connection that was lost and made again, one looks on from then: those from before would have the same numbers. */
  #before([first]: readonly PacketRow[]): readonly PacketRow[] {
    const last = this.rows.at(-1);
    return first && last && first.number <= last.number ? [] : this.rows;
  }

  #matching(): readonly PacketRow[] {
    const words = this.filter.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return this.rows;
    return this.rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  }
}

/** Everything that a filter can find in a packet. */
function textOf({ source, destination, protocol, fields }: PacketRow): string {
  const said = fields.map(([name, value]) => `${name}=${value}`).join(' ');
  return `${source} ${destination} ${protocol} ${said}`.toLowerCase();
}

export const [getPackets, setPackets] = createContext<PacketList>();
