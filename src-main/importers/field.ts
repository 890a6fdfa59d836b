/** A value in a document, with the path to it, so that whoever does not like it can say where it stands. */
import type { Diagnostic } from '../base/errors.ts';
import { Refusal, type Report } from './complaint.ts';
import { limits } from './limits.ts';
import type { Path } from '../base/path.ts';

/** Nothing in it has to be taken away: there are very many of these. */
const plainName = /^[!-~](?:[ -~]*[!-~])?$/;

export class Field {
  constructor(
    readonly value: unknown,
    private readonly report: Report,
    private readonly parent?: Field,
    private readonly step: string | number = '',
  ) {}

  get path(): Path {
    return this.parent ? [...this.parent.path, this.step] : [];
  }

  /** The same place, read in another shape: complaints about it name this place, or what of it is there. */
  as(value: unknown): Field {
    return new Field(value, this.report, this.parent, this.step);
  }

  /** A value that is in another file beside this one: complaints about it name that file. */
  beside(file: string, value: unknown): Field {
    return new Field(value, this.report, this, file);
  }

  /** The value of a key; a field without a value when this is no map, or has no such key. */
  get(key: string): Field {
    const value = isRecord(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new Field(value, this.report, this, key);
  }

  /** The value of the first of the keys that is there, else of the first key. */
  getFirst(...keys: [string, ...string[]]): Field {
    return this.get(keys.find((key) => this.get(key).isPresent) ?? keys[0]);
  }

  get keys(): string[] {
    return isRecord(this.value) ? Object.keys(this.value) : [];
  }

  /** Neither missing nor null. */
  get isPresent(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The items of a list; none when there is no list, which is complained of unless nothing is there at all. */
  items(): Field[] {
    if (Array.isArray(this.value))
      return this.value.map((value: unknown, step) => new Field(value, this.report, this, step));
    if (this.isPresent) this.complain('error', `expected a list, found ${describe(this.value)}`);
    return [];
  }

  /** Text; a number or truth value is taken as it is written. */
  text(): string | undefined {
    const { value } = this;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (this.isPresent) this.complain('error', `expected text, found ${describe(value)}`);
    return undefined;
  }

  /** A name: one line of at most `limits.name` characters, or undefined when nothing of it is left. */
  name(): string | undefined {
    const text = this.text();
    if (text === undefined || (plainName.test(text) && text.length <= limits.name)) return text;
    if (text.length > limits.name) this.complain('warning', `a name of ${text.length} characters is cut short`);
    // Names are shown in terminals: an escape sequence in one must not reach them.
    const name = text
      .slice(0, limits.name)
      .replace(/\p{Cc}/gu, ' ')
      .trim();
    return name || undefined;
  }

  number(): number | undefined {
    const { value } = this;
    const number = typeof value === 'string' && /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    if (this.isPresent) this.complain('error', `expected a number, found ${describe(value)}`);
    return undefined;
  }

  /** A whole number from 0 on. */
  count(): number | undefined {
    const number = this.number();
    if (number === undefined || (Number.isSafeInteger(number) && number >= 0)) return number;
    this.complain('error', `expected a whole number from 0 on, found ${number}`);
    return undefined;
  }

  complain(severity: Diagnostic['severity'], message: string, mend?: string): void {
    this.report.add({ severity, at: this.path, message, ...(mend === undefined ? {} : { mend }) });
  }

  /** Refuses the file because there are too many of something here. */
  refuseMoreThan(limit: number, found: number, things: string): void {
    if (found <= limit) return;
    throw new Refusal('too-many', `a topology with ${found} ${things}, and ${limit} are the most that is read`, {
      at: this.path,
      message: `expected at most ${limit} ${things}, found ${found}`,
    });
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, in words: `"abc"`, `a list`. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return JSON.stringify(typeof value === 'string' && value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
