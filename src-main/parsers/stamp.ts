/**
 * The beginning of a log line: `service timestamps` and `service sequence-numbers` in all their settings.
 * Forms seen: reference/device-output.md section 4, seed 001 (uptime), corpus `show logging`.
 */

export interface Stamp {
  /** `service sequence-numbers`, or the number that a syslog server was given. */
  sequence?: number;
  /** `*`: the clock was never set; `.`: it was set and has lost its source. */
  clock?: '*' | '.';
  /** As printed: "Mar  1 00:13:31.891", "00:04:10", "1d02h". */
  time?: string;
  timezone?: string;
  /** `logging origin-id`, or what a syslog server put there. */
  host?: string;
}

const SEQUENCE = String.raw`(?:(\d{1,10}): {1,2})?`;
const DATE = String.raw`[A-Z][a-z]{2} {1,2}\d{1,2}(?: \d{4})? \d\d?:\d\d:\d\d(?:\.\d{1,6})?`;
const UPTIME = String.raw`\d{1,3}:\d\d:\d\d(?:\.\d{1,6})?|(?:\d{1,5}[ywdh]){1,3}`;
const HEAD = new RegExp(
  String.raw`^(?:<\d{1,3}>)?${SEQUENCE}(?:([*.])?(${DATE}|${UPTIME})(?: ([A-Z][A-Za-z]{1,5}))?: )`,
);
const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)`;
/** What a syslog server puts before what it was sent: when, from whom, and that one's own number of the message. */
const RELAY = new RegExp(
  String.raw`^(?:<\d{1,3}>)?(?:\d{1,10}: )?(?:((?:\d{4} )?${DATE}|${ISO}) )?([A-Za-z0-9][\w.:-]{0,63}?)(?: ?: | (?=%|[*.]|\d{1,10}: |[A-Z][a-z]{2} ))(?:\d{1,10}: (?=[%*.\dA-Z]))?`,
);
const NUMBER_ALONE = /^(?:<\d{1,3}>)?(\d{1,10}): (?=%)/;
const MESSAGE = String.raw`%[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+){0,3}-[0-7]-[A-Z0-9_]+: ?`;
/** As a console prints it: six digits at least. A shorter number is the line's own: `1: lo: <LOOPBACK,UP>`. */
const CONSOLE_SEQUENCE = String.raw`(?:\d{6,10}: {1,2})?`;
const STAMPED_MESSAGE = new RegExp(
  String.raw`${CONSOLE_SEQUENCE}[*.]?(?:${DATE}|${UPTIME})(?: [A-Z][A-Za-z]{1,5})?(?:: | [\w.-]{1,63} ?: ?)${MESSAGE}`,
);
const CONSOLE_MESSAGE = new RegExp(String.raw`^\s*(?:<\d{1,3}>(?:\d{1,10}: )?|${CONSOLE_SEQUENCE})${MESSAGE}`);
const BARE_MESSAGE = new RegExp(String.raw`^\s*(?:<\d{1,3}>)?(?:\d{1,10}: )?${MESSAGE}`);

const NAMED = new RegExp(String.raw`^(?:${MESSAGE}|ISAKMP|IKEv2|IPSEC ?\()`);

/** Splits a log line into its stamp and the rest; without a stamp the rest is the whole line. */
export function splitStamp(text: string): Split {
  const match = HEAD.exec(text) ?? NUMBER_ALONE.exec(text);
  if (!match) return relayedIn(text) ?? { stamp: {}, rest: text, isStamped: false };
  return splitAt(text, match);
}

interface Split {
  stamp: Stamp;
  rest: string;
  isStamped: boolean;
}

/** What came by a syslog server is told by the message or the debug that it ends with. */
function relayedIn(text: string): Split | undefined {
  const [all = '', time, host = ''] = RELAY.exec(text) ?? [];
  if (all === '') return undefined;
  const { stamp, rest } = sentAt(text.slice(all.length), time);
  if (stamp.time === undefined || !NAMED.test(rest)) return undefined;
  return { stamp: { ...stamp, host }, rest, isStamped: true };
}

/** What the device wrote itself, whose own time goes before that of the server. */
function sentAt(text: string, time: string | undefined): Split {
  const match = HEAD.exec(text) ?? NUMBER_ALONE.exec(text);
  const { stamp, rest } = match ? splitAt(text, match) : { stamp: {}, rest: text };
  return { stamp: time === undefined ? stamp : { time, ...stamp }, rest, isStamped: true };
}

function splitAt(text: string, match: RegExpExecArray): Split {
  const [all, sequence, clock, time, timezone] = match;
  const stamp: Stamp = {};
  if (sequence !== undefined) stamp.sequence = Number(sequence);
  if (clock === '*' || clock === '.') stamp.clock = clock;
  if (time !== undefined) stamp.time = time;
  if (timezone !== undefined) stamp.timezone = timezone;
  return { stamp, rest: text.slice(all.length).trimStart(), isStamped: true };
}

/** A line that the router wrote by itself: it has a stamp, or it begins with a message's name. */
export function isLogLine(text: string): boolean {
  return HEAD.test(text) || BARE_MESSAGE.test(text) || relayedIn(text) !== undefined;
}

/** The same as a pattern for a whole line, its only group. */
export const LOG_LINE = new RegExp(String.raw`^((?:${[HEAD, NUMBER_ALONE, BARE_MESSAGE].map(({ source }) => source.slice(1).replace(/\((?!\?)/g, '(?:')).join('|')}).*)$`); // prettier-ignore

/**
 * Where a named message (`%FAC-n-MNEM:`) begins in the line, its stamp included; -1 if there is none. Inside a line
 * only a stamped one counts: configurations name messages too (`event syslog pattern "%SYS-5-CONFIG_I: …"`).
 */
export function startOfLog(text: string): number {
  return CONSOLE_MESSAGE.test(text) ? 0 : (STAMPED_MESSAGE.exec(text)?.index ?? -1);
}
