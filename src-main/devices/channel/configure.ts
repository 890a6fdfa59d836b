import { together, type Captured } from './captured.ts';
import type { CallOptions, Configured } from './device.ts';
import { failures } from './failures.ts';
import type { Platform } from './platform.ts';
import { rejectionOf, type Rejection } from './rejection.ts';
import type { Session } from './session.ts';
import { statusOf } from './status.ts';

/** A line of configuration, or a text of several that the device takes as one. */
interface Entry {
  index: number;
  lines: string[];
  /** Printed when the device begins to read the text; `echo`: it says nothing. */
  invitation?: RegExp | 'echo';
  /** What is shown before its lines after the first. */
  shownBefore?: string | undefined;
}

/** Lines into the configuration, each judged by what the device said to it. */
export async function configure(session: Session, lines: readonly string[], options: CallOptions): Promise<Configured> {
  const { home, configuration } = session.platform;
  const start = session.here();
  const captured = await session.goTo(home);
  const done: Pick<Configured, 'accepted' | 'rejected'> = { accepted: [], rejected: [] };
  try {
    for (const entry of entriesOf(session.platform, lines)) {
      // A line such as "end" has left the mode: the next one belongs there all the same.
      captured.push(...(await session.goTo(configuration)));
      const line = entry.lines.join('\n');
      const { rejection, read } = await enter(session, entry, options);
      captured.push(...read);
      if (rejection) done.rejected.push({ ...rejection, line, index: entry.index });
      else done.accepted.push(line);
    }
    if (done.accepted.length > 0) captured.push(...(await commit(session, lines.length, done)));
  } catch (failure) {
    await session.goTo(home).catch(() => undefined); // the first failure is the one to tell
    throw failure;
  }
  captured.push(...(await session.goTo(home)));
  return { ...together(start, ...captured), ...done };
}

/** Makes a draft count, where lines are one. Refused, it is reported as a line after the last. */
async function commit(
  session: Session,
  index: number,
  { rejected }: Pick<Configured, 'rejected'>,
): Promise<Captured[]> {
  const { commit: line, configuration } = session.platform;
  if (line === undefined) return [];
  const captured = await session.goTo(configuration);
  const { rejection, read } = await enter(session, { index, lines: [line] }, {});
  if (rejection) rejected.push({ ...rejection, line, index });
  return [...captured, ...read];
}

interface Entered {
  rejection: Rejection | undefined;
  read: Captured[];
}

async function enter(session: Session, entry: Entry, options: CallOptions): Promise<Entered> {
  const { lines, shownBefore } = entry;
  const prompt = session.prompt.text;
  const read: Captured[] = [];
  const answer: string[] = [];
  for (const [i, line] of lines.entries()) {
    const before = i > 0 ? { shownBefore } : {};
    const { value, ...captured } = await session.ask(line, { ...options, ...ending(i, entry), ...before });
    if (value.isDisturbed) throw failures.disturbed(session.who, line);
    read.push(captured);
    answer.push(...value.lines);
    if (!value.isReading) break; // the text was refused: its lines would be taken for commands
  }
  const typed = { prompt, command: lines[0] ?? '', isConfiguration: true };
  const status = await statusOf(session, session.prompt);
  return { rejection: rejectionOf(session.platform, answer, { ...typed, ...status }), read };
}

function ending(
  index: number,
  { lines, invitation, shownBefore }: Entry,
): { until?: 'echo' | RegExp; shownAfter?: string | undefined } {
  if (!invitation || index === lines.length - 1) return {};
  return { until: index === 0 ? invitation : 'echo', shownAfter: shownBefore };
}

/** Leaves out what configures nothing, and joins the lines of banners and certificates. */
export function entriesOf({ blocks, ignored }: Platform, lines: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  let closes: ((line: string) => boolean) | undefined;
  lines.forEach((line, index) => {
    const open = entries.at(-1);
    if (closes && open) {
      open.lines.push(line.replaceAll('\t', ' '));
      if (closes(line)) closes = undefined;
      return;
    }
    if (line.trim() === '' || ignored.test(line)) return;
    const entry: Entry = { index, lines: [line.replaceAll('\t', ' ')] };
    entries.push(entry);
    const text = textOf(blocks, line);
    closes = text?.isClosedBy;
    if (text) Object.assign(entry, { invitation: text.invitation, shownBefore: text.prompt });
  });
  return entries;
}

interface Text {
  invitation: RegExp | 'echo';
  prompt?: string | undefined;
  isClosedBy: (line: string) => boolean;
}

/** The text that a line opens and does not close itself. */
function textOf(blocks: Platform['blocks'], line: string): Text | undefined {
  for (const { opens, invitation = 'echo', closes, prompt } of blocks) {
    const match = opens.exec(line);
    if (!match) continue;
    const delimiter = match[1] ?? '';
    if (closes instanceof RegExp) return { invitation, prompt, isClosedBy: (later) => closes.test(later) };
    if (closes === 'word') return { invitation, prompt, isClosedBy: (later) => later.trim() === delimiter };
    const isOpen = !line.slice(match[0].length).includes(delimiter);
    return isOpen ? { invitation, prompt, isClosedBy: (later) => later.includes(delimiter) } : undefined;
  }
  return undefined;
}
