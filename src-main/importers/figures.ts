/** Drawings that are no texts: a topology has no place for them, and each file says once how many it loses of each kind. */
import type { Field } from './field.ts';

/** Words of the formats for what they draw, and of SVG; any other is "a drawing". */
const kinds: Readonly<Record<string, string>> = {
  rect: 'rectangle',
  rectangle: 'rectangle',
  square: 'rectangle',
  ellipse: 'ellipse',
  circle: 'ellipse',
  line: 'line',
  image: 'picture',
  picture: 'picture',
  pixmap: 'picture',
};
const order = ['rectangle', 'ellipse', 'line', 'picture', 'drawing'];

/**
 * One note for all figures of a file.
 *
 * @param at where they are listed
 * @param found for each of them its kind in the words of the format
 */
export function noteFigures(at: Field, found: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const one of found) {
    const word = one.toLowerCase();
    const kind = (Object.hasOwn(kinds, word) ? kinds[word] : undefined) ?? 'drawing';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const parts = order.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [counted(count, kind)];
  });
  const last = parts.pop();
  if (last === undefined) return;
  const all = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  at.complain('note', `${all} ${found.length === 1 ? 'is' : 'are'} left out: of drawings only texts are kept`);
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

const elements = /<(?:\w{1,16}:)?(text|rect|ellipse|circle|line|image|path|polygon|polyline)\b/gi;

/**
 * What a piece of SVG draws besides texts; nothing when it is a text alone. Several figures together are a picture, as
 * GNS3 takes one from a file.
 */
export function figureOfSvg(svg: string): string | undefined {
  let figure: string | undefined;
  let isText = false;
  for (const [, name = ''] of svg.matchAll(elements)) {
    const word = name.toLowerCase();
    if (word === 'text') isText = true;
    else if (word === 'image' || figure !== undefined) return 'picture';
    else figure = word;
  }
  return figure ?? (isText ? undefined : 'drawing');
}
