/**
 * Waits at a console until its node has booted, without a key: at a boot loader every key chooses something, and Ctrl-E
 * with Enter, which is how a command line is woken, chooses the last entry of GRUB's menu.
 */
import type { Clock } from '../base/clock.ts';
import { latin1Of } from '../base/bytes.ts';
import type { Stop } from '../base/disposable.ts';
import type { Platform } from '../devices/channel/platform.ts';
import type { Line } from '../providers/provider.ts';

/** Milliseconds without a byte: a boot loader counts its seconds down aloud, and what comes later may be woken. */
const quiet = 10_000;
/** So much of what came last is looked at. */
const longest = 8000;
const controls = new RegExp(`${String.fromCharCode(27)}(?:\\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78])`, 'g');

interface Boot {
  platform: Platform | undefined;
  clock: Clock;
  /** Milliseconds after which it is not waited for any more: some consoles are never quiet. */
  patience: number;
  /** Nobody waits any more. */
  signal: AbortSignal;
}

/** @throws whatever `open` throws; resolves when the console is closed too: what is done next finds out */
export async function bootEnd(open: () => Promise<Line>, { platform, clock, patience, signal }: Boot): Promise<void> {
  const line = await open();
  const stops: Stop[] = [];
  try {
    await new Promise<void>((resolve) => {
      let tail = '';
      let stopQuiet = clock.after(quiet, resolve);
      stops.push(
        () => stopQuiet(),
        clock.after(patience, resolve),
        line.onClose(() => resolve()),
        line.onData((bytes) => {
          stopQuiet();
          stopQuiet = clock.after(quiet, resolve);
          tail = (tail + latin1Of(bytes)).slice(-longest);
          if (platform && hasBooted(tail, platform)) resolve();
        }),
      );
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
  } finally {
    // What hears of data ends before the timer that it sets.
    for (const stop of stops.reverse()) stop();
    line.close();
  }
}

/** It waits for somebody: to press Enter, to answer its first question, to log in. */
function hasBooted(text: string, { login, dialogs }: Platform): boolean {
  const lines = text.replace(controls, '').split(/[\r\n]+/);
  const last = lines.at(-1) ?? '';
  if (login.username.test(last) || dialogs.some(({ question }) => question.test(last))) return true;
  // Messages of the system come after it at once.
  return lines.some((one) => login.pressEnter.test(one.trim()));
}
