/** What the command line knows of an interface beside what the router does: where its address came from, its speed. */
import type { InterfaceCounters } from '../../router/interface.ts';

export type Speed = 'auto' | '10' | '100' | '1000';
export type Duplex = 'auto' | 'full' | 'half';

export class InterfaceNotes {
  /** The column Method of `show ip interface brief`: never configured, from the startup configuration, by hand. */
  method: 'unset' | 'NVRAM' | 'manual' = 'unset';
  speed: Speed = 'auto';
  duplex: Duplex = 'auto';
  /** The uptime, in milliseconds, at which the counters were cleared, and what they were then. */
  cleared: { readonly at: number; readonly counters: InterfaceCounters } | undefined;
  /** Lines that change nothing in this simulator, by the words that name them: see harmless.ts. */
  readonly harmless = new Map<string, string>();
}
