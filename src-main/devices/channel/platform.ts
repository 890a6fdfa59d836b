/**
 * What must be known of a kind of device to hold a conversation with it: prompts, ways between its modes, keys, the
 * shapes of its questions, errors and log messages. A platform is data; the conversation is the same for all of them.
 */
import type { Answer } from './answer.ts';
import type { Restore } from './restore.ts';

export interface Platform {
  name: string;
  keys: Keys;
  /** Begins a line that the command line reads and that changes nothing, so that a marker can be typed anywhere. */
  comment: string;
  /**
   * Where a terminal may echo a line long before the command line reads it, the echo proves nothing: this stands within
   * the marker as it is typed, and is gone when the marker is printed by its command.
   */
  unprinted?: string;
  /** A line of configuration that configures nothing: it is left out. */
  ignored: RegExp;
  /** The shape of a prompt that is not yet known: matched against a whole last line. */
  prompt: RegExp;
  /** From the most particular prompt to the least: the first that fits counts. */
  levels: readonly Level[];
  /** The level at which commands that look are run, and to which everything returns. */
  home: string;
  /** The level at which lines of the configuration are typed, its submodes included. */
  configuration: string;
  pager: { prompt: RegExp; next: string; quit: string };
  login: Login;
  /** How whoever logs in becomes the one who may do everything, where that is somebody else. */
  rise?: Rise;
  /** Typed once after the login. A device may refuse any of them. */
  preparation: readonly string[];
  /** Questions that a device asks by itself, when it has just started, with the answers that change nothing. */
  dialogs: readonly Answer[];
  /** A last line of one of these shapes is a question beyond doubt. Others are asked about after a silence. */
  questions: readonly RegExp[];
  /** A last line of one of these shapes: no command line can be reached from here. */
  dead: readonly { shape: RegExp; message: string }[];
  errors: Errors;
  log: LogShapes;
  commands: CommandKinds;
  /** Lines that a device puts before every answer, and after it. */
  preambles: readonly RegExp[];
  postambles?: readonly RegExp[];
  /** How the exit status of a command is learnt, where commands have one. */
  status?: Status;
  /** Typed after lines of configuration, where they are nothing but a draft before. */
  commit?: string;
  /** Keeps the configuration over a restart, where that takes a command. `isLine`: it is typed as a line of it. */
  save?: { command: string; isLine?: boolean };
  /** The way back to an earlier configuration, where there is one. */
  restore?: Restore;
  /** Configuration lines that begin a text, which the device reads without prompting until it is closed. */
  blocks: readonly Block[];
}

interface Keys {
  enter: string;
  /** Empties the line being typed, wherever the cursor is. */
  erase: string;
  /** Ends a command that runs, or a dialog. */
  abort: string;
  /** Typed before a "?" that would act at once, it makes it an ordinary character. Empty where it does not act. */
  literal: string;
}

export interface Level {
  name: string;
  /** What follows the host's name in the prompt; matched to the end of the line. */
  suffix: RegExp;
  /** The way in, where there is one. `secret`: it asks for the enable password. */
  enter?: { from: string; command: string; secret?: boolean };
  /** The way out: as a command, and as a key that does nothing where this is not the level after all. */
  leave?: { to: string; command: string; key?: string };
}

interface Login {
  username: RegExp;
  password: RegExp;
  /** Printed before a login is asked for: tells a login's password from an enable password. */
  banner: RegExp;
  /** Printed when a name or password was wrong. */
  refused: RegExp;
  /** Printed when a login is needed and none was set up. */
  impossible: RegExp;
  /** Printed by a console that waits for Enter. */
  pressEnter: RegExp;
}

interface Errors {
  /** A line of the answer that says the command was not carried out. */
  rejected: readonly RegExp[];
  /** Lines that say so of a line of configuration alone; elsewhere they are output. */
  rejectedLine: readonly RegExp[];
  /** Lines that look like it and are remarks about a command that was. */
  remarks: readonly RegExp[];
  /** The line that points at the word which was not understood. */
  caret: RegExp;
}

/** Groups: stamp, facility, severity, mnemonic, text. */
export interface LogShapes {
  /** Is in every log message: a line without it is none. */
  sign: string;
  /** A log message, as a whole line. */
  message: RegExp;
  /** A log message that came down in the middle of a line: what stood before it is group `before`. */
  glued: RegExp;
  /** Debug output, as a whole line. */
  debug: readonly RegExp[];
  /** A line that the next one continues, and what such a next line looks like. */
  continued: RegExp;
  continuation: RegExp;
}

/** Commands that want other treatment, by what was typed. */
interface CommandKinds {
  /** Their answers hold log lines of their own, which are not to be taken out. */
  showsLog: RegExp;
  /** Their answers may quote prompts, so that only a marker tells their end. */
  quotes: RegExp;
  /** They change nothing: they may be run again when somebody typed into them. */
  looks: RegExp;
  /** Commands of the level beneath the home level: they are run there, where the console has been there. */
  beneath?: { shape: RegExp; level: string };
}

interface Rise {
  /** Where it is done. */
  level: string;
  /** What tells who one is, what a line of its answer is like, and that line where it is somebody else. */
  test: { command: string; answer: RegExp; isOther: RegExp };
  /** Tried one after the other; one that wants a secret is left out where that is not known. */
  ways: readonly { command: string; secret?: 'password' | 'enablePassword' }[];
}

interface Block {
  opens: RegExp;
  /** Printed when the device has begun to read the text; a prompt instead means that it has not. Absent: it says nothing. */
  invitation?: RegExp;
  /**
   * A line that matches it closes the block. What group 1 of `opens` caught does so anywhere in a line ("delimiter"),
   * the opening one included, or as a whole line ("word").
   */
  closes: RegExp | 'delimiter' | 'word';
  /** What the device shows before each line of the text after the first, where it shows something. */
  prompt?: string;
}

interface Status {
  /** Our own prompt after an answer that did not end its line: groups before, prompt. */
  glued: RegExp;
  /** Group 1 is the status, where our own prompt shows it. */
  inPrompt: RegExp;
  /** Prints it, where the prompt is another. */
  command: string;
  /** Statuses that say a command was not even begun; in configuration any but 0 is a refusal. */
  refused: RegExp;
}
