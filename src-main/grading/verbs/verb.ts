/** What every verb of a lab's expectations has: the looks that it needs, and a judgement of what they showed. */
import type { Sourced } from '../../parsers/parsed.ts';
import type { Exercise, Step } from '../../lab/exercise.ts';
import type { Verb, VerbArguments } from '../../lab/expectation.ts';
import { quotesOf, quotesOfNothing, type Capture, type Captures } from '../facts/captures.ts';
import type { Look } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';

export interface Scene {
  exercise: Exercise;
  step: Step;
  captures: Captures;
}

export interface Judgement {
  attributes: AttributeVerdict[];
  /** A sentence for people. */
  says: string;
  /** False where what was meant is not there at all: what agrees by chance then earns nothing. */
  isFounded: boolean;
}

export interface VerbRule<V extends Verb> {
  /** The looks at the end of the step. */
  looks(wanted: VerbArguments<V>, place: Pick<Scene, 'exercise' | 'step'>): Look[];
  /** Looks before the first action of the step. */
  begin?(wanted: VerbArguments<V>, place: Pick<Scene, 'exercise' | 'step'>): Look[];
  /** Looks right before and right after the action that it names as `over`. */
  around?(wanted: VerbArguments<V>, place: Pick<Scene, 'exercise' | 'step'>): Look[];
  /** @throws {Unreadable} {NotJudgeable} */
  judge(wanted: VerbArguments<V>, scene: Scene): Judgement;
}

/** One thing that is wanted of a record, and how it is told from the record. */
export interface Trait<T> {
  name: string;
  expected: string;
  holds: (record: T) => boolean;
  /** In the words of the device. */
  found: (record: T) => string | undefined;
  /** The field whose line proves it. */
  field: string;
}

export const NOTHING = 'nothing';

/** What is made of a thing that is asked for; nothing where it is not. */
export function given<T, R>(value: T | undefined, of: (value: T) => R): R[] {
  return value === undefined ? [] : [of(value)];
}

export function countOf<T>(traits: readonly Trait<T>[], record: T): number {
  return traits.filter(({ holds }) => holds(record)).length;
}

/** The one with the most of what is wanted; of equals the first. */
export function closest<T>(traits: readonly Trait<T>[], records: readonly T[]): T | undefined {
  return records.reduce<T | undefined>(
    (best, one) => (best === undefined || countOf(traits, one) > countOf(traits, best) ? one : best),
    undefined,
  );
}

export function attributesOf<T extends Sourced>(
  traits: readonly Trait<T>[],
  record: T | undefined,
  { evidence }: Capture<T>,
): AttributeVerdict[] {
  return traits.map(({ name, expected, holds, found, field }) => ({
    name,
    role: evidence.role,
    expected,
    found: (record && found(record)) ?? NOTHING,
    holds: record !== undefined && holds(record),
    quotes: record ? quotesOf(evidence, record, field) : quotesOfNothing(evidence),
  }));
}

/** "its encryption is 3des and not des, its mode is Transport and not tunnel" */
export function differences(attributes: readonly AttributeVerdict[]): string {
  return attributes
    .filter(({ holds }) => !holds)
    .map(({ name, found, expected }) => `its ${name} is ${found} and not ${expected}`)
    .join(', ');
}

export function allHold(attributes: readonly AttributeVerdict[]): boolean {
  return attributes.every(({ holds }) => holds);
}
