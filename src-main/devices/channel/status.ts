import type { Session } from './session.ts';

/** The exit status of the command that was run last, where the platform has such a thing. */
export async function statusOf(session: Session): Promise<{ status?: number }> {
  const { status: way } = session.platform;
  if (!way) return {};
  const shown = way.inPrompt.exec(session.prompt.text)?.[1];
  if (shown !== undefined) return { status: Number(shown) };
  const { value } = await session.ask(way.command);
  const printed = value.lines.find((line) => /^\d{1,3}$/.test(line.trim()));
  return printed === undefined ? {} : { status: Number(printed) };
}
