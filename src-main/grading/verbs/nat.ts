/** nat: translations that are in the table, and traffic that no rule translates. */
import { parseIpv4 } from '../../base/address.ts';
import type { VerbArguments } from '../../lab/expectation.ts';
import { contains, type Network } from '../diagnosis/flows.ts';
import { quotesOf, quotesOfNothing } from '../facts/captures.ts';
import { configurationLooks } from '../facts/configurations.ts';
import { translatingRule } from '../facts/nat-rules.ts';
import { addressNamed, roleNamed } from '../facts/places.ts';
import { networkNamed } from '../facts/traffic.ts';
import { readTranslations, translationLooks, type Translation } from '../facts/translations.ts';
import type { Look } from '../look.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING, allHold, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'nat'>;
type Place = Pick<Scene, 'exercise'>;

export const nat: VerbRule<'nat'> = {
  looks: natLooks,
  judge(wanted, scene) {
    const attributes = [
      ...(wanted.translates ? [translation(wanted, wanted.translates, scene)] : []),
      ...(wanted.exempts ? [exemption(wanted, wanted.exempts, scene)] : []),
    ];
    return { attributes, says: sentence(wanted, attributes), isFounded: attributes.some(({ holds }) => holds) };
  },
};

function natLooks({ on, translates, exempts }: Wanted, { exercise }: Place): Look[] {
  const { platform } = roleNamed(exercise, on);
  return [
    ...(translates ? translationLooks(exercise, on) : []),
    ...(exempts && platform !== 'vpcs' ? configurationLooks(exercise, on) : []),
  ];
}

type Translated = NonNullable<Wanted['translates']>;

/** @throws {Unreadable} {NotJudgeable} */
function translation({ on, state }: Wanted, wanted: Translated, scene: Scene): AttributeVerdict {
  const { evidence, records } = readTranslations(scene, on);
  const fitting = records.filter((one) => isOf(one, wanted, scene));
  const isAbsent = state === 'absent';
  const quotes = (fitting.length > 0 ? fitting : records).slice(0, 4).flatMap((one) => quotesOf(evidence, one));
  return {
    name: `translation of ${wanted.inside}`,
    role: on,
    expected: isAbsent ? 'absent' : (wanted.to ?? 'there'),
    found: fitting.length > 0 ? fitting.map(({ translated }) => translated ?? NOTHING).join(', ') : NOTHING,
    holds: isAbsent ? fitting.length === 0 : fitting.length > 0,
    quotes: quotes.length > 0 ? quotes : quotesOfNothing(evidence),
  };
}

function isOf(one: Translation, { protocol, inside, outside, to }: Translated, { exercise }: Scene): boolean {
  if (protocol !== undefined && one.protocol !== protocol) return false;
  if (!isWithin(networkNamed(exercise, inside), one.inside)) return false;
  if (outside !== undefined && !isWithin(networkNamed(exercise, outside), one.outside)) return false;
  if (to === undefined) return true;
  return hostOf(one.translated) === (parseIpv4(to) === undefined ? addressNamed(exercise, to) : to);
}

/** Of an address with its port. */
function hostOf(text: string | undefined): string | undefined {
  return text?.replace(/:\d+$/, '');
}

function isWithin(network: Network, text: string | undefined): boolean {
  const address = parseIpv4(hostOf(text) ?? '');
  return address !== undefined && contains(network, address);
}

function exemption(
  { on, state }: Wanted,
  { from, to }: NonNullable<Wanted['exempts']>,
  scene: Scene,
): AttributeVerdict {
  const ends = { from: networkNamed(scene.exercise, from), to: networkNamed(scene.exercise, to) };
  const rule = translatingRule(scene, on, ends);
  const isAbsent = state === 'absent';
  return {
    name: `${from} to ${to}`,
    role: on,
    expected: isAbsent ? 'translated' : 'not translated',
    found: rule.is ? `translated by "${rule.text}"` : 'not translated',
    holds: rule.is === isAbsent,
    quotes: rule.quotes,
  };
}

function sentence({ on }: Wanted, attributes: readonly AttributeVerdict[]): string {
  const wrong = attributes.filter(({ holds }) => !holds);
  if (allHold(attributes)) return `${on} translates as it should: ${attributes.map(({ name, found }) => `${name} ${found}`).join('; ')}.`; // prettier-ignore
  return `${on} does not translate as it should: ${wrong.map(({ name, found, expected }) => `${name} is ${found}, and should be ${expected}`).join('; ')}.`; // prettier-ignore
}
