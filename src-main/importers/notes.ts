/** Notes on the canvas of any format: text for people, with a place. What is odd about them is not worth a word. */
import type { TopologyNote } from '../lab/topology.ts';
import type { Field } from './field.ts';
import { withPlainLineEnds } from './line-ends.ts';
import { limits } from './limits.ts';

export function noteOf(field: Field, text: string | undefined, xKey: string, yKey: string): TopologyNote | undefined {
  const shown = withPlainLineEnds((text ?? '').slice(0, limits.note))
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .trim();
  if (shown === '') return undefined;
  return { text: shown, position: { x: coordinate(field.get(xKey)), y: coordinate(field.get(yKey)) } };
}

function coordinate({ value }: Field): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** What is read of a piece of SVG or HTML: without tags, a line for each paragraph. */
export function plainText(markup: string): string {
  return markup
    .slice(0, limits.note)
    .replace(/<(?:br|\/p|\/div|\/li|\/tspan)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );
}
