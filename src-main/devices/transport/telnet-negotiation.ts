/**
 * Which telnet options are on (RFC 854, RFC 855, the states of RFC 1143). Every request is answered at most once: GNS3's
 * telnet server answers each repeated DO with another WILL, and two programs that both do so never stop.
 */
import { DO, DONT, IAC, POLICY, TIMING_MARK, WILL, WONT, type TelnetSide } from './telnet-options.ts';

type State = 'off' | 'asked' | 'on' | 'refused';

/** One direction of one option: who does it, and the words in which we agree and refuse. */
interface Direction {
  states: Map<number, State>;
  allowed: readonly number[];
  agree: number;
  refuse: number;
}

export class TelnetNegotiation {
  readonly #ours: Direction;
  readonly #theirs: Direction;

  constructor(side: TelnetSide) {
    const { ours, theirs, greeting } = POLICY[side];
    this.#ours = { states: new Map(), allowed: ours, agree: WILL, refuse: WONT };
    this.#theirs = { states: new Map(), allowed: theirs, agree: DO, refuse: DONT };
    for (let i = 0; i < greeting.length; i += 3) {
      const direction = greeting[i + 1] === WILL ? this.#ours : this.#theirs;
      direction.states.set(greeting[i + 2] ?? 0, 'asked');
    }
  }

  weDo(option: number): boolean {
    return this.#ours.states.get(option) === 'on';
  }

  theyDo(option: number): boolean {
    return this.#theirs.states.get(option) === 'on';
  }

  /** What to answer to WILL, WONT, DO or DONT of an option: three bytes or none. `begun` when the option is now on. */
  hear(verb: number, option: number): { reply: number[]; begun: boolean } {
    // A timing mark is a question, not a state (RFC 860): telnet clients drop output after Ctrl-C until it is answered.
    if (option === TIMING_MARK) return { reply: verb === DO ? [IAC, WILL, option] : [], begun: false };
    const direction = verb === DO || verb === DONT ? this.#ours : this.#theirs;
    return verb === DO || verb === WILL ? this.#requested(direction, option) : this.#declined(direction, option);
  }

  #requested({ states, allowed, agree, refuse }: Direction, option: number): { reply: number[]; begun: boolean } {
    const state = states.get(option) ?? 'off';
    if (state === 'on' || state === 'refused') return { reply: [], begun: false };
    const accepted = allowed.includes(option);
    states.set(option, accepted ? 'on' : 'refused');
    if (!accepted) return { reply: [IAC, refuse, option], begun: false };
    return { reply: state === 'asked' ? [] : [IAC, agree, option], begun: true };
  }

  #declined({ states, refuse }: Direction, option: number): { reply: number[]; begun: boolean } {
    const wasOn = states.get(option) === 'on';
    if (states.get(option) !== 'refused') states.set(option, 'off');
    return { reply: wasOn ? [IAC, refuse, option] : [], begun: false };
  }
}
