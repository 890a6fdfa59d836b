import type { Platform } from './platform.ts';
import type { Prompt } from './prompt.ts';
import type { Session } from './session.ts';

/** Must nothing be typed to learn the exit status of the command that the prompt follows? */
export function isStatusShown({ status }: Platform, prompt: Prompt): boolean {
  return status?.inPrompt.test(prompt.text) ?? true;
}

/** The exit status of the command that was run last, and that the prompt follows, where the platform has such a thing. */
export async function statusOf(session: Session, prompt: Prompt): Promise<{ status?: number }> {
  const { status: way } = session.platform;
  if (!way) return {};
  const shown = way.inPrompt.exec(prompt.text)?.[1];
  if (shown !== undefined) return { status: Number(shown) };
  const { value } = await session.ask(way.command);
  const printed = value.lines.find((line) => /^\d{1,3}$/.test(line.trim()));
  return printed === undefined ? {} : { status: Number(printed) };
}
