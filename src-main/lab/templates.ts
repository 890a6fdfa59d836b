/** Replaces {{…}} in every text of a lab. A name that is not known is a fault of the author, reported where it stands. */
import type { Path } from '../base/path.ts';
import { didYouMean } from './near.ts';
import type { Fault, Report } from './report.ts';
import type { Words } from './variables.ts';

/** Where a text stands: in lab.yml, or in a file that lab.yml names. */
export type TextPlace = { path: Path } | { file: string };

export class Templates {
  constructor(
    private readonly words: Words,
    private readonly report: Report,
  ) {}

  expand(text: string, place: TextPlace): string {
    const expanded = text.replace(/\{\{([^{}]*)\}\}/g, (all, inner: string, offset: number) => {
      const word = this.words.get(inner.trim());
      if (word === undefined) this.#fault(text, { words: all, offset }, place, this.#unknown(inner.trim()));
      return word ?? '';
    });
    const left = expanded.indexOf('{{');
    if (left !== -1) this.#fault(text, { words: '{{', offset: left }, place, unclosed);
    return expanded;
  }

  /** The same, for a text whose faults are reported where it is read. */
  expandQuietly(text: string): string {
    return text.replace(/\{\{([^{}]*)\}\}/g, (_, inner: string) => this.words.get(inner.trim()) ?? '');
  }

  /** Every text inside a value, however deep. */
  expandAll(value: unknown, path: Path): unknown {
    if (typeof value === 'string') return this.expand(value, { path });
    if (Array.isArray(value)) return value.map((item, index) => this.expandAll(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.expandAll(item, [...path, key])]));
  }

  #unknown(name: string): Fault {
    const known = [...this.words.keys()];
    const stem = name.split('.')[0] ?? '';
    const siblings = known.filter((word) => word === stem || word.startsWith(`${stem}.`));
    return { message: `nothing is called {{${name}}}`, mend: didYouMean(name, siblings.length > 0 ? siblings : known) };
  }

  #fault(text: string, at: { words: string; offset: number }, place: TextPlace, fault: Fault): void {
    if ('path' in place) {
      this.report.addAtWords(place.path, at.words, fault);
      return;
    }
    const before = text.slice(0, at.offset).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    this.report.push({ severity: 'error', path: place.file, line: before.length, column, ...fault });
  }
}

const unclosed: Fault = {
  message: 'two opening braces without a name and two closing ones',
  mend: 'write {{name}}, or put no braces here',
};
