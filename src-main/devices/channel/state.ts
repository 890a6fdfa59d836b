/** The state of a device as facts that can be looked at, kept, made and taken back. */
import { Failure } from '../../base/errors.ts';
import type { Device, Executed } from './device.ts';
import type { Fact, StatePart, StateRestore } from './restore.ts';

/** What was printed of each part, by its name. */
interface Kept {
  shown: Record<string, string>;
  kept: Record<string, string>;
}

/** What of a part is other than it was. */
interface Difference {
  part: StatePart;
  missing: Fact[];
  /** Too much, and can be taken back. */
  extra: Fact[];
  kept: string;
}

/** The state as a text that can be stored, with every key in it. */
export async function keepState(device: Device, restore: StateRestore): Promise<string> {
  const spell = await spellingOf(device, restore);
  const shown = await look(device, restore, spell);
  const kept: Kept['kept'] = {};
  const wanted = restore.parts.flatMap(({ name, keep }) => (keep ? [{ name, ...keep }] : []));
  await each(
    device,
    wanted,
    ({ line }) => spell(line),
    ({ name, atMost }, { output }) => {
      if (output.length > atMost) throw tooMuch(device, name, atMost);
      kept[name] = output;
    },
  );
  return JSON.stringify({ shown, kept } satisfies Kept);
}

/** The facts of the state, one on each line, for comparing. */
export async function stateText(device: Device, restore: StateRestore): Promise<string> {
  const shown = await look(device, restore, await spellingOf(device, restore));
  return restore.parts.flatMap(({ name, facts }) => facts(shown[name] ?? '').map(({ id }) => id)).join('\n');
}

function tooMuch({ name }: Device, part: string, atMost: number): Failure {
  const message = `${name} cannot be put back to how it is: ${part} are more than ${atMost} characters, packed.`;
  return new Failure('not-supported', 'no-checkpoint', message);
}

export interface StateReturn {
  /** What was typed. */
  lines: string[];
  /** What could not be made as it was, in words. */
  left: string[];
}

/** What could not be made at first may be possible when the rest has been: it is looked again after each round. */
export async function returnToState(
  device: Device,
  restore: StateRestore,
  state: string,
  rounds: number,
): Promise<StateReturn> {
  const wanted = JSON.parse(state) as Kept;
  const spell = await spellingOf(device, restore);
  const back: StateReturn = { lines: [], left: [] };
  for (let round = 0; ; round++) {
    const found = differences(restore, wanted, await look(device, restore, spell));
    back.left = found.flatMap(words);
    if (found.length === 0 || round === rounds) return back;
    const lines = linesFor(found);
    back.lines.push(...lines);
    await device.configure(spelled(lines, spell));
  }
}

async function spellingOf(device: Device, { probe, spelling }: StateRestore): Promise<(line: string) => string> {
  return spelling((await device.execute(probe)).output, device.name);
}

async function look(
  device: Device,
  { parts }: StateRestore,
  spell: (line: string) => string,
): Promise<Record<string, string>> {
  const shown: Record<string, string> = {};
  await each(
    device,
    parts,
    ({ look }) => spell(look),
    ({ name }, { output, status }) => {
      if (status !== undefined && status !== 0) throw untold(device, name, { output, status });
      shown[name] = output;
    },
  );
  return shown;
}

/** A command for each of what is wanted. */
async function each<T>(
  device: Device,
  wanted: readonly T[],
  commandOf: (one: T) => string,
  answered: (one: T, executed: Executed) => void,
): Promise<void> {
  const waiting = [...wanted];
  await device.executeInOrder(wanted.map(commandOf), {
    answered: (executed) => {
      const [one] = waiting.splice(0, 1);
      if (one !== undefined) answered(one, executed);
    },
  });
}

function untold({ name }: Device, part: string, { output, status }: { output: string; status: number }): Failure {
  const said = output.split('\n').at(-1)?.trim();
  const why = said === undefined || said === '' ? `it ended with the status ${status}` : said;
  return new Failure('device', 'no-configuration', `${name} does not tell ${part}: ${why}.`);
}

function differences({ parts }: StateRestore, wanted: Kept, shown: Record<string, string>): Difference[] {
  return parts.flatMap((part) => {
    const [before, now] = [part.facts(wanted.shown[part.name] ?? ''), part.facts(shown[part.name] ?? '')];
    const [was, is] = [new Set(before.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
    const missing = before.filter(({ id }) => !is.has(id));
    const extra = now.filter(({ id, unmake }) => !was.has(id) && unmake);
    if (missing.length + extra.length === 0) return [];
    return [{ part, missing, extra, kept: wanted.kept[part.name] ?? '' }];
  });
}

function words({ missing, extra }: Difference): string[] {
  return [...missing.map(({ says }) => `missing: ${says}`), ...extra.map(({ says }) => `too much: ${says}`)];
}

/** All that is too much goes first, from the last part to the first; then all that is missing comes. */
function linesFor(found: readonly Difference[]): string[] {
  const gone = new Set(found.flatMap(({ extra }) => extra.flatMap(({ named }) => named ?? [])));
  const isFreed = ({ within }: Fact): boolean => within !== undefined && gone.has(within);
  const taken = found.toReversed().flatMap(({ extra }) => extra.toReversed().filter((fact) => !isFreed(fact)));
  return [...taken.flatMap(({ unmake = [] }) => unmake), ...found.flatMap(made), ...found.flatMap(settled)];
}

function made({ part, missing, kept }: Difference): string[] {
  return part.put ? part.put(missing, kept) : missing.flatMap(({ make = [] }) => [...make]);
}

function settled({ part: { settle = [] }, missing, extra }: Difference): string[] {
  const isTouched = (shape: RegExp): boolean => [...missing, ...extra].some(({ says }) => shape.test(says));
  return settle.filter(({ touched }) => isTouched(touched)).map(({ line }) => line);
}

/** The lines of a text that a command reads are no commands. */
function spelled(lines: readonly string[], spell: (line: string) => string): string[] {
  let closes: string | undefined;
  return lines.map((line) => {
    if (closes !== undefined) {
      if (line === closes) closes = undefined;
      return line;
    }
    closes = /<<'(\w+)'/.exec(line)?.[1];
    return spell(line);
  });
}
