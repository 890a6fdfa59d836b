/** The lines of a router on which sessions run: its console and its vtys, as the router configures them. */
import type { Terminal } from './declaration.ts';

/** Who got in. */
export interface Admission {
  readonly user: string;
  /** The level the session starts with: 1 unless the user has one of his own. */
  readonly privilege: number;
}

/** What a line asks before it lets somebody in. */
export type Login =
  | { readonly kind: 'open'; readonly admission: Admission }
  | { readonly kind: 'password'; accepts(password: string): Admission | undefined }
  | { readonly kind: 'user'; accepts(user: string, password: string): Admission | undefined }
  /** Nobody gets in: 'Password required, but none set'. */
  | { readonly kind: 'closed'; readonly reason: string };

/** All of it is configuration and is asked each time it matters. */
export interface TerminalLine {
  /** As messages name it: 'con0', 'vty0'. */
  readonly name: string;
  /** A console waits for RETURN, and starts anew after a session; a vty closes. */
  readonly isConsole: boolean;
  login(): Login;
  /** What a session starts with: `length 24`, `width 80`, `history size 20`. */
  terminal(): Terminal;
  /** `logging synchronous`: messages wait for the output of a command, and what is typed is shown again after them. */
  isSynchronous(): boolean;
  /** After how many milliseconds without a key the session ends; 0 for never. */
  execTimeout(): number;
  /** Text before the login (`banner motd` and `banner login`) and after it (`banner exec`), '' for none. */
  banner(place: 'login' | 'exec'): string;
}
