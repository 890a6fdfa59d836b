/** isakmpPolicy: an IKE policy with these attributes, under any number unless the step asks for one. */
import type { VerbArguments } from '../../lab/expectation.ts';
import type { IsakmpPolicy } from '../../parsers/ios/show-crypto-isakmp-policy.ts';
import { describeTransforms, normaliseAuthentication, normaliseEncryption, normaliseHash } from '../../sa/normalise.ts';
import { POLICIES, looksFor, readFrom } from '../facts/configured.ts';
import { allHold, attributesOf, closest, countOf, differences, type Trait, type VerbRule } from './verb.ts';

type Wanted = VerbArguments<'isakmpPolicy'>;

export const isakmpPolicy: VerbRule<'isakmpPolicy'> = {
  looks: ({ on }, { exercise }) => looksFor(exercise, on, POLICIES),
  judge(wanted, scene) {
    const capture = readFrom(scene, wanted.on, POLICIES);
    const traits = traitsOf(wanted);
    const policy = closestPolicy(traits, capture.records);
    const attributes = attributesOf(traits, policy, capture);
    return { attributes, says: sentence(wanted.on, policy, allHold(attributes), differences(attributes)), isFounded: policy !== undefined }; // prettier-ignore
  },
};

/** What IOS offers by itself: the suite at the end of the list, and the eight of 15.x, numbered from 65507. */
export function isBuiltIn({ priority }: IsakmpPolicy): boolean {
  return priority === 'default' || priority > 10_000;
}

/** The built-in suite counts where it is all that is wanted, and is nobody's work where it is not. */
function closestPolicy(traits: readonly Trait<IsakmpPolicy>[], all: readonly IsakmpPolicy[]): IsakmpPolicy | undefined {
  const own = closest(
    traits,
    all.filter((one) => !isBuiltIn(one)),
  );
  if (own && countOf(traits, own) === traits.length) return own;
  return all.find((one) => countOf(traits, one) === traits.length) ?? own;
}

function sentence(role: string, policy: IsakmpPolicy | undefined, isRight: boolean, wrong: string): string {
  if (!policy) return `${role} has no IKE policy of its own yet.`;
  const name = policy.priority === 'default' ? 'built-in IKE policy' : `IKE policy ${policy.priority}`;
  return isRight ? `${role} has what is asked for in its ${name}.` : `${role}'s ${name} is the closest: ${wrong}.`;
}

function cipherOf({ encryption, keyBits }: IsakmpPolicy): string {
  return encryption === undefined ? '' : wordOf(encryption, keyBits);
}

function wordOf(encryption: string, keyBits?: number): string {
  return describeTransforms('', { encryption: normaliseEncryption(encryption, keyBits) }).trim();
}

function traitsOf({ priority, encryption, hash, dh, authentication, lifetime }: Wanted): Trait<IsakmpPolicy>[] {
  const traits: Trait<IsakmpPolicy>[] = [];
  const add = (name: string, expected: string | undefined, field: keyof IsakmpPolicy, rest: Pick<Trait<IsakmpPolicy>, 'holds' | 'found'>): void => {
    if (expected !== undefined) traits.push({ name, expected, field, ...rest });
  }; // prettier-ignore
  add('number', priority?.toString(), 'priority', {
    holds: (policy) => policy.priority === priority,
    found: (policy) => String(policy.priority),
  });
  add('encryption', encryption, 'encryption', {
    holds: (policy) => cipherOf(policy) === wordOf(encryption ?? ''),
    found: (policy) => withBits(policy),
  });
  add('hash', hash, 'hash', {
    holds: (policy) => normaliseHash(policy.hash ?? '') === hash,
    found: (policy) => policy.hash,
  });
  add('authentication', authentication, 'authentication', {
    holds: (policy) => normaliseAuthentication(policy.authentication ?? '') === normaliseAuthentication(authentication ?? ''), // prettier-ignore
    found: (policy) => policy.authentication,
  });
  add('Diffie-Hellman group', dh?.toString(), 'dhGroup', {
    holds: (policy) => policy.dhGroup === dh,
    found: ({ dhGroup }) => (dhGroup === undefined ? undefined : `#${dhGroup}`),
  });
  add('lifetime', lifetime?.toString(), 'lifetimeSeconds', {
    holds: (policy) => policy.lifetimeSeconds === lifetime,
    found: ({ lifetimeSeconds }) => lifetimeSeconds?.toString(),
  });
  return traits;
}

function withBits({ encryption, keyBits }: IsakmpPolicy): string | undefined {
  return encryption === undefined || keyBits === undefined ? encryption : `${encryption} (${keyBits} bit keys)`;
}
