/** transformSet: a transform set with exactly these transforms, under any name unless one is given. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { TransformSet } from '../../parsers/ios/show-crypto-ipsec-transform-set.ts';
import { describeTransforms, normaliseTransforms } from '../../sa/normalise.ts';
import { TRANSFORM_SETS, looksFor, readFrom } from '../facts/configured.ts';
import { allHold, attributesOf, closest, countOf, differences, type Trait, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'transformSet'>;

export const transformSet: VerbRule<'transformSet'> = {
  looks: ({ on }, { exercise }) => looksFor(exercise, on, TRANSFORM_SETS),
  judge(wanted, scene) {
    const capture = readFrom(scene, wanted.on, TRANSFORM_SETS);
    const traits = transformSetTraits(wanted);
    const set = closestSet(traits, capture.records);
    const attributes = attributesOf(traits, set, capture);
    // Every set is for tunnel mode unless told otherwise: that alone is nothing.
    const isFounded = attributes.some(({ name, holds }) => holds && name !== 'mode');
    return { attributes, says: sentence(wanted, set, allHold(attributes), differences(attributes)), isFounded };
  },
};

/** 15.x has one by itself. */
function isBuiltIn({ name }: TransformSet): boolean {
  return name === 'default' || name.startsWith('#$!');
}

function closestSet(traits: readonly Trait<TransformSet>[], all: readonly TransformSet[]): TransformSet | undefined {
  const right = all.find((one) => countOf(traits, one) === traits.length);
  const own = all.filter((one) => !isBuiltIn(one));
  return right ?? closest(traits, own);
}

export function isFulfilledBy(wanted: Wanted, set: TransformSet): boolean {
  return transformSetTraits(wanted).every(({ holds }) => holds(set));
}

function sentence({ on, transforms }: Wanted, set: TransformSet | undefined, isRight: boolean, wrong: string): string {
  if (!set) return `${on} has no transform set yet.`;
  if (isRight) return `${on}'s transform set ${set.name} is what is asked for: ${transforms.join(' ')}.`;
  return `${on}'s transform set ${set.name} is the closest: ${wrong}.`;
}

/** What encrypts and what authenticates are told apart, so that one of them right is half of it. */
function encryptionOf(transforms: readonly string[]): string {
  const encryption = normaliseTransforms(transforms).esp?.encryption;
  return encryption ? describeTransforms('', { encryption }).trim() : '';
}

/** AH and compression stand here too: a set that has them beside what is wanted is another one. */
function authenticationOf(transforms: readonly string[]): string {
  const { esp, ah, comp } = normaliseTransforms(transforms);
  return [esp?.integrity, ah && `ah ${ah.integrity ?? ''}`, comp?.compression].filter(Boolean).join(' ');
}

/** The transforms of a set, in its own words, that do one of the two. */
function wordsFor(of: typeof encryptionOf, transforms: readonly string[]): string | undefined {
  const words = transforms.filter((one) => of([one]) !== '');
  return words.length > 0 ? words.join(' ') : undefined;
}

function partTrait(name: string, of: typeof encryptionOf, transforms: readonly string[]): Trait<TransformSet> {
  return {
    name,
    expected: wordsFor(of, transforms) ?? 'none',
    holds: (set) => of(set.transforms) === of(transforms),
    found: (set) => wordsFor(of, set.transforms) ?? 'none',
    field: 'transforms',
  };
}

function transformSetTraits({ name, transforms, mode }: Wanted): Trait<TransformSet>[] {
  const traits = [
    partTrait('encryption', encryptionOf, transforms),
    partTrait('authentication', authenticationOf, transforms),
  ];
  if (name !== undefined) traits.unshift(nameTrait(name));
  if (mode !== undefined) traits.push(modeTrait(mode));
  return traits;
}

function nameTrait(name: string): Trait<TransformSet> {
  return { name: 'name', expected: name, holds: (set) => set.name === name, found: (set) => set.name, field: 'name' };
}

function modeTrait(mode: string): Trait<TransformSet> {
  const isOf = ({ modes }: TransformSet): boolean =>
    modes.length > 0 && modes.every((one) => one.toLowerCase() === mode);
  return { name: 'mode', expected: mode, holds: isOf, found: ({ modes }) => modes.join(', '), field: 'modes' };
}
