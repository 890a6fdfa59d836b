/** A line of configuration that a router took, and where it was entered: all of them make its configuration again. */
export interface AcceptedLine {
  /** The lines that lead into the mode: ['interface Tunnel0']; none for the mode that the others lie in. */
  readonly path: readonly string[];
  /**
   * With its keywords written out: 'tunnel mode ipsec ipv4'. A command that asks for more (a banner) is followed by the
   * answers, after line ends.
   */
  readonly line: string;
}
