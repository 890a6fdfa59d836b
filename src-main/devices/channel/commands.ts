/**
 * Commands run one after the other. Between two of them a device does nothing but wait for us, so the next one is typed
 * in the moment in which the prompt after an answer is certain; all that is made of the answer is made while the device
 * is at work again.
 */
import type { ExecuteOptions, Executed } from './device.ts';
import type { Reply } from './exchange.ts';
import { failures } from './failures.ts';
import type { Platform } from './platform.ts';
import type { Answered, Question } from './question.ts';
import { rejectionOf } from './rejection.ts';
import type { Session } from './session.ts';
import { isStatusShown, statusOf } from './status.ts';

interface Row {
  commands: readonly string[];
  options: ExecuteOptions;
  /** Asked in the moment of the prompt after a command, before the next is typed in it. */
  mayGoOn: (index: number) => boolean;
  answered: (executed: Executed) => void;
}

/** A command that looks and was disturbed is run again so often. */
const ATTEMPTS = 3;

/** Runs the first command, and those after it until one cannot be typed in the moment of the prompt before it. */
export async function runInARow(session: Session, given: Row): Promise<void> {
  let [told, isWanted] = [0, true];
  // Never further ahead than one command: whoever is told may have something against the next.
  const row = { ...given, mayGoOn: (index: number) => isWanted && told === index && given.mayGoOn(index) };
  let begun: Promise<Answered> | undefined;
  try {
    do {
      const { executed, next } = await run(session, row, told, begun);
      begun = next;
      row.answered(executed);
      told++;
    } while (begun);
  } finally {
    // What is typed already runs to its end, whether anybody wants it or not: nothing is typed into it, or after it.
    isWanted = false;
    await begun?.catch(() => undefined);
  }
}

export async function runOne(session: Session, command: string, options: ExecuteOptions): Promise<Executed> {
  const row = { commands: [command], options, mayGoOn: () => false, answered: () => undefined };
  return (await run(session, row, 0)).executed;
}

/** @param begun its answer, where it is typed already */
async function run(
  session: Session,
  row: Row,
  index: number,
  begun?: Promise<Answered>,
): Promise<{ executed: Executed; next: Promise<Answered> | undefined }> {
  const command = row.commands[index] ?? '';
  if (!begun) await session.goTo(levelOf(session, command, row));
  const attempts = attemptsAt(session.platform, command);
  let before = '';
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const answered = await ((attempt === 1 && begun) || session.ask(command, questionAt(session, row, index, before)));
    const { value: reply, next, ...captured } = answered;
    if (isTrusted(session.platform, command, reply, before)) {
      const { asked, prompt } = reply;
      const lines = answerOf(session.platform, reply.lines);
      const status = await statusOf(session, prompt);
      const rejection = rejectionOf(session.platform, lines, { prompt: asked.text, command, ...status });
      const executed = { command, output: lines.join('\n'), prompt: prompt.text, ...status, ...captured };
      return { executed: rejection ? { ...executed, rejection } : executed, next };
    }
    before = textOf(reply);
  }
  throw failures.disturbed(session.who, command);
}

function questionAt(session: Session, row: Row, index: number, before: string): Question {
  const { commands, options, mayGoOn } = row;
  const { platform } = session;
  const command = commands[index] ?? '';
  return {
    ...options,
    command,
    next: (reply) => {
      const following = commands[index + 1];
      if (following === undefined || !isTrusted(platform, command, reply, before)) return undefined;
      const isThere = isStatusShown(platform, reply.prompt) && session.isAt(levelOf(session, following, row));
      return isThere && mayGoOn(index) ? questionAt(session, row, index + 1, '') : undefined;
    },
  };
}

function levelOf(session: Session, command: string, { options: { level } }: Row): string {
  return level ?? session.levelFor(command);
}

function attemptsAt({ commands }: Platform, command: string): number {
  return commands.looks.test(command) ? ATTEMPTS : 1;
}

/** @param before what was said the last time: what is quoted stands there the second time, too */
function isTrusted(platform: Platform, command: string, reply: Reply, before: string): boolean {
  if (reply.isDisturbed) return false;
  return !reply.hasCommand || attemptsAt(platform, command) === 1 || textOf(reply) === before;
}

const textOf = ({ lines }: Reply): string => lines.join('\n');

/** Without what the device puts before every answer, and after it. */
function answerOf({ preambles, postambles = [] }: Platform, lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => !preambles.some((shape) => shape.test(line)));
  const rest = lines.slice(first < 0 ? lines.length : first);
  while (rest.length > 0 && postambles.some((shape) => shape.test(rest.at(-1) ?? ''))) rest.pop();
  return rest;
}
