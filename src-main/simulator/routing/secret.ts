/** What two routers share, so that they believe one another. */
export interface RoutingSecret {
  readonly text: string;
  /** As the configuration has it: the same, or `7` and the text hidden. */
  readonly written: string;
}

/** `key chain NAME`: secrets by number. The lowest signs, and all are accepted. */
export interface KeyChain {
  readonly name: string;
  readonly keys: Map<number, RoutingSecret | undefined>;
}
