/** What routers printed, kept raw and before anything is made of it. */

export interface Evidence {
  id: string;
  /** Rises by one with every record of an attempt. */
  sequence: number;
  role: string;
  /** The command typed, or "log" for what came unasked. */
  command: string;
  /** Exactly what the device printed as its answer; lines end in \n. */
  text: string;
  /** Wall-clock time in ISO 8601, UTC. */
  takenAt: string;
  /** The provider's clock in milliseconds: virtual time for built-in routers. */
  deviceTime: number;
  /** Rises whenever a configuration has changed. */
  epoch: number;
  /** Where in the course of checking a step it was taken: at its beginning, before an action or after it, or at the end. */
  phase:
    | { kind: 'begin' }
    | { kind: 'before' }
    | { kind: 'after'; action: string }
    | { kind: 'end' }
    | { kind: 'diagnosis' };
}
