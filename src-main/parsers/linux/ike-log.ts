/** What a daemon of IKE says on a terminal or in a journal: charon's lines or pluto's, as the text shows. */
import type { Parsed } from '../parsed.ts';
import { parseCharonLog, type CharonLine } from './charon-log.ts';
import { parsePlutoLog, type PlutoLine } from './pluto-log.ts';

// Blanks and not any white space: blank lines without end would each be looked through to the last.
const PLUTO = /pluto\[\d+\]: |^[ \t]*(?:\d{3} )?"[^"\n]+"(?:\[\d+\])?(?: [0-9A-Fa-f.:]+)?(?: #\d+)?: |^[ \t]*\d{3} /m;

export function parseIkeLog(text: string): Parsed<CharonLine | PlutoLine> {
  return PLUTO.test(text) ? parsePlutoLog(text) : parseCharonLog(text);
}
