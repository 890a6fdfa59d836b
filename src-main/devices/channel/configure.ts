import { together, type Captured } from './captured.ts';
import type { CallOptions, Configured } from './device.ts';
import { failures } from './failures.ts';
import type { Platform } from './platform.ts';
import { rejectionOf, type Rejection } from './rejection.ts';
import type { Session } from './session.ts';

/** A line of configuration, or a text of several that the device takes as one. */
interface Entry {
  index: number;
  lines: string[];
  /** Printed when the device begins to read the text. */
  invitation?: RegExp;
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
  } catch (failure) {
    await session.goTo(home).catch(() => undefined); // the first failure is the one to tell
    throw failure;
  }
  captured.push(...(await session.goTo(home)));
  return { ...together(start, ...captured), ...done };
}

interface Entered {
  rejection: Rejection | undefined;
  read: Captured[];
}

async function enter(session: Session, { lines, invitation }: Entry, options: CallOptions): Promise<Entered> {
  const prompt = session.prompt.text;
  const read: Captured[] = [];
  const answer: string[] = [];
  for (const [i, line] of lines.entries()) {
    const { value, ...captured } = await session.ask(line, { ...options, ...ending(i, lines.length, invitation) });
    if (value.isDisturbed) throw failures.disturbed(session.who, line);
    read.push(captured);
    answer.push(...value.lines);
    if (!value.isReading) break; // the text was refused: its lines would be taken for commands
  }
  const typed = { prompt, command: lines[0] ?? '', isConfiguration: true };
  return { rejection: rejectionOf(session.platform, answer, typed), read };
}

function ending(index: number, count: number, invitation: RegExp | undefined): { until?: 'echo' | RegExp } {
  if (!invitation || index === count - 1) return {};
  return { until: index === 0 ? invitation : 'echo' };
}

/** Leaves out what configures nothing, and joins the lines of banners and certificates. */
export function entriesOf({ blocks, comment }: Platform, lines: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  const sign = comment.slice(0, 1);
  let closes: ((line: string) => boolean) | undefined;
  lines.forEach((line, index) => {
    const open = entries.at(-1);
    if (closes && open) {
      open.lines.push(line.replaceAll('\t', ' '));
      if (closes(line)) closes = undefined;
      return;
    }
    if (line.trim() === '' || line.trimStart().startsWith(sign)) return;
    const entry: Entry = { index, lines: [line.replaceAll('\t', ' ')] };
    entries.push(entry);
    const text = textOf(blocks, line);
    closes = text?.isClosedBy;
    if (text) entry.invitation = text.invitation;
  });
  return entries;
}

interface Text {
  invitation: RegExp;
  isClosedBy: (line: string) => boolean;
}

/** The text that a line opens and does not close itself. */
function textOf(blocks: Platform['blocks'], line: string): Text | undefined {
  for (const { opens, invitation, closes } of blocks) {
    const match = opens.exec(line);
    if (!match) continue;
    if (closes !== 'delimiter') return { invitation, isClosedBy: (later) => closes.test(later) };
    const delimiter = match[1] ?? '';
    const isOpen = !line.slice(match[0].length).includes(delimiter);
    return isOpen ? { invitation, isClosedBy: (later) => later.includes(delimiter) } : undefined;
  }
  return undefined;
}
