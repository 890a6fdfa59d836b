/**
 * The hosts that one pattern of Ansible stands for: "r[01:20:2].lab" counts with leading zeros and steps, "r[a:f]" goes
 * through letters. What is no pattern stands for itself.
 * @param most so many are counted; one more tells that there are too many
 */
export function rangeOf(pattern: string, most: number): string[] {
  const found = /^(.*?)\[(\w+):(\w+)(?::(\d+))?\](.*)$/.exec(pattern);
  if (!found) return [pattern];
  const [, before = '', from = '', to = '', step = '1', after = ''] = found;
  const middles = /^\d+$/.test(from) ? numbers(from, to, { step, most }) : letters(from, to, { step, most });
  const hosts: string[] = [];
  for (const middle of middles) {
    hosts.push(...rangeOf(`${before}${middle}${after}`, most));
    if (hosts.length > most) break;
  }
  return hosts;
}

interface Count {
  step: string;
  most: number;
}

function numbers(from: string, to: string, { step, most }: Count): string[] {
  const values: string[] = [];
  const width = from.startsWith('0') ? from.length : 0;
  for (let value = Number(from); value <= Number(to) && values.length <= most; value += Number(step) || 1)
    values.push(String(value).padStart(width, '0'));
  return values;
}

function letters(from: string, to: string, { step, most }: Count): string[] {
  const values: string[] = [];
  const last = to.codePointAt(0) ?? 0;
  for (let value = from.codePointAt(0) ?? 1; value <= last && values.length <= most; value += Number(step) || 1)
    values.push(String.fromCodePoint(value));
  return values;
}
