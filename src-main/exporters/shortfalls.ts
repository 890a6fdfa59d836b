import type { Shortfall } from './exported.ts';

/** What a format could not say, each thing once. */
export class Shortfalls {
  readonly list: Shortfall[] = [];
  readonly #known = new Set<string>();

  add(message: string, node?: string): void {
    const key = `${node ?? ''}\n${message}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.list.push(node === undefined ? { message } : { node, message });
  }
}

/** "Fa0/0 is Gi0/0 now", for a few; the number of the others. */
export function listed(words: readonly string[], most = 6): string {
  if (words.length <= most) return words.join(', ');
  return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}
