/** Lifetimes of IPsec's associations as attributes (RFC 2407 section 4.5): of transforms, and of RESPONDER-LIFETIME. */
import type { Lifetime } from '../ipsec/proposal.ts';
import { numberOfAttribute, type Attribute } from '../wire/isakmp/attribute.ts';
import { ipsecAttributes } from '../wire/isakmp/ipsec-numbers.ts';
import { lifeTypes } from '../wire/isakmp/phase1-numbers.ts';
import { durationValue } from './phase1-transform.ts';

export function lifetimeAttributes({ seconds, kilobytes }: Lifetime): Attribute[] {
  return [
    { type: ipsecAttributes['SA life type'], value: lifeTypes.seconds },
    { type: ipsecAttributes['SA life duration'], value: durationValue(seconds) },
    { type: ipsecAttributes['SA life type'], value: lifeTypes.kilobytes },
    { type: ipsecAttributes['SA life duration'], value: durationValue(kilobytes) },
  ];
}

/** Each duration belongs to the life type before it. */
export function lifetimeIn(attributes: readonly Attribute[]): Partial<Lifetime> {
  const lifetime: Partial<Lifetime> = {};
  let type = 0;
  for (const attribute of attributes) {
    const value = numberOfAttribute(attribute);
    if (attribute.type === ipsecAttributes['SA life type']) type = value;
    if (attribute.type !== ipsecAttributes['SA life duration'] || value === 0) continue;
    if (type === lifeTypes.seconds) lifetime.seconds = value;
    if (type === lifeTypes.kilobytes) lifetime.kilobytes = value;
  }
  return lifetime;
}

export function lowerLifetime(ours: Lifetime, theirs: Partial<Lifetime>): Lifetime {
  return {
    seconds: Math.min(ours.seconds, theirs.seconds ?? Infinity),
    kilobytes: Math.min(ours.kilobytes, theirs.kilobytes ?? Infinity),
  };
}
