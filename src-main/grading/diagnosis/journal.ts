/** What a device has said by itself, in its buffer, on its console or while it was debugged: oldest first. */
import type { LogRecord } from '../../parsers/ios/log.ts';
import type { Role } from '../../lab/exercise.ts';
import type { Evidence } from '../evidence.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { showOf } from './answers.ts';

export interface Journal {
  /** Of IOS: what it means. */
  message: LogRecord | undefined;
  text: string;
  /** Some messages go on on a second line, which alone names the packet. */
  quotes: Quote[];
}

/** What may hold messages, by what its command begins with. */
const TELLING =
  /^(?:show logging|log$|debug |undebug |terminal monitor|journalctl|swanctl --(?:log|initiate|terminate)|ipsec up)/;

/** As IOS and ASA have it in their records. */
interface Told {
  text: string;
  line: number;
  lastLine: number;
}

/** @param evidence of one role */
export function journalOf(platform: Role['platform'], evidence: readonly Evidence[]): Journal[] {
  const telling = evidence.filter(({ command }) => TELLING.test(command));
  // A buffer that is shown again holds what it held before.
  const last = telling.findLast(({ command }) => command === 'show logging');
  return telling
    .filter((one) => one.command !== 'show logging' || one === last)
    .sort((a, b) => a.sequence - b.sequence)
    .flatMap((one) => entriesOf(platform, one));
}

function entriesOf(platform: Role['platform'], evidence: Evidence): Journal[] {
  if (platform === 'ios' || platform === 'iosxe') return messagesOf(platform, evidence).map((one) => entryOf(evidence, one, one)); // prettier-ignore
  if (platform === 'asa') return messagesOf(platform, evidence).map((one) => entryOf(evidence, one));
  return evidence.text.split('\n').map((text, line) => ({ message: undefined, text, quotes: [quoteOf(evidence, line)] })); // prettier-ignore
}

function messagesOf(platform: Role['platform'], evidence: Evidence): LogRecord[] {
  if (evidence.command === 'show logging') {
    const [settings] = showOf<{ messages: LogRecord[] }>(platform, 'show logging')?.parse(evidence.text).records ?? [];
    return settings?.messages ?? [];
  }
  return showOf<LogRecord>(platform, 'terminal monitor')?.parse(evidence.text).records ?? [];
}

function entryOf(evidence: Evidence, { text, line, lastLine }: Told, message?: LogRecord): Journal {
  const lines = [...new Set([line, lastLine])];
  const first = evidence.text.split('\n')[line] ?? '';
  // With what stands before the text: a number of an ASA's message is no part of it.
  return { message, text: first.includes(text) ? first : text, quotes: lines.map((one) => quoteOf(evidence, one)) };
}
