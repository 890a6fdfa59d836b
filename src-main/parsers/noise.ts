/** What stands around an answer in a captured console: prompts, echoes, pagers, refusals, other talk of the router. */
import { isLogLine } from './stamp.ts';

/** Host names may hold parentheses; submodes are in parentheses; Tcl shells, Lite users and blanks after # occur. */
const PROMPT = /^\w[\w.\-@/:()+~]{0,79}[>#](?: ?\S.*)?$/;
/** A command without its prompt, as some collections and people keep it. */
const ECHO = /^[>#]? ?(?:do )?(?:sh(?:o|ow)?|pi(?:n|ng)?|deb(?:ug)?|ter(?:m|minal)?|clear|un(?:debug)?) [ -~]{1,300}$/i;
/** pyATS writes its own line before each command; `terminal exec prompt timestamp` makes IOS write two. */
const BANNER =
  /^\[\d{4}-\d\d-\d\d [\d:,.]+\] \+{3} |^Load for five secs: |^Time source is |^Type escape sequence|^plugin '[\w-]+'(?::)? failed to load/;
/** The second line of messages that IOS prints on two (reference/faults.tsv: TUN-PROT-ONESIDE, DP-INVSPI). */
const LOG_TAIL = /^(?:\(ip\) vrf\/dest_addr ?=|(?:for )?dest_?addr ?=|src_?addr ?=)/;
const REFUSAL = /^(?:ERROR: )?% ?[A-Za-z]|^Command authorization failed|^ERROR: /;
const NOTE = /^% ?(?:NOTE|Warning|INFO)\b/i;
/** With the blanks that erased it, and none of the line's own: a configuration is indented. */
const PAGER = /^[ \t]*(?:<-+ ?More ?-+>[ \t]{0,14}|-+ ?[Mm]ore ?-+[ \t]{0,9})/;

export function isPrompt(text: string): boolean {
  return PROMPT.test(text);
}

/** `isFirst`: nothing of the answer has been seen, so that a bare command can only be the echo. */
export function isNoise(text: string, isFirst: boolean): boolean {
  if (/^\^+$/.test(text) || BANNER.test(text) || LOG_TAIL.test(text)) return true;
  return (isFirst && ECHO.test(text)) || isPrompt(text) || isLogLine(text);
}

/** A device's refusal: `% Invalid input detected at '^' marker.` and its kin; a `% NOTE:` is not one. */
export function isRefusal(text: string): boolean {
  return REFUSAL.test(text) && !NOTE.test(text);
}

/** The line without the pager's prompt, which stays where a capture lost the backspaces that erased it. */
export function withoutPager(text: string): string {
  return text.replace(PAGER, '');
}

export function isPager(text: string): boolean {
  return text !== '' && withoutPager(text).trim() === '';
}
