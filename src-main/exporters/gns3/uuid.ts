/** Ids of GNS3: UUIDs that follow from words, so that the same topology gives the same file. */

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function uuidOf(...words: readonly string[]): string {
  const [own = ''] = words.slice(-1);
  if (uuid.test(own)) return own.toLowerCase();
  const text = words.join('\n');
  const digits = [0, 1, 2, 3].map((salt) => hash(`${salt}\n${text}`).toString(16).padStart(8, '0')).join('');
  // Version 8 is for ids that are made in a way of one's own (RFC 9562, 5.8).
  const [a, b, c, d, e] = [0, 8, 13, 17, 20].map((at, index) => digits.slice(at, at + ([8, 4, 3, 3, 12][index] ?? 0)));
  return `${a}-${b}-8${c}-a${d}-${e}`;
}

/** FNV-1a, and a last mixing so that texts that differ in one letter differ everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
