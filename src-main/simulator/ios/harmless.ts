/**
 * Lines of configuration that change nothing in this simulator, and that routers of 12.4 and IOSv write by themselves: a
 * configuration from elsewhere is full of them. They are taken, and written back where 12.4 writes them; what somebody
 * may believe in says that it is without effect when it is typed. Whatever is not listed here and not simulated is
 * refused.
 */
import type { ConfigurationLine } from '../cli/declaration.ts';
import { Mode } from '../cli/mode.ts';
import { sayKept } from './crypto/crypto-kept.ts';
import type { IosDevice } from './device.ts';
import {
  gathering,
  harmlessLines,
  instead,
  insteadOfNo,
  keyOf,
  writtenLine,
  type HarmlessLine,
} from './harmless-lines.ts';
import { configureMode, execMode } from './modes.ts';

export function declareHarmless(): void {
  for (const line of harmlessLines) declareLine(line);
  for (const empty of emptyBlocks) declareEmptyBlock(empty);
  // Whatever is kept of SNMP makes nobody known to it: IOS prints nothing then, and programs take any line for a user.
  execMode.add('show snmp user', { hidden: true, run: () => undefined });
}

function declareLine(line: HarmlessLine): void {
  const { words, section, initial, more = 'none', isOff = false, isOn = false } = line;
  const rest = { none: '', some: ' ![LINE:rest]', any: ' [LINE:rest]' }[more];
  const initialOf = ({ flavour }: IosDevice): string | undefined =>
    typeof initial === 'object' ? initial[flavour.train] : initial;
  const keep = (device: IosDevice, text: string, given: unknown): void => {
    const key = gathering.has(words) && typeof given === 'string' ? keyOf(`${words} ${given}`) : words;
    const { harmless } = device.settings;
    // A line that says what is written anyway is no news.
    if (text === (isOn ? words : initialOf(device))) harmless.delete(key);
    else harmless.set(key, writtenLine(text));
  };
  const textOf = (given: unknown): string => (typeof given === 'string' ? `${words} ${given}` : words);
  configureMode.add(`${words}${rest}` as 'words [LINE:rest]', {
    section,
    hidden: true,
    run: (device, { rest: given }, exec) => {
      keep(device, textOf(given), given);
      const why = instead[words];
      if (why !== undefined) sayKept(device, exec, words, why);
    },
    no: (device, { rest: given }, exec) => {
      const why = insteadOfNo[words];
      if (why !== undefined) sayKept(device, exec, `no ${words}`, why);
      if (isOff) forget(device, words, given);
      else keep(device, `no ${textOf(given)}`, given);
    },
    default: ({ settings }) => settings.harmless.delete(words),
    show: (device, isAll = false) => {
      const lines = shownOf(device.settings.harmless, words, initialOf(device));
      return lines.length === 0 && isAll ? usuallyOf(line) : lines;
    },
  });
}

/** What `show running-config all` says of a line that nobody typed. */
function usuallyOf({ words, isOn, isOff, more = 'none' }: HarmlessLine): string[] {
  if (isOn === true) return [words];
  return isOff === true && more === 'none' ? [`no ${words}`] : [];
}

/** What is taken away by its first words alone is taken away whole: `no logging facility`. */
function forget({ settings: { harmless } }: IosDevice, words: string, given: unknown): void {
  const begin = typeof given === 'string' ? `${words} ${given}` : words;
  for (const key of [...harmless.keys()]) {
    if (key === words || key === keyOf(begin) || key.startsWith(`${begin} `)) harmless.delete(key);
  }
}

function shownOf(harmless: ReadonlyMap<string, string>, words: string, initial: string | undefined): string[] {
  const gathered = [...harmless].filter(
    ([key]) => key === words || (gathering.has(words) && key.startsWith(`${words} `)),
  );
  if (gathered.length > 0) return gathered.map(([, text]) => text);
  return initial === undefined ? [] : [initial];
}

const submode = { privilege: 15, parent: configureMode } as const;

interface EmptyBlock {
  readonly line: 'control-plane' | 'redundancy' | 'gatekeeper' | 'voice-card 0';
  readonly mode: Mode<IosDevice>;
  /** Whether a router writes it that was not told to. */
  readonly isInitial?: boolean;
  readonly body?: readonly string[];
}

const emptyBlocks: readonly EmptyBlock[] = [
  {
    line: 'control-plane',
    mode: new Mode({ name: 'control-plane', prompt: '(config-cp)#', ...submode }),
    isInitial: true,
  },
  { line: 'redundancy', mode: new Mode({ name: 'redundancy', prompt: '(config-red)#', ...submode }) },
  { line: 'voice-card 0', mode: new Mode({ name: 'voice-card', prompt: '(config-voicecard)#', ...submode }) },
  {
    line: 'gatekeeper',
    mode: new Mode({ name: 'gatekeeper', prompt: '(config-gk)#', ...submode }),
    body: ['shutdown'],
  },
];

/** Blocks of features that are not there: what stands in them is what stands there by default. */
function declareEmptyBlock({ line, mode, isInitial = false, body = [] }: EmptyBlock): void {
  configureMode.add(line, {
    section: isInitial ? line : 'mgcp',
    hidden: true,
    run: (device, _, exec) => {
      if (!isInitial) device.settings.harmless.set(line, line);
      exec.enter(mode, device);
    },
    show: ({ settings }): ConfigurationLine[] => {
      if (isInitial) return [line];
      return settings.harmless.has(line) ? [{ line, body }, '!'] : [];
    },
  });
  mode.words({ no: 'Negate a command or set its defaults', exit: `Exit from ${mode.name} configuration mode` });
  mode
    .add('shutdown', { hidden: true, run: () => undefined, no: () => undefined })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

export const harmlessModes = emptyBlocks.map(({ mode }) => mode);
