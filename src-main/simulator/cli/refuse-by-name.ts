/** Commands that the devices of a vendor know and these do not: each is refused by its name. */
import type { Mode } from './mode.ts';
import { Refusal } from './refusal.ts';

/** By the words before, which may be none: the words that may follow them, with blanks between. */
export type RefusedWords = Readonly<Record<string, string>>;

interface RefusedOptions<Context> {
  /** When the words exist; always, when left out. */
  readonly when?: (context: Context) => boolean;
  /** Who may type the words: everybody, when left out. To others they are words of no command. */
  readonly privilege?: number;
}

/** Whatever follows the words is refused with them. What is not there can be taken away: `no` says nothing. */
export function refuseByName<Context>(
  mode: Mode<Context>,
  words: RefusedWords,
  { when, privilege }: RefusedOptions<Context> = {},
): void {
  for (const [before, list] of Object.entries(words)) {
    const begin = before === '' ? '' : `${before} `;
    // Names and numbers in between are not repeated: 'crypto map ... set trustpoint'.
    const shown = begin.replace(/(\S*[A-Z<]\S*:\w+ )+/g, '... ');
    const following = list.trim().split(/\s+/).join('|');
    mode.add(`${begin}{${following}}:word [LINE:more]` as '{word}:word [LINE:more]', {
      hidden: true,
      isRefusal: true,
      run: (_, { word }) => {
        throw Refusal.notSimulated(`'${shown}${word}' is not simulated`);
      },
      no: () => undefined,
      ...(when && { when }),
      ...(privilege !== undefined && { privilege }),
    });
  }
}

/** The same where the words alone do not say what they would do. @param purposes that, by the words */
export function refuseByPurpose<Context>(
  mode: Mode<Context>,
  purposes: Readonly<Record<string, string>>,
  when: (context: Context) => boolean = () => true,
): void {
  for (const [words, what] of Object.entries(purposes)) {
    mode.add(`${words} [LINE:more]` as 'words [LINE:more]', {
      hidden: true,
      isRefusal: true,
      when,
      run: () => {
        throw Refusal.notSimulated(`${what} is not simulated: '${words}'`);
      },
      no: () => undefined,
    });
  }
}

/** What is always so here, and may be said: to turn it off is refused by its name. */
export function refuseNo<Context>(mode: Mode<Context>, words: readonly string[]): void {
  for (const always of words) {
    mode.add(always as 'words', {
      hidden: true,
      run: () => undefined,
      no: () => {
        throw Refusal.notSimulated(`'no ${always}' is not simulated`);
      },
    });
  }
}
