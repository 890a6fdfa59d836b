/** Attributes of offered transforms, as `debug crypto isakmp` lists them: seed 001 has both phases. */
import { numberOfAttribute, type Attribute } from '../../wire/isakmp/attribute.ts';

/** By attribute type; what has no entry is not printed. */
export type AttributeSpelling = Readonly<Record<number, (attribute: Attribute) => string>>;

export const lifeTypeNames: Readonly<Record<number, string>> = { 1: 'seconds', 2: 'kilobytes' };

export function valueOf(attribute: Attribute, names: Readonly<Record<number, string>> = {}): string {
  const number = numberOfAttribute(attribute);
  return names[number] ?? String(number);
}

/** A short one as a number, a long one byte by byte: "(VPI) of  0x0 0x1 0x51 0x80 ". */
export function durationOf({ value }: Attribute): string {
  if (typeof value === 'number') return `(basic) of ${value}`;
  return `(VPI) of  ${[...value].map((byte) => `0x${byte.toString(16).toUpperCase()} `).join('')}`;
}

export function attributeLines(attributes: readonly Attribute[], spelling: AttributeSpelling): string[] {
  return attributes.flatMap((attribute) => {
    const spelled = spelling[attribute.type]?.(attribute);
    return spelled === undefined ? [] : [`ISAKMP:      ${spelled}`];
  });
}
