/** Telnet's numbers, and which options each end agrees to. */

/** RFC 854, "TELNET COMMAND STRUCTURE". */
export const IAC = 255;
export const DONT = 254;
export const DO = 253;
export const WONT = 252;
export const WILL = 251;
export const SB = 250;
export const AYT = 246;
export const IP = 244;
export const SE = 240;

/** The IANA registry of telnet options; the RFC that defines each. */
export const BINARY = 0; // RFC 856
const ECHO = 1; // RFC 857
const SGA = 3; // RFC 858: suppress go ahead
export const TIMING_MARK = 6; // RFC 860
export const TTYPE = 24; // RFC 1091: terminal type
export const NAWS = 31; // RFC 1073: window size

/** TTYPE subnegotiation (RFC 1091). */
export const TTYPE_IS = 0;
export const TTYPE_SEND = 1;

export type TelnetSide = 'client' | 'server';

interface Policy {
  /** What we will do when asked to. */
  ours: readonly number[];
  /** What we let the other end do. */
  theirs: readonly number[];
  /** What we say first. A client says nothing first: a bare serial port behind TCP would take it for typing. */
  greeting: readonly number[];
}

export const POLICY: Readonly<Record<TelnetSide, Policy>> = {
  client: { ours: [BINARY, SGA, TTYPE, NAWS], theirs: [BINARY, ECHO, SGA], greeting: [] },
  // The greeting of an IOS vty: it echoes, character at a time, and asks what it talks to.
  server: {
    ours: [BINARY, ECHO, SGA],
    theirs: [BINARY, SGA, TTYPE, NAWS],
    greeting: [IAC, WILL, ECHO, IAC, WILL, SGA, IAC, DO, TTYPE, IAC, DO, NAWS],
  },
};
