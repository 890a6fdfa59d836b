/**
 * What a device is configured with, kept before it is changed, and the way back to it: the device's own where it has
 * one, and for all else the commands that take back what was typed. What is left of a difference is found by looking,
 * not trusted.
 */
import { Failure, type Diagnostic } from '../../base/errors.ts';
import { configurationLines, type ConfigurationLine } from './configuration-lines.ts';
import type { Device } from './device.ts';
import { negation } from './negation.ts';
import type { ConfigurationRestore, NegationRules, Restore, StateRestore } from './restore.ts';
import { keepState, returnToState, stateText } from './state.ts';

/** Plain data: it may be stored, and used after the program was started anew. */
export interface Checkpoint {
  platform: string;
  /** As the device printed it; of one without a configuration, its state. Keys stand in it in clear. */
  configuration: string;
  /** Does the device keep a copy itself? */
  isArchived: boolean;
}

export interface RolledBack {
  /** `replaced`: by the device itself. `negated`: by commands of ours. */
  way: 'unchanged' | 'replaced' | 'negated';
  /** What was typed into the configuration. */
  lines: string[];
}

/** Lines that could not be taken back the first time may be free the second: what used them is gone then. */
const ROUNDS = 4;

/** A removal may ask whether it is meant. */
const ANSWERS = [
  { question: /\[confirm\] ?$/, answer: '', times: 1000 },
  { question: /\[(?:no|yes|yes\/no|no\/yes)\]\??:? ?$/i, answer: 'yes', times: 1000 },
];

/** @throws Failure not-supported: no-checkpoint; device: no-configuration; as Device.execute */
export async function checkpoint(device: Device): Promise<Checkpoint> {
  const restore = restoreOf(device);
  const platform = device.platform.name;
  if ('parts' in restore) return { platform, configuration: await keepState(device, restore), isArchived: false };
  const configuration = await shown(device, restore);
  const isArchived = restore.archive ? await works(device, restore.archive.save) : false;
  if (!isArchived && !restore.negation)
    throw new Failure('not-supported', 'no-checkpoint', `${device.name} has not kept a copy of its configuration.`);
  return { platform, configuration, isArchived };
}

/**
 * Makes the device's configuration that of the checkpoint again, as far as its command line can.
 * @throws Failure device: not-restored, with a diagnostic for each line that is too much or missing;
 *   not-supported: no-checkpoint; as Device.execute and Device.configure
 */
export async function rollback(device: Device, { configuration, isArchived }: Checkpoint): Promise<RolledBack> {
  const restore = restoreOf(device);
  return 'parts' in restore
    ? await stateBack(device, restore, configuration)
    : await configurationBack(device, restore, { configuration, isArchived });
}

async function stateBack(device: Device, restore: StateRestore, state: string): Promise<RolledBack> {
  const { lines, left } = await returnToState(device, restore, state, ROUNDS);
  if (left.length > 0) throw notRestored(device, left);
  return { way: lines.length === 0 ? 'unchanged' : 'negated', lines };
}

async function configurationBack(
  device: Device,
  restore: ConfigurationRestore,
  { configuration, isArchived }: Pick<Checkpoint, 'configuration' | 'isArchived'>,
): Promise<RolledBack> {
  const back: RolledBack = { way: 'unchanged', lines: [] };
  let lines = await missing(device, restore, configuration);
  if (lines.length > 0 && isArchived && restore.archive && (await works(device, restore.archive.replace))) {
    back.way = 'replaced';
    lines = await missing(device, restore, configuration);
  }
  for (let round = 0; restore.negation && lines.length > 0 && round < ROUNDS; round++) {
    if (back.way === 'unchanged') back.way = 'negated';
    back.lines.push(...lines);
    await device.configure(lines, { answers: ANSWERS });
    lines = await missing(device, restore, configuration);
  }
  if (lines.length > 0) throw notRestored(device, lines);
  return back;
}

/**
 * A text that is another when somebody has changed the device's configuration; undefined of a kind that shows none.
 * @throws Failure device: no-configuration; not-supported: no-checkpoint; as Device.execute
 */
export async function configurationText(device: Device): Promise<string | undefined> {
  const { restore } = device.platform;
  if (!restore) return undefined;
  return await ('parts' in restore ? stateText(device, restore) : shown(device, restore));
}

/** The lines that would make the device's configuration the wanted one; where no commands tell, that it is another. */
async function missing(device: Device, restore: ConfigurationRestore, wanted: string): Promise<string[]> {
  const present = await shown(device, restore);
  if (present === wanted) return [];
  const { negation: rules } = restore;
  if (!rules) return ['its configuration is another'];
  return negation(tree(device, wanted, rules), tree(device, present, rules), rules);
}

function restoreOf({ platform, name }: Device): Restore {
  if (platform.restore) return platform.restore;
  const message = `${name} is a device of kind ${platform.name}, of which QuickMode keeps no configuration to return to.`;
  throw new Failure('not-supported', 'no-checkpoint', message);
}

async function shown(device: Device, { show }: ConfigurationRestore): Promise<string> {
  for (const command of show) {
    const { output, rejection } = await device.execute(command);
    if (!rejection) return output;
  }
  const message = `${device.name} shows its configuration to nobody who logs in so: "${show.join('", "')}" was refused.`;
  throw new Failure('device', 'no-configuration', message);
}

async function works(
  device: Device,
  { command, isLine, answers = [], worked }: NonNullable<ConfigurationRestore['archive']>['save'],
): Promise<boolean> {
  if (isLine) return (await device.configure([command], { answers })).rejected.length === 0;
  try {
    const { output, rejection } = await device.execute(command, { answers });
    return !rejection && (worked?.test(output) ?? true);
  } catch (error) {
    // No such memory, or a question that nobody foresaw: there is the other way.
    if (error instanceof Failure && error.kind === 'device') return false;
    throw error;
  }
}

function tree(device: Device, text: string, rules: NegationRules): ConfigurationLine[] {
  return configurationLines(text, rules, device.platform.blocks);
}

function notRestored(device: Device, left: readonly string[]): Failure {
  const diagnostics = left.map((line): Diagnostic => ({ severity: 'error', path: device.name, message: line.trim() }));
  const message = `${device.name} is not as it was: what differs was not taken back.`;
  return new Failure('device', 'not-restored', message, diagnostics);
}
