/** After how long without a packet a firewall forgets: what `timeout` sets, in seconds; 0 for never. */
import { hoursOf } from '../time-words.ts';

interface Line {
  readonly names: Readonly<Record<string, number>>;
  readonly end?: string;
}

/** The lines of a new firewall of 9.8, in their order (from memory). */
const lines: readonly Line[] = [
  { names: { xlate: 10_800 } },
  { names: { 'pat-xlate': 30 } },
  { names: { conn: 3600, 'half-closed': 600, udp: 120, sctp: 120, icmp: 2 } },
  { names: { sunrpc: 600, h323: 300, h225: 3600, mgcp: 300, 'mgcp-pat': 300 } },
  { names: { sip: 1800, sip_media: 120, 'sip-invite': 180, 'sip-disconnect': 120 } },
  { names: { 'sip-provisional-media': 120, uauth: 300 }, end: ' absolute' },
  { names: { 'tcp-proxy-reassembly': 60 } },
  { names: { 'floating-conn': 0 } },
  { names: { 'conn-holddown': 15 } },
  { names: { 'igp stale-route': 70 } },
];

/** Those that decide something here: connections end by them. */
const inForce: ReadonlySet<string> = new Set(['conn', 'half-closed', 'udp', 'icmp']);

const defaults: ReadonlyMap<string, number> = new Map(lines.flatMap(({ names }) => Object.entries(names)));

export class Timeouts {
  /** Those that are not by default what they are. */
  readonly #set = new Map<string, number>();

  secondsOf(name: string): number {
    return this.#set.get(name) ?? defaults.get(name) ?? 0;
  }

  /** @param seconds undefined for the default */
  set(name: string, seconds: number | undefined): void {
    if (seconds === undefined || seconds === defaults.get(name)) this.#set.delete(name);
    else this.#set.set(name, seconds);
  }

  /** What follows `timeout`, line by line: those in force, and of the others those that were changed. */
  texts(isAll: boolean): string[] {
    return lines.flatMap(({ names, end = '' }) => {
      const own = Object.keys(names);
      if (!isAll && !own.some((name) => inForce.has(name) || this.#set.has(name))) return [];
      return [own.map((name) => `${name} ${hoursOf(1000 * this.secondsOf(name))}`).join(' ') + end];
    });
  }
}

export function isTimeout(name: string): boolean {
  return defaults.has(name);
}

export function isInForce(name: string): boolean {
  return inForce.has(name);
}
