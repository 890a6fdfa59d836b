/** Collects everything that is wrong with a lab, each fault with its place in lab.yml or in another file of the folder. */
import type { Diagnostic } from '../base/errors.ts';
import { pathText, type Path } from '../base/path.ts';
import { limits } from './limits.ts';
import type { YamlText } from './yaml-text.ts';

export interface Fault {
  message: string;
  /** What to do about it. */
  mend: string;
}

export class Report {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  #unshown = 0;
  #isBroken = false;

  constructor(private readonly document: YamlText) {}

  /** A fault in lab.yml. */
  add(path: Path, fault: Fault): void {
    this.push({ severity: 'error', path: pathText(path) || 'lab.yml', ...this.document.placeOf(path), ...fault });
  }

  /** A fault at a key of lab.yml rather than at its value. */
  addAtKey(path: Path, fault: Fault): void {
    this.push({ severity: 'error', path: pathText(path) || 'lab.yml', ...this.document.placeOfKey(path), ...fault });
  }

  /** A fault at some words inside a text of lab.yml. */
  addAtWords(path: Path, words: string, fault: Fault): void {
    this.push({
      severity: 'error',
      path: pathText(path) || 'lab.yml',
      ...this.document.placeOfWords(path, words),
      ...fault,
    });
  }

  /** What deserves a word and hinders nothing. */
  warn(path: Path, fault: Fault): void {
    this.push({ severity: 'warning', path: pathText(path) || 'lab.yml', ...this.document.placeOf(path), ...fault });
  }

  /** A fault that was found elsewhere: in a file that lab.yml names. */
  push(diagnostic: Diagnostic): void {
    // What holds for both topologies, or for all who share an anchor, is said once.
    const { path, line, column, message } = diagnostic;
    const key = JSON.stringify([path, line, column, message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (diagnostic.severity === 'error') this.#isBroken = true;
    if (this.#diagnostics.length < limits.diagnostics) this.#diagnostics.push(diagnostic);
    else this.#unshown++;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  get diagnostics(): Diagnostic[] {
    if (this.#unshown === 0) return this.#diagnostics;
    const rest = `${this.#unshown} more faults are not listed`;
    return [...this.#diagnostics, { severity: 'note', path: '', message: rest, mend: 'mend the first ones' }];
  }
}
