import { together } from './captured.ts';
import type { CallOptions, Configured } from './device.ts';
import { failures } from './failures.ts';
import type { Platform } from './platform.ts';
import { rejectionOf, type Rejection } from './rejection.ts';
import type { Session } from './session.ts';

/** A line of configuration, or a text of several that the device takes as one. */
interface Entry {
  index: number;
  lines: string[];
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

type Entered = { rejection: Rejection | undefined; read: Awaited<ReturnType<Session['ask']>>[] };

async function enter(session: Session, { lines }: Entry, { deadline, answers = [] }: CallOptions): Promise<Entered> {
  const prompt = session.prompt.text;
  const read: Entered['read'] = [];
  for (const [i, line] of lines.entries()) {
    const part = lines.length === 1 ? {} : { part: i < lines.length - 1 ? ('text' as const) : ('last-text' as const) };
    const asked = await session.ask(line, { ...(deadline === undefined ? {} : { deadline }), answers, ...part });
    if (asked.value.isDisturbed) throw failures.disturbed(session.who, line);
    read.push(asked);
  }
  const answer = read.flatMap(({ value }) => value.lines);
  return { rejection: rejectionOf(session.platform, answer, { prompt, command: lines[0] ?? '' }), read };
}

/** Leaves out what configures nothing, and joins the lines of banners and certificates. */
export function entriesOf({ blocks, comment }: Platform, lines: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  const sign = comment.slice(0, 1);
  let closes: ((line: string) => boolean) | undefined;
  lines.forEach((line, index) => {
    const open = entries.at(-1);
    if (closes && open) {
      open.lines.push(line);
      if (closes(line)) closes = undefined;
      return;
    }
    if (line.trim() === '' || line.trimStart().startsWith(sign)) return;
    entries.push({ index, lines: [line.replaceAll('\t', ' ')] });
    closes = closingOf(blocks, line);
  });
  return entries;
}

function closingOf(blocks: Platform['blocks'], line: string): ((line: string) => boolean) | undefined {
  for (const { opens, closes } of blocks) {
    const match = opens.exec(line);
    if (!match) continue;
    if (closes !== 'delimiter') return (later) => closes.test(later);
    const delimiter = match[1] ?? '';
    const isClosed = line.slice(match[0].length).includes(delimiter);
    return isClosed ? undefined : (later) => later.includes(delimiter);
  }
  return undefined;
}
