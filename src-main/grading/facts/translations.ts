/** What a router or an ASA translates at the moment, in one shape. */
import type { Exercise } from '../../lab/exercise.ts';
import type { AsaTranslation } from '../../parsers/asa/show-xlate.ts';
import type { NatTranslation } from '../../parsers/ios/show-ip-nat-translations.ts';
import type { Sourced } from '../../parsers/parsed.ts';
import type { Look } from '../look.ts';
import { NotJudgeable, type Capture, type Captures } from './captures.ts';
import { roleNamed } from './places.ts';
import { showOn } from './shows.ts';

export interface Translation extends Sourced {
  protocol: string | undefined;
  /** With its port where there is one, as are the others. */
  inside: string | undefined;
  translated: string | undefined;
  /** Not told by an ASA. */
  outside: string | undefined;
}

const commands = { ios: 'show ip nat translations', asa: 'show xlate' } as const;

type Spoken = keyof typeof commands;

function spokenBy(exercise: Exercise, role: string): Spoken | undefined {
  const { platform } = roleNamed(exercise, role);
  if (platform === 'ios' || platform === 'iosxe') return 'ios';
  return platform === 'asa' ? 'asa' : undefined;
}

export function translationLooks(exercise: Exercise, role: string): Look[] {
  const spoken = spokenBy(exercise, role);
  return spoken === undefined ? [] : [{ role, command: commands[spoken] }];
}

/** @throws {Unreadable} {NotJudgeable} */
export function readTranslations(
  { exercise, captures }: { exercise: Exercise; captures: Captures },
  role: string,
): Capture<Translation> {
  const spoken = spokenBy(exercise, role);
  if (spoken === undefined) throw new NotJudgeable(`Not judged here: ${role} does not show what it translates.`);
  if (spoken === 'asa') {
    const { evidence, records } = captures.read(role, showOn<AsaTranslation>('asa', commands.asa), 'end');
    return { evidence, records: records.flatMap(ofAsa) };
  }
  const { evidence, records } = captures.read(role, showOn<NatTranslation>('ios', commands.ios), 'end');
  return { evidence, records: records.map(ofIos) };
}

function ofIos({ line, at, protocol, insideLocal, insideGlobal, outsideGlobal, outsideLocal }: NatTranslation): Translation {
  return { line, at, protocol, inside: insideLocal, translated: insideGlobal, outside: outsideGlobal ?? outsideLocal };
} // prettier-ignore

/** An identity rule, whose flag is I, is listed too and translates nothing. */
function ofAsa({ line, at, kind, real, mapped, flags = '' }: AsaTranslation): Translation[] {
  if (flags.includes('I')) return [];
  const [word = ''] = kind.toLowerCase().split(' ');
  const protocol = ['tcp', 'udp', 'icmp'].find((one) => one === word);
  return [{ line, at, protocol, inside: real, translated: mapped, outside: undefined }];
}
