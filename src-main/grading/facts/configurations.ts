/** What a router or an ASA is told to do, in one shape. */
import type { Exercise } from '../../lab/exercise.ts';
import type { AsaConfiguration } from '../../parsers/asa/configuration.ts';
import type { RunningConfiguration } from '../../parsers/ios/configuration.ts';
import { configurationOfAsa } from '../diagnosis/asa-configuration.ts';
import type { Evidence } from '../evidence.ts';
import type { Look } from '../look.ts';
import { Unreadable, type Captures, type Moment } from './captures.ts';
import { roleNamed } from './places.ts';
import { showOn } from './shows.ts';

export interface Configured {
  evidence: Evidence;
  configuration: RunningConfiguration;
}

/** An ASA shows its keys in this form alone. */
function commandOf(exercise: Exercise, role: string): string {
  return roleNamed(exercise, role).platform === 'asa' ? 'more system:running-config' : 'show running-config';
}

export function configurationLooks(exercise: Exercise, role: string): Look[] {
  return [{ role, command: commandOf(exercise, role) }];
}

/** @throws {Unreadable} */
export function readConfiguration(
  { exercise, captures }: { exercise: Exercise; captures: Captures },
  role: string,
  moment: Moment = 'end',
): Configured {
  const command = commandOf(exercise, role);
  const isAsa = roleNamed(exercise, role).platform === 'asa';
  const show = showOn<unknown>(isAsa ? 'asa' : 'ios', command);
  const { evidence, records } = captures.read(role, show, moment);
  const [record] = records;
  if (record === undefined) throw new Unreadable(`${role} did not show its configuration.`);
  // The platform says which parser has read it.
  return { evidence, configuration: isAsa ? configurationOfAsa(record as AsaConfiguration) : (record as RunningConfiguration) }; // prettier-ignore
}

/** As it was printed. @throws {Unreadable} */
export function readConfigurationText(
  { exercise, captures }: { exercise: Exercise; captures: Captures },
  role: string,
  moment: Moment,
): Evidence {
  const command = commandOf(exercise, role);
  const answer = captures.answer(role, command, moment);
  if (!answer) throw new Unreadable(`${role} was not asked "${command}", so nothing can be said.`);
  if (/^\s*%|^ERROR/.test(answer.text)) throw new Unreadable(`${role} gave no answer to "${command}" that can be understood.`); // prettier-ignore
  return answer;
}

/** What a device prints beside its configuration, and what changes in it by itself. */
const PASSING =
  /^(?:Building configuration.*|Current configuration ?:.*|! (?:Last configuration change|NVRAM config last updated|No configuration change).*|ntp clock-period .*|: .*|:|Cryptochecksum:.*|\[OK\]|!)?$/;

/** The lines that somebody has configured. */
export function linesOfConfiguration({ text }: Pick<Evidence, 'text'>): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => !PASSING.test(line));
}
