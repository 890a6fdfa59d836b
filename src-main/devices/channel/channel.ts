/**
 * A conversation with the command line of a device over any console: `openChannel` finds its prompt from whatever state
 * the console is in, and gives a Device. Nothing is waited for by the clock but deadlines and devices that sleep: what
 * is in doubt is made sure of by typing a marker (probe.ts).
 *
 * Not supported: command lines that do not echo, full-screen programs, rommon.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import type { Duplex } from '../../base/duplex.ts';
import type { Failure } from '../../base/errors.ts';
import { runInARow, runOne } from './commands.ts';
import { configure } from './configure.ts';
import { Conversation } from './conversation.ts';
import type { CallOptions, Collected, Configured, Device, ExecuteOptions, Executed, OrderOptions } from './device.ts';
import { failures } from './failures.ts';
import { HeldKeys } from './held-keys.ts';
import type { LogLine } from './log-line.ts';
import type { Platform } from './platform.ts';
import { Probe } from './probe.ts';
import { levelOf, readPrompt, type Prompt } from './prompt.ts';
import { Resync } from './resync.ts';
import { Session } from './session.ts';
import { Wake, type Credentials } from './wake.ts';

export interface ChannelOptions {
  clock: Clock;
  platform: Platform;
  credentials?: Credentials;
  /** How the user knows the device, for failures: "R1 (127.0.0.1:5000)". */
  who?: string;
  /** A console prints nothing until something is typed; a vty (SSH, telnet to the device itself) speaks first. */
  line?: 'console' | 'vty';
  /** Switch paging off when first needed; false where a person's terminal on the same line must stay as it is. */
  prepare?: boolean;
  /** How many bytes the console had printed before, so that offsets fit a recording that began earlier. */
  origin?: number;
  /** Milliseconds until the prompt must be found. */
  deadline?: number;
}

const OPEN_DEADLINE = 60_000;
const always = (): boolean => true;

/**
 * Finds the prompt. The duplex stays open when it fails, for a person to look at it.
 * @throws Failure unreachable: connection-lost, no-prompt, login-needed, login-impossible, wrong-password;
 *   device: no-command-line
 */
export async function openChannel(duplex: Duplex, options: ChannelOptions): Promise<Device> {
  const { clock, platform, credentials = {}, who = 'the device', origin = 0 } = options;
  const conversation = new Conversation(duplex, {
    who,
    clock,
    log: platform.log,
    pager: platform.pager.prompt,
    origin,
  });
  const newProbe = (): Probe => probeOf(platform, newMarker(clock));
  const first = new FirstProbe(options, newProbe);
  try {
    const prompt = await findPrompt(conversation, () => first.next(), options);
    const preparation = (options.prepare ?? true) ? platform.preparation : [];
    // Elsewhere it may have said nothing to the command line that is meant.
    const prepared = first.isTyped && prompt.level === platform.home ? 1 : 0;
    const wake = (): Promise<Prompt> => findPrompt(conversation, newProbe, { ...options, line: 'console' });
    const parts = { who, clock, platform, credentials, conversation, newProbe, wake, preparation, prepared };
    const session = new Session(parts, prompt);
    return new Channel({ who, duplex, conversation, session });
  } catch (failure) {
    conversation.detach();
    throw failure;
  }
}

/**
 * A line that has just begun has echoed nothing yet: there the first command of the preparation is a marker as good as
 * one that was never seen, and is one command less.
 */
class FirstProbe {
  #count = 0;
  readonly #command: string | undefined;

  constructor(
    private readonly options: ChannelOptions,
    private readonly newProbe: () => Probe,
  ) {
    const { platform, line, prepare = true } = options;
    const isProof = line === 'vty' && prepare && platform.unprinted === undefined;
    if (isProof) this.#command = platform.preparation[0];
  }

  /** Was it typed, and found? */
  get isTyped(): boolean {
    return this.#command !== undefined && this.#count === 1;
  }

  next(): Probe {
    return this.#count++ === 0 && this.#command !== undefined
      ? new Probe(this.#command, this.options.platform.prompt)
      : this.newProbe();
  }
}

function probeOf({ comment, unprinted = '', prompt }: Platform, marker: string): Probe {
  if (unprinted === '') return new Probe(comment + marker, prompt);
  return new Probe(comment + marker.slice(0, 2) + unprinted + marker.slice(2), prompt, marker);
}

let markers = 0;

/** Never seen before: not in this program, and not in what a console kept from an earlier run of it. */
function newMarker(clock: Clock): string {
  markers = (markers + 1) % 46_656;
  return `qm${Math.floor(clock.now()).toString(36)}${markers.toString(36).padStart(3, '0')}`;
}

async function findPrompt(
  conversation: Conversation,
  newProbe: () => Probe,
  { platform, credentials = {}, who = 'the device', line = 'console', deadline = OPEN_DEADLINE }: ChannelOptions,
): Promise<Prompt> {
  const wake = new Wake(who, platform, credentials, newProbe);
  const late = (last: string): Failure => failures.noPrompt(who, last);
  const { value } = await conversation.read(wake, { keys: wake.first(line), deadline, late });
  const prompt = readPrompt(platform, value);
  const key = levelOf(platform, prompt)?.leave?.key;
  if (key === undefined) return prompt;
  // Left in configuration mode, or a host name with parentheses: the key that leaves the mode tells which.
  const resync = new Resync(platform, newProbe);
  const read = await conversation.read(resync, { keys: key + resync.keys(), deadline, late });
  if (read.value !== value) return readPrompt(platform, read.value);
  return readPrompt({ ...platform, levels: platform.levels.filter(({ name }) => name !== prompt.level) }, value);
}

class Channel implements Device {
  readonly #held: HeldKeys;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: { who: string; duplex: Duplex; conversation: Conversation; session: Session }) {
    this.#held = new HeldKeys(parts.duplex);
  }

  get platform(): Platform {
    return this.parts.session.platform;
  }

  get name(): string {
    return this.parts.session.prompt.name;
  }

  get prompt(): string {
    return this.parts.session.prompt.text;
  }

  get level(): string {
    return this.parts.session.prompt.level;
  }

  get state(): 'open' | 'lost' | 'closed' {
    const { failure } = this.parts.conversation;
    if (!failure) return 'open';
    return failure.code === 'connection-closed' ? 'closed' : 'lost';
  }

  execute(command: string, options: ExecuteOptions = {}): Promise<Executed> {
    return this.#inTurn(() => runOne(this.parts.session, command, options));
  }

  async executeInOrder(commands: readonly string[], given: OrderOptions = {}): Promise<Executed[]> {
    const { answered: tell, mayGoOn = always, ...options } = given;
    const done: Executed[] = [];
    const answered = (executed: Executed): void => {
      done.push(executed);
      tell?.(executed);
    };
    const isMore = (): boolean => done.length < commands.length && (done.length === 0 || mayGoOn());
    const isOurs = (): boolean => !this.#held.isWaitedFor && mayGoOn();
    const run = async (): Promise<void> => {
      do
        await runInARow(this.parts.session, {
          commands: commands.slice(done.length),
          options,
          answered,
          mayGoOn: isOurs,
        });
      while (isMore() && isOurs());
    };
    // Where somebody has typed meanwhile his keys go out between two turns.
    while (isMore()) await this.#inTurn(run);
    return done;
  }

  configure(lines: readonly string[], options: CallOptions = {}): Promise<Configured> {
    return this.#inTurn(() => configure(this.parts.session, lines, options));
  }

  privilege(level: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.parts.session.goTo(level);
    });
  }

  collect(milliseconds: number): Promise<Collected> {
    return this.#inTurn(async () => {
      const captured = await this.parts.session.gather(milliseconds);
      return { ...captured, lines: captured.log };
    });
  }

  onLog(listener: (line: LogLine) => void): Stop {
    return this.parts.conversation.logged.on(listener);
  }

  onLost(listener: (failure: Failure) => void): Stop {
    return this.parts.conversation.lost.on(listener);
  }

  terminal(): Duplex {
    return this.#held.terminal();
  }

  close(): void {
    this.parts.conversation.close();
  }

  /**
   * One call after the other; people's keys wait meanwhile, and what somebody had begun to type at the same prompt
   * stands there again before they go out.
   */
  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const { session } = this.parts;
    const turn = this.#turn.then(async () => {
      this.#held.hold();
      const [half, prompt] = [session.halfTyped(), session.prompt.text];
      try {
        return await run();
      } finally {
        if (session.prompt.text === prompt) session.giveBack(half);
        this.#held.release();
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
