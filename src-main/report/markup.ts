/** Text that becomes part of XML or HTML: what has a meaning there is written so that it has none. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * For element content and quoted attributes alike. Characters that XML 1.0 knows no way to write, and halves of pairs,
 * become the replacement character.
 */
export function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Markup, which is not escaped again. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | false | undefined | readonly Part[];

/** Markup in which every value is escaped, unless it is markup itself: `<b>${name}</b>`. */
export function markup(texts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(texts.map((text, place) => text + partOf(values[place])).join(''));
}

function partOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(partOf).join('');
  return escaped(String(part));
}
