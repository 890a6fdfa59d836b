/** One of the lines on which people type, as it is configured: the console, the auxiliary port, the virtual terminals. */
import type { StoredPassword } from './password.ts';

export type LineKind = 'con' | 'aux' | 'vty';

/** What a line asks: nothing; its own password; the name and password of a user of this router. */
export type LineLogin = 'none' | 'password' | 'local';

export class LineSettings {
  password: StoredPassword | undefined;
  login: LineLogin;
  /** Seconds without a key after which the session ends; 0 for never. */
  execTimeout = defaultExecTimeout;
  isSynchronous = false;
  privilege = 1;
  /** `transport input ssh`; undefined when nothing is said. */
  transportInput: string | undefined;
  historySize = defaultHistorySize;
  length = defaultLength;
  width = defaultWidth;
  /** `access-class`, whole lines. */
  readonly accessClass: { in?: string | undefined; out?: string | undefined } = {};
  /** Lines about hardware that is not simulated, by their first words: kept and shown. */
  readonly extras = new Map<string, string>();

  constructor(
    readonly kind: LineKind,
    readonly index: number,
  ) {
    this.login = defaultLogin(kind);
  }

  /** As messages name it: 'con0'. */
  get name(): string {
    return `${this.kind}${this.index}`;
  }
}

export const defaultExecTimeout = 600;
export const defaultHistorySize = 20;
export const defaultLength = 24;
export const defaultWidth = 80;
/** Five virtual terminals are there without being configured. */
export const defaultVtys = 5;
export const highestVty = 15;

/** Virtual terminals let nobody in who does not know a password; whoever sits at the console may. */
export function defaultLogin(kind: LineKind): LineLogin {
  return kind === 'vty' ? 'password' : 'none';
}
