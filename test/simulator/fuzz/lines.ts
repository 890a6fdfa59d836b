/** Random lines that are nearly, or not at all, what a grammar takes. */
import type { Random } from '../../../src-main/base/random.ts';

/** A line out of the grammar: a syntax with something plausible, or nothing plausible at all, for each of its parts. */
export function lineOf(random: Random, syntaxes: readonly string[]): string {
  const roll = random.int(10);
  if (roll === 0) return noise(random, 40);
  const syntax = syntaxes[random.int(syntaxes.length)] ?? '';
  const line = wordsOf(chosen(random, syntax))
    .filter(() => random.int(12) > 0)
    .map((word) => (random.int(25) === 0 ? noise(random, 8) : argumentFor(random, word)))
    .join(' ');
  if (roll === 1) return `no ${line}`;
  if (roll === 2) return `${line.slice(0, random.int(line.length + 1))}?`;
  return roll === 3 ? `default ${line}` : line;
}

/** One of the keywords of each choice. */
function chosen(random: Random, syntax: string): string {
  return syntax.replaceAll(/\{([^}]*)\}/g, (_, choices: string) => {
    const alternatives = choices.split('|');
    return alternatives[random.int(alternatives.length)] ?? '';
  });
}

function wordsOf(syntax: string): string[] {
  return syntax.split(/[\s[\]!*()|]+/).filter((word) => word !== '');
}

function argumentFor(random: Random, word: string): string {
  const [kind = ''] = word.split(':');
  const range = /^<(\d+)-(\d+)>/.exec(kind);
  if (range) return String(Number(range[1]) + random.int(Math.min(1000, Number(range[2]) - Number(range[1]) + 1)));
  if (/^A\.B\.C\.D|^WILDCARD/.test(kind)) return `10.${random.int(3)}.${random.int(3)}.${random.int(256)}`;
  if (kind === 'MASK') return random.int(2) === 0 ? '255.255.255.0' : '255.255.0.0';
  if (kind.startsWith('INTERFACE'))
    return ['GigabitEthernet0/0', 'gi1', 'Tunnel0', 'Loopback7', 'Vlan1'][random.int(5)] ?? '';
  if (/^(WORD|LINE|HEX)/.test(kind)) return ['NAME', 'a', '0123456789abcdef', 'P', '%$#'][random.int(5)] ?? '';
  return kind.toLowerCase();
}

export function noise(random: Random, most: number): string {
  const printable = (): string => String.fromCharCode(random.int(8) === 0 ? random.int(32) : 32 + random.int(95));
  return Array.from({ length: 1 + random.int(most) }, printable)
    .join('')
    .replaceAll(/[\r\n]/g, '');
}
