/** show logging onboard …, show logging history | xml: what a board has noted of its own life. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:[A-Z][\w /-]*\b(?:INFORMATION|SUMMARY|CONTINUOUS|HISTORY|STATUS|DETAIL)\b.*|(?:PID|Syslog History Table|Application|Sensor|Path|Device|Total|First customer power on|Name|MM\/DD\/YYYY|Status of OBFL|Uptime|Devname|Feature|Interrupt)\b.*)$/i,
  /^(?:No |There (?:is|are) no ).*$/i,
);

export function parseShowLoggingOnboard(text: string): Parsed<Outline> {
  return PARSE(text);
}
