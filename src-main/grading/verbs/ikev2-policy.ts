/** ikev2Policy: a policy that offers these proposals. On an ASA the policy itself lists what it offers. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { Ikev2Configuration } from '../diagnosis/ikev2-configuration.ts';
import { lastMatch, matches } from '../diagnosis/tree.ts';
import { configurationLooks, type Configured } from '../facts/configurations.ts';
import { readIkev2 } from '../facts/ikev2.ts';
import { addressNamed } from '../facts/places.ts';
import { ikev2ProposalNames } from './ikev2-proposal.ts';
import { best, lineAttributes, type LineTrait } from './line-trait.ts';
import { allHold, differences, type Scene, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'ikev2Policy'>;
type Policy = Ikev2Configuration['policies'][number];

export const ikev2Policy: VerbRule<'ikev2Policy'> = {
  looks: ({ on }, { exercise }) => configurationLooks(exercise, on),
  judge(wanted, scene) {
    const facts = readIkev2(scene, wanted.on);
    const traits = policyTraits(wanted, facts, scene);
    const found = best(traits, facts.ikev2.policies);
    const attributes = lineAttributes(traits, found, facts);
    const says = !found
      ? `${wanted.on} has no IKEv2 policy of its own yet.`
      : `${wanted.on}'s IKEv2 policy ${found.name} ${allHold(attributes) ? 'is what is asked for' : `is the closest: ${differences(attributes)}`}.`;
    return { attributes, says, isFounded: found !== undefined };
  },
};

function policyTraits(
  { on, name, proposals = [], vrf, address }: Wanted,
  facts: Configured,
  scene: Scene,
): LineTrait<Policy>[] {
  // prettier-ignore
  const matched = (word: string) => (one: Policy): string | undefined => {
    const [head] = matches(facts.configuration.lines, /^crypto ikev2 policy (\S+)$/).filter(({ line }) => line === one.line);
    return lastMatch(head?.children, new RegExp(`^match ${word} (\\S+)`))?.groups[0];
  }; // prettier-ignore
  const traits: LineTrait<Policy>[] = proposals.map((label) => proposalTrait(label, on, scene));
  const plain = (title: string, expected: string | undefined, found: (one: Policy) => string | undefined): void => {
    if (expected !== undefined) traits.push({ name: title, expected, holds: (one) => found(one) === expected, found });
  };
  plain('name', name, (one) => one.name);
  plain('VRF', vrf, matched('fvrf'));
  plain('local address', address && addressNamed(scene.exercise, address), matched('address local'));
  return traits.length > 0 ? traits : [{ name: 'policy', expected: 'any', holds: () => true, found: (one) => one.name }]; // prettier-ignore
}

function proposalTrait(label: string, role: string, scene: Scene): LineTrait<Policy> {
  const names = ikev2ProposalNames(label, role, scene);
  return {
    name: 'proposal',
    expected: names.join(' or ') || label,
    holds: ({ proposals }) => proposals.some(({ value }) => names.includes(value)),
    found: ({ proposals }) => proposals.map(({ value }) => value).join(', ') || undefined,
    line: ({ proposals }) => proposals[0]?.line,
  };
}
