/**
 * What `swanctl --raw` prints: `list-sa event {gw {uniqueid=1 … local-ts=[10.1.0.0/24] child-sas {net-1 {…}}}}`. Values
 * have no blanks in them but where a list is meant.
 */

export type ViciValue = string | readonly string[] | ViciSection;
export interface ViciSection {
  readonly [name: string]: ViciValue;
}

/** @param text from the brace that opens the section on */
export function viciSection(text: string): ViciSection {
  return new Reader(text).section();
}

export function isSection(value: ViciValue | undefined): value is ViciSection {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Settings as strongswan.conf and swanctl.conf have them. */
export interface Settings {
  readonly [name: string]: string | number | Settings;
}

export function settingsText(settings: Settings, indent = ''): string {
  const lines = Object.entries(settings).map(([name, value]) =>
    typeof value === 'object'
      ? `${indent}${name} {\n${settingsText(value, `${indent}  `)}${indent}}\n`
      : `${indent}${name} = ${value}\n`,
  );
  return lines.join('');
}

class Reader {
  #at = 0;
  constructor(private readonly text: string) {}

  section(): ViciSection {
    const section: Record<string, ViciValue> = {};
    this.#take(/\s*\{/y);
    for (;;) {
      const name = this.#take(/\s*([^\s={}[\]]+)/y);
      if (name === undefined) break;
      section[name] = this.#value();
    }
    this.#take(/\s*\}/y);
    return section;
  }

  #value(): ViciValue {
    // A selector with a protocol has brackets of its own: 10.1.0.0/24[icmp].
    const list = this.#take(/=\[((?:[^[\]]|\[[^[\]]*\])*)\]/y);
    if (list !== undefined) return list.split(/[\s,]+/).filter((item) => item !== '');
    return this.#take(/=([^\s{}]*)/y) ?? this.section();
  }

  /** What the expression's first group matches here, or undefined when it does not match. */
  #take(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.text);
    if (!match) return undefined;
    this.#at = expression.lastIndex;
    return match[1] ?? '';
  }
}
