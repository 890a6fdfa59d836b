/** An entry of the ARP table that is configured: it is never asked for, and never grows old. */
export interface StaticArp {
  readonly mac: Uint8Array;
  /** Where the neighbour is; on whichever interface leads to it when left out. */
  readonly interface: string | undefined;
  /** Whether the router answers for the address, to those in whose subnet it is. */
  readonly isAlias: boolean;
}

/** What an entry says for an interface. */
export function staticMac(entry: StaticArp | undefined, name: string): Uint8Array | undefined {
  return entry && (entry.interface ?? name) === name ? entry.mac : undefined;
}
