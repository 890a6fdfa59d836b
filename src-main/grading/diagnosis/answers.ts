/** Answers of one role as records, whatever its platform calls the command. */
import { parserOf } from '../../parsers/catalogue.ts';
import type { AsaConfiguration } from '../../parsers/asa/configuration.ts';
import type { RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { Parsed } from '../../parsers/parsed.ts';
import type { Exercise, Role } from '../../lab/exercise.ts';
import { Unreadable, type Capture, type Captures } from '../facts/captures.ts';
import { RUNNING_CONFIGURATION, type Show } from '../facts/shows.ts';
import type { Quote } from '../verdict.ts';
import { configurationOfAsa } from './asa-configuration.ts';

/** What a platform's command is read into; undefined where no parser reads it. */
export function showOf<T>(platform: string, command: string): Show<T> | undefined {
  const parser = parserOf(platform, command);
  // What T is, the command says: callers name the record of the command that they ask for.
  return parser && { command, parse: (text) => parser.parse(text) as Parsed<T> };
}

export function platformOf(exercise: Exercise, role: string): Role['platform'] {
  return exercise.roles.find(({ name }) => name === role)?.platform ?? 'ios';
}

/** The latest answer of a role to a command. */
export function answerOf<T>(
  exercise: Exercise,
  captures: Captures,
  role: string,
  command: string,
): Capture<T> | undefined {
  // prettier-ignore
  const show = showOf<T>(platformOf(exercise, role), command);
  return show && captures.find(role, show, 'any');
}

/** The configuration of a router, or of an ASA in the same shape. */
export function configurationOf(
  exercise: Exercise,
  captures: Captures,
  role: string,
): Capture<RunningConfiguration> | undefined {
  // prettier-ignore
  if (platformOf(exercise, role) !== 'asa') return captures.find(role, RUNNING_CONFIGURATION, 'any');
  const capture = answerOf<AsaConfiguration>(exercise, captures, role, 'show running-config');
  return capture && { evidence: capture.evidence, records: capture.records.map(configurationOfAsa) };
}

/** The line with which a router refused the command, where it did. */
export function refusalOf(exercise: Exercise, captures: Captures, role: string, command: string): Quote[] {
  const show = showOf(platformOf(exercise, role), command);
  try {
    if (show) captures.read(role, show, 'any');
    return [];
  } catch (error) {
    if (error instanceof Unreadable) return [...error.quotes].filter(({ text }) => text.includes('%') || text.includes('ERROR')); // prettier-ignore
    throw error;
  }
}
