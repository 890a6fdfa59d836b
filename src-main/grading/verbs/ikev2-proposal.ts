/** ikev2Proposal: a proposal, or on an ASA a policy, that offers these algorithms. */
import type { VerbArguments } from '../../lab/expectation.ts';
import { describeTransforms, normaliseEncryption, normaliseGroup, normaliseHash } from '../../sa/normalise.ts';
import type { Ikev2Suite } from '../diagnosis/ikev2-configuration.ts';
import { configurationLooks } from '../facts/configurations.ts';
import { readIkev2 } from '../facts/ikev2.ts';
import { labelled } from '../labels.ts';
import { best, lineAttributes, namesOf, type LineTrait } from './line-trait.ts';
import { allHold, differences, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ikev2Proposal'>;

export const ikev2Proposal: VerbRule<'ikev2Proposal'> = {
  looks: ({ on }, { exercise }) => configurationLooks(exercise, on),
  judge(wanted, scene) {
    const facts = readIkev2(scene, wanted.on);
    const traits = proposalTraits(wanted);
    const found = best(traits, facts.ikev2.proposals);
    const attributes = lineAttributes(traits, found, facts);
    const says = !found
      ? `${wanted.on} has no IKEv2 proposal of its own yet.`
      : `${wanted.on}'s IKEv2 proposal ${found.name} ${allHold(attributes) ? 'offers what is asked for' : `is the closest: ${differences(attributes)}`}.`;
    return { attributes, says, isFounded: found !== undefined };
  },
};

/** The names of the proposals that a label stands for. @throws {Unreadable} */
export function ikev2ProposalNames(label: string, role: string, scene: Scene): string[] {
  const meaning = labelled('ikev2Proposal', label, role, scene);
  return meaning ? namesOf(proposalTraits(meaning), readIkev2(scene, role).ikev2.proposals) : [label];
}

type Field = 'encryption' | 'integrity' | 'prf' | 'group';

const cipher = (word: string): string => describeTransforms('', { encryption: normaliseEncryption(word) }).trim();
const group = (word: string): string => String(normaliseGroup(word) ?? word);
/** The algorithm of AES-GCM's own is written so. */
const hash = (word: string): string => (word === 'null' ? 'none' : normaliseHash(word));

function proposalTraits({ name, encryption, integrity, prf, dh }: Wanted): LineTrait<Ikev2Suite>[] {
  const named: LineTrait<Ikev2Suite>[] =
    name === undefined ? [] : [{ name: 'name', expected: name, holds: (one) => one.name === name, found: (one) => one.name }]; // prettier-ignore
  const traits = [
    ...named,
    ...setTrait('encryption', encryption, 'encryption', cipher),
    ...setTrait('integrity', integrity, 'integrity', hash),
    ...setTrait('PRF', prf, 'prf', hash),
    ...setTrait('Diffie-Hellman group', dh?.map(String), 'group', group),
  ];
  return traits.length > 0 ? traits : [{ name: 'proposal', expected: 'any', holds: () => true, found: (one) => one.name }]; // prettier-ignore
}

/** All of these and no other, in any order. */
function setTrait(
  name: string,
  wanted: readonly string[] | undefined,
  field: Field,
  plain: (word: string) => string,
): LineTrait<Ikev2Suite>[] {
  if (wanted === undefined) return [];
  const sorted = (words: readonly string[]): string => words.map(plain).sort().join(' ');
  const holds = (one: Ikev2Suite): boolean => sorted(one[field]?.value ?? []) === sorted(wanted);
  const found = (one: Ikev2Suite): string | undefined => one[field]?.value.join(' ');
  return [{ name, expected: wanted.join(' '), holds, found, line: (one) => one[field]?.line }];
}
