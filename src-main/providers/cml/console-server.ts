/**
 * The console server of a controller: SSH at port 22 with the users of CML, and a command line of its own. `connect KEY`
 * opens the console of that key, `open /TITLE/LABEL/LINE` the one of that name, blanks and all. Control-] leaves it.
 * One console is shared by all who have opened it.
 *
 * Source: what CML 2.5 prints when pyATS comes by this way, and the testbeds that CML makes (virl2-client, cl_pyats.py).
 */
import { bytesOfLatin1, latin1Of } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import { Disposables } from '../../base/disposable.ts';
import { Failure } from '../../base/errors.ts';
import { placeOf } from '../../devices/transport/connection-failure.ts';
import type { HostKeyVerifier } from '../../devices/transport/known-hosts.ts';
import { openSsh } from '../../devices/transport/ssh.ts';
import type { TerminalDuplex } from '../../devices/transport/terminal.ts';
import type { TerminalSize } from '../provider.ts';
import { oneLine } from '../http/answer-text.ts';
import { ConsoleLine } from './console-line.ts';
import { cursorAnswer, cursorQuestion, plainText } from './console-text.ts';

export interface ConsoleServer {
  host: string;
  port: number;
  login: { username: string; password: string };
  verify: HostKeyVerifier;
  clock: Clock;
}

export interface Console {
  /** Of the node's first serial line; undefined where the controller does not tell. */
  key: string | undefined;
  labTitle: string;
  label: string;
  size?: TerminalSize | undefined;
}

/** Milliseconds for each answer of the console server. */
const patience = 15_000;
/** So much is read of an answer; more is no answer to us. */
const longestAnswer = 65_536;
const connected = /escape character is[^\n]*\n/i;
const promptAtEnd = /(?:^|\n)([^\n]{0,60}> ?)$/;

/** @throws Failure as openSsh; unreachable: no-console-server, console-refused */
export async function openConsole(server: ConsoleServer, wanted: Console): Promise<ConsoleLine> {
  const { host, port, login, verify, clock } = server;
  const { columns: width = 511, rows: height = 24 } = wanted.size ?? {};
  const endpoint = { host, port };
  const duplex = await openSsh({
    ...endpoint,
    ...login,
    clock,
    terminal: { width, height },
    verify,
  });
  const dialogue = new Dialogue(duplex, placeOf(endpoint), clock);
  try {
    return await open(dialogue, wanted);
  } catch (error) {
    duplex.close();
    throw error;
  } finally {
    dialogue.end();
  }
}

/** By its key where there is one: titles are not unique. */
async function open(dialogue: Dialogue, { key, labTitle, label }: Console): Promise<ConsoleLine> {
  const greeting = await dialogue.until((text) => promptAtEnd.test(text));
  const prompt = promptAtEnd.exec(greeting)?.[1] ?? '';
  const byName = `open /${labTitle}/${label}/0`;
  const commands = key === undefined ? [byName] : [`connect ${key}`, byName];
  let answer = '';
  for (const command of commands) {
    dialogue.say(command);
    const isRefused = (text: string): boolean => text.includes('\n') && text.endsWith(`\n${prompt}`);
    const text = await dialogue.until((heard) => connected.test(heard) || isRefused(heard));
    if (connected.test(text)) return new ConsoleLine(dialogue.duplex, prompt, dialogue.rest(connected));
    answer ||= oneLine(text.slice(text.indexOf('\n') + 1, -prompt.length));
  }
  const why = answer === '' ? 'the console server does not open it' : `the console server says "${answer}"`;
  throw new Failure('unreachable', 'console-refused', `The console of ${label} cannot be opened: ${why}.`);
}

/** One question after the other, until a console is open. */
class Dialogue {
  readonly #stops = new Disposables();
  #raw = '';
  #closed: string | undefined;
  #arrived: () => void = () => undefined;

  constructor(
    readonly duplex: TerminalDuplex,
    private readonly place: string,
    private readonly clock: Clock,
  ) {
    this.#stops.add(
      duplex.onData((bytes) => {
        const text = latin1Of(bytes);
        this.#raw += text;
        if (text.includes(cursorQuestion)) duplex.write(bytesOfLatin1(cursorAnswer));
        this.#arrived();
      }),
    );
    this.#stops.add(
      duplex.onClose((reason) => {
        this.#closed = reason;
        this.#arrived();
      }),
    );
  }

  say(command: string): void {
    this.#raw = '';
    // A title comes from outside: nothing in it ends the command before its end.
    this.duplex.write(new TextEncoder().encode(`${command.replace(/\p{Cc}/gu, ' ')}\r`));
  }

  /** All that was said since our last words, plain, as soon as it is enough. */
  async until(isEnough: (text: string) => boolean): Promise<string> {
    const deadline = this.clock.now() + patience;
    const stop = this.clock.after(patience, () => this.#arrived());
    try {
      for (;;) {
        const text = plainText(this.#raw);
        if (isEnough(text)) return text;
        const isLate = this.clock.now() >= deadline;
        if (isLate || this.#closed !== undefined || text.length > longestAnswer) throw this.#noAnswer(text);
        await new Promise<void>((resolve) => (this.#arrived = resolve));
      }
    } finally {
      stop();
    }
  }

  /** What came after the words: the console's own bytes, decoration and all. */
  rest(words: RegExp): Uint8Array {
    const found = words.exec(this.#raw);
    return bytesOfLatin1(found ? this.#raw.slice(found.index + found[0].length) : '');
  }

  end(): void {
    this.#stops.dispose();
  }

  #noAnswer(text: string): Failure {
    const last = oneLine(text.slice(-200));
    const heard = last === '' ? 'it says nothing' : `its last words are "${last}"`;
    const how =
      this.#closed === undefined ? 'does not answer as a console server of CML does' : 'has ended the session';
    return new Failure(
      'unreachable',
      'no-console-server',
      `What listens for SSH at ${this.place} ${how}: ${heard}. Is the port the one of the console server, which is 22 ` +
        'unless somebody changed it, and not the one of the system below it?',
    );
  }
}
