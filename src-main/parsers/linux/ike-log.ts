/** What a daemon of IKE says on a terminal or in a journal: charon's lines or pluto's, as the text shows. */
import type { Parsed } from '../parsed.ts';
import { hasGroups, parseCharonLog, type CharonLine } from './charon-log.ts';
import { parsePlutoLog, type PlutoLine } from './pluto-log.ts';
import { isStrokeLog, parseStrokeLog } from './stroke-log.ts';

// Blanks and not any white space: blank lines without end would each be looked through to the last.
const PLUTO =
  /pluto\[\d+\]: |^[ \t]*(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d\.\d{3,6}: )?(?:\d{3} )?"[^"\n]+"(?:\[\d+\])?(?: [0-9A-Fa-f.:]+)?(?: #\d+)?: |^[ \t]*\d{3} /m;

export function parseIkeLog(text: string): Parsed<CharonLine | PlutoLine> {
  if (PLUTO.test(text)) return parsePlutoLog(text);
  return !hasGroups(text) && isStrokeLog(text) ? parseStrokeLog(text) : parseCharonLog(text);
}
